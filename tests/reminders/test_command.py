from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Organization
from outbox.models import Message
from reminders.actions import promising
from tests.outbox.sink import Sink
from tests.reminders.places import ASSIGNED_AT, an_assignment, an_enrollment

pytestmark = pytest.mark.django_db


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("remind", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_sends_what_is_due_at_a_moment_and_repeats_nothing(
    chicago: Organization, sink: Sink
) -> None:
    an_enrollment(chicago)
    an_enrollment(chicago)
    arguments = ("--at", ASSIGNED_AT.isoformat(), "--organization", "northwind")

    assert command(*arguments) == "northwind: 2 promised; 2 sent\n"
    assert command(*arguments) == "northwind: 0 promised; none to send\n"
    assert len(sink.mails) == 2


def test_the_command_finishes_what_a_killed_run_had_promised(
    chicago: Organization, sink: Sink
) -> None:
    an_enrollment(chicago)
    promising.remind(chicago, at=ASSIGNED_AT, start=False)  # and then the power went out

    assert command("--at", ASSIGNED_AT.isoformat()) == "northwind: 0 promised; 1 sent\n"
    assert len(sink.mails) == 1


def test_a_rehearsal_says_who_and_changes_nothing(chicago: Organization, sink: Sink) -> None:
    enrollment = an_enrollment(chicago, employment={"number": "000417"})
    found = json.loads(command("--at", "2026-11-23T15:00Z", "--dry-run", "--json"))

    assert found == {
        "at": "2026-11-23T15:00:00+00:00",
        "dry_run": True,
        "organizations": [
            {
                "organization": "northwind",
                "due": [
                    {
                        "enrollment": enrollment.pk,
                        "number": "000417",
                        "kind": "assigned",
                        "planned_on": "2026-11-23",
                        "day": "2026-11-23",
                    }
                ],
                "kinds": {"assigned": 1},
            }
        ],
    }
    assert "000417" in command("--at", "2026-11-23T15:00Z", "--dry-run")
    assert (Message.objects.count(), sink.mails) == (0, [])


def test_the_command_reports_as_json(chicago: Organization, sink: Sink) -> None:
    an_enrollment(chicago)
    found = json.loads(command("--at", "2026-11-23T15:00", "--json"))
    assert found["organizations"] == [
        {
            "organization": "northwind",
            "promised": 1,
            "kinds": {"assigned": 1},
            "outcome": {"sent": 1},
        }
    ]


def test_the_command_knows_no_such_organization(chicago: Organization) -> None:
    an_assignment(chicago)
    with pytest.raises(CommandError, match="There is no organization 'nowhere'"):
        command("--organization", "nowhere")

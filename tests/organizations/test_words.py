"""The audit trail in words."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from organizations.models import AuditEvent
from organizations.templatetags.organization_words import deed, particulars


def test_every_deed_that_is_audited_has_words_of_its_own() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in Path(settings.BASE_DIR).glob("*/actions/*.py")
    )
    verbs = set(re.findall(r'audit\.record\(\s*[^"]*?"([a-z_]+\.[a-z_]+)"', source))

    assert len(verbs) > 15
    for verb in verbs:
        plain = verb.replace(".", " ").replace("_", " ").capitalize()
        assert deed(AuditEvent(verb=verb)) != plain, verb


def test_particulars_leave_out_what_is_zero() -> None:
    event = AuditEvent(detail={"new": 102, "missing": 0, "rejected": 1, "roles": ["hr_admin"]})

    assert particulars(event) == "new: 102 · rejected: 1 · roles: hr admin"

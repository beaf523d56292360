"""Where a site is, as far as its name tells."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.staff_files import places
from people.staff_files.places import Place, guess


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Chicago Hub, IL", Place("US", "IL", "America/Chicago")),
        ("Wilmington DE", Place("US", "DE", "America/New_York")),
        ("Toronto, ON", Place("CA", "ON", "America/Toronto")),
        ("El Paso, TX", Place("US", "TX", "America/Denver")),
        ("Houston, TX 77001", Place("US", "TX", "America/Chicago")),
        ("Portland ME", Place("US", "ME", "America/New_York")),
        ("Paris, TX", Place("US", "TX", "America/Chicago")),
        ("Phoenix (AZ)", Place("US", "AZ", "America/Phoenix")),
        ("Plant 4, West Virginia", Place("US", "WV", "America/New_York")),
        ("Remote - US", Place("US", "", None)),
        ("Berlin Mitte", Place("DE", "BE", "Europe/Berlin")),
        ("Niederlassung Deutschland", Place("DE", "", "Europe/Berlin")),
        ("Atlantis", Place()),
        ("Built in", Place()),
        ("", Place()),
    ],
)
def test_a_name_that_says_a_place_is_understood(name: str, place: Place) -> None:
    assert guess(name) == place


def test_every_zone_we_may_guess_exists() -> None:
    known = [*places._CITIES.values(), *places._REGIONS.values()]
    zones = {place.time_zone for place in known} | {z for _c, z in places._COUNTRIES.values() if z}

    assert all(ZoneInfo(zone) for zone in zones if zone)


@given(st.text(max_size=40))
def test_any_name_is_guessed_or_not_but_never_fails(name: str) -> None:
    assert isinstance(guess(name).is_known, bool)

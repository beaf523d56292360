"""Where a site is, as far as its name tells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from people.staff_files.words import folded


@dataclass(frozen=True)
class Place:
    """A guess: ISO country and region ("" when unknown), a time zone (None when unknown)."""

    country: str = ""
    region: str = ""
    time_zone: str | None = None

    @property
    def is_known(self) -> bool:
        """Whether the name said anything at all."""
        return bool(self.country)


# Time zone → regions most of whose people live in it.
_US = {
    "America/New_York": "CT DE DC FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
}
_CANADA = {
    "America/Toronto": "ON QC",
    "America/Winnipeg": "MB",
    "America/Regina": "SK",
    "America/Edmonton": "AB",
    "America/Vancouver": "BC",
    "America/Halifax": "NS NB PE",
    "America/St_Johns": "NL",
    "America/Whitehorse": "YT",
    "America/Yellowknife": "NT",
}
_REGIONS: dict[str, Place] = {
    region: Place(country, region, zone)
    for country, zones in (("US", _US), ("CA", _CANADA))
    for zone, regions in zones.items()
    for region in regions.split()
}
_STATE_NAMES: dict[str, str] = {
    "alabama": "AL", "alaska": "AK", "arizona": "AZ", "arkansas": "AR", "california": "CA",
    "colorado": "CO", "connecticut": "CT", "delaware": "DE", "florida": "FL", "georgia": "GA",
    "hawaii": "HI", "idaho": "ID", "illinois": "IL", "indiana": "IN", "iowa": "IA",
    "kansas": "KS", "kentucky": "KY", "louisiana": "LA", "maine": "ME", "maryland": "MD",
    "massachusetts": "MA", "michigan": "MI", "minnesota": "MN", "mississippi": "MS",
    "missouri": "MO", "montana": "MT", "nebraska": "NE", "nevada": "NV", "new hampshire": "NH",
    "new jersey": "NJ", "new mexico": "NM", "new york": "NY", "north carolina": "NC",
    "north dakota": "ND", "ohio": "OH", "oklahoma": "OK", "oregon": "OR", "pennsylvania": "PA",
    "rhode island": "RI", "south carolina": "SC", "south dakota": "SD", "tennessee": "TN",
    "texas": "TX", "utah": "UT", "vermont": "VT", "virginia": "VA", "washington": "WA",
    "west virginia": "WV", "wisconsin": "WI", "wyoming": "WY", "ontario": "ON", "quebec": "QC",
    "british columbia": "BC", "alberta": "AB", "manitoba": "MB", "saskatchewan": "SK",
    "nova scotia": "NS", "new brunswick": "NB", "puerto rico": "PR",
}  # fmt: skip
_CITIES: dict[str, Place] = {
    city: Place(country, region, zone)
    for (country, region, zone), cities in {
        ("US", "GA", "America/New_York"): "atlanta",
        ("US", "TX", "America/Chicago"): "austin|dallas|houston|san antonio",
        ("US", "MD", "America/New_York"): "baltimore",
        ("US", "MA", "America/New_York"): "boston",
        ("US", "NY", "America/New_York"): "brooklyn|new york city|nyc",
        ("US", "NC", "America/New_York"): "charlotte",
        ("US", "IL", "America/Chicago"): "chicago",
        ("US", "OH", "America/New_York"): "cleveland",
        ("US", "CO", "America/Denver"): "denver",
        ("US", "MI", "America/Detroit"): "detroit",
        ("US", "TX", "America/Denver"): "el paso",
        ("US", "NV", "America/Los_Angeles"): "las vegas",
        (
            "US",
            "CA",
            "America/Los_Angeles",
        ): "los angeles|oakland|sacramento|san diego|san francisco",
        ("US", "TN", "America/Chicago"): "memphis|nashville",
        ("US", "TN", "America/New_York"): "knoxville",
        ("US", "FL", "America/Chicago"): "pensacola",
        ("US", "FL", "America/New_York"): "miami|orlando|tampa",
        ("US", "MN", "America/Chicago"): "minneapolis",
        ("US", "LA", "America/Chicago"): "new orleans",
        ("US", "PA", "America/New_York"): "philadelphia|pittsburgh",
        ("US", "AZ", "America/Phoenix"): "phoenix",
        ("US", "UT", "America/Denver"): "salt lake city",
        ("US", "WA", "America/Los_Angeles"): "seattle",
        ("US", "MO", "America/Chicago"): "st louis",
        ("US", "DC", "America/New_York"): "washington dc",
        ("CA", "ON", "America/Toronto"): "toronto|ottawa",
        ("CA", "QC", "America/Toronto"): "montreal",
        ("CA", "BC", "America/Vancouver"): "vancouver",
        ("CA", "AB", "America/Edmonton"): "calgary",
        ("MX", "CMX", "America/Mexico_City"): "mexico city|ciudad de mexico",
        ("MX", "NLE", "America/Monterrey"): "monterrey",
        ("MX", "JAL", "America/Mexico_City"): "guadalajara",
        ("MX", "BCN", "America/Tijuana"): "tijuana",
        ("ES", "MD", "Europe/Madrid"): "madrid",
        ("ES", "CT", "Europe/Madrid"): "barcelona",
        ("GB", "", "Europe/London"): "london|manchester",
        ("IE", "", "Europe/Dublin"): "dublin",
        ("FR", "", "Europe/Paris"): "paris",
        ("DE", "BE", "Europe/Berlin"): "berlin",
        ("DE", "HH", "Europe/Berlin"): "hamburg",
        ("DE", "BY", "Europe/Berlin"): "munchen|munich",
        ("DE", "NW", "Europe/Berlin"): "koln",
        ("DE", "HE", "Europe/Berlin"): "frankfurt",
        ("AT", "", "Europe/Vienna"): "wien|vienna",
        ("CH", "", "Europe/Zurich"): "zurich",
        ("NL", "", "Europe/Amsterdam"): "amsterdam",
        ("PL", "", "Europe/Warsaw"): "warsaw|warszawa",
        ("IN", "KA", "Asia/Kolkata"): "bangalore",
        ("IN", "MH", "Asia/Kolkata"): "mumbai",
        ("IN", "DL", "Asia/Kolkata"): "delhi",
        ("IN", "TG", "Asia/Kolkata"): "hyderabad",
        ("SG", "", "Asia/Singapore"): "singapore",
        ("JP", "", "Asia/Tokyo"): "tokyo",
        ("AU", "NSW", "Australia/Sydney"): "sydney",
        ("AU", "VIC", "Australia/Melbourne"): "melbourne",
        ("CO", "", "America/Bogota"): "bogota",
        ("AR", "", "America/Argentina/Buenos_Aires"): "buenos aires",
        ("BR", "SP", "America/Sao_Paulo"): "sao paulo",
        ("CL", "", "America/Santiago"): "santiago",
    }.items()
    for city in cities.split("|")
}
# Countries that span several zones have none: their sites take the organization's.
_COUNTRIES: dict[str, tuple[str, str | None]] = {
    "us": ("US", None), "usa": ("US", None), "u s": ("US", None), "u s a": ("US", None),
    "united states": ("US", None), "estados unidos": ("US", None), "canada": ("CA", None),
    "mexico": ("MX", None), "spain": ("ES", "Europe/Madrid"), "espana": ("ES", "Europe/Madrid"),
    "uk": ("GB", "Europe/London"), "united kingdom": ("GB", "Europe/London"),
    "england": ("GB", "Europe/London"), "scotland": ("GB", "Europe/London"),
    "ireland": ("IE", "Europe/Dublin"), "germany": ("DE", "Europe/Berlin"),
    "deutschland": ("DE", "Europe/Berlin"), "austria": ("AT", "Europe/Vienna"),
    "osterreich": ("AT", "Europe/Vienna"), "switzerland": ("CH", "Europe/Zurich"),
    "schweiz": ("CH", "Europe/Zurich"), "france": ("FR", "Europe/Paris"),
    "netherlands": ("NL", "Europe/Amsterdam"), "poland": ("PL", "Europe/Warsaw"),
    "india": ("IN", "Asia/Kolkata"), "japan": ("JP", "Asia/Tokyo"), "australia": ("AU", None),
}  # fmt: skip
_CODE = re.compile(r"[,\s(\-]([A-Z]{2})\)?(?:[\s,]+(?:USA?|CANADA|\d{5}(?:-\d{4})?))*\)?$")
_SPLIT = re.compile(r"[^a-z0-9]+")


def guess(name: str) -> Place:
    """Read a site's name: a known city, a state or province code or name, or a country.

    A code counts only at the end and in capitals ("Wilmington DE"); a city wins over its
    state, because some states span two zones.
    """
    words = _SPLIT.sub(" ", folded(name)).strip()
    code = _CODE.search(name.strip())
    by_code = _REGIONS.get(code[1]) if code else None
    for city, place in _CITIES.items():
        if f" {city} " in f" {words} ":
            if by_code and (by_code.country, by_code.region) != (place.country, place.region):
                continue
            return place
    if by_code:
        return by_code
    for state, short in sorted(_STATE_NAMES.items(), key=lambda item: -len(item[0])):
        if f" {state} " in f" {words} ":
            return _REGIONS[short]
    for country_name, (country, country_zone) in _COUNTRIES.items():
        if words == country_name or words.endswith(f" {country_name}"):
            return Place(country, "", country_zone)
    return Place()

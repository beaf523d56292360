"""The vocabularies of a staff file: blanks, status, yes and no, languages, footers."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

# Anything that makes a cell differ from its plain reading.
_ODD = re.compile(r"^\s|\s$|\s{2}|[\x00-\x1f\x7f-\x9f\u00a0\u2000-\u200f\u2028-\u202f\u2060\ufeff]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)
_BREAK = re.compile(r"[\r\n\x85\u2028\u2029]+")
_BLANKS = frozenset({"-", "--", "—", "n/a", "#n/a", "na", "null", "none", "nil", "(blank)", "."})


class Status(Enum):
    ACTIVE = "Active"
    ON_LEAVE = "On Leave"
    TERMINATED = "Terminated"


_STATUS: dict[str, Status] = {
    word: status
    for status, words in {
        Status.ACTIVE: (
            "active|a|employed|current|working|yes|true|1|hired|"
            "activo|activa|en activo|alta|vigente|aktiv|beschaftigt|angestellt"
        ),
        Status.ON_LEAVE: (
            "on leave|leave|loa|leave of absence|leave with pay|leave without pay|l|"
            "parental leave|maternity leave|paternity leave|medical leave|family leave|"
            "military leave|de licencia|licencia|con licencia|permiso|de permiso|"
            "con permiso|incapacidad|de incapacidad|con incapacidad|"
            "beurlaubt|abwesend|elternzeit|mutterschutz"
        ),
        Status.TERMINATED: (
            "terminated|t|left|leaver|inactive|resigned|retired|former|dismissed|ended|separated|"
            "deceased|no|false|0|inactivo|inactiva|cesado|cesada|terminado|jubilado|jubilada|"
            "ausgeschieden|gekundigt|inaktiv|ausgetreten|im ruhestand|verrentet"
        ),
    }.items()
    for word in words.split("|")
}
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "si", "s", "ja", "j", "wahr", "verdadero"})
_NO = frozenset({"", "no", "n", "false", "f", "0", "nein", "falsch", "falso"})
_LANGUAGES: dict[str, str] = {
    word: code
    for code, words in {
        "en": "en|eng|english|ingles|englisch|anglais",
        "es": "es|spa|esp|spanish|espanol|castellano|spanisch|espagnol",
        "de": "de|deu|ger|german|deutsch|aleman",
        "fr": "fr|fra|fre|french|francais|frances|franzosisch",
        "pt": "pt|por|portuguese|portugues|portugiesisch",
        "pl": "pl|pol|polish|polski|polaco|polnisch",
        "zh": "zh|chi|zho|chinese|chino|chinesisch",
        "vi": "vi|vie|vietnamese|vietnamita|vietnamesisch",
    }.items()
    for word in words.split("|")
}
_FOOTERS: frozenset[str] = frozenset(
    word
    for words in (
        "total|totals|grand total|sum|count|records|total records|total employees|headcount",
        "end of report|end of file|suma|total general|fin del informe",
        "summe|gesamt|gesamtsumme|anzahl|ende des berichts",
    )
    for word in words.split("|")
)


def folded(value: str) -> str:
    """For comparing words: no accents, no case, single spaces."""
    plain = unicodedata.normalize("NFKD", value.replace("ß", "ss")).casefold()
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def is_odd(value: str) -> bool:
    """Whether `plain` would change anything."""
    return _ODD.search(value) is not None


def plain(value: str) -> str:
    """One line, single spaces, nothing invisible."""
    return " ".join(_INVISIBLE.sub("", _BREAK.sub(" ", value)).split())


def has_break(value: str) -> bool:
    """Whether a cell holds more than one line."""
    return _BREAK.search(value.strip()) is not None


def is_blank(value: str) -> bool:
    """Nothing, or a word that stands for nothing."""
    return not value or value.casefold() in _BLANKS


def looks_like_formula(value: str) -> bool:
    """Whether a spreadsheet would compute this cell instead of showing it."""
    return len(value) > 1 and value[0] in "=+@-" and not value[1:].lstrip().startswith("-")


def status(value: str) -> Status | None:
    """None for a word that means none of the three."""
    return _STATUS.get(folded(value))


def truth(value: str) -> bool | None:
    """Yes or no; blank is no; None for another word."""
    word = folded(value)
    return True if word in _YES else False if word in _NO else None


def language(value: str) -> str | None:
    """A language's code ("EN-US", "Spanish"); None for one we do not know."""
    word = folded(value)
    return _LANGUAGES.get(word) or _LANGUAGES.get(re.split(r"[-_ (,]", word)[0])


def is_footer(cells: list[str]) -> bool:
    """A closing line such as "Total; 2480": its first word says so and little else is there."""
    first, *others = cells
    return folded(first).rstrip(":") in _FOOTERS and sum(1 for c in others if c.strip()) <= 2

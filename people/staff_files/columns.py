"""Which column of a staff file means what, judged by its header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Field(Enum):
    """What a column can hold."""

    NUMBER = "number"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    PREFERRED_NAME = "preferred_name"
    EMAIL = "email"
    JOB_TITLE = "job_title"
    UNIT = "unit"
    SITE = "site"
    MANAGER = "manager"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    STATUS = "status"
    LEAVE_UNTIL = "leave_until"
    IS_MANAGER = "is_manager"
    LANGUAGE = "language"


DATE_FIELDS = (Field.STARTS_ON, Field.ENDS_ON, Field.LEAVE_UNTIL)

# Normalized headers (see `normalized`), English, Spanish and German.
SYNONYMS: dict[Field, str] = {
    Field.NUMBER: (
        "employee id|employee number|employee no|employee code|emp id|emp no|empl id|staff id|"
        "staff number|staff no|personnel number|personnel no|personnel id|person id|worker id|"
        "payroll id|payroll number|badge|badge number|id|number|no|"
        "numero de empleado|numero de personal|numero de nomina|no de empleado|id de empleado|"
        "codigo de empleado|legajo|matricula|"
        "numero|clave|personalnummer|personalnr|pers nr|persnr|mitarbeiternummer|mitarbeiternr|"
        "mitarbeiter id|ma nr|stammnummer"
    ),
    Field.GIVEN_NAME: (
        "first name|legal first name|given name|forename|firstname|given names|"
        "nombre|nombres|primer nombre|nombre de pila|vorname|vornamen"
    ),
    Field.FAMILY_NAME: (
        "last name|legal last name|family name|surname|lastname|"
        "apellido|apellidos|primer apellido|apellido paterno|nachname|familienname|zuname"
    ),
    Field.FULL_NAME: (
        "name|full name|employee name|employee|legal name|worker|worker name|"
        "nombre completo|nombre y apellidos|apellidos y nombre|empleado|"
        "vollstandiger name|mitarbeiter|mitarbeitername|name vorname|nachname vorname"
    ),
    Field.PREFERRED_NAME: (
        "preferred name|preferred first name|known as|nickname|goes by|chosen name|"
        "nombre preferido|conocido como|apodo|rufname|bevorzugter name|spitzname"
    ),
    Field.EMAIL: (
        "email|e mail|work email|email address|e mail address|work e mail|mail|company email|"
        "business email|email work|primary email|correo|correo electronico|"
        "correo de trabajo|correo corporativo|e mail adresse|mailadresse|e mail dienstlich"
    ),
    Field.JOB_TITLE: (
        "job title|title|position|job|role|job profile|occupation|position title|"
        "puesto|cargo|puesto de trabajo|stelle|stellenbezeichnung|funktion|tatigkeit|beruf"
    ),
    Field.UNIT: (
        "department|unit|dept|org unit|organizational unit|division|team|business unit|"
        "cost center name|department name|departamento|area|unidad|seccion|"
        "abteilung|bereich|organisationseinheit|einheit"
    ),
    Field.SITE: (
        "location|site|work location|office|work site|facility|plant|branch|location name|"
        "ubicacion|centro de trabajo|sede|oficina|centro|sucursal|planta|"
        "standort|arbeitsort|niederlassung|filiale|werk|ort"
    ),
    Field.MANAGER: (
        "manager id|manager|reports to|supervisor id|manager number|manager no|manager employee id|"
        "line manager|line manager id|manager employee number|manager email|reports to id|"
        "jefe|jefatura|numero de personal de su jefatura|id del jefe|responsable|"
        "supervisor directo|reporta a|numero de jefe|"
        "vorgesetzter|vorgesetzte|vorgesetzter nr|vorgesetzter personalnummer|fuhrungskraft|"
        "berichtet an"
    ),
    Field.STARTS_ON: (
        "hire date|start date|start|date of hire|hired|hired on|joining date|date joined|"
        "employment start|employment start date|original hire date|latest hire date|entry date|"
        "fecha de ingreso|fecha de alta|fecha de contratacion|fecha de inicio|alta|inicio|"
        "eintritt|eintrittsdatum|beginn|einstellungsdatum|startdatum"
    ),
    Field.ENDS_ON: (
        "termination date|end date|end|date of termination|leaving date|last day|last working day|"
        "exit date|left on|employment end|employment end date|separation date|"
        "fecha de baja|fecha de salida|ultimo dia de trabajo|fecha de fin|fecha de termino|fin|"
        "austritt|austrittsdatum|ende|enddatum|letzter arbeitstag"
    ),
    Field.STATUS: (
        "employment status|status|employee status|worker status|state|active|"
        "estado|estatus|situacion|estado laboral|beschaftigungsstatus|mitarbeiterstatus"
    ),
    Field.LEAVE_UNTIL: (
        "leave until|return date|expected return|leave end|leave end date|back on|"
        "fecha de regreso|regreso|regreso de la licencia|fin de licencia|abwesend bis|ruckkehr|"
        "ruckkehrdatum"
    ),
    Field.IS_MANAGER: (
        "is people manager|people manager|is manager|supervisor|is supervisor|manages people|"
        "manager flag|es jefe|es responsable|tiene gente a cargo|tiene personal a cargo|"
        "ist fuhrungskraft|leitungsfunktion|personalverantwortung"
    ),
    Field.LANGUAGE: (
        "preferred language|language|correspondence language|locale|"
        "idioma|idioma preferido|lengua|sprache|bevorzugte sprache|korrespondenzsprache"
    ),
}
_BY_HEADER: dict[str, Field] = {
    synonym: field for field, words in SYNONYMS.items() for synonym in words.split("|")
}
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


def normalized(header: str) -> str:
    """A header as it is compared: "Employee-ID *" and "employee id" are one."""
    plain = unicodedata.normalize("NFKD", header.replace("ß", "ss")).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_A_LETTER.sub(" ", letters).strip()[:120]


def recognized(cells: Sequence[str]) -> int:
    """How many different fields these cells, read as headers, would name."""
    return len({_BY_HEADER[name] for cell in cells if (name := normalized(cell)) in _BY_HEADER})


@dataclass(frozen=True)
class Header:
    """The header row: where it stands (from 0) and its cells without trailing blanks."""

    index: int
    cells: tuple[str, ...]


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The first row that names at least two fields; else the first row that is not blank."""
    first: Header | None = None
    for index, cells in enumerate(rows[:20]):
        trimmed = _trimmed(cells)
        if not trimmed:
            continue
        first = first or Header(index, trimmed)
        if recognized(trimmed) >= 2:
            return Header(index, trimmed)
    return first


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def match(headers: Sequence[str], remembered: Mapping[str, str]) -> dict[Field, int]:
    """Field → column, from what was chosen last time, else from the words of the header.

    `remembered` maps normalized headers to field names, "" for a column left out.  A field
    takes one column: the first remembered one, else the first that its words fit.
    """
    found: dict[Field, int] = {}
    fields = {field.value: field for field in Field}
    names = [normalized(header) for header in headers]
    for column, name in enumerate(names):
        known = fields.get(remembered.get(name, ""))
        if known is not None:
            found.setdefault(known, column)
    for column, name in enumerate(names):
        guess = _BY_HEADER.get(name)
        if guess is not None and name not in remembered and guess not in found:
            found[guess] = column
    return _without_needless_name(found)


def _without_needless_name(found: dict[Field, int]) -> dict[Field, int]:
    """A full name is only of use where its parts are not given."""
    if Field.FULL_NAME in found and Field.GIVEN_NAME in found:
        if Field.FAMILY_NAME in found:
            return {f: c for f, c in found.items() if f is not Field.FULL_NAME}
        return {f: c for f, c in found.items() if f is not Field.GIVEN_NAME}
    return found


def missing(mapping: Mapping[Field, int]) -> list[Field]:
    """What a file cannot do without and these columns do not give."""
    lacking = [] if Field.NUMBER in mapping else [Field.NUMBER]
    if not {Field.GIVEN_NAME, Field.FAMILY_NAME, Field.FULL_NAME} & set(mapping):
        lacking.append(Field.GIVEN_NAME)
    return lacking

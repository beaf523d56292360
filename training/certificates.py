"""A certificate's words and its document, from the record it was issued with."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

import segno
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import codes, pdf
from training.models import Certificate, Revocation

# The languages that documents of ours are written in.
TRANSLATED = {"en", "es"}


def type_name(kind: str) -> str:
    """The kind of training, as records keep it apart."""
    names = {
        "bystander": _("Bystander intervention"),
        "prevention": _("Harassment prevention"),
    }
    return names.get(kind, kind)


def language_name(code: str) -> str:
    """A language in the words of the page's language."""
    return str(translation.get_language_info(code)["name_translated"]).capitalize()


def facts(record: dict[str, Any]) -> list[tuple[str, str]]:
    """What the record says, line by line."""
    minutes = record["minutes"]
    active = record.get("active_minutes_at_least")
    return [
        (_("Completed"), date_format(date.fromisoformat(record["completed_on"]), _("F j, Y"))),
        (_("Credited time"), _("%(minutes)d minutes") % {"minutes": minutes}),
        *(
            [(_("Active time"), _("%(minutes)d minutes or more, measured") % {"minutes": active})]
            if active
            else []
        ),
        (_("Type of training"), type_name(record["type"])),
        (_("Provider"), record["provider"]),
        (_("Course version"), str(record["version"])),
        (_("Language"), language_name(record["language"])),
        (_("Training year"), record["cycle"]),
        (_("Result"), _("Completed")),
    ]


def document(certificate: Certificate, *, site: str) -> bytes:
    """The certificate as PDF/UA, in the language of the course; always the same bytes.

    From its revocation on it says so: other bytes, and always the same ones again.
    """
    record, revocation = certificate.record, _revocation_of(certificate)
    address = site + reverse("verify:certificate", args=[certificate.code])
    language = record["language"] if record["language"] in TRANSLATED else "en"
    with translation.override(language), timezone.override("UTC"):
        done_on = date_format(date.fromisoformat(record["completed_on"]), _("l, F j, Y"))
        data = {
            "name": record["name"],
            "employer": record["employer"],
            "course": record["course"],
            "facts": facts(record),
            "competencies": record["competencies"],
            "address": address,
            "shown_address": _shown(site) + reverse("verify:form"),
            "code": codes.grouped(certificate.code),
            "digest": record["digest"][:16],
            "qr": _qr(address),
            "revoked": _revoked(revocation) if revocation else None,
            "words": {
                "kicker": _("Certificate of completion"),
                "completed": _("has completed"),
                "statement": _("on %(date)s, for %(employer)s")
                % {"date": done_on, "employer": record["employer"]},
                "competencies": _("Core competencies"),
                "qr": _("QR code that opens the page on which this certificate can be checked"),
                "verify": _("Check this certificate at"),
                "code": _("with the code"),
                "digest": _("Digest of the content as it was shown:"),
            },
        }
        title = _title(record, is_revoked=revocation is not None)
    # The file's date is the day alone: the second at which somebody was done would tell how long
    # they stayed with the last part.
    day = datetime.combine(date.fromisoformat(record["completed_on"]), time(), UTC)
    return pdf.render("certificate.typ", data, title=title, language=language, at=day)


def _revocation_of(certificate: Certificate) -> Revocation | None:
    return getattr(certificate, "revocation", None)


def _title(record: dict[str, Any], *, is_revoked: bool) -> str:
    title = _("Certificate: %(course)s, %(name)s") % {
        "course": record["course"],
        "name": record["name"],
    }
    return _("Revoked: %(title)s") % {"title": title} if is_revoked else title


def _revoked(revocation: Revocation) -> dict[str, str]:
    """The line across a certificate that no longer holds."""
    day = date_format(revocation.revoked_on, _("F j, Y"))
    return {
        "line": _("Revoked on %(day)s") % {"day": day},
        "meaning": _("This certificate is no longer valid."),
    }


def file_name(certificate: Certificate) -> str:
    return f"certificate-{codes.grouped(certificate.code).lower()}.pdf"


def _shown(site: str) -> str:
    """An address as one reads it, without its scheme."""
    return urlsplit(site).netloc


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", border=0, dark="#1d2733", xmldecl=False, svgclass=None, lineclass=None
    )
    return picture.getvalue().decode()

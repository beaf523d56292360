"""The six moves and the five steps, in the words people see."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MOVES = {
    "shift": _("Shift it"),
    "say": _("Say it"),
    "stand": _("Stand with"),
    "second": _("Second"),
    "save": _("Save it"),
    "soon": _("Soon after"),
}
NO_MOVE = _("No move")

STEPS = {
    "notice": _("Notice it"),
    "interpret": _("Read it"),
    "responsibility": _("Take your part"),
    "know": _("Know how"),
    "act": _("Do it"),
}

TONES = {
    "costly": _("It cost you something"),
    "mixed": _("Some of each"),
    "repaired": _("Something was repaired"),
    "silent": _("Quiet for you, not for somebody else"),
    "misread": _("A false alarm"),
    "fair": _("Seen as it was"),
}

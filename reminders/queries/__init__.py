from reminders.queries.candidates import (
    Candidate,
    candidate,
    candidates,
    last_mail_days,
    may_be_due,
)
from reminders.queries.chosen import chosen
from reminders.queries.history import Line, history
from reminders.queries.preview import Preview, preview

__all__ = [
    "Candidate", "Line", "Preview", "candidate", "candidates", "chosen", "history",
    "last_mail_days", "may_be_due", "preview",
]  # fmt: skip

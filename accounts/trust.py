"""Who may see other people's records.  Accounts know no employers: the parts that do tell here.

A part above registers a question in `AppConfig.ready()`; one yes is enough.
"""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import User

Question = Callable[[User], bool]

_questions: list[Question] = []


def register(question: Question) -> None:
    """Ask this, too, of every user from now on."""
    if question not in _questions:
        _questions.append(question)


def is_trusted(user: User) -> bool:
    """Whether this user, somewhere, sees other people's records."""
    return user.is_operator or any(question(user) for question in _questions)

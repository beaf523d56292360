"""What every page's header needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from organizations.permissions import Permission, granted


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The organization one is in and, by name, what one may do there (no query of its own)."""
    membership = getattr(request, "membership", None)
    if membership is None:
        return {"organization": None, "may": {}}
    held = granted(membership.roles)
    return {
        "organization": membership.organization,
        "may": {permission.name.lower(): permission in held for permission in Permission},
    }

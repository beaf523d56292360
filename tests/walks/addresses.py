"""Every address of the site, found in the URL configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from organizations.permissions import Permission

GATED = "o/<slug:organization>/"
_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Page:
    route: str
    name: str  # "cohorts:list"
    view: Any

    @property
    def is_gated(self) -> bool:
        return self.route.startswith(GATED)

    @property
    def within(self) -> str:
        """The route inside its organization."""
        return self.route.removeprefix(GATED)

    @property
    def permission(self) -> Permission:
        found: Permission = self.view.permission
        return found

    @property
    def every_parameter(self) -> tuple[str, ...]:
        return tuple(name for _, name in _PARAMETER.findall(self.route))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names in the route, without the organization's."""
        return tuple(name for name in self.every_parameter if name != "organization")

    def at(self, values: Mapping[str, object]) -> str:
        """The address with these values in it."""
        return "/" + _PARAMETER.sub(lambda found: str(values[found.group(2)]), self.route)

    def __str__(self) -> str:
        return self.name or self.route


def _pages(resolver: URLResolver, prefix: str, names: tuple[str, ...]) -> Iterator[Page]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inside = (*names, entry.namespace) if entry.namespace else names
            yield from _pages(entry, route, inside)
        elif isinstance(entry, URLPattern):
            yield Page(route, ":".join((*names, entry.name or "")), entry.callback)


@lru_cache(maxsize=1)
def pages() -> tuple[Page, ...]:
    return tuple(_pages(get_resolver(), "", ()))


def gated() -> list[Page]:
    return [page for page in pages() if page.is_gated]


def public() -> list[Page]:
    return [page for page in pages() if not page.is_gated]

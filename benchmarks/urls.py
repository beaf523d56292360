"""Every address of the site, and two bare ones."""

from __future__ import annotations

from django.urls import path

from benchmarks import bare
from config.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("bare/", bare.page),
    path("bare/insert/", bare.insert),
    *urlpatterns,
]

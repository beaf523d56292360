"""Every address of the site, its error pages, and two bare addresses."""

from __future__ import annotations

from django.urls import path

from benchmarks import bare
from config.urls import *  # noqa: F403 - the handlers, whichever there are
from config.urls import urlpatterns as _site

urlpatterns = [
    path("bare/", bare.page),
    path("bare/insert/", bare.insert),
    *_site,
]

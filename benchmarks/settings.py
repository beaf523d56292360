"""The product's settings, with two bare views beside its pages to measure against."""

from __future__ import annotations

from config.settings import *  # noqa: F403 - all of them, unchanged

ROOT_URLCONF = "benchmarks.urls"

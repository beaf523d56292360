"""The fixtures of reports' tests: cohorts are looked at by the same people."""

from tests.reports.conftest import at_noon, sign_in

__all__ = ["at_noon", "sign_in"]

"""Runs a module in a process whose clock starts at another instant.

python -m tests.worker.clock 2026-03-02T12:00:00+00:00 celery -A config.celery:app worker
"""

from __future__ import annotations

import runpy
import sys
from datetime import datetime

import time_machine

if __name__ == "__main__":
    _program, instant, module, *arguments = sys.argv
    sys.argv = [module, *arguments]
    with time_machine.travel(datetime.fromisoformat(instant), tick=True):
        runpy.run_module(module, run_name="__main__", alter_sys=True)

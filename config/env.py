"""Typed readers of the environment.  Nonsense raises at start-up, not at midnight.

Each reader also accepts NAME_FILE, the path of a file that holds the value, so that
secrets need not stand in the environment itself.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class BadSetting(Exception):
    """An environment variable holds something it cannot mean."""


def text(name: str, default: str = "", *, environ: Mapping[str, str] | None = None) -> str:
    """The value of NAME, else the content of the file NAME_FILE names, else `default`."""
    variables = os.environ if environ is None else environ
    if name in variables:
        return variables[name]
    if path := variables.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(f"{name}_FILE: {error}") from error
    return default


def boolean(name: str, default: bool, *, environ: Mapping[str, str] | None = None) -> bool:
    value = text(name, "yes" if default else "no", environ=environ).strip().lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise BadSetting(f"{name} is {value!r}: say yes or no.")


def integer(
    name: str, default: int, *, least: int = 0, environ: Mapping[str, str] | None = None
) -> int:
    value = text(name, str(default), environ=environ)
    try:
        number = int(value)
    except ValueError as error:
        raise BadSetting(f"{name} is {value!r}: say a whole number.") from error
    if number < least:
        raise BadSetting(f"{name} is {number}: the least is {least}.")
    return number


def words(name: str, default: str = "", *, environ: Mapping[str, str] | None = None) -> list[str]:
    """Values separated by commas or spaces."""
    return text(name, default, environ=environ).replace(",", " ").split()


def path(name: str, default: Path, *, environ: Mapping[str, str] | None = None) -> Path:
    return Path(text(name, str(default), environ=environ)).expanduser().resolve()


def database(name: str, *, environ: Mapping[str, str] | None = None) -> dict[str, object] | None:
    """Read postgres://user:password@host:port/name?option=value; None when unset.

    A host may be given as ?host=/socket/directory.
    """
    value = text(name, environ=environ)
    if not value:
        return None
    address = urlsplit(value)
    if address.scheme not in {"postgres", "postgresql"}:
        raise BadSetting(f"{name} must start with postgres:// .")
    options = dict(parse_qsl(address.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.lstrip("/")) or "postgres",
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": options.pop("host", address.hostname or ""),
        "PORT": str(address.port or ""),
        "OPTIONS": options,
    }


def email(name: str, *, environ: Mapping[str, str] | None = None) -> dict[str, object] | None:
    """Read smtp://user:password@host:port, smtp+tls:// or smtp+ssl://; None when unset."""
    value = text(name, environ=environ)
    if not value:
        return None
    address = urlsplit(value)
    if address.scheme not in {"smtp", "smtp+tls", "smtp+ssl"}:
        raise BadSetting(f"{name} must start with smtp://, smtp+tls:// or smtp+ssl:// .")
    default_port = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}[address.scheme]
    return {
        "EMAIL_HOST": address.hostname or "localhost",
        "EMAIL_PORT": address.port or default_port,
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_TLS": address.scheme == "smtp+tls",
        "EMAIL_USE_SSL": address.scheme == "smtp+ssl",
    }

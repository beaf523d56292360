"""Readers of the environment say what they read, and raise on nonsense."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import env
from config.env import BadSetting

PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
NAME = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=20)


@given(PLAIN, PLAIN)
def test_text_is_what_the_variable_holds_or_else_the_default(value: str, default: str) -> None:
    assert env.text("NAME", default, environ={"NAME": value}) == value
    assert env.text("NAME", default, environ={}) == default


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("correct horse\n", encoding="utf-8")

    assert env.text("NAME", "default", environ={"NAME_FILE": str(secret)}) == "correct horse"
    assert env.text("NAME", environ={"NAME": "here", "NAME_FILE": str(secret)}) == "here"


def test_a_secret_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="NAME_FILE"):
        env.text("NAME", environ={"NAME_FILE": str(tmp_path / "nowhere")})


@given(st.sampled_from(["1", "true", "yes", "on"]), st.booleans(), st.sampled_from(["", " "]))
def test_yes_is_said_in_four_ways(word: str, default: bool, space: str) -> None:
    for written in (word, word.upper(), word.title(), space + word + space):
        assert env.boolean("NAME", default, environ={"NAME": written}) is True


@given(st.sampled_from(["0", "false", "no", "off", ""]), st.booleans())
def test_no_is_said_in_five(word: str, default: bool) -> None:
    assert env.boolean("NAME", default, environ={"NAME": word}) is False
    assert env.boolean("NAME", default, environ={}) is default


@given(PLAIN)
def test_anything_else_is_neither(word: str) -> None:
    known = {"1", "true", "yes", "on", "0", "false", "no", "off", ""}
    if word.strip().lower() in known:
        return
    with pytest.raises(BadSetting, match="say yes or no"):
        env.boolean("NAME", False, environ={"NAME": word})


@given(st.integers(), st.integers(min_value=-1000, max_value=1000))
def test_a_number_is_read_or_refused_below_the_least(number: int, least: int) -> None:
    environ = {"NAME": str(number)}
    if number >= least:
        assert env.integer("NAME", 0, least=least, environ=environ) == number
    else:
        with pytest.raises(BadSetting, match="the least is"):
            env.integer("NAME", 0, least=least, environ=environ)


@pytest.mark.parametrize("value", ["", "3.5", "three", "1e3", "0x10", "1 2"])
def test_what_is_no_whole_number_is_refused(value: str) -> None:
    with pytest.raises(BadSetting, match="whole number"):
        env.integer("NAME", 7, environ={"NAME": value})


@given(st.lists(NAME, max_size=5), st.sampled_from([",", " ", ", ", " , "]))
def test_words_are_separated_by_commas_or_spaces(words: list[str], separator: str) -> None:
    assert env.words("NAME", "other", environ={"NAME": separator.join(words)}) == words


@given(NAME, PLAIN, NAME, st.integers(1, 65535), NAME)
def test_a_database_address_comes_apart(
    user: str, password: str, host: str, port: int, name: str
) -> None:
    host = f"h{host.replace('_', '-')}h"
    url = f"postgres://{user}:{quote(password, safe='')}@{host}:{port}/{name}?sslmode=require"

    assert env.database("NAME", environ={"NAME": url}) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": str(port),
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_may_listen_on_a_socket() -> None:
    found = env.database("NAME", environ={"NAME": "postgres://me@/site?host=/run/postgresql"})

    assert found is not None
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize("url", ["mysql://a@b/c", "sqlite:///file", "nonsense"])
def test_another_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(BadSetting, match="postgres://"):
        env.database("NAME", environ={"NAME": url})


@pytest.mark.parametrize(
    ("scheme", "port", "tls", "ssl"),
    [("smtp", 25, False, False), ("smtp+tls", 587, True, False), ("smtp+ssl", 465, False, True)],
)
def test_a_mail_server_has_its_usual_port(scheme: str, port: int, tls: bool, ssl: bool) -> None:
    assert env.email("NAME", environ={"NAME": f"{scheme}://me:p%40ss@mail.example.org"}) == {
        "EMAIL_HOST": "mail.example.org",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "me",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": ssl,
    }


def test_another_way_of_mail_is_refused() -> None:
    with pytest.raises(BadSetting, match="smtp"):
        env.email("NAME", environ={"NAME": "imap://mail.example.org"})


def test_nothing_set_is_nothing_read() -> None:
    assert (env.database("NAME", environ={}), env.email("NAME", environ={})) == (None, None)

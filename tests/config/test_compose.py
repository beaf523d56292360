"""docker-compose.yml is valid, and what it starts runs: here without containers."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import jsonschema
import psycopg2
import pytest
import yaml
from psycopg2 import sql
from redis import Redis

from config.tasks import WORKER_SEEN
from tests.outbox.sink import running_sink
from tests.worker.brokers import OwnRedis
from tests.worker.processes import ROOT, Processes, database_url, free_port, until

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("web", "worker", "beat")
# What the file's first comment asks for.
DOT_ENV = {
    "SECRET_KEY": "fifty-random-characters-fifty-random-characters-50",
    "SITE_URL": "https://training.example.org",
    "ALLOWED_HOSTS": "training.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org",
    "POSTGRES_PASSWORD": "a-password",
}
VARIABLE = re.compile(r"\$\{(\w+)(?:(:[?-])([^}]*))?\}")


def interpolated(value: Any) -> Any:
    """A value of the file with variables as Compose puts them in."""
    if isinstance(value, dict):
        return {key: interpolated(each) for key, each in value.items()}
    if isinstance(value, list):
        return [interpolated(each) for each in value]
    if not isinstance(value, str):
        return value

    def put_in(found: re.Match[str]) -> str:
        name, operator, word = found.groups()
        if name in DOT_ENV:
            return DOT_ENV[name]
        assert operator == ":-", f"{name} has no value: {word}"
        return str(word)

    return VARIABLE.sub(put_in, value).replace("$$", "$")


def test_the_file_is_what_the_compose_specification_allows() -> None:
    schema = os.environ.get("COMPOSE_SCHEMA")
    if not schema:
        pytest.skip("COMPOSE_SCHEMA does not name the schema of the Compose Specification.")
    validator = jsonschema.Draft201909Validator(json.loads(Path(schema).read_text()))

    found = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(COMPOSE)]

    assert found == []
    assert [str(e.json_path) for e in validator.iter_errors({"services": {"web": {"imagee": ""}}})]


def test_every_variable_it_asks_for_is_named_in_its_first_lines() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    asked = {name for name, operator, _word in VARIABLE.findall(text) if operator != ":-"}

    assert asked == set(DOT_ENV)
    assert {name for name in asked if name not in text[: text.index("\nx-app")]} == set()
    assert all(service.get("restart") == "unless-stopped" for service in SERVICES.values())


def test_our_services_are_alike_but_for_their_command_and_the_port_of_web() -> None:
    environments = [interpolated(SERVICES[name]["environment"]) for name in OURS]

    assert environments[1] == environments[2]
    assert environments[0] == {**environments[1], "BIND": "0.0.0.0:8000"}
    for name in OURS:
        assert SERVICES[name]["volumes"] == ["data:/data"]
        assert set(SERVICES[name]["depends_on"]) == {"postgres", "redis"}


# Running it -----------------------------------------------------------------------------


@pytest.fixture
def empty_database(django_db_setup: None) -> Iterator[str]:
    """The address of a database of this test's own, on the server the tests run on."""
    name = "test_compose"
    beside = urlsplit(database_url())._replace(path="/postgres")
    with closing(psycopg2.connect(urlunsplit(beside))) as maker:
        maker.autocommit = True
        with maker.cursor() as cursor:
            drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            cursor.execute(drop)
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            yield urlunsplit(beside._replace(path=f"/{name}"))
            cursor.execute(drop)


@pytest.fixture
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnRedis]:
    server = OwnRedis(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.kill()


def environment_of(service: str, **addresses: str) -> dict[str, str]:
    """What the process of a service finds: the image's environment, then the file's.

    Addresses inside the containers' network are replaced by those given.
    """
    image = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return {**image, **interpolated(SERVICES[service]["environment"]), **addresses}


def in_production(url: str, **headers: str) -> tuple[int, str]:
    """What the site's proxy gets; 0 when nobody answers."""
    asked = urllib.request.Request(  # noqa: S310 - an address of ours
        url, headers={"Host": "training.example.org", "X-Forwarded-Proto": "https", **headers}
    )
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310 - the same
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def session_is_empty(leader: int) -> bool:
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.worker
def test_each_command_runs_with_the_environment_of_the_file_and_ends_when_told(
    empty_database: str, broker: OwnRedis, tmp_path: Path
) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    with running_sink() as sink:
        addresses = {
            "DATABASE_URL": empty_database,
            "REDIS_URL": broker.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            "DATA_DIR": str(tmp_path),
            "STATIC_ROOT": str(tmp_path / "static"),
        }
        processes = Processes({}, logs=tmp_path)
        try:
            processes.environment = environment_of("web", **addresses)
            collect = processes.start("manage.py", "collectstatic", "--noinput")  # the Dockerfile's
            assert collect.wait(120) == 0
            for name in OURS:
                processes.environment = environment_of(name, **addresses)
                if name == "web":
                    processes.environment["BIND"] = f"127.0.0.1:{port}"
                    processes.environment["WEB_WORKERS"] = "1"
                processes.run(interpolated(SERVICES[name]["command"]))
            until(lambda: in_production(f"{site}/healthz")[0] == 200)

            # Beat lives: another sign of life comes without anybody asking.
            with closing(Redis.from_url(broker.url)) as client:
                assert client.delete(f"upstander:1:{WORKER_SEEN}") == 1
            until(lambda: in_production(f"{site}/healthz")[0] == 200)
            _check_the_site(site)
            _check_the_healthcheck(processes, port)

            ours = processes.running[1:4]
            for process in ours:
                process.send_signal(signal.SIGTERM)  # as `docker stop` does
            assert [process.wait(60) for process in ours] == [0, 0, 0]
            until(lambda: all(session_is_empty(process.pid) for process in ours))
        finally:
            processes.kill_all()


def _check_the_site(site: str) -> None:
    """Pages, their style sheets, and nobody else's host."""
    status, page = in_production(f"{site}/account/login/")
    sheets = re.findall(r'href="(/static/[^"]+\.css)"', page)
    assert (status, bool(sheets)) == (200, True)
    assert {in_production(f"{site}{sheet}")[0] for sheet in sheets} == {200}
    assert in_production(f"{site}/account/login/", Host="elsewhere.example")[0] == 400


def _check_the_healthcheck(processes: Processes, port: int) -> None:
    """The test that the file gives Docker, word for word but for the port."""
    form, *command = SERVICES["web"]["healthcheck"]["test"]
    assert form == "CMD"
    processes.environment = environment_of("web")
    here = [word.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for word in command]
    assert processes.run(here).wait(60) == 0
    nobody = [word.replace("127.0.0.1:8000", f"127.0.0.1:{free_port()}") for word in command]
    assert processes.run(nobody).wait(60) != 0

"""The container files name only commands, settings and services that there are."""

import re
from pathlib import Path
from typing import Any

import yaml
from typer.main import get_command

from service.cli import app
from service.settings import Settings

ROOT = Path(__file__).parent.parent
CONTAINERFILE = (ROOT / "Containerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SETTINGS = {f"QUOTES_{name.upper()}" for name in Settings.model_fields}


def check_command(words: list[str]) -> None:
    program, *rest = words
    assert program == "quotes"
    command: Any = get_command(app)
    while rest and not rest[0].startswith("-"):
        command = command.commands[rest.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("-")} <= known


def test_the_image_runs_a_command_with_settings_that_there_are() -> None:
    (command,) = re.findall(r'^CMD \["(.+)"\]$', CONTAINERFILE, re.MULTILINE)
    check_command(command.split('", "'))
    assert set(re.findall(r"QUOTES_\w+", CONTAINERFILE)) <= SETTINGS
    for source in re.findall(r"^COPY ([a-z]+) ", CONTAINERFILE, re.MULTILINE):
        assert (ROOT / source).is_dir()
        assert f"!{source}" in (ROOT / ".dockerignore").read_text("utf-8")


def test_compose_starts_what_there_is_in_an_order_that_ends() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"database", "migrate", "quotes", "worker"}
    for name, service in services.items():
        assert set(service.get("depends_on", {})) < set(services)
        if name != "database":
            check_command(service["command"])
            assert set(service["environment"]) <= SETTINGS
            assert (ROOT / service["build"]["dockerfile"]).is_file()
    after = {"quotes": "migrate", "worker": "migrate", "migrate": "database"}
    assert {name: next(iter(services[name]["depends_on"])) for name in after} == after
    password = "${POSTGRES_PASSWORD:?set a password}"
    assert services["database"]["environment"]["POSTGRES_PASSWORD"] == password
    assert password in services["quotes"]["environment"]["QUOTES_DATABASE_URL"]


def test_the_lock_gives_a_version_to_all_that_is_installed() -> None:
    (pattern,) = re.findall(r"sed -n 's/(.+)/\\1/p'", CONTAINERFILE)
    regex = pattern.replace(r"\(", "(").replace(r"\)", ")")
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = {line.split("==")[0].lower() for line in re.findall(f"(?m){regex}", lock)}
    wanted = re.findall(r'^  "([A-Za-z0-9-]+)[^"]*",$', _dependencies(), re.MULTILINE)
    assert len(wanted) > 15
    assert {name.lower() for name in (*wanted, "psycopg", "psycopg-binary")} <= pinned


def _dependencies() -> str:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return text[text.index("dependencies = [") : text.index("[project.optional-dependencies]")]

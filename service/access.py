"""Who acts, and what a key lets its bearer do; nothing here knows HTTP or the database."""

import getpass
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

Scope = Literal["read", "ingest", "judge", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
Way = Literal["http", "cli"]

_PREFIX = "quotes_"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes: the holder of a key, somebody on this machine without one, or a user at the
    command line. `request` is the id of the request that asked for it."""

    name: str
    way: Way
    key: str | None = None
    request: str | None = None

    def signing(self, author: str | None) -> str | None:
        """The author of what is judged: a key vouches for whomever its holder names."""
        if self.key is None or author in (None, self.name):
            return self.name if self.key is not None else author
        return f"{author} ({self.name})"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it is shown: never the secret itself."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created: datetime
    revoked: datetime | None

    def allows(self, scope: Scope) -> bool:
        """Every scope includes `read`; `admin` includes all."""
        return scope == "read" or scope in self.scopes or "admin" in self.scopes


def local_user() -> Actor:
    """Whoever runs this command."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a user id without a name
        name = "somebody"
    return Actor(name, "cli")


def new_secret() -> str:
    """A secret of 256 random bits; its beginning lets scanners of leaked secrets know it."""
    return _PREFIX + secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """What is stored of a secret.

    A fast hash is right here: nobody guesses 256 random bits, however many they try in a second,
    and a slow one would cost every request what it is meant to cost an attacker.
    """
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()

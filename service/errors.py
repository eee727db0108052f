"""Every error the service raises on purpose. The command line prints each as one line.

ServiceError
├── SettingsError          a QUOTES_… setting or an option has no usable value
├── DatabaseError          the database cannot answer
│   ├── DatabaseUnavailable    unreachable, locked, unreadable
│   └── SchemaOutdated         reachable, but its tables are not the ones this version needs
├── QueryError             a question nobody can answer; names the parameter
├── NotFound               there is no such thing
├── BackupError            a copy cannot be written, or not be restored
├── WatchListError         a list of sources to watch cannot be read
├── EvaluationError        what is to be evaluated cannot be read or does not fit together
└── ServeError             the server cannot start (port in use, unknown host)
"""


class ServiceError(Exception):
    """Base of all errors raised by the service."""


class SettingsError(ServiceError):
    """A setting has no usable value."""


class DatabaseError(ServiceError):
    """The database cannot answer."""


class DatabaseUnavailable(DatabaseError):
    """The database cannot be reached or is locked."""


class SchemaOutdated(DatabaseError):
    """The tables are not those of this version of the service."""


class QueryError(ServiceError):
    """A question that cannot be asked; `parameter` names what is wrong with it."""

    def __init__(self, parameter: str, reason: str) -> None:
        super().__init__(f"{parameter}: {reason}")
        self.parameter = parameter
        self.reason = reason


class NotFound(ServiceError):
    """Something is asked for by an id that nothing has."""


class WatchListError(ServiceError):
    """A watch list cannot be read."""


class BackupError(ServiceError):
    """A backup cannot be written to its file, or not be restored from it."""


class EvaluationError(ServiceError):
    """Gold or predictions cannot be read, or do not fit together."""


class ServeError(ServiceError):
    """The server cannot start."""

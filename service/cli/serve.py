"""``quotes serve``: the API, in one process or several."""

import os
import socket
import tempfile
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.running import database
from service.errors import ServeError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from uvicorn import Server

    from service.settings import Settings

# Requests under way have so long to end after SIGTERM or Ctrl-C.
_GRACE = 30
_METRICS = "PROMETHEUS_MULTIPROC_DIR"


def serve(
    host: Annotated[
        str | None,
        typer.Option(help="Address to listen on; QUOTES_HOST by default.", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port, 0 for any; QUOTES_PORT by default.", show_default=False),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes answer.")] = 1,
) -> None:
    """Serve the API until Ctrl-C.

    An SQLite database is made or migrated first. Several workers take several processors; each
    loads the engine when it first needs it.

    Example: quotes serve --host 0.0.0.0 --workers 4
    """
    from service import logs
    from service.database import prepare
    from service.settings import load_settings

    settings = load_settings(host=host, port=port)
    with database() as engine:
        # Before the port is taken: an error here is one line and not a server's traceback.
        prepare(engine)
    listener = _listen(settings.host, settings.port)
    logs.configure(settings.log_format)
    typer.echo(f"Serving on {_address(listener)} (Ctrl-C ends it)")
    try:
        if workers == 1:
            _one(settings, listener)
        else:
            _several(workers, listener)
    except KeyboardInterrupt:
        typer.echo("Ended.")


def _one(settings: "Settings", listener: socket.socket) -> None:
    from service.app import create_app

    _server(create_app(settings)).run(sockets=[listener])


def _several(workers: int, listener: socket.socket) -> None:
    """Processes that read the settings anew and share the listener and the metrics."""
    from uvicorn.supervisors import Multiprocess

    with tempfile.TemporaryDirectory(prefix="quotes-metrics-") as folder:
        # The workers inherit it; prometheus_client looks for it when it is imported.
        os.environ.setdefault(_METRICS, folder)
        server = _server("service.app:served", factory=True, workers=workers)
        Multiprocess(server.config, sockets=[listener]).run()


def _server(app: "FastAPI | str", *, factory: bool = False, workers: int = 1) -> "Server":
    import uvicorn

    config = uvicorn.Config(
        app,
        factory=factory,
        workers=workers,
        # Ours is set already, and `service.api.tracing` logs requests.
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_GRACE,
    )
    return uvicorn.Server(config)


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket.

    Raises:
        ServeError: the host is unknown, or the port is in use or not allowed.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ServeError(f"cannot listen on {host}: {error}") from None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        raise ServeError(f"cannot listen on {host} port {port}: {error.strerror}") from None
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

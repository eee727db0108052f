"""``quotes serve``: the API."""

import socket
from typing import Annotated

import typer

from service.cli.running import database
from service.errors import ServeError


def serve(
    host: Annotated[
        str | None,
        typer.Option(help="Address to listen on; QUOTES_HOST by default.", show_default=False),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Port, 0 for any; QUOTES_PORT by default.", show_default=False),
    ] = None,
) -> None:
    """Serve the API until Ctrl-C.

    An SQLite database is made or migrated first.

    Example: quotes serve --port 8080
    """
    import uvicorn

    from service.app import create_app
    from service.database import prepare
    from service.settings import load_settings

    settings = load_settings(host=host, port=port)
    with database() as engine:
        # Before the port is taken: an error here is one line and not a server's traceback.
        prepare(engine)
    listener = _listen(settings.host, settings.port)
    typer.echo(f"Serving on {_address(listener)} (Ctrl-C ends it)")
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        typer.echo("Ended.")


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

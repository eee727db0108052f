"""The MCP server: made anew for each process, on standard input or within the API."""

from collections.abc import Callable
from importlib import metadata

from mcp.server.mcpserver import MCPServer
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from service.agents.tools import Tools
from service.api.access import refuse_pages
from service.api.problems import ProblemError, respond

_INSTRUCTIONS = """\
A record of who said what in the news, and by which route the words reached the page. Never quote
anything but what a tool answers as `text`, and never without its publisher and address. If
nothing is found, say what was searched: that it is not on this record does not show that it was
not said."""


def make(engine: Callable[[], Engine]) -> MCPServer:
    """The server over a database; `engine` is asked for it with each call."""
    server: MCPServer = MCPServer(
        "quotes",
        title="Who said what",
        instructions=_INSTRUCTIONS,
        version=metadata.version("quotes"),
        log_level="WARNING",
    )
    tools = Tools(engine)
    hints = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (
        tools.search_statements,
        tools.verify_quote,
        tools.get_provenance,
        tools.who_is,
    ):
        server.add_tool(tool, annotations=hints)
    return server


def over_http(server: MCPServer) -> StreamableHTTPSessionManager:
    """What answers HTTP for `server`, to be run by its host's lifespan; once, and only once.

    Without sessions, so that any worker process can answer any request.
    """
    # The SDK would want to know every name the host goes by; `Endpoint` looks at the origin.
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    server.streamable_http_app(json_response=True, stateless_http=True, transport_security=security)
    return server.session_manager


class Endpoint:
    """The ASGI application at `/mcp`; pages of other sites than `origins` may not call it."""

    def __init__(self, origins: tuple[str, ...]) -> None:
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one message."""
        try:
            refuse_pages(Request(scope), but=self._origins)
        except ProblemError as error:
            await respond(scope, receive, send, error)
            return
        await scope["app"].state.agents.handle_request(scope, receive, send)

"""``quotes mcp``: the record for a language model on this machine."""

from service.cli.running import database


def mcp() -> None:
    """Serve the record to a language model over MCP, on standard input and output.

    Its client starts this command itself; the tools only read: search_statements, verify_quote,
    get_provenance, who_is.

    Example: quotes mcp
    """
    from service.agents.server import make
    from service.database import prepare

    with database() as engine:
        prepare(engine)
        make(lambda: engine).run("stdio")

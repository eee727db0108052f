"""Structured logs: everything that logs, uvicorn and libraries too, one line each, on stderr."""

import logging
import sys
from typing import Literal

import structlog

LogFormat = Literal["console", "json"]


def configure(form: LogFormat) -> None:
    """Log as JSON Lines or for people; what is logged with `extra` becomes fields."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.ExtraAdder(),
    ]
    rendered: list[structlog.typing.Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        _once,
    ]
    if form == "json":
        rendered += [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        # Plain: what else would be shown of a traceback are local values, and secrets among them.
        plain = structlog.dev.plain_traceback
        colours = sys.stderr.isatty()
        rendered += [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain)]
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=rendered)
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # Chatty at INFO, and of no use to whoever runs the service.
    for name in ("alembic", "mcp", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _once(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    # uvicorn says everything a second time, in colours.
    event.pop("color_message", None)
    return event

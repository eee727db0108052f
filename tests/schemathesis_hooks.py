"""What schemathesis has to be told of this API: how JSON Lines are sent."""

from typing import Any

import schemathesis


@schemathesis.serializer("application/jsonl", "application/x-ndjson")
def lines(_context: Any, value: Any) -> bytes:
    """What is made for a body of any type, as text."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")

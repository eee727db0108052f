"""The way to the next page, as RFC 8288 has it: `Link: </v1/quotes?cursor=…>; rel="next"`."""

from typing import Annotated, Protocol, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request, Response


class Paged(Protocol):
    """A list that may go on."""

    next_cursor: str | None


Some = TypeVar("Some", bound=Paged)


class _Onward:
    """Says in the header of the answer where the next page is, beside `next_cursor` in its body."""

    def __init__(self, request: Request, response: Response) -> None:
        self._request, self._response = request, response

    def __call__(self, page: Some) -> Some:
        """`page` as it is."""
        if page.next_cursor is not None:
            self._response.headers["Link"] = link(self._request, page.next_cursor)
        return page


async def _onward(request: Request, response: Response) -> _Onward:
    # What is not async is given to a thread, which costs more than this does.
    return _Onward(request, response)


Onward = Annotated[_Onward, Depends(_onward)]


def link(request: Request, cursor: str) -> str:
    """The header's value. The path alone: a proxy in front may go by another name."""
    asked = [
        (name, value) for name, value in request.query_params.multi_items() if name != "cursor"
    ]
    return f'<{request.url.path}?{urlencode([*asked, ("cursor", cursor)])}>; rel="next"'

"""The short way for the lists that are asked most: parameters, one thread, the answer.

FastAPI documents these routes and matches them like all others. What it does for each request, to
go through every declared field and dependency, takes longer than to find twenty quotes; here
pydantic reads the parameters at once, and the session is opened and left in the thread that asks.
"""

from collections.abc import Callable, Coroutine
from typing import Any, get_origin

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams

from service.api.deps import known_parameters
from service.api.negotiation import negotiate
from service.database import reading


class DirectRoute(APIRoute):
    """A route of `(request, session, asked)`, where `asked` is a model of the query."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Answers a request without FastAPI's own way of solving dependencies."""
        (field,) = (each for each in self.dependant.query_params if each.name == "asked")
        model = field.field_info.annotation
        assert isinstance(model, type)
        assert issubclass(model, BaseModel)
        lists = frozenset(
            name for name, each in model.model_fields.items() if get_origin(each.annotation) is list
        )

        def answered(request: Request) -> Response:
            asked = _read(model, lists, request.query_params)
            with reading(request.app.state.context.database) as session:
                response = self.endpoint(request=request, session=session, asked=asked)
            assert isinstance(response, Response)
            return response

        async def handler(request: Request) -> Response:
            await known_parameters(request)
            await negotiate(request)
            return await run_in_threadpool(answered, request)

        return handler


def _read(model: type[BaseModel], lists: frozenset[str], given: QueryParams) -> BaseModel:
    values = {name: given.getlist(name) if name in lists else given[name] for name in given}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        raise RequestValidationError(
            [{**each, "loc": ("query", *each["loc"])} for each in errors]
        ) from None

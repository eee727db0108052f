"""What is asked of the search page: its URL, and what a person types into its one box."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ConfigDict, Field, ValidationError

from service.api.parameters import QuoteParameters
from service.queries import Field as SearchField
from service.queries import QuoteQuery

# Of the API's parameters these may be repeated.
_LISTS = ("via", "fields")
_VIA = re.compile(
    r"(?:^|\s)via\s+(?:[\"“](?P<quoted>[^\"”]+)[\"”]|(?P<name>.+?)(?=\s+via\s|\s*$))", re.IGNORECASE
)
_PHRASE = re.compile(r"[\"“](?P<words>[^\"”]+)[\"”]")


class SearchParameters(QuoteParameters):
    """The parameters of `/v1/quotes`; words are looked for in names and roles as well."""

    model_config = ConfigDict(extra="forbid")

    fields: list[SearchField] = Field(default=list(get_args(SearchField)))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, read: words, whether they are one phrase, and the relays named."""

    words: str | None
    phrase: bool
    via: tuple[str, ...]


def read(text: str) -> Typed:
    """`Lavrov via TASS` asks for words and a relay, `"we won"` for a phrase.

    >>> read('Lavrov via TASS')
    Typed(words='Lavrov', phrase=False, via=('TASS',))
    """
    phrase, rest = _parted(text)
    via = tuple(_relay(found) for found in _VIA.finditer(rest))
    words = phrase["words"] if phrase else _VIA.sub(" ", rest)
    return Typed(words.strip() or None, phrase is not None, via)


def without(text: str, relay: str) -> str:
    """What was typed, but for that relay.

    >>> without('"we won" via TASS via NORPRESS', "TASS")
    '"we won" via NORPRESS'
    """
    phrase, rest = _parted(text)
    left = _VIA.sub(lambda found: "" if _relay(found) == relay else found[0], rest)
    return f"{phrase[0] if phrase else ''}{left}".strip()


def _parted(text: str) -> tuple[re.Match[str] | None, str]:
    """The phrase it begins with, in which *via* is a word like any other, and the rest."""
    text = text.strip()
    phrase = _PHRASE.match(text)
    return phrase, text[phrase.end() :] if phrase else text


def _relay(found: re.Match[str]) -> str:
    return str(found["quoted"] or found["name"]).strip()


def parameters(request: Request) -> SearchParameters:
    """What the URL asks for; a form's empty fields are none.

    Raises:
        RequestValidationError: a parameter is unknown or has no usable value.
    """
    given: dict[str, Any] = {}
    for name in request.query_params:
        values = [value for value in request.query_params.getlist(name) if value.strip()]
        if values:
            given[name] = values if name in _LISTS else values[-1]
    try:
        return SearchParameters.model_validate(given)
    except ValidationError as error:
        details = [each | {"loc": ("query", *each["loc"])} for each in error.errors()]
        raise RequestValidationError(details) from None


Asked = Annotated[SearchParameters, Depends(parameters)]


def query(asked: SearchParameters) -> QuoteQuery:
    """The question to the store."""
    typed = read(asked.q or "")
    via = tuple(dict.fromkeys((*asked.via, *typed.via)))
    given = asked.model_copy(
        update={
            "q": typed.words,
            "match": "exact" if typed.phrase else asked.match,
            "via": list(via),
        }
    )
    return given.query()

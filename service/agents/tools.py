"""The four tools. A tool's docstring is what the model knows of it."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field
from sqlalchemy import Engine
from sqlmodel import Session

from service import store
from service.agents.answers import (
    Checked,
    Cited,
    Profiles,
    Statements,
    checked,
    cited,
    passage,
    profile,
    searched,
    statement,
)
from service.api.statement_answers import ProvenanceAnswer, provenance_answer
from service.database import reading
from service.errors import QueryError
from service.profiles import SourceQuery
from service.queries import QuoteQuery
from service.store.contexts import with_context
from service.verify import Claim, verify
from service.verify.reasons import told
from service.words import words

_SOURCES = 10
_Name = Annotated[
    str | None, Field(max_length=500, description="A name as people write it, or an id.")
]
_Day = date | None


class Tools:
    """The tools over one database; `engine` gives it when it is open."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine

    def search_statements(
        self,
        query: Annotated[
            str | None, Field(max_length=500, description="Words of the quote, in any order.")
        ] = None,
        speaker: _Name = None,
        about: Annotated[
            str | None, Field(max_length=500, description="Whom or what it is about.")
        ] = None,
        via: _Name = None,
        outlet: _Name = None,
        published_from: _Day = None,
        published_to: _Day = None,
        limit: Annotated[int, Field(ge=1, le=50)] = 10,
        cursor: str | None = None,
    ) -> Statements:
        """Find what was said in the news, by whom and by which route it reached the page. All that
        is given must hold; `via` is who passed it on, `outlet` who published it. Quote only what
        is in `quote.text`, and name the outlet and the route with it."""
        asked = QuoteQuery(
            q=_worded("query", query),
            speaker=_worded("speaker", speaker),
            about=_worded("about", about),
            via=tuple(filter(None, [_worded("via", via)])),
            outlet=_worded("outlet", outlet),
            published_from=published_from,
            published_to=published_to,
            limit=limit,
            cursor=cursor,
        )
        with reading(self._engine()) as session:
            try:
                page = store.find(session, asked)
            except QueryError as error:
                raise ToolError(str(error)) from None
            newest: dict[str, str] = {}
            for each in page.data:
                newest.setdefault(each.statement, each.quote.id)
            quotes = _cited(session, list(newest.values()))
            found = []
            for id_, quote in zip(newest, quotes, strict=True):
                pk = store.statement_pk(session, id_)
                if quote is not None and pk is not None:
                    found.append(statement(store.statement(session, pk), quote))
            return Statements(
                statements=found,
                next_cursor=page.next_cursor,
                searched=None if found else searched(store.coverage(session)),
            )

    def verify_quote(
        self,
        text: Annotated[
            str, Field(min_length=1, max_length=10_000, description="The words to be checked.")
        ],
        speaker: _Name = None,
        via: _Name = None,
        said_from: _Day = None,
        said_to: _Day = None,
    ) -> Checked:
        """Check whether somebody really said that. Tell the reader the verdict, the difference to
        what is on record, and where that stands; with `no_record`, tell what was searched."""
        claim = Claim(text, speaker, via, said_from, said_to)
        with reading(self._engine()) as session:
            found = verify(session, claim)
            ids = [each.quote.quote.id for each in found.evidence if each.quote is not None]
            return checked(
                found,
                reasons=[told(code) for code in found.reasons],
                evidence=[each for each in _cited(session, ids) if each is not None],
                passages=[passage(each) for each in found.evidence if each.quote is None],
            )

    def get_provenance(
        self,
        statement: Annotated[str, Field(max_length=300, description="The id of a statement.")],
    ) -> ProvenanceAnswer:
        """From whom all who carry a statement have it: the graph of its routes, how many
        independent origins they reduce to and why, who cites whom in a circle."""
        with reading(self._engine()) as session:
            pk = store.statement_pk(session, statement)
            if pk is None:
                raise ToolError(f"there is no statement {statement}")
            return provenance_answer(store.statement_id(session, pk), store.provenance(session, pk))

    def who_is(
        self,
        name: Annotated[str, Field(min_length=1, max_length=500, description="A name.")],
        at: Annotated[date | None, Field(description="Only the roles held on this day.")] = None,
    ) -> Profiles:
        """Whom a name may mean: all names a source goes by, its roles and when it held them."""
        with reading(self._engine()) as session:
            page = store.sources(session, SourceQuery(q=_worded("name", name), limit=_SOURCES))
            found = []
            for each in page.data:
                known = store.speaker(session, each.id)
                if known is not None:
                    roles = store.roles(session, each.id, at) if at else known.roles
                    found.append(profile(known, roles))
            gone_through = None if found else searched(store.coverage(session))
            return Profiles(sources=found, searched=gone_through)


def _worded(parameter: str, value: str | None) -> str | None:
    # Without a word there is nothing to compare; to ignore the filter would answer everything.
    if value is not None and not words(value):
        raise ToolError(f"{parameter}: should hold at least one letter or digit")
    return value


def _cited(session: Session, quote_ids: list[str]) -> list[Cited | None]:
    """For each id its quote, or None where it cannot be shown verbatim."""
    found = {each.quote.quote.id: cited(each) for each in with_context(session, quote_ids)}
    return [found.get(id_) for id_ in quote_ids]

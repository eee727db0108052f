"""``quotes said``: what somebody said, as far as the stored documents tell."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from quotes.model import Act
from service.cli.running import database

if TYPE_CHECKING:
    from service.queries import Coverage, Page, QuoteQuery, StoredQuote

_COLUMNS = (("Published", 3), ("Attribution", 4), ("Quote", 8), ("Document", 3))
_DAY = ["%Y-%m-%d"]


def said(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The speaker: words of the name, or a source id.")
    ],
    about: Annotated[
        str | None,
        typer.Option(help="Words of the quote, or of a name it is about.", show_default=False),
    ] = None,
    via: Annotated[
        list[str] | None,
        typer.Option(help="A source on the route; repeat it for several.", show_default=False),
    ] = None,
    act: Annotated[
        Act | None,
        typer.Option(
            help="What was done by saying it; think is left out unless asked for.",
            show_default=False,
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=_DAY, help="Published on this day or later.", show_default=False),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=_DAY, help="Published on this day or earlier.", show_default=False),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many quotes at most.")] = 50,
) -> None:
    """Look up what somebody said, newest document first.

    Example: quotes said Lavrov --about dialogue --via TASS --since 2025-06-01
    """
    from service.queries import QuoteQuery

    query = QuoteQuery(
        speaker=name,
        about=about,
        via=tuple(via or ()),
        act=act,
        published_from=_day(since),
        published_to=_day(until),
        limit=limit,
    )
    page, coverage = _ask(query)
    if page.data:
        _print(page)
    else:
        typer.echo(_no_record(query, coverage))


def _ask(query: "QuoteQuery") -> tuple["Page[StoredQuote]", "Coverage"]:
    from service import store
    from service.database import reading, require_current

    with database() as engine:
        require_current(engine)
        with reading(engine) as session:
            return store.find(session, query), store.coverage(session)


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.date()


def _print(page: "Page[StoredQuote]") -> None:
    from service.cli.terminal import plain, print_table, worded

    rows = (
        (
            each.document.published or "undated",
            plain(each.quote.attribution),
            worded(each.quote),
            plain(each.document.id),
        )
        for each in page.data
    )
    print_table(_COLUMNS, rows)
    if page.next_cursor:
        typer.echo(f"These are the {len(page.data)} newest; --limit shows more.")


def _no_record(query: "QuoteQuery", coverage: "Coverage") -> str:
    """That nothing was found, and in what: an empty answer is no proof of silence."""
    from service.cli.terminal import plain

    asked = [f"“{plain(query.speaker or '')}”"]
    asked += [f"about “{plain(query.about)}”"] if query.about else []
    asked += [f"via “{plain(via)}”" for via in query.via]
    asked += [f"as {query.act}"] if query.act else []
    asked += [f"since {query.published_from}"] if query.published_from else []
    asked += [f"until {query.published_to}"] if query.published_to else []
    return f"No record of {', '.join(asked)}.\n{searched(coverage)}"


def searched(coverage: "Coverage") -> str:
    """What was gone through, for an answer that finds nothing."""
    from service.cli.terminal import plain

    outlets = len(coverage.publishers)
    names = ", ".join(plain(name) for name in coverage.publishers[:10])
    listed = f" ({names}{', …' if outlets > 10 else ''})" if outlets else ""
    if coverage.earliest is None:
        dates = "none of them dated"
    else:
        dates = f"published {coverage.earliest} to {coverage.latest}"
    return (
        f"Searched: {_count(coverage.documents, 'document')} with "
        f"{_count(coverage.quotes, 'quote')}, {_count(outlets, 'outlet')}{listed}, {dates}."
    )


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

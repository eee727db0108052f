"""``quotes verify``: did they really say that?"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from service.cli.running import database

if TYPE_CHECKING:
    from rich.text import Text

    from service.verify import Claim, Verification

_DAY = ["%Y-%m-%d"]
_COLUMNS = ("text", "speaker", "via", "said_from", "said_to")
Format = Literal["text", "json", "claimreview"]


def verify(
    text: Annotated[
        str | None,
        typer.Argument(metavar="[TEXT]", help="The claimed words.", show_default=False),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option(help="Who is claimed to have said them; a name or an office."),
    ] = None,
    via: Annotated[str | None, typer.Option(help="By whom they are claimed to have come.")] = None,
    said_from: Annotated[
        datetime | None, typer.Option("--from", formats=_DAY, help="Said then or later.")
    ] = None,
    said_to: Annotated[
        datetime | None, typer.Option("--to", formats=_DAY, help="Said then or earlier.")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            help="A CSV of claims: text, and if you like speaker, via, said_from, said_to."
        ),
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", help="claimreview: a draft of schema.org's ClaimReview.")
    ] = "text",
) -> None:
    """Check claimed words against the record: a verdict, the difference, the evidence.

    Example: quotes verify "A dialogue is not needed" --speaker Lavrov
    """
    if (text is None) == (file is None):
        raise typer.BadParameter("give the claimed words, or --file with many claims")
    if file is not None:
        claims, total = _read(file)
    else:
        claims, total = iter([_claim(text or "", speaker, via, said_from, said_to)]), 1
    failed = 0
    with _answers(claims, total) as answers:
        for claim, found in answers:
            if isinstance(claim, str):
                typer.echo(f"quotes: {claim}", err=True)
                failed += 1
            elif found is not None:
                _print(claim, found, format)
    if failed:
        raise typer.Exit(1)


def _claim(
    text: str, speaker: str | None, via: str | None, first: datetime | None, last: datetime | None
) -> "Claim":
    from service.verify import Claim
    from service.words import words

    if not words(text):
        raise typer.BadParameter("the claim has no words")
    days = (first.date() if first else None, last.date() if last else None)
    if days[0] and days[1] and days[0] > days[1]:
        raise typer.BadParameter("--from should not be after --to")
    return Claim(text, speaker, via, *days)


# --- many claims --------------------------------------------------------------------------


def _read(path: Path) -> tuple[Iterator["Claim | str"], int]:
    """The claims of a CSV, a problem in words in place of each that cannot be used.

    Raises:
        SettingsError: the file cannot be read, or has no column `text`.
    """
    from service.errors import SettingsError

    try:
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(keepends=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise SettingsError(f"--file {path}: {reason}") from None
    columns = set(rows[0]) if rows else {"text"}
    if "text" not in columns or columns - set(_COLUMNS):
        known = ", ".join(_COLUMNS)
        raise SettingsError(f"--file {path}: its first line should name columns among {known}")
    return (_from_row(f"{path}:{line}", row) for line, row in enumerate(rows, start=2)), len(rows)


def _from_row(place: str, row: dict[str, Any]) -> "Claim | str":
    from service.verify import Claim
    from service.words import words

    if None in row or None in row.values():
        return f"{place}: has other columns than the first line"
    given = {name: value.strip() or None for name, value in row.items()}
    if not words(given["text"] or ""):
        return f"{place}: the claim has no words"
    try:
        first, last = (
            date.fromisoformat(day) if (day := given.get(name)) else None
            for name in ("said_from", "said_to")
        )
    except ValueError:
        return f"{place}: a day is written as 2025-06-03"
    return Claim(given["text"] or "", given.get("speaker"), given.get("via"), first, last)


@contextmanager
def _answers(
    claims: Iterable["Claim | str"], total: int
) -> Iterator[Iterator[tuple["Claim | str", "Verification | None"]]]:
    """Each claim with its answer, all from one state of the record."""
    from rich.console import Console
    from rich.progress import Progress

    from service.database import reading, require_current
    from service.verify import verify as checked

    console = Console(file=sys.stderr)
    off = total == 1 or not console.is_terminal
    with database() as engine:
        require_current(engine)
        with (
            reading(engine) as session,
            Progress(console=console, transient=True, disable=off) as progress,
        ):
            task = progress.add_task("verifying", total=total)

            def answered() -> Iterator[tuple["Claim | str", "Verification | None"]]:
                for claim in claims:
                    yield claim, None if isinstance(claim, str) else checked(session, claim)
                    progress.advance(task)

            yield answered()


# --- what is printed ----------------------------------------------------------------------


def _print(claim: "Claim", found: "Verification", format: Format) -> None:
    if format == "text":
        _show(claim, found)
        return
    if format == "claimreview":
        from service.verify.claimreview import claim_review

        record = claim_review(claim, found)
    else:
        from service.api.verify_answers import verification_answer

        answer = verification_answer(found).model_dump(mode="json")
        record = {"claim": asdict(claim)} | answer
    typer.echo(json.dumps(record, ensure_ascii=False, default=date.isoformat))


def _show(claim: "Claim", found: "Verification") -> None:
    from service.cli.said import searched
    from service.cli.terminal import console, plain
    from service.verify.reasons import told

    out = console()
    out.print()
    out.print(f"“{plain(claim.text)}”", style="bold")
    by = f": {plain(found.speaker.name)}" if found.speaker else ""
    out.print(f"{found.verdict.replace('_', ' ').upper()}{by}", style=_STYLES[found.verdict])
    for reason in found.reasons:
        out.print(f"  · {told(reason)}")
    if any(piece.op != "equal" for piece in found.diff):
        out.print(_marked(found))
    for each in found.evidence:
        where = (each.document.publisher, each.document.published, each.document.id)
        out.print(f"  {plain(', '.join(part for part in where if part))}", style="dim")
        who = each.quote.quote.attribution if each.quote else "nobody is given as having said it"
        out.print(f"    {plain(who)}: {plain(_around(each.before, each.text, each.after))}")
    if len(found.candidates) > 1:
        names = ", ".join(plain(each.name) for each in found.candidates)
        out.print(f"  The name may mean {names}.")
    if found.occurrences:
        times = _count(found.occurrences, "occurrence")
        origins = _count(found.independent_origins, "independent origin")
        out.print(f"  First seen {found.first_seen or 'undated'}; {times}, {origins}.")
    else:
        out.print(searched(found.coverage))


_STYLES = {
    "verbatim": "green", "near_verbatim": "green", "paraphrased": "yellow", "truncated": "yellow",
    "altered": "red", "misattributed": "red", "denied": "red", "no_record": "magenta",
}  # fmt: skip
_SHOWN = 60  # characters around the words


def _around(before: str, text: str, after: str) -> str:
    return f"…{before[-_SHOWN:]}[{text}]{after[:_SHOWN]}…"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _marked(found: "Verification") -> "Text":
    """The difference: what the record has and the claim has not, and the other way round.

    The marks say the same as the colours.
    """
    from rich.text import Text

    from service.cli.terminal import plain

    line = Text("  ")
    for piece in found.diff:
        if piece.op == "equal":
            line.append(f"{plain(piece.new)} ")
            continue
        if piece.old.strip():
            line.append(f"[-{plain(piece.old)}-]", style="red strike")
            line.append(" ")
        if piece.new.strip():
            line.append(f"{{+{plain(piece.new)}+}}", style="green underline")
            line.append(" ")
    return line

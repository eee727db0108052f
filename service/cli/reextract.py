"""``quotes reextract``: what is stored, read again by the present engine."""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from service.cli.running import database, load

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from service.corrections.revisions import Revision
    from service.ingest import Annotator
    from service.store.engines import Reextracted, Wanted
    from service.wording.alignment import Piece

_SHOWN = 50
_COLUMNS = (("Document", 3), ("Change", 3), ("Attribution", 4), ("Words", 8))


def reextract(
    context: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what the present engine has read already.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="How many documents at most.", show_default=False)
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="Only the document with this id.", show_default=False)
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="Add every change to this file, as JSON Lines.", show_default=False),
    ] = None,
) -> None:
    """Read stored documents again with the present engine, and print what changed.

    Documents that this engine has read are left out, so a run that was broken off with Ctrl-C
    goes on where it was. Corrections by persons stay. A document that has not changed is not in
    the report.

    Examples: quotes reextract · quotes reextract --limit 1000 --report changes.jsonl
    """
    from service.database import require_current
    from service.settings import load_settings
    from service.store.engines import Wanted

    with database() as engine:
        require_current(engine)
        extractor = load(context, load_settings())
        wanted = Wanted(extractor.info, everything=everything, document=document)
        with _written(report) as file:
            counts, ended = _run(engine, extractor, wanted, limit, file)
    typer.echo(_summary(counts))
    if not ended:
        typer.echo("Ended before all was read; the same command goes on.", err=True)
        raise typer.Exit(130)


def _run(
    engine: "Engine",
    extractor: "Annotator",
    wanted: "Wanted",
    limit: int | None,
    file: IO[str] | None,
) -> tuple[Counter[str], bool]:
    """How much there was of each, and whether all was read; Ctrl-C ends it between documents."""
    from service.reextract import outstanding, reextract

    counts: Counter[str] = Counter()
    rows: list[tuple[str, ...]] = []
    ended = True
    try:
        with _progress(min(outstanding(engine, wanted), limit or sys.maxsize)) as advance:
            for each in reextract(engine, extractor, wanted, limit=limit):
                counts.update(_counted(each))
                rows += [_row(each, one) for one in each.revisions[: _SHOWN - len(rows)]]
                if file is not None and (each.revisions or each.unplaced):
                    file.write(json.dumps(_line(each), ensure_ascii=False) + "\n")
                advance()
    except KeyboardInterrupt:
        ended = False
    _print(rows, counts)
    return counts, ended


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """How far it is, on standard error; on a terminal only."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(file=sys.stderr)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda: progress.advance(task)


@contextmanager
def _written(path: Path | None) -> Iterator[IO[str] | None]:
    """The report, to be gone on with if it is there.

    Raises:
        SettingsError: it cannot be written.
    """
    from service.errors import SettingsError

    if path is None:
        yield None
        return
    try:
        file = path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise SettingsError(f"--report {path}: {error.strerror}") from None
    with file:
        yield file


def _counted(each: "Reextracted") -> Counter[str]:
    found = Counter(str(one.kind) for one in each.revisions)
    found["documents"] = 1
    found["differing"] = int(bool(each.revisions))
    found["unplaced"] = len(each.unplaced)
    return found


def _line(each: "Reextracted") -> dict[str, Any]:
    return {
        "document": each.document,
        "version": each.version,
        "engine": {"before": asdict(each.before), "after": asdict(each.after)},
        "changes": [
            {
                "kind": one.kind,
                "fields": one.fields,
                "before": asdict(one.before) if one.before else None,
                "after": asdict(one.after) if one.after else None,
                "diff": [asdict(piece) for piece in one.diff],
            }
            for one in each.revisions
        ],
        "unplaced": each.unplaced,
    }


def _row(each: "Reextracted", one: "Revision") -> tuple[str, ...]:
    from service.cli.terminal import plain, shortened, worded

    quote = one.after or one.before
    assert quote is not None, "what changed was there before or after"
    kind = f"{one.kind}: {', '.join(one.fields)}" if one.fields else one.kind
    words = shortened("".join(map(_marked, one.diff))) if one.diff else worded(quote)
    return plain(each.document), kind, plain(quote.attribution), words


def _marked(piece: "Piece") -> str:
    """As wdiff writes it."""
    gone = f"[-{piece.old.strip()}-] " if piece.op in ("delete", "replace") else ""
    come = f"{{+{piece.new.strip()}+}} " if piece.op in ("insert", "replace") else ""
    return gone + come if piece.op != "equal" else piece.new.strip() + " "


def _print(rows: list[tuple[str, ...]], counts: Counter[str]) -> None:
    from service.cli.terminal import print_table

    changes = counts["added"] + counts["gone"] + counts["changed"]
    if rows:
        print_table(_COLUMNS, rows)
    if changes > len(rows):
        typer.echo(f"These are {len(rows)} of {changes:,} changes; --report has them all.")


def _summary(counts: Counter[str]) -> str:
    said = (
        f"{counts['documents']:,} documents read, {counts['differing']:,} of them differ: "
        f"{counts['added']:,} quotes added, {counts['gone']:,} gone, {counts['changed']:,} changed."
    )
    unplaced = counts["unplaced"]
    return said + (f" {unplaced:,} corrections have no place." if unplaced else "")

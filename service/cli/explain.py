"""``quotes explain``: a document with every quote, hop and reason marked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.running import documents, load, report

if TYPE_CHECKING:
    from quotes.model import Document, Extraction

_STYLES = {"content": "black on yellow", "cue": "underline", "speaker": "bold", "hop": "italic"}


def explain(
    context: typer.Context,
    path: Annotated[
        str, typer.Argument(metavar="FILE|-", help="A .txt, .json or .jsonl, or - for stdin.")
    ],
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Write a page here instead, one document only."),
    ] = None,
) -> None:
    """Show a document with what was found in it, and why.

    In the text, each marked stretch is followed by its part and the number of its quote; below
    stand the quotes with speaker, hops, confidence and reasons. Nothing is stored.

    Example: quotes explain seeds/lavrov-letter.txt --html lavrov.html
    """
    from service.explain import page
    from service.inputs import InputProblem
    from service.settings import load_settings

    failed = False
    readable: list[Document] = []
    for each in documents([path]):
        if isinstance(each, InputProblem):
            failed = True
            report(each)
        else:
            readable.append(each.document)
    if html is not None and len(readable) > 1:
        typer.echo(f"--html takes one document, {path} has {len(readable)}", err=True)
        raise typer.Exit(1)
    if readable:
        extractor = load(context, load_settings())
        extractions = extractor.extract_all(readable)
        for document, extraction in zip(readable, extractions, strict=True):
            if html is None:
                _show(document, extraction)
            else:
                html.write_text(page(document, extraction), "utf-8")
                typer.echo(f"{len(extraction.quotes)} quotes, written to {html}")
    if failed:
        raise typer.Exit(1)


def _show(document: "Document", extraction: "Extraction") -> None:
    from rich.text import Text

    from service.cli.terminal import console, harmless, plain
    from service.explain import facts, pieces

    screen, shown = console(), Text()
    cut = list(pieces(document.text, extraction.quotes))
    for piece, following in zip(cut, [*cut[1:], None], strict=True):
        styles = " ".join(dict.fromkeys(_STYLES[role] for role, _ in piece.parts))
        shown.append(harmless(document.text[piece.start : piece.end]), styles)
        after = following.parts if following is not None else ()
        ended = [f"{role} {number}" for role, number in piece.parts if (role, number) not in after]
        shown.append(f"[{', '.join(ended)}]" if ended else "", "dim")
    screen.print(shown)
    for number, quote in enumerate(extraction.quotes, start=1):
        screen.print(Text(f"\n{number}", "bold"))
        for label, value in facts(quote, document.text):
            screen.print(Text(f"  {label:<13} {plain(value)}"))
    if not extraction.quotes:
        screen.print(Text("no quotes found"))

"""Around the prose: the date line above, the dateline, picture credits, tail tags.

What is found here is never part of what anybody said; it names who supplied the article, who
contributed to it and who took the picture (GUIDE.md, 5), and at times the day of publication.
"""

import re
from dataclasses import dataclass

from quotes.layout import paragraphs, strip
from quotes.lexicon import Lexicon
from quotes.model import Credit, Span

_DATE_HEADER = re.compile(r"\s*date[:\s]\s*(?P<date>\d{4}-\d{2}-\d{2})\b[ \t]*", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]+(?:[,/] ?[A-Z][\w.'’\- ]+?)?"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?:,? (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}))?"
    r"\s*(?:\((?P<wire>[^()\n]{2,40})\)\s*(?:[–—:]|-{1,2}|\s)|[–—:]|-{1,2}(?= ))\s*"
)
_SLASHED = re.compile(
    rf"(?P<place>{_PLACE}), (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})\.? ?"
    r"/(?P<wire>[A-Z][^/\n]{1,30})/\.?\s*"
)
_TITLED = re.compile(  # Lübeck (dpa) -
    r"(?P<place>[A-ZÀ-Þ][\w.'’-]+(?:[ /][A-ZÀ-Þ][\w.'’-]+){0,3}(?:, [A-Z][\w.]+)?)"
    r" \((?P<wire>[^()\n]{2,40})\)\s*(?:[–—]|-{1,2})\s"
)
_WIRE_ONLY = re.compile(r"\((?P<wire>[A-Z][^()\n]{1,30})\)\s*[–—-]\s*")
_CONTRIBUTED = re.compile(
    r"\(?\s*(?:[Ww]ith\s+(?:additional\s+)?"
    r"(?:(?:inputs?|reporting|files?|contributions?)\s+(?:from|by)\s+(?P<a>[^().\n]+)"
    r"|(?P<b>[^().\n]+?)\s+(?:inputs?|files?))"
    r"|[Aa]dditional (?:reporting|input)\s+(?:by|from)\s+(?P<c>[^().;\n]+)"
    r"|[Ii]nputs from (?P<d>[^().\n]+))[.)\s]*$"
)
_TAG = re.compile(
    r"\s*\((?P<name>[A-Z][^()\n]{1,40})\)\s*$|(?<!\S)[–—-]{1,2}\s?(?P<bare>[A-Z][\w ]{1,30})\.?\s*$"
)
_PHOTO = re.compile(
    r"(?:(?:[Ff]ile )?(?:[Pp]hoto|[Pp]icture|[Ii]mage|PHOTO)(?:graph)?(?: credit)?s?\s*"
    r"(?:[:/]|by|courtesy of)\s*)(?P<name>[A-Z][^().;,\n]{1,40})"
)
_SPLIT = re.compile(r"\s*(?:,|;| and | & )\s*")
_CAPTION = re.compile(
    r"\b(?:[Ff]ile (?:photo|picture)|[Pp]ictured|seen (?:here|in|on))\b"
    r"|\((?:left|right|centre|center|L|R)\)"
)
_CORRECTION = re.compile(
    r"\W*(?:correction|corrected|clarification|amended|editor['’]s note|an earlier version of)\b"
    r"[^.]{0,40}?(?::|version|edition| the | this )",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:was|were|is|are|has|have|had|will|would|said|says|\w+ed)\b")


@dataclass(frozen=True, slots=True)
class Around:
    """Credits, the day of publication if the text states it, and the spans that are no prose."""

    credits: tuple[Credit, ...]
    published: str | None
    margins: tuple[Span, ...]


def find(text: str, *, lexicon: Lexicon) -> Around:
    """What stands around the prose of `text`."""
    credits: list[Credit] = []
    margins: list[Span] = []
    published = None
    header = _DATE_HEADER.match(text)
    if header is not None and _is_date(header["date"]):
        published = header["date"]
        margins.append(header.span())
    blocks = paragraphs(text)
    for number, (start, end) in enumerate(blocks):
        if published is not None and header is not None:
            start = strip(text, (max(start, header.end()), end))[0]
        dateline = _dateline(text, start, end, lexicon)
        if dateline is not None:
            margins.append(dateline[0])
            credits.extend(dateline[1])
        if _CORRECTION.match(text, start, end):
            margins.append((start, end))
            continue
        rest = (text[s:e] for s, e in blocks[number + 1 :])
        last = all(_CONTRIBUTED.match(block) for block in rest)
        tail = _tail(text, start, end, last, lexicon)
        if tail is not None:
            margins.append(tail[0])
            credits.extend(tail[1])
    return Around(tuple(_once(credits)), published, tuple(sorted(margins)))


def _is_date(value: str) -> bool:
    return re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", value) is not None


def _dateline(
    text: str, start: int, end: int, lexicon: Lexicon
) -> tuple[Span, list[Credit]] | None:
    patterns = (_SLASHED, _DATELINE, _TITLED, _WIRE_ONLY)
    match = next((m for p in patterns for m in [p.match(text, start, end)] if m), None)
    if match is None or match.end() >= end:
        return None
    wire = match["wire"]
    dashed = text[: match.end()].rstrip()[-1:] in ("–", "—", "-", ":", "/", ".")
    sure = dashed and match.re is not _TITLED
    if wire is not None and not sure and not _is_medium(wire, lexicon):
        return None  # *ACP (Traffic, North) R Lokesh*
    if (
        wire is None
        and match.re is _DATELINE
        and not match["place"].split(",")[0].strip().isupper()
    ):
        return None
    credits = []
    if wire is not None and (_is_medium(wire, lexicon) or match.re is not _WIRE_ONLY):
        credits.append(Credit("supplied", wire.strip(), match.span("wire")))
    elif wire is not None:
        return None
    return (match.start(), match.end()), credits


def _tail(
    text: str, start: int, end: int, last: bool, lexicon: Lexicon
) -> tuple[Span, list[Credit]] | None:
    """Credits at the end of one paragraph, with the span that holds them."""
    match = _CONTRIBUTED.search(text, start, end)
    if match is not None and _stands_alone(text, match.start(), start):
        group = next(name for name in "abcd" if match[name])
        members = _members(text, match.span(group))
        return match.span(), [Credit("contributed", name, span) for name, span in members]
    match = _PHOTO.search(text, start, end)
    if match is not None:
        return match.span(), [Credit("photo", match["name"].strip(), match.span("name"))]
    match = _TAG.search(text, start, end)
    if match is None:
        return None
    group = "name" if match["name"] else "bare"
    span = match.span(group)
    if not _is_medium(match[group], lexicon):
        return None
    alone = not text[start : match.start()].strip()
    before = re.split(r"(?<=[.!?])\s+", text[start : match.start()].rstrip())[-1]
    shown = _CAPTION.search(before) is not None
    if shown and not re.search(r"[“”\"]", before):  # nobody says what stands under a picture
        first = text.rindex(before, start, match.start())
        return (first, match.end()), [Credit("photo", match[group], span)]
    caption = shown or _FINITE.search(before) is None
    supplied = last and (alone or not caption)
    if group == "bare" and not supplied:
        return None
    return match.span(), [Credit("supplied" if supplied else "photo", match[group], span)]


def _stands_alone(text: str, at: int, start: int) -> bool:
    """In brackets, or a sentence of its own: *Additional reporting by X.*"""
    before = text[start:at].rstrip()
    return text[at] in "([" or not before or before[-1] in ".!?)[("


def _members(text: str, span: Span) -> list[tuple[str, Span]]:
    """The names in *PTI, AFP and Reuters*."""
    members, start = [], span[0]
    for piece in _SPLIT.split(text[span[0] : span[1]]):
        at = text.index(piece, start)
        words = re.split(r" in [A-Z]", piece.strip(" ])"))[0]
        article = 4 if words.lower().startswith("the ") else 0
        if words[article : article + 1].isupper():
            members.append((words[article:], (at + article, at + len(words))))
        start = at + len(piece)
    return members


def _is_medium(name: str, lexicon: Lexicon) -> bool:
    """Known, or written as an agency signs: in capitals."""
    name = name.strip()
    return (
        name in lexicon.media
        or (name.isupper() and 3 <= len(name) <= 24)
        or bool(
            re.search(
                r"(?:News|Wire|Press|Agency|Photos?|Images|Times|Pictures|Standard|Post|Herald|Tribune|Gazette)\b",
                name,
            )
        )
    )


def _once(credits: list[Credit]) -> list[Credit]:
    seen: set[tuple[str, str]] = set()
    kept = []
    for credit in credits:
        if (credit.role, credit.name) not in seen:
            kept.append(credit)
        seen.add((credit.role, credit.name))
    return kept

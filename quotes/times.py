"""When it was said: the time that the telling names, as a date (SPEC.md, `said`).

Only words outside what was said count, and no clause about something else (*who took office in
May*).
What the text leaves open is filled in from the day of publication: a weekday is the last such day
up to it, a date without a year the last such date. A closed list of wordings, not a date parser
(docs/decisions/0009-times.md).
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from spacy.tokens import Doc

from quotes import grammar
from quotes.model import Precision, Said, Span

_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)|Feb(?:ruary|\.)|March|Mar\.|April|Apr\.|May|June|July"
    r"|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_NUMBERS = "one two three four five six seven eight nine ten".split()
_COUNT = rf"(?P<count>\d{{1,2}}|a|{'|'.join(_NUMBERS)})"

Reading = tuple[date, Precision]
Reader = Callable[[re.Match[str], date | None], Reading | None]


def said(
    doc: Doc, text: str, scope: Span, cue: Sequence[Span], told: Sequence[Span],
    published: str | None,
) -> Said | None:  # fmt: skip
    """The date named in the sentence `scope` nearest to its `cue`, outside the spans `told`.

    `text` is that of `doc`, which spaCy would join anew for every quote; all spans are code points.
    None where no date is named, or where it cannot be told without a day of publication
    (`published`, ISO 8601).
    """
    issued = date.fromisoformat(published) if published is not None else None
    at = cue[0][0] if cue else scope[0]
    found: list[tuple[int, Said]] = []
    taken: list[Span] = []
    for pattern, basis, read in _WORDINGS:
        for match in pattern.finditer(text, *scope):
            span = match.start(), match.end()
            if any(s < span[1] and span[0] < e for s, e in (*told, *taken)):
                continue
            reading = read(match, issued) if _of_the_telling(doc, span) else None
            taken.append(span)
            if reading is not None:
                day, precision = reading
                found.append((abs(span[0] - at), Said(_written(day, precision), precision, basis,
                                                      span)))  # fmt: skip
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _of_the_telling(doc: Doc, span: Span) -> bool:
    """Not inside a clause that modifies a noun, but for *an interview published on Friday*."""
    words = doc.char_span(*span, alignment_mode="expand")
    if words is None:
        return False
    clauses = [t for t in (words.root, *words.root.ancestors) if grammar.is_adnominal(t)]
    return all(t.lemma_.lower() in _ISSUED for t in clauses)


_ISSUED = frozenset("publish air broadcast post release issue record conduct give".split())


def _written(day: date, precision: Precision) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]


def _full(match: re.Match[str], issued: date | None) -> Reading | None:
    """*June 3*, *3 June 2025*; without a year the last such date."""
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(match["month"][:3]))
    year = match["year"]
    try:
        if year is not None:
            return date(int(year), month, int(match["day"])), "day"
        if issued is None:
            return None
        day = date(issued.year, month, int(match["day"]))
        return (day if day <= issued else day.replace(year=issued.year - 1)), "day"
    except ValueError:  # June 31
        return None


def _month(match: re.Match[str], issued: date | None) -> Reading | None:
    month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(match["month"][:3]))
    if match["year"] is not None:
        return date(int(match["year"]), month, 1), "month"
    if issued is None:
        return None
    return date(issued.year - (month > issued.month), month, 1), "month"


def _year(match: re.Match[str], issued: date | None) -> Reading | None:
    year = int(match["year"])
    return (date(year, 1, 1), "year") if issued is None or year <= issued.year else None


def _weekday(match: re.Match[str], issued: date | None) -> Reading | None:
    if issued is None:
        return None
    back = (issued.weekday() - _DAYS.index(match["weekday"])) % 7
    if match["last"] and back == 0:
        back = 7
    return issued - timedelta(days=back), "day"


def _near(match: re.Match[str], issued: date | None) -> Reading | None:
    if issued is None:
        return None
    return issued - timedelta(days=match["near"].lower() == "yesterday"), "day"


def _last(match: re.Match[str], issued: date | None) -> Reading | None:
    if issued is None:
        return None
    if match["unit"] == "year":
        return date(issued.year - 1, 1, 1), "year"
    return issued.replace(day=1) - timedelta(days=1), "month"


def _ago(match: re.Match[str], issued: date | None) -> Reading | None:
    if issued is None:
        return None
    word = match["count"].lower()
    count = int(word) if word.isdigit() else 1 if word == "a" else _NUMBERS.index(word) + 1
    unit = match["unit"]
    if unit == "year":
        return date(issued.year - count, 1, 1), "year"
    if unit == "month":
        months = issued.year * 12 + issued.month - 1 - count
        return date(months // 12, months % 12 + 1, 1), "month"
    return issued - timedelta(days=count * (7 if unit == "week" else 1)), "day"


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TH = r"(?:st|nd|rd|th)?"
_EARLY = r"\b[Ii]n (?:early |late |mid-)?"
_WORDINGS: tuple[tuple[re.Pattern[str], str, Reader], ...] = tuple(
    (re.compile(pattern), basis, read)
    for pattern, basis, read in (
        (rf"\b{_MONTH} (?P<day>\d{{1,2}}){_TH}\b(?!\d)(?:,? {_YEAR}\b)?", "date", _full),
        (rf"\b(?P<day>\d{{1,2}}){_TH} {_MONTH}(?:,? {_YEAR}\b)?", "date", _full),
        (rf"{_EARLY}{_MONTH}(?:,? {_YEAR}\b)?(?! \d)", "month", _month),
        (rf"{_EARLY}{_YEAR}\b", "year", _year),
        (rf"\b(?P<last>last )?(?P<weekday>{'|'.join(_DAYS)})\b", "weekday", _weekday),
        (r"\b(?P<near>[Yy]esterday|[Tt]oday|[Tt]onight)\b(?!['’]s)", "relative", _near),
        (r"\b[Ll]ast (?P<unit>month|year)\b(?!['’]s)", "relative", _last),
        (rf"\b{_COUNT} (?P<unit>day|week|month|year)s? (?:ago|earlier)\b", "relative", _ago),
    )
)

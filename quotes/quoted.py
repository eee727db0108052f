"""Quotations in marks, tied to their cues by what stands next to them."""

import re
from bisect import bisect_left
from dataclasses import replace

from spacy.tokens import Token

from quotes import frames, grammar, layout
from quotes.attribution import Attribution, from_frame, parts_of
from quotes.cues import Cue
from quotes.marks import Quotation
from quotes.model import Act, Span
from quotes.page import Page
from quotes.speakers import speaker_of

# more tokens than a clause between quotation and cue can have
_MANY = 80
_FAR = 400  # code points
_BEFORE_WHOLE = '.?!:;,)”"’»…—–'
_NAMED_LINE = re.compile(r"(?:From\s+)?(?P<name>[^:.?!“”\"\n]{2,90}):\s*$")
# no name but a clause: *a placard at the gate read:*
_TELLS = re.compile(r"\b(?:reads?|sa(?:ys|id)|wrote|writes|posted|added|asked|told \w+)\s*$")
# a full stop after a word in lower case or a long one: not after *Col.* or *Mr.*
_SENTENCE_BREAK = re.compile(r"(?:\b[a-z]\w*|\b[A-Z]\w{4,}|\d)[.?!][”\"'’»]?\s+\S")
_HEADED = re.compile(r":[ \t]+(?P<rest>[^\n]*[^\n.?!:])[ \t]*\n")
_NO_COMMENT = re.compile(r"\W*no comment\b", re.IGNORECASE)
_SIGNED = re.compile(r"\s*[–—-]+\s*(?P<name>[A-Z][^.,:;“”\"\n]{1,60}?)(?:,[^“”\"\n]*|\.)?\s*$")


def tie(page: Page, cues: list[Cue]) -> tuple[list[Attribution], set[int]]:
    """Every whole quotation with its attribution, and the cues that they took."""
    found: list[Attribution] = []
    by_anchor: dict[int, int] = {}
    for quotation in page.quotations:
        parts = tuple(parts_of(quotation, page))
        if not parts or not _may_stand_alone(quotation, page):
            continue
        cue = _cue_of(quotation, cues, page)
        if cue is not None and cue.anchor.i in by_anchor:
            at = by_anchor[cue.anchor.i]
            found[at] = replace(found[at], content=found[at].content + parts)
        elif cue is not None:
            by_anchor[cue.anchor.i] = len(found)
            found.append(_tied(cue, parts, page))
        elif quotation.depth == 0:
            _without_cue(quotation, parts, found, page)
    return found, set(by_anchor)


def _may_stand_alone(quotation: Quotation, page: Page) -> bool:
    """Set off from the prose around it, as a clause of its own would be."""
    text = page.text
    before = page.before(quotation.outer[0]).rstrip(" ")
    inner = text[quotation.parts[0][0] : quotation.parts[-1][1]].strip()
    opens = not before or before[-1] in _BEFORE_WHOLE + "\n‘“"
    ends = inner[-1:] in ",.?!…—" or page.after(quotation.outer[1]).lstrip()[:1] in (",", "")
    ends = ends or _headline(quotation, page) is not None
    follows_verb = re.search(
        r"\b(?:say|said|says|saying|told(?: \w+)?|added|wrote|shouted) $",
        page.before(quotation.outer[0]),
    )
    return bool(inner) and ((opens and (ends or before[-1:] in ":,")) or follows_verb is not None)


def _cue_of(quotation: Quotation, cues: list[Cue], page: Page) -> Cue | None:
    """The cue that stands next to the quotation: after it, or else before it."""
    first = bisect_left(cues, quotation.outer[0] - _FAR, key=lambda cue: cue.verb.idx)
    end = bisect_left(cues, quotation.outer[1] + _FAR, key=lambda cue: cue.verb.idx)
    level = [
        c
        for c in cues[first:end]
        if c.kind not in ("according", "noun", "passive") and _level(c, quotation, page)
    ]
    introduced = page.before(quotation.outer[0]).rstrip()[-1:] == ":"
    before = _cue_before(quotation, level, page) if introduced else None
    after = before or _cue_after(quotation, level, page)
    return after or _cue_before(quotation, level, page)


def _level(cue: Cue, quotation: Quotation, page: Page) -> bool:
    """The cue stands directly in whatever the quotation stands in."""
    around = page.quotation_at(cue.verb.idx)
    return (around is None) if quotation.depth == 0 else (
        around is not None and around.outer[0] < quotation.outer[0] < around.outer[1]
    )  # fmt: skip


def _cue_after(quotation: Quotation, cues: list[Cue], page: Page) -> Cue | None:
    """*“…,” X said* or *“…,” said X*."""
    text = page.text
    for cue in cues:
        start, _ = grammar.verb_group(cue.verb)
        if cue.verb.idx < quotation.outer[1]:
            continue
        gap = text[quotation.outer[1] : page.doc[start].idx]
        if len(gap) > 160 or "\n" in gap.strip(" ,"):
            return None
        if cue.entry is not None and not cue.entry.frames & {"quote", "clause"}:
            continue
        ends_sentence = text[quotation.parts[-1][1] - 1] == "." and not gap.lstrip().startswith(",")
        if ends_sentence and _has_own_clause(cue):
            return None
        return cue if _is_speaker_phrase(gap, quotation, start, page) else None
    return None


def _has_own_clause(cue: Cue) -> bool:
    complement = grammar.clause_complement(cue.anchor)
    frames = cue.entry.frames if cue.entry is not None else frozenset[str]()
    names = "np" in frames and "hearer" not in frames  # *denied the exchange*
    named = names and grammar.direct_object(cue.anchor) is not None
    return complement is not None or named or grammar.follows(cue.anchor, "that")


def _is_speaker_phrase(gap: str, quotation: Quotation, start: int, page: Page) -> bool:
    """Between quotation and verb stands nothing, or a noun phrase and what modifies it."""
    if not gap.strip(" ,"):
        return True
    near = page.doc[max(0, start - _MANY) : start]
    tokens = [t for t in near if t.idx >= quotation.outer[1] and not t.is_space]
    words = [t for t in tokens if not t.is_punct]
    if not words or any(t.is_sent_start for t in tokens[1:] if t.text != ","):
        return words != [] and _one_phrase(words) and ". " not in gap
    modifiers = [
        t
        for t in words
        if grammar.is_verb(t) and not (grammar.is_adnominal(t) or grammar.is_modifier(t))
    ]
    if any(t.head not in tokens for t in modifiers if grammar.is_auxiliary(t)):
        return False
    inner = [t for t in modifiers if not grammar.in_adnominal(t)]
    return not inner and any(grammar.is_nominal(t) for t in words)


def _one_phrase(words: list[Token]) -> bool:
    return any(grammar.is_nominal(t) for t in words) and not any(grammar.is_verb(t) for t in words)


def _cue_before(quotation: Quotation, cues: list[Cue], page: Page) -> Cue | None:
    """*X said, “…”*; *X told Y: “…”*."""
    text = page.text
    for cue in reversed(cues):
        _, end = grammar.verb_group(cue.verb)
        end = max(end, cue.anchor.i + 1)
        last = page.doc[end - 1]
        cue_end = last.idx + len(last)
        if cue_end > quotation.outer[0]:
            continue
        gap = text[cue_end : quotation.outer[0]]
        if len(gap) > 120 or "\n" in gap.strip(" ,:"):
            return None
        if cue.entry is not None and not cue.entry.frames & {"quote", "clause"}:
            return None
        return cue if _leads_to(gap, end, quotation, page) else None
    return None


def _leads_to(gap: str, end: int, quotation: Quotation, page: Page) -> bool:
    """Nothing between verb and quotation but the hearer, circumstances and a colon or comma."""
    tokens = [t for t in page.doc[end : end + _MANY] if t.idx < quotation.outer[0]]
    if re.search(r"[.?!;]\s", gap) or any(grammar.is_verb(t) and t.tag_ != "VBG" for t in tokens):
        return False
    if any(t.lower_ == "that" for t in tokens):
        return False
    outermost = quotation.depth == 0
    interrupts = outermost and page.last_closing(quotation.outer[0]) > page.doc[end - 1].idx
    bare = gap.strip()
    words = [t for t in tokens if not t.is_punct]
    hearer = len(words) <= 3 and all(grammar.is_nominal(t) or t.pos_ == "DET" for t in words)
    return not interrupts and (not bare or bare[-1] in ",:—–" or hearer)


def _tied(cue: Cue, parts: tuple[Span, ...], page: Page) -> Attribution:
    subject, elided = speaker_of(cue, page)
    frame = frames.around(cue, subject, elided, page)
    return replace(
        from_frame(frame, page),
        content=parts,
        direct=True,
        reason=f"{cue.kind}.quotation",
        act=_act(cue, page.text[parts[0][0] : parts[-1][1]]),
    )


def _act(cue: Cue, said: str) -> Act:
    """*“No comment,” X said* is a refusal (GUIDE.md, 4)."""
    if _NO_COMMENT.match(said):
        return "decline"
    if cue.act in ("say", "ask") and said.startswith("to ") and grammar.hearer(cue.anchor):
        return "urge"  # *told her “to stop writing”*
    return "say" if cue.act in ("deny", "decline") and cue.kind != "verb" else cue.act


def _without_cue(
    quotation: Quotation,
    parts: tuple[Span, ...],
    found: list[Attribution],
    page: Page,
) -> None:
    """A quotation that continues the one before it, names its speaker by a colon, or floats."""
    text = page.text
    paragraph_start = text.rfind("\n", 0, quotation.outer[0]) + 1
    previous = found[-1] if found else None
    rest = _headline(quotation, page)
    speaker = _in_headline(rest, page) if rest is not None else None
    if rest is not None and speaker is not None:
        name = grammar.chars(speaker, speaker)
        found.append(_by_name(quotation, parts, name, page, "layout.colon"))
        return
    if not _is_sentence(quotation, page):
        return
    line = _NAMED_LINE.search(text, paragraph_start, quotation.outer[0])
    if line is not None and (_TELLS.search(line["name"]) or _is_clause(line.span("name"), page)):
        line = None
    signed = _SIGNED.match(page.after(quotation.outer[1]).split("\n")[0])
    if line is not None and text[paragraph_start : line.start()].rstrip()[-1:] in ("", *'.?!”"’'):
        found.append(_by_name(quotation, parts, line.span("name"), page, "layout.colon"))
    elif signed is not None:
        start, end = (quotation.outer[1] + offset for offset in signed.span("name"))
        found.append(_by_name(quotation, parts, (start, end), page, "layout.signed"))
    elif previous is not None and _follows(previous, quotation, paragraph_start, page):
        found[-1] = replace(previous, content=previous.content + parts)
    elif _has_speaker_before(quotation, paragraph_start, page) or previous is not None:
        scope = (quotation.outer[0], quotation.outer[1])
        found.append(Attribution(
            parts, (), "say", None, False, None, None, (), (), scope, scope, "layout.floating",
            direct=True,
        ))  # fmt: skip


def _is_clause(span: Span, page: Page) -> bool:
    """*The mayor was furious:* is no name."""
    words = page.doc.char_span(*span, alignment_mode="contract") or ()
    return any(grammar.is_finite(token) for token in words)


def _headline(quotation: Quotation, page: Page) -> Span | None:
    """*“It never met a sheep”:* [*inspector shuts cheese stalls*], over the text."""
    if page.text[: quotation.outer[0]].strip():
        return None
    match = _HEADED.match(page.text, quotation.outer[1])
    return match.span("rest") if match is not None else None


def _in_headline(rest: Span, page: Page) -> Token | None:
    """Whose words a headline shows: its subject."""
    words = page.doc.char_span(*rest, alignment_mode="contract") or ()
    subjects = [t for t in words if grammar.is_subject(t)]
    nouns = [t for t in words if grammar.is_nominal(t) and not grammar.is_modifier(t)]
    return next(iter([*subjects, *nouns]), None)


def _is_sentence(quotation: Quotation, page: Page) -> bool:
    text = page.text
    before = page.before(quotation.outer[0]).rstrip(" ")[-1:]
    after = page.after(quotation.outer[1]).lstrip(" ")[:1]
    inner = text[quotation.parts[0][0] : quotation.parts[-1][1]].strip()
    whole = inner[-1:] in ".?!…" or before == ":"
    starts = before in ("", "\n") or before in '.?!:”"’»)'
    return whole and starts and not after.islower() and after not in (",", ")") and " " in inner


def _follows(previous: Attribution, quotation: Quotation, paragraph_start: int, page: Page) -> bool:
    """In the same paragraph as a direct quote, with only its attribution between them."""
    if not previous.direct or not previous.content or previous.content[0][0] < paragraph_start:
        return False
    gap = page.text[previous.content[-1][1] : quotation.outer[0]].lstrip("”\"'’» ,.?!")
    if previous.clause[0] < previous.content[0][0]:
        return re.search(r"\w", gap) is None
    return _SENTENCE_BREAK.search(gap) is None


def _has_speaker_before(quotation: Quotation, paragraph_start: int, page: Page) -> bool:
    """An indirect statement or a person's act stands before it in the paragraph."""
    span = page.doc.char_span(paragraph_start, quotation.outer[0], alignment_mode="contract")
    return span is not None and any(grammar.is_subject(t) for t in span)


def _by_name(
    quotation: Quotation, parts: tuple[Span, ...], name: Span, page: Page, reason: str
) -> Attribution:
    span = page.doc.char_span(*layout.strip(page.text, name), alignment_mode="expand")
    speaker = span.root if span is not None else None
    scope = (min(name[0], quotation.outer[0]), max(name[1], quotation.outer[1]))
    return Attribution(
        parts, (), "say", speaker, False, None, None, (), (), name, scope, reason, direct=True
    )

"""Attributions: content, cue and speaker tied together, before anybody has been given a name.

Quotations in marks are tied first, by what stands next to them; then the remaining cues are read
by their frames; last, tellings within tellings are unfolded (GUIDE.md, 1, "Nested telling").
"""

import re
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from quotes import frames, grammar, layout
from quotes.cues import Cue
from quotes.frames import Frame, Page
from quotes.lexicon import CueVerb
from quotes.marks import Quotation
from quotes.model import Act, Span

_SERVING = " \t\r\n,"
_BEFORE_WHOLE = ".?!:;,)”\"’»…—–"
_NAMED_LINE = re.compile(r"(?:From\s+)?(?P<name>[^:.?!“”\"\n]{2,90}):\s*$")
_SIGNED = re.compile(r"\s*[–—-]+\s*(?P<name>[A-Z][^.,:;“”\"\n]{1,60}?)(?:,[^“”\"\n]*|\.)?\s*$")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One quote to be: what was said, the cue, and the tokens that name who is involved.

    `speaker` heads the speaker's noun phrase (None: not named here); `outer` are those who told
    of the telling, nearest to the speaker first; `scope` is the sentence whose hops apply.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    act: Act
    speaker: Token | None
    elided: bool
    hearer: Token | None
    agent: Token | None
    cites: tuple[Token, ...]
    citing: tuple[Span, ...]
    clause: Span
    scope: Span
    reason: str
    entry: CueVerb | None = None
    direct: bool = False
    side: frames.Side = "right"
    outer: tuple["Attribution", ...] = field(default=())


def find(page: Page, cues: list[Cue]) -> list[Attribution]:
    """All attributions of the page in text order."""
    direct, used = _direct(page, cues)
    read = [_from_frame(frame, page) for cue in cues if cue.anchor.i not in used
            for frame in [frames.read(cue, page)] if frame is not None]  # fmt: skip
    outside = [a for a in read if not _inside_direct(a, page)]
    outside = [a for a in outside if _tells(a, outside + direct, page)]
    carved = _carve(direct + outside, page)
    return sorted(_unfold(carved, page), key=lambda a: (a.content or a.cue)[0])


def _from_frame(frame: Frame, page: Page) -> Attribution:
    cue = frame.cue
    return Attribution(
        content=_bare(frame.content, page),
        cue=cue.spans,
        act=_act(frame),
        speaker=frame.subject,
        elided=frame.elided,
        hearer=frame.hearer,
        agent=frame.agent,
        cites=frame.cites,
        citing=frame.citing,
        clause=frame.clause,
        scope=_scope(cue.verb),
        reason=frame.reason,
        entry=cue.entry,
        side=frame.side,
    )


def _act(frame: Frame) -> Act:
    """*Told*, *asked* or *warned* somebody **to** do something is urging (GUIDE.md, 4)."""
    name = frame.reason.rpartition(".")[2]
    urging = frame.cue.act in ("say", "ask") and name in ("obj_inf", "for", "on")
    return "urge" if urging and frame.cue.kind == "verb" else frame.cue.act


def _scope(token: Token) -> Span:
    return token.sent.start_char, token.sent.end_char


def _bare(content: tuple[Span, ...], page: Page) -> tuple[Span, ...]:
    """Content that is one whole quotation goes without its marks."""
    bare = []
    for span in content:
        match = next((q for q in page.quotations if q.outer == span), None)
        bare.extend(_parts(match, page) if match is not None else [span])
    return tuple(bare)


def _parts(quotation: Quotation, page: Page) -> list[Span]:
    """Between the marks, without the comma that serves the attribution."""
    text = page.doc.text
    parts = [layout.strip(text, part, _SERVING) for part in quotation.parts]
    return [part for part in parts if part[0] < part[1]]


# -- quotations in marks --------------------------------------------------------------------


def _direct(page: Page, cues: list[Cue]) -> tuple[list[Attribution], set[int]]:
    """Every whole quotation with its attribution, and the cues that they took."""
    found: list[Attribution] = []
    by_anchor: dict[int, int] = {}
    for quotation in page.quotations:
        parts = tuple(_parts(quotation, page))
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
            _without_cue(quotation, parts, found, cues, page)
    return found, set(by_anchor)


def _may_stand_alone(quotation: Quotation, page: Page) -> bool:
    """Set off from the prose around it, as a clause of its own would be."""
    text = page.doc.text
    before = text[: quotation.outer[0]].rstrip(" ")
    inner = text[quotation.parts[0][0] : quotation.parts[-1][1]].strip()
    opens = not before or before[-1] in _BEFORE_WHOLE + "\n‘“"
    ends = inner[-1:] in ",.?!…—" or text[quotation.outer[1] :].lstrip()[:1] in (",", "")
    follows_verb = re.search(r"\b(?:say|said|says|saying|told|added|wrote|shouted) $", text[: quotation.outer[0]])
    return bool(inner) and ((opens and (ends or before[-1:] in ":,")) or follows_verb is not None)


def _cue_of(quotation: Quotation, cues: list[Cue], page: Page) -> Cue | None:
    """The cue that stands next to the quotation: after it, or else before it."""
    level = [c for c in cues if c.kind != "according" and _level(c, quotation, page)]
    return _cue_after(quotation, level, page) or _cue_before(quotation, level, page)


def _level(cue: Cue, quotation: Quotation, page: Page) -> bool:
    """The cue stands directly in whatever the quotation stands in."""
    around = page.quotation_at(cue.verb.idx)
    return (around is None) if quotation.depth == 0 else (
        around is not None and around.outer[0] < quotation.outer[0] < around.outer[1]
    )  # fmt: skip


def _cue_after(quotation: Quotation, cues: list[Cue], page: Page) -> Cue | None:
    """*“…,” X said* or *“…,” said X*."""
    text = page.doc.text
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
        return cue if _is_speaker_phrase(gap, quotation, start, cue, page) else None
    return None


def _has_own_clause(cue: Cue) -> bool:
    return grammar.clause_complement(cue.anchor) is not None or cue.anchor.nbor().lower_ == "that"


def _is_speaker_phrase(gap: str, quotation: Quotation, start: int, cue: Cue, page: Page) -> bool:
    """Between quotation and verb stands nothing, or a noun phrase and what modifies it."""
    if not gap.strip(" ,"):
        return True
    tokens = [t for t in page.doc[:start] if t.idx >= quotation.outer[1] and not t.is_space]
    words = [t for t in tokens if not t.is_punct]
    if not words or any(t.is_sent_start for t in tokens[1:] if t.text != ","):
        return words != [] and _one_phrase(words) and ". " not in gap
    modifiers = [t for t in words if grammar.is_verb(t) and t.dep_ not in ("relcl", "acl", "amod")]
    if any(t.head not in tokens for t in modifiers if t.dep_ in ("aux", "auxpass")):
        return False
    inner = [t for t in modifiers if not any(a.dep_ in ("relcl", "acl") for a in t.ancestors)]
    return not inner and any(grammar.is_nominal(t) for t in words)


def _one_phrase(words: list[Token]) -> bool:
    return any(grammar.is_nominal(t) for t in words) and not any(grammar.is_verb(t) for t in words)


def _cue_before(quotation: Quotation, cues: list[Cue], page: Page) -> Cue | None:
    """*X said, “…”*; *X told Y: “…”*."""
    text = page.doc.text
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
    tokens = [t for t in page.doc[end:] if t.idx < quotation.outer[0]][: len(gap) + 1]
    if re.search(r"[.?!;]\s", gap) or any(grammar.is_verb(t) and t.tag_ != "VBG" for t in tokens):
        return False
    if any(t.lower_ == "that" for t in tokens):
        return False
    interrupts = any(q.outer[1] <= quotation.outer[0] and q.outer[0] >= page.doc[end - 1].idx
                     for q in page.quotations if q is not quotation)  # fmt: skip
    bare = gap.strip()
    return not interrupts and (not bare or bare[-1] in ",:—–" or not tokens)


def _tied(cue: Cue, parts: tuple[Span, ...], page: Page) -> Attribution:
    subject, elided = frames.speaker_of(cue, page)
    frame = frames.around(cue, subject, elided, page)
    return replace(
        _from_frame(frame, page),
        content=parts,
        direct=True,
        reason=f"{cue.kind}.quotation",
        act="say" if cue.act in ("deny", "decline") and cue.kind != "verb" else cue.act,
    )


def _without_cue(
    quotation: Quotation, parts: tuple[Span, ...], found: list[Attribution], cues: list[Cue], page: Page
) -> None:
    """A quotation that continues the one before it, names its speaker by a colon, or floats."""
    text = page.doc.text
    paragraph_start = text.rfind("\n", 0, quotation.outer[0]) + 1
    previous = found[-1] if found else None
    if not _is_sentence(quotation, page):
        return
    line = _NAMED_LINE.search(text, paragraph_start, quotation.outer[0])
    signed = _SIGNED.match(text[quotation.outer[1] :].split("\n")[0])
    if line is not None and text[paragraph_start : line.start()].rstrip()[-1:] in ("", *".?!”\"’"):
        found.append(_by_name(quotation, parts, line.span("name"), page, "layout.colon"))
    elif signed is not None:
        start, end = (quotation.outer[1] + offset for offset in signed.span("name"))
        found.append(_by_name(quotation, parts, (start, end), page, "layout.signed"))
    elif previous is not None and _follows(previous, quotation, paragraph_start, page):
        found[-1] = replace(previous, content=previous.content + parts)
    elif _has_speaker_before(quotation, paragraph_start, cues, page) or previous is not None:
        scope = (quotation.outer[0], quotation.outer[1])
        found.append(Attribution(
            parts, (), "say", None, False, None, None, (), (), scope, scope, "layout.floating",
            direct=True,
        ))  # fmt: skip


def _is_sentence(quotation: Quotation, page: Page) -> bool:
    text = page.doc.text
    before = text[: quotation.outer[0]].rstrip(" ")[-1:]
    after = text[quotation.outer[1] :].lstrip(" ")[:1]
    inner = text[quotation.parts[0][0] : quotation.parts[-1][1]].strip()
    whole = inner[-1:] in ".?!…" or before == ":"
    starts = before in ("", "\n") or before in ".?!:”\"’»)"
    return whole and starts and not after.islower() and after not in (",", ")") and " " in inner


def _follows(previous: Attribution, quotation: Quotation, paragraph_start: int, page: Page) -> bool:
    """In the same paragraph as a direct quote, with only its attribution between them."""
    if not previous.direct or not previous.content or previous.content[0][0] < paragraph_start:
        return False
    gap = page.doc.text[previous.content[-1][1] : quotation.outer[0]].lstrip("”\"'’» ,.?!")
    if previous.clause[0] < previous.content[0][0]:
        return re.search(r"\w", gap) is None
    return re.search(r"(?<!\b[A-Z])[.?!][”\"'’»]?\s+\S", gap) is None


def _has_speaker_before(
    quotation: Quotation, paragraph_start: int, cues: list[Cue], page: Page
) -> bool:
    """An indirect statement or a person's act stands before it in the paragraph."""
    span = page.doc.char_span(paragraph_start, quotation.outer[0], alignment_mode="contract")
    return span is not None and any(t.dep_ in ("nsubj", "nsubjpass") for t in span)


def _by_name(
    quotation: Quotation, parts: tuple[Span, ...], name: Span, page: Page, reason: str
) -> Attribution:
    span = page.doc.char_span(*layout.strip(page.doc.text, name), alignment_mode="expand")
    speaker = span.root if span is not None else None
    scope = (min(name[0], quotation.outer[0]), max(name[1], quotation.outer[1]))
    return Attribution(
        parts, (), "say", speaker, False, None, None, (), (), name, scope, reason, direct=True
    )


# -- tellings within tellings ---------------------------------------------------------------


def _inside_direct(attribution: Attribution, page: Page) -> bool:
    """Told inside somebody's quotation without marks of its own: left with the outer quote."""
    return page.quotation_at(attribution.cue[0][0]) is not None


_REPORTING_NOUN_FRAMES = frozenset("admit deny confirm claim announce reject reveal disclose".split())


def _tells(attribution: Attribution, others: list[Attribution], page: Page) -> bool:
    """Inside another's words, *had offered two kroner* or *to resign* is an act, not a telling."""
    frame = attribution.reason.rpartition(".")[2]
    patient = attribution.content and page.doc.text[slice(*attribution.content[0])].lower()
    if patient and re.match(r"(?:anonymity|(?:not )?to (?:not )?be (?:named|identified)|their names)", patient):
        return False
    if frame not in ("np", "inf", "for", "of", "on", "put", "gerund"):
        return True
    verb = page.doc.char_span(*attribution.cue[0], alignment_mode="expand")
    if verb is not None and verb.root.dep_ == "relcl" and frame == "np":
        return False
    lemma = attribution.entry.lemma if attribution.entry is not None else ""
    return lemma in _REPORTING_NOUN_FRAMES or not any(
        other is not attribution and _covers(other.content, attribution.cue[0][0])
        for other in others
    )


def _carve(found: list[Attribution], page: Page) -> list[Attribution]:
    """Take out of each content the clauses of those who told of it afterwards or in between."""
    carved = []
    for attribution in found:
        content = attribution.content
        if not attribution.direct:
            for other in found:
                if other is not attribution and _tells_of(other, attribution):
                    content = _without(content, other.clause, page)
        carved.append(replace(attribution, content=content))
    return carved


def _tells_of(outer: Attribution, inner: Attribution) -> bool:
    """The outer one's clause comes after the inner cue and within the inner content."""
    return (
        outer.side != "right"
        and outer.clause[0] > inner.cue[0][0]
        and _covers(outer.content, inner.cue[0][0])
        and any(s <= outer.clause[0] < e for s, e in inner.content)
    ) or (outer.side == "right" and outer.reason.startswith("according")
          and any(s <= outer.clause[0] < e for s, e in inner.content)
          and outer.clause[0] > inner.cue[0][0])  # fmt: skip


def _without(content: tuple[Span, ...], cut: Span, page: Page) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in content:
        pieces = [(start, min(end, cut[0])), (max(start, cut[1]), end)]
        if cut[1] <= start or cut[0] >= end:
            pieces = [(start, end)]
        for piece in pieces:
            trimmed = layout.strip(page.doc.text, piece, " \t\r\n,;") if piece[0] < piece[1] else piece
            if trimmed[0] < trimmed[1] and re.search(r"\w", page.doc.text[trimmed[0] : trimmed[1]]):
                kept.append(trimmed)
    return tuple(kept)


def _covers(content: tuple[Span, ...], offset: int) -> bool:
    return any(start <= offset < end for start, end in content)


def _unfold(found: list[Attribution], page: Page) -> list[Attribution]:
    """Give each inner telling its outer ones; drop the outer that consist of nothing else."""
    result: list[Attribution] = []
    folded: set[int] = set()
    for inner in found:
        around = [
            outer
            for outer in found
            if outer is not inner and inner.cue and _covers(outer.content, inner.cue[0][0])
        ]
        around.sort(key=lambda o: sum(e - s for s, e in o.content))
        for outer in around:
            if not outer.direct and _consists_of(outer, inner, page):
                folded.add(id(outer))
        result.append(replace(inner, outer=tuple(around)))
    return [a for a, original in zip(result, found, strict=True) if id(original) not in folded]


def _consists_of(outer: Attribution, inner: Attribution, page: Page) -> bool:
    """Nothing but the inner source's act of telling is left of what the outer one said."""
    rest = outer.content
    for span in (*inner.content, inner.clause, *inner.cue):
        rest = _without(rest, span, page)
    words = re.findall(r"\w+", " ".join(page.doc.text[s:e] for s, e in rest))
    return all(word.lower() in ("that", "and", "but", "also") for word in words)

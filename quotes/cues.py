"""Cues: the words that ascribe something to somebody, before it is known what and to whom.

A cue is a verb of the lexicon that tells of words really said (not planned, denied or supposed),
*according to* and its like, or a relay such as *was quoted as saying*.
"""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from quotes import grammar
from quotes.lexicon import CueVerb, Lexicon
from quotes.model import Act, Span

_NAMING = frozenset("np of as for on obj_pred hearer put".split())
_TOLD = frozenset("say tell add warn insist shout claim declare announce".split())
_PAST = ("did", "has", "have", "had")
_QUOTING = ("quote", "cite")
_NAMERS = ("call", "dub", "nickname", "label", "term")
_SHOWING = ("show", "hear", "see", "quote", "cite", "catch", "recall", "remember")
_WITHHELD = frozenset(
    "say comment confirm respond reply answer discuss disclose reveal name give be guess speculate"
    " elaborate explain identify provide specify rule share release detail describe interview"
    " divulge draw".split()
)
# what nobody withholds but by not saying it: *would not give the cost*
_INFORMATION = frozenset(
    "cost price figure figures number numbers name names date detail details reason reasons"
    " estimate timetable timeline explanation breakdown answer information location age address"
    " total sum amount value source".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: its anchor token, its spans, and what kind of frame to look for around it.

    `kind`: ``verb``; ``passive`` (*greetings were conveyed by X*); ``noun`` (*a claim by X that
    P*); ``quoted`` (*X was quoted as saying*, anchor *saying*); ``quoting`` (*Y quoted X as
    saying*, anchor *saying*); ``according``. `verb` is the finite verb, `anchor` the token that
    takes the content; they differ in *declined to say* and in relays.
    """

    kind: Literal["verb", "quoted", "quoting", "according", "noun", "passive"]
    verb: Token
    anchor: Token
    spans: tuple[Span, ...]
    act: Act
    entry: CueVerb | None


def find(doc: Doc, *, lexicon: Lexicon) -> list[Cue]:
    """The cues of `doc` in text order."""
    found: list[Cue] = []
    taken: set[int] = set()
    for token in doc:
        if token.i in taken:
            continue
        cue = (
            _relay(token, lexicon)
            or _according(token)
            or _decline(token, lexicon)
            or _verb(token, lexicon)
            or _noun(token, lexicon)
        )
        if cue is not None:
            found.append(cue)
            taken.add(cue.anchor.i)
    return sorted(found, key=lambda cue: cue.verb.idx)


def act(words: Tokens, *, named: bool, lexicon: Lexicon) -> Act | None:
    """The act of speech of a cue that somebody else marked; None where nothing was uttered.

    It was uttered where it is asserted, not only planned, and where the verb tells in such a frame:
    `named` content is a thing (*responded to the attack*), which few verbs tell.
    """
    for token in words:
        if _according(token) is not None:
            return "say"
        declined = _decline(token, lexicon)
        if declined is not None:
            return declined.act
        entry = _phrasal(token, lexicon) or lexicon.cues.get(token.lemma_.lower())
        if entry is not None and token.tag_.startswith("VB") and entry.act != "decline":
            fits = not named or bool(entry.frames & _NAMING)
            upon = entry.lemma == "call" and any(grammar.follows(token, w) for w in ("on", "for"))
            act: Act = "urge" if upon else entry.act
            return act if fits and _uttered(token) else None
        noun = lexicon.nouns.get(token.lemma_.lower())
        if noun is not None:
            return noun.act
    return None


def names_speech(words: Tokens, lexicon: Lexicon) -> bool:
    """Whether a cue that somebody else marked has a word of saying, uttered or not."""
    return any(
        token.lemma_.lower() in lexicon.cues
        or token.lemma_.lower() in lexicon.nouns
        or token.lower_ in ("according", ":")
        for token in words
    )


def is_withheld(words: Tokens) -> bool:
    """Not said by the source: negated, modal, planned, supposed, or done to it."""
    return any(grammar.is_verb(token) and not _uttered(token) for token in words)


def _relay(token: Token, lexicon: Lexicon) -> Cue | None:
    """*was quoted as saying*, *quoted X as calling it a joke*, *showed X telling*."""
    if token.lemma_.lower() not in _SHOWING or not grammar.is_verb(token):
        return None
    saying = _as_saying(token, lexicon) if _asserted(token) or _perceived(token) else None
    if saying is None:
        return None
    doc = token.doc
    entry = lexicon.cues.get(saying.lemma_.lower())
    act = entry.act if entry is not None else "say"
    as_saying = grammar.chars(
        doc[saying.i - 1] if doc[saying.i - 1].lower_ == "as" else saying, saying
    )
    start, _ = grammar.verb_group(token)
    spans = (grammar.chars(doc[start], token), as_saying)
    if token.tag_ == "VBN" and (grammar.is_passive(token) or grammar.is_reduced_passive(token)):
        if saying.i - token.i <= 2:
            whole = (grammar.chars(doc[start], saying),)
            return Cue("quoted", token, saying, whole, act, entry)
        return Cue("quoted", token, saying, spans, act, entry)
    return Cue("quoting", token, saying, spans, act, entry)


def _perceived(token: Token) -> bool:
    """*can be heard telling*: what anybody can hear was said."""
    can = any(t.lower_ in ("can", "could") for t in token.lefts)
    return can and grammar.is_passive(token) and not grammar.is_negated(token)


def _as_saying(token: Token, lexicon: Lexicon) -> Token | None:
    """The participle of saying that a verb of quoting or showing leads to."""
    doc = token.doc
    end = token.sent.end
    for index in range(token.i + 1, end):
        word = doc[index]
        if word.tag_ == "VBG" and _may_be_relayed(word, token, lexicon):
            return word
        finite = word.tag_ in ("VBD", "VBZ") and not grammar.in_adnominal(word, after=token.i)
        if word.is_sent_start or word.text in '“”";' or finite:
            return None
    return None


def _may_be_relayed(word: Token, token: Token, lexicon: Lexicon) -> bool:
    """*quoted as* [*calling*], where any verb of saying may stand; *heard* [*telling*]."""
    lemma = word.lemma_.lower()
    if token.lemma_.lower() in _QUOTING:
        return word.nbor(-1).lower_ == "as" and (lemma in _TOLD or lemma in lexicon.cues)
    return lemma in _TOLD


def _according(token: Token) -> Cue | None:
    """*according to X*, *per X*, *in the words of X*, *in X's words*."""
    doc, index = token.doc, token.i
    following = doc[index + 1].lower_ if index + 1 < len(doc) else ""
    if token.lower_ == "according" and following == "to" and index + 2 < len(doc):
        return _phrase(token, doc[index + 1])
    if (
        token.text == "Per"
        and token.is_sent_start
        and index + 1 < len(doc)
        and doc[index + 1].text[:1].isupper()
    ):
        return _phrase(token, token)
    if token.text == "For" and token.is_sent_start:
        return _for_somebody(token)
    if token.lower_ != "in":
        return None
    words = [word.lower_ for word in doc[index : index + 4]]
    if words == ["in", "the", "words", "of"]:
        return _phrase(token, doc[index + 3])
    return _in_own_words(token)


def _for_somebody(token: Token) -> Cue | None:
    """*For Kolt, it is “dead weight”*: an opinion, taken for a quote only with words in marks."""
    who = grammar.prepositional_object(token)
    sentence = token.sent
    named = who is not None and any(t.pos_ == "PROPN" for t in who.subtree)
    if who is None or not named or "," not in sentence.text:
        return None
    marked = any(t.is_quote and t.i > who.i for t in sentence)
    return (
        Cue("according", token, who, (grammar.chars(token, token),), "say", None)
        if marked
        else None
    )


def _in_own_words(token: Token) -> Cue | None:
    """*In Kolt's words*: the speaker is the possessor."""
    words = grammar.prepositional_object(token)
    if words is None or words.lower_ != "words" or words.i - token.i > 8:
        return None
    owner = grammar.possessor(words)
    if owner is None or owner.pos_ == "PRON":
        return None
    return Cue("according", token, owner, (grammar.chars(token, words),), "say", None)


def _phrase(first: Token, last: Token) -> Cue:
    anchor = grammar.prepositional_object(last) or last.doc[min(last.i + 1, len(last.doc) - 1)]
    return Cue("according", first, anchor, (grammar.chars(first, last),), "say", None)


def _decline(token: Token, lexicon: Lexicon) -> Cue | None:
    """*declined to say*, *would not comment*, *did not respond*: the matter is withheld."""
    if not grammar.is_verb(token) or grammar.is_hypothetical(token):
        return None
    start, end = grammar.verb_group(token)
    lemma = token.lemma_.lower()
    idiom = _declining_idiom(token)
    if idiom is not None:
        return Cue("verb", token, idiom, (grammar.chars(token.doc[start], idiom),), "decline", None)
    if lemma in ("decline", "refuse") and _told(token) and not grammar.is_passive(token):
        inner = grammar.infinitive(token)
        anchor = inner if inner is not None and inner.lemma_.lower() in _WITHHELD else token
        if anchor is token:
            return None  # refused to leave, declined an offer: an act, not a silence
        span = grammar.chars(token.doc[start], anchor)
        return Cue("verb", token, anchor, (span,), "decline", lexicon.cues.get("decline"))
    neither = _neither_nor(token)
    if neither is not None:
        return neither
    if not grammar.is_negated(token) or lemma not in _WITHHELD or grammar.is_passive(token):
        return None
    auxiliary = token.doc[start].lower_
    refuses = auxiliary in ("would", "could", "wo", "will") and _of_saying(token)
    refuses = refuses or (lemma == "rule" and auxiliary in _PAST)
    silent = auxiliary in _PAST and lemma in ("comment", "confirm", "respond", "reply")
    caveat = auxiliary == "could" and lemma in ("confirm", "identify", "rule")
    if (
        caveat
        or not (refuses or silent)
        or (lemma == "rule" and token.doc[end - 1].lower_ != "out")
    ):
        return None
    span = grammar.chars(token.doc[start], token.doc[end - 1])
    return Cue("verb", token, token, (span,), "decline", lexicon.cues.get("decline"))


def _of_saying(token: Token) -> bool:
    """*would not say*, *would not give the cost*; not *would not give way*."""
    if token.lemma_.lower() not in ("be", "give", "provide", "share", "release"):
        return True
    withheld = grammar.direct_object(token)
    return withheld is not None and withheld.lower_ in _INFORMATION


def _neither_nor(token: Token) -> Cue | None:
    """*would neither confirm nor deny*: anchored at the second verb, which takes the content."""
    doc = token.doc
    words = [t.lower_ for t in doc[token.i - 1 : token.i + 3]] if token.i else []
    pair = len(words) == 4 and words[0] == "neither" and words[2] == "nor"
    if not pair or token.lemma_.lower() not in ("confirm", "deny"):
        return None
    start = token.i - 1
    while start > 0 and doc[start - 1].pos_ == "AUX":
        start -= 1
    anchor = doc[token.i + 2]
    return Cue("verb", token, anchor, (grammar.chars(doc[start], anchor),), "decline", None)


def _declining_idiom(token: Token) -> Token | None:
    """*had no comment*, *would not be drawn on*, *could not be reached*, *did not return calls*."""
    lemma = token.lemma_.lower()
    if lemma == "have":
        comment = grammar.direct_object(token)
        if comment is not None and comment.lower_ == "comment" and grammar.is_nobody(comment):
            return comment
    if grammar.is_negated(token) and lemma in ("draw", "reach") and grammar.is_passive(token):
        return (grammar.following(token) if grammar.follows(token, "on") else None) or token
    if grammar.is_negated(token) and lemma == "return":
        call = grammar.direct_object(token)
        if call is not None and call.lemma_.lower() in ("call", "message", "email", "request"):
            return token
    return None


def _verb(token: Token, lexicon: Lexicon) -> Cue | None:
    entry = _phrasal(token, lexicon) or lexicon.cues.get(token.lemma_.lower())
    if entry is None or not _may_be_verb(token) or not _asserted(token):
        return None
    if _nicknames(token) or _asks_anonymity(token) or _only_asks(token, entry):
        return None
    if grammar.is_passive(token):
        return _passive(token, entry)
    if _is_shown(token, entry, lexicon):
        return None
    start, end = grammar.verb_group(token)
    end = max(end, token.i + len(entry.lemma.split()))
    if grammar.is_infinitive(token):
        start = _outer_start(token)
    span = grammar.chars(token.doc[start], token.doc[end - 1])
    return Cue("verb", token, token, (span,), entry.act, entry)


def _only_asks(token: Token, entry: CueVerb) -> bool:
    """*Asked whether P, X said …*: the question is part of the answer; refusals have their own."""
    opens = token.is_sent_start and token.lower_ == "asked"
    asks = opens and grammar.following(token) is not None
    return asks or entry.lemma in ("decline", "refuse") or token.lower_ == "speaking"


def _is_shown(token: Token, entry: CueVerb, lexicon: Lexicon) -> bool:
    """What says nothing by itself: a banner (GUIDE.md, 1); *some balances had shown as zero*."""
    subject, _ = grammar.governing_subject(token)
    kind = lexicon.nominals.get(subject.lemma_.lower()) if subject is not None else None
    if kind == "inscription":
        return True
    if entry.note.startswith("document subject"):
        return kind != "document"
    thing = subject is not None and subject.pos_ in ("NOUN", "PRON")
    return entry.lemma == "show" and thing and kind != "document"


def _phrasal(token: Token, lexicon: Lexicon) -> CueVerb | None:
    """*pointed out*, *made clear*: a verb with the word after it."""
    after = grammar.following(token)
    return lexicon.cues.get(f"{token.lemma_.lower()} {after.lower_}") if after is not None else None


def _passive(token: Token, entry: CueVerb) -> Cue | None:
    """*Greetings were conveyed by X*: what is said is the subject, who says it the agent."""
    subject = grammar.subject(token)
    by = grammar.agent_phrase(token)
    if by is not None and entry.lemma == "tell" and grammar.clause_complement(token) is not None:
        start, end = grammar.verb_group(token)
        span = grammar.chars(token.doc[start], token.doc[end - 1])
        return Cue("passive", token, token, (span,), entry.act, entry)
    if by is None or subject is None or "np" not in entry.frames or entry.act == "write":
        return None
    start, _ = grammar.verb_group(token)
    span = grammar.chars(token.doc[start], by)
    return Cue("passive", token, token, (span,), entry.act, entry)


def _uttered(token: Token) -> bool:
    """Really said, and by the subject: not *was told*, not *asked by reporters*."""
    bare = token.tag_ == "VBN" and not grammar.has_auxiliary(token)
    undergone = bare and not grammar.is_mistaken_finite(token)
    really = _asserted(token) and not _nicknames(token)
    return really and not undergone and not grammar.is_passive(token)


def _asks_anonymity(token: Token) -> bool:
    """*requesting anonymity*, *insisted on anonymity*: the thing asked for."""
    asked = grammar.direct_object(token) or next(
        (grammar.prepositional_object(t) for t in token.rights if t.lower_ in ("on", "for")), None
    )
    return asked is not None and asked.lower_ == "anonymity"


def _nicknames(token: Token) -> bool:
    """*used to call it “the lily”*."""
    return token.lemma_.lower() in _NAMERS and grammar.is_habit(token)


def _may_be_verb(token: Token) -> bool:
    """Tagged as a verb, and not a participle that only modifies a noun."""
    if not token.tag_.startswith("VB"):
        return False
    mistaken = grammar.is_mistaken_finite(token)
    if grammar.is_attributive(token):
        return mistaken and grammar.is_adnominal(token)
    return token.tag_ != "VBN" or grammar.has_auxiliary(token) or mistaken


def _noun(token: Token, lexicon: Lexicon) -> Cue | None:
    """*Orr's claim that P*, *a NORPRESS report that P*: a noun that owns a proposition."""
    entry = lexicon.nouns.get(token.lemma_.lower())
    if entry is None or token.pos_ != "NOUN" or grammar.noun_clause(token) is None:
        return None
    return Cue("noun", token, token, (grammar.chars(token, token),), entry.act, None)


def _outer_start(token: Token) -> int:
    """*was heard to add*: the cue begins with the verb above."""
    head = token.head
    return grammar.verb_group(head)[0] if head.i < token.i else token.i


def _told(token: Token) -> bool:
    modal = grammar.is_modal(token) and not grammar.is_grudging(token)
    return not (grammar.is_negated(token) or modal or grammar.is_planned(token))


def _asserted(token: Token) -> bool:
    """Really said: not negated, modal, planned, supposed or asked."""
    if not _told(token) or grammar.is_hypothetical(token):
        return False
    first = token.sent[0]
    if grammar.is_withheld(token) or grammar.is_nobody(grammar.subject(token)):
        return False
    return not (
        token.sent.text.rstrip().endswith("?") and first.tag_ in ("MD", "VBD", "VBZ", "VBP")
    )

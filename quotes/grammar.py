"""What the dependency parse says, in words of grammar: the only file that names its labels.

The labels are those of the ClearNLP scheme that spaCy's English pipelines use.
"""

import re
from collections.abc import Iterable

from spacy.tokens import Token

from quotes.model import Span

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_MODALS = frozenset("may might could can should must will would shall ought 'll 'd wo ca".split())
_CONDITIONS = frozenset(("if", "unless", "should", "lest"))
# Verbs under which an infinitive of saying tells of something said, not of a plan to say it.
_ASSERTING = frozenset(
    "go hear take use continue proceed tell call phone ring telephone write text".split()
)
_TELLING = frozenset(
    "demand promise vow urge call warn deny accuse insist announce blame appeal refuse"
    " decline call describe say tell add ask order".split()
)
# *P, the agency reported on Monday*
_FINAL = ("report", "say", "write", "state", "announce", "confirm", "warn")
_ENDS = re.compile(r"(?: ?(?:on|in|late|early|earlier)\b(?: [\w ]{1,20})?)?[,.]?(?: ?$|,)|[,.]")
_PREPOSITIONS = ("including", "according", "regarding", "concerning", "following", "during")
_OWN = ("his", "hers", "theirs", "mine", "ours")
_RELATIVE = frozenset(("who", "which", "that", "whom"))


def following(token: Token) -> Token | None:
    """The next token; None at the end of the document, where ``nbor`` would raise."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def follows(token: Token, word: str) -> bool:
    """Whether the next token is `word`, in lower case."""
    after = following(token)
    return after is not None and after.lower_ == word


def relation(token: Token) -> str:
    """The label of the token's arc, as a value to learn from; rules ask the questions below."""
    return token.dep_


def is_subject(token: Token) -> bool:
    """The subject of an active or passive verb."""
    return token.dep_ in ("nsubj", "nsubjpass")


def acts(token: Token) -> bool:
    """The subject of an active verb, or in apposition to it."""
    return token.dep_ == "nsubj" or (token.dep_ == "appos" and token.head.dep_ == "nsubj")


def leads(token: Token) -> bool:
    """The subject of a verb, active or passive, or in apposition to it."""
    return is_subject(token) or (token.dep_ == "appos" and is_subject(token.head))


def is_main(verb: Token) -> bool:
    """The verb of a main clause."""
    return verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")


def is_relative(verb: Token) -> bool:
    """The verb of a relative clause."""
    return verb.dep_ == "relcl"


def has_relative_subject(verb: Token) -> bool:
    """*all of whom insisted*, *who said*."""
    own = subject(verb)
    words = own.subtree if own is not None and own.i < verb.i else ()
    return is_relative(verb) and any(t.lower_ in ("who", "whom", "which") for t in words)


def is_adnominal(verb: Token) -> bool:
    """The verb of a clause or participle that modifies a noun."""
    return verb.dep_ in ("relcl", "acl")


def in_adnominal(token: Token, *, after: int = -1) -> bool:
    """Inside a clause that modifies a noun and begins after the token index `after`."""
    return any(is_adnominal(t) and t.i > after for t in (token, *token.ancestors))


def is_apposition(token: Token) -> bool:
    """Set beside another noun: *the spokeswoman,* [*Lena Orr*]."""
    return token.dep_ == "appos"


def is_modifier(token: Token) -> bool:
    """A word inside a noun phrase that does not head it."""
    return token.dep_ in (
        "compound", "poss", "nmod", "amod", "nummod", "det", "pobj", "npadvmod"
    )  # fmt: skip


def is_published(noun: Token) -> bool:
    """*a paper* [*in*] *a journal*, *a paper* [*published*] *by X*."""
    after = following(noun)
    return after is not None and after.lower_ in ("in", "by", "on", "published", "from")


def is_compound(token: Token) -> bool:
    """*ministry* in *the ministry building*."""
    return token.dep_ in ("compound", "nmod")


def opens_phrase(token: Token) -> bool:
    """A word before the noun it belongs to: *no* in *no lights*."""
    return token.head.i > token.i and is_nominal(token.head)


def is_loose_name(token: Token) -> bool:
    """A name before a comma that the parser took for a time or place: *Fiona Ashdown KC,*."""
    return token.pos_ == "PROPN" and token.dep_ == "npadvmod" and follows(token, ",")


def possesses(token: Token) -> bool:
    """*the president* in *the president's daughter*."""
    return token.dep_ == "poss"


def modifiers(noun: Token) -> list[Token]:
    """The adjectives and nouns before a noun: *the* [*deputy*] [*trade*] *minister*."""
    return [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod")]


def compounds(noun: Token) -> list[Token]:
    """The nouns and names before a noun: *a* [*NORPRESS*] *report*."""
    return [child for child in noun.lefts if child.dep_ in ("compound", "nmod")]


def named_modifiers(noun: Token) -> list[Token]:
    """What may hold the name of a common noun, nearest first: *the* [*TASS*] *news agency*."""
    wanted = ("compound", "nmod", "appos", "amod")
    found: list[Token] = []
    for child in reversed(list(noun.lefts)):
        if child.dep_ in wanted:
            found += [child, *named_modifiers(child)]
    return found


def phrase_head(token: Token) -> Token:
    """The noun that a name modifies, or the name itself."""
    return token.head if token.dep_ in ("compound", "nmod", "poss") else token


def described_head(name: Token) -> Token:
    """The noun that a name stands in apposition to: *the* [*newspaper*] *Reforma*."""
    above = name.head
    beside = is_apposition(name) and above.i < name.i and not verb_between(above, name)
    return above if beside and above.pos_ == "NOUN" else name


def is_object(token: Token) -> bool:
    """The object of a verb or preposition, or set beside one."""
    return token.dep_ in ("pobj", "dobj", "appos")


def objects(verb: Token) -> list[Token]:
    """Objects, predicates and clauses after the verb: *called* [*it*] [*a tax*]."""
    return [c for c in verb.rights if c.dep_ in ("oprd", "dobj", "ccomp", "xcomp", "attr")]


def relative_clause(noun: Token) -> Token | None:
    """The head of the relative clause after a noun."""
    return next((child for child in noun.rights if child.dep_ == "relcl"), None)


def participle_of(noun: Token) -> Token | None:
    """A past participle after a noun: *a statement* [*released by X*]."""
    return next((c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN"), None)


def is_free_participle(token: Token) -> bool:
    """A present participle that goes with the whole clause: *…, adding that*."""
    return token.dep_ in ("advcl", "dep") and token.tag_ == "VBG"


def is_coordinate_verb(token: Token) -> bool:
    """*said P* [*and left*]."""
    return token.dep_ == "conj" and is_verb(token)


def is_preposition(token: Token) -> bool:
    """The head of a prepositional phrase."""
    return token.dep_ == "prep"


def coordinator(verb: Token, other: Token) -> Token:
    """The *and* or *but* before a coordinate verb, or else where its clause begins."""
    before = [c for c in verb.rights if c.dep_ == "cc" and c.i < other.i]
    return before[-1] if before else other.left_edge


def agent_phrase(verb: Token) -> Token | None:
    """The *by* of a passive."""
    return next((child for child in verb.children if child.dep_ == "agent"), None)


def is_auxiliary(token: Token) -> bool:
    """*was* in *was told*."""
    return token.dep_ in ("aux", "auxpass")


def has_auxiliary(verb: Token) -> bool:
    """A finite passive or perfect, not a bare participle."""
    return any(is_auxiliary(child) for child in verb.children)


def is_reduced_passive(verb: Token) -> bool:
    """A participle without auxiliary after a noun or clause: *X,* [*quoted by Y as saying*]."""
    return verb.dep_ in ("acl", "advcl")


def is_mistaken_finite(verb: Token) -> bool:
    """A past tense that the tagger took for a participle, without an auxiliary as it stands.

    *The agency* [*reported*], with a subject; *A report* [*found*] *in May that P*; *P, the agency*
    [*reported*] *on Monday*.
    """
    if any(child.dep_ == "nsubj" for child in verb.children) or follows(verb, ":"):
        return True
    if verb.dep_ != "acl":
        return False
    if closes_headless(verb):
        return True
    if verb.head.dep_ == "ROOT" and clause_complement(verb) is not None:
        return True
    first = verb.head.left_edge
    set_off = first.i > 0 and (verb.doc[first.i - 1].text == "," or verb.doc[first.i - 1].is_quote)
    rest = verb.doc[verb.i + 1 : verb.sent.end].text
    return set_off and verb.lemma_ in _FINAL and _ENDS.match(rest) is not None


def closes_headless(verb: Token) -> bool:
    """*The lawmaker, Hon. Terver Ikyaan,* [*alleged*] *that P*, where no other verb heads it."""
    root = verb.sent.root
    if is_verb(root) or not (verb.head == root or is_apposition(verb.head)):
        return False
    commas = [t.i for t in verb.doc[root.i : verb.i] if t.text == ","]
    return len(commas) > 1 and commas[-1] == verb.i - 1


def subject(verb: Token) -> Token | None:
    """The verb's own subject, before or after it.

    Where the parser finds two, a comma before the verb tells that the second is it: *Levy to end,
    says Kolt*.
    """
    found = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if len(found) > 1 and verb.i and verb.doc[verb.i - 1].text == ",":
        aside = [t.lower_ for t in verb.doc[found[0].i + 1 : found[0].i + 3]]
        citing = aside in ([",", "quoting"], [",", "citing"])  # *Y, quoting Z, which cited W, said*
        return found[0] if citing else found[-1]
    if len(found) > 1 and found[-1].i < verb.i:  # *A ferry sank on Monday, the coast guard said*
        first = found[-1].left_edge  # or the parser took a dateline for one: *PIERMONT — Gov. X*
        set_off = first.i and verb.doc[first.i - 1].text in (",", "—", "–", "-", "--")
        return found[-1] if set_off else found[0]
    return found[0] if found else None


def governing_subject(verb: Token) -> tuple[Token | None, bool]:
    """The subject, own or shared, and whether it is shared.

    A relative pronoun stands for its antecedent; a coordinate, participial or infinitive verb
    shares the subject of the verb it depends on.
    """
    own = subject(verb)
    if own is not None and own.i > verb.i and is_free_participle(verb):
        own = None  # *…, saying* [*it was a straw*]
    if own is not None and own.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head, True
    if own is not None:
        return own, False
    if verb.dep_ in ("acl", "relcl"):
        return verb.head, True
    if verb.dep_ in ("conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp"):
        head = _main_above(verb) or _verb_above(verb)
        if head is not None:
            return governing_subject(head)[0], True
    return None, False


def _main_above(verb: Token) -> Token | None:
    """The main verb that a closing participle goes with: *vetoed a bill that …,* [*saying P*]."""
    if verb.tag_ != "VBG" or not verb.i or verb.doc[verb.i - 1].text != ",":
        return None
    main = verb.sent.root
    own = subject(main) if main.i < verb.i and is_verb(main) else None
    if own is None:
        return None
    marks = [t for t in verb.doc[min(own.i, main.i) : verb.i] if t.is_quote]
    return main if len(marks) % 2 == 0 else None


def resumes(verb: Token) -> bool:
    """A past tense joined to what somebody said would be: *said it would end* [*and promised*]."""
    joined = verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBN") and subject(verb) is None
    above = verb.head
    if joined and verb.tag_ == "VBD" and above.dep_ == "relcl" and above.tag_ == "VBN":
        return verb.lemma_ in _TELLING  # *demanded the names of all that had paid* [*and called*]
    if not joined or above.dep_ != "ccomp" or above.head.tag_ not in ("VBD", "VBN"):
        return False
    other = subject(above)
    own = other is None or other.tag_ == "PRP"  # *said he had gone and told them*
    return (verb.tag_ == "VBD" and is_modal(above)) or (not own and verb.lemma_ in _TELLING)


def withholds(verb: Token) -> bool:
    """*confirmed P* [*but would not say Q*], where the parser joined it to what was confirmed."""
    joined = verb.dep_ == "conj" and is_negated(verb) and is_modal(verb) and subject(verb) is None
    above = verb.head
    told = above.dep_ == "ccomp" and above.head.tag_ in ("VBD", "VBN")
    return joined and told and verb.lemma_ in ("say", "comment", "confirm", "discuss", "elaborate")


def _verb_above(verb: Token) -> Token | None:
    if resumes(verb) or withholds(verb):
        above = verb.head
        return next((t for t in above.ancestors if is_verb(t)), above.head)
    for token in verb.ancestors:
        if is_verb(token):
            return token
        if token.dep_ not in ("prep", "pcomp"):
            return None
    return None


def is_verb(token: Token) -> bool:
    """A verb, or what the tagger took for a participial adjective but has a verb's dependents."""
    return token.pos_ in ("VERB", "AUX")


def is_passive(verb: Token) -> bool:
    """*was told*, also without its auxiliary where an agent follows; not *said by telephone*."""
    arcs = {child.dep_ for child in verb.children}
    if verb.tag_ == "VBD" and "nsubj" in arcs:
        return False
    return not arcs.isdisjoint(("auxpass", "nsubjpass", "agent"))


def is_negated(verb: Token) -> bool:
    """*did not say*, *has yet to say*, *never said*, *nor did it say*."""
    auxiliaries = [child for child in verb.lefts if child.dep_ == "aux" and child.i]
    if any(child.doc[child.i - 1].lower_ in ("nor", "neither") for child in auxiliaries):
        return True
    return any(
        child.dep_ == "neg" or child.lower_ in ("never", "hardly") for child in verb.children
    ) or (verb.dep_ == "xcomp" and any(child.lower_ == "yet" for child in verb.head.children))


def is_modal(verb: Token) -> bool:
    """*may say*, *will tell*."""
    return any(child.dep_ == "aux" and child.lower_ in _MODALS for child in verb.children)


def is_finite(token: Token) -> bool:
    """Whether it is a verb that makes a clause: *was*, *runs*, *ran*."""
    return token.pos_ in ("VERB", "AUX") and token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def is_finite_alone(token: Token) -> bool:
    """A finite verb without a subject before it: *was* “rock solid”."""
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") and subject(token) is None


def is_progressive(verb: Token) -> bool:
    """*is writing*."""
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.lefts)


def is_grudging(verb: Token) -> bool:
    """*would only say*: said, and no more."""
    words = [child.lower_ for child in verb.lefts]
    return "would" in words and "only" in words and verb.lemma_ in ("say", "confirm", "tell")


def is_infinitive(verb: Token) -> bool:
    """*to say*."""
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def is_hypothetical(verb: Token) -> bool:
    """In a condition: *if he says P*."""
    for token in (verb, *verb.ancestors):
        if token.dep_ == "advcl" and any(
            child.dep_ in ("mark", "advmod") and child.lower_ in _CONDITIONS
            for child in token.children
        ):
            return True
    return False


def is_planned(verb: Token) -> bool:
    """An infinitive that does not tell of something said: *is expected to say*."""
    if verb.dep_ == "conj" and verb.tag_ == "VB" and not is_infinitive(verb) and is_verb(verb.head):
        return is_planned(verb.head)
    if not is_infinitive(verb):
        return False
    above = _verb_above(verb)
    if above is not None and above.lemma_ == "call" and follows(above, "on"):
        return True  # *called on her to admit it*; *called to say*
    return above is None or above.lemma_ not in _ASSERTING


def is_habit(verb: Token) -> bool:
    """*used to call*."""
    return verb.dep_ == "xcomp" and verb.head.lower_ == "used" and is_infinitive(verb)


def is_withheld(verb: Token) -> bool:
    """*stopped short of saying*, *without saying*, *instead of saying*."""
    return verb.dep_ == "pcomp" and (
        verb.head.lower_ in ("without", "before", "from", "against", "than")
        or verb.head.head.lower_ in ("short", "instead", "stop")
        or verb.doc[max(0, verb.i - 2)].lower_ in ("short", "instead")
    )


def is_nobody(noun: Token | None) -> bool:
    """*nobody*, *no one*, *no minister*: whoever it was did not say it."""
    return noun is not None and (
        noun.lower_ in ("nobody", "none", "neither", "nothing")
        or any(child.lower_ in ("no", "neither") for child in noun.lefts)
    )


def is_attributive(verb: Token) -> bool:
    """A participle that only modifies a noun (*the plan announced by X*, *the said plan*)."""
    return (verb.dep_ in ("amod", "acl", "compound") and verb.tag_ in ("VBN", "VBD")) or (
        verb.dep_ in ("amod", "compound", "nsubj", "pobj", "dobj")
    )


def is_nominal(token: Token) -> bool:
    """A noun, name or pronoun."""
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or token.tag_ in ("DT", "PRP", "WP")


def names_thing(root: Token) -> bool:
    """A noun phrase, or a preposition with one, by its head: no clause of its own."""
    return is_nominal(root) or prepositional_object(root) is not None


def verb_group(verb: Token) -> tuple[int, int]:
    """The verb with its auxiliaries, negation and particle, as token indices (end exclusive)."""
    start, end = verb.i, verb.i + 1
    for child in reversed(list(verb.lefts)):
        if child.dep_ in ("aux", "auxpass", "neg") and child.tag_ != "TO":
            if _only_adverbs(verb.doc[child.i + 1 : start]):
                start = child.i
        elif child.dep_ not in ("advmod", "punct"):
            break
    for child in verb.rights:
        if child.dep_ == "prt" and child.i == end:
            end += 1
    return start, end


def _only_adverbs(tokens: Iterable[Token]) -> bool:
    return all(token.dep_ in ("advmod", "neg", "aux", "auxpass") for token in tokens)


def clause_complement(verb: Token) -> Token | None:
    """The head of a finite clause after the verb: *said* [*(that) P*]."""
    for child in verb.rights:
        if child.dep_ == "ccomp" and not is_infinitive(child) and not _is_small_clause(child):
            return child
        if child.dep_ in ("advcl", "xcomp", "relcl", "acl") and introducer(child) is not None:
            return child
    return None


def _is_small_clause(verb: Token) -> bool:
    """*found* [*19 meters running fast*]: a participle with a subject, no finite verb."""
    return verb.tag_ == "VBG" and subject(verb) is not None and not has_auxiliary(verb)


def is_conjunction(that: Token) -> bool:
    """*told two importers* [*that*] *the ship was gone*: the clause has a subject besides."""
    after = following(that)
    head = after
    while head is not None and head.dep_ not in _SUBJECTS and head.head.left_edge == after:
        head = head.head if head.head != head else None
    opened = head is not None and head.dep_ in _SUBJECTS and head.left_edge == after
    return opened and that.dep_ not in _SUBJECTS


def noun_clause(noun: Token) -> Token | None:
    """The proposition that a noun owns: *a claim that* [*P*], not a relative clause."""
    for child in noun.subtree:
        if child.i <= noun.i or child.dep_ not in ("acl", "ccomp", "relcl"):
            continue
        intro = child.left_edge
        # with a subject of its own beside “that”, what looks like a relative clause is none
        subjects = [c for c in child.lefts if c.dep_ in _SUBJECTS and c.i != intro.i]
        if intro.lower_ == "that" and (intro.dep_ == "mark" or subjects):
            return child
    return None


def owner(noun: Token) -> Token | None:
    """Whose claim it is: *Orr's claim*, *a claim by Orr*, *a NORPRESS report*."""
    owned = possessor(noun)
    if owned is not None:
        return owned
    by = preposition(noun, "by", "from")
    if by is not None:
        return prepositional_object(by)
    names = [t for t in noun.lefts if t.dep_ in ("compound", "nmod") and t.pos_ == "PROPN"]
    return names[-1] if names else None


def introducer(clause: Token) -> Token | None:
    """*that*, *whether* or *if* at the head of a complement clause."""
    first = clause.left_edge
    if first.lower_ in ("that", "whether", "if") and first.dep_ == "mark":
        return first
    return None


def infinitive(verb: Token) -> Token | None:
    """The head of an infinitive complement: *promised* [*to pay*]."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(child):
            return child
    return None


def gerund(verb: Token) -> Token | None:
    """The head of a gerund complement: *denied* [*signing*]."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "pcomp") and child.tag_ in ("VBG", "VBN"):
            return child
        if child.dep_ in ("xcomp", "ccomp") and child.lower_ in ("being", "having"):
            return child
        if child.dep_ == "prep" and child.tag_ == "VBG" and child.lower_ not in _PREPOSITIONS:
            return child  # *denied* [*owing anything*]
    return None


def direct_object(verb: Token) -> Token | None:
    """The object after the verb; a possessor that the parser took for one is passed over."""
    for child in verb.rights:
        if any(c.dep_ == "case" for c in child.children):
            continue
        if child.dep_ in ("dobj", "oprd", "attr") and is_nominal(child):
            return child
    return None


def hearer(verb: Token) -> Token | None:
    """Whom it was said to: *told* [*Reuters*], *said to* [*Reuters*]."""
    for child in verb.rights:
        if child.dep_ in ("dobj", "dative", "iobj") and is_nominal(child):
            return child
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            found = prepositional_object(child)
            if found is not None:
                return found
    return None


def preposition(verb: Token, *words: str) -> Token | None:
    """The first prepositional phrase of the verb that begins with one of `words`."""
    for child in verb.rights:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in words:
            return child
        if child.dep_ in ("dobj", "prt"):
            nested = preposition(child, *words)
            if nested is not None:
                return nested
    return None


def adverbial(verb: Token, word: str) -> Token | None:
    """The prepositional phrase of a verb that begins with `word`, before or after it."""
    before = (t for t in verb.lefts if t.dep_ == "prep" and t.lower_ == word)
    return next(before, None) or preposition(verb, word)


def prepositional_object(prep: Token) -> Token | None:
    """The noun after a preposition."""
    return next((child for child in prep.children if child.dep_ == "pobj"), None)


def ends_phrase(noun: Token) -> bool:
    """The noun of *of* or *for* within a longer noun phrase: *counsel for the* [*trust*]."""
    prep = noun.head
    return noun.dep_ == "pobj" and prep.lower_ in ("of", "for") and is_nominal(prep.head)


def prepositional_clause(prep: Token) -> Token | None:
    """The clause after a preposition: *as* [*saying P*]."""
    return next((child for child in prep.children if child.dep_ == "pcomp"), None)


def agent(verb: Token) -> Token | None:
    """The *by* phrase of a passive, also where the parser hangs it one level lower."""
    for token in (verb, *verb.subtree):
        if token.dep_ in ("agent", "prep") and token.lower_ == "by" and token.i > verb.i:
            return prepositional_object(token)
    return None


def coordinates(token: Token) -> list[Token]:
    """The other members of a coordination: *Kolt* and [*Orr*]."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "conj":
            found += [child, *coordinates(child)]
    return found


def apposition(noun: Token) -> Token | None:
    """The apposition of a noun: *the spokeswoman,* [*Lena Orr*]."""
    return next((c for c in noun.children if c.dep_ == "appos" and c.i > noun.i), None)


def verb_between(first: Token, second: Token) -> bool:
    """Whether a verb stands between two tokens, other than *based* in *Cairo-based*."""
    between = first.doc[first.i + 1 : second.i]
    return any(is_verb(token) and not is_modifier(token) for token in between)


def possessor(noun: Token) -> Token | None:
    """*the ministry* in *the ministry's spokeswoman*, or *his*."""
    before = noun.doc[noun.i - 1] if noun.i else noun
    if before.dep_ == "case" and before.head.i < before.i:
        return before.head
    return next((child for child in noun.children if child.dep_ == "poss"), None)


def is_relative_tail(token: Token) -> bool:
    """Where the short form of a noun phrase ends: comma, clause, participle, *with …*."""
    if token.dep_ in ("relcl", "acl", "appos", "punct", "advcl", "amod", "cc", "conj"):
        return True
    if token.dep_ == "prep":
        held = prepositional_object(token)
        own = held is not None and held.lower_ in _OWN  # *a colleague of his*
        return own or token.lower_ not in ("of", "for", "at", "in", "from", "to", "on")
    return token.dep_ not in ("poss", "nmod", "nummod", "det", "compound", "case", "flat", "prt")


def noun_phrase(noun: Token) -> tuple[int, int]:
    """A noun phrase cut short (GUIDE.md, 2, `speaker.span`), as token indices."""
    start, end = noun.left_edge.i, noun.i + 1
    for child in (*noun.rights, *_misplaced(noun)):
        if child.i < end:
            continue
        if child.dep_ == "case":
            break
        if child.i != end or is_relative_tail(child):
            break
        end = _phrase_end(child)
    return _without_punctuation(noun, start), end


def _misplaced(noun: Token) -> list[Token]:
    """*citing an official* [*at the buyer*]: nobody cites at, for or of a place."""
    after = following(noun)
    cited = noun.dep_ == "dobj" and noun.head.lemma_ in ("cite", "quote")
    loose = after is not None and after.dep_ == "prep" and after.head == noun.head
    return [after] if cited and loose and after is not None and after.lower_ != "as" else []


def whole_phrase(noun: Token) -> Span:
    """A noun phrase with all that hangs on it, in code points, without punctuation at its end."""
    phrase = noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
    last = max(token.i for token in phrase if not token.is_punct or token.i == noun.i)
    return chars(phrase[0], noun.doc[last])


def _phrase_end(prep: Token) -> int:
    """The end of a prepositional phrase, itself cut short."""
    inner = prepositional_object(prep)
    if inner is None:
        return prep.right_edge.i + 1
    return noun_phrase(inner)[1]


def _without_punctuation(noun: Token, start: int) -> int:
    """Past a comma or quotation mark that the parser drew into the left of the phrase."""
    cut = start
    for token in noun.doc[start : noun.i]:
        if token.dep_ == "punct" and not token.is_alpha and token.text not in "-–'’.&/":
            cut = token.i + 1
    return cut


def chars(start: Token, end: Token) -> Span:
    """The code points from the start of one token to the end of another."""
    return start.idx, end.idx + len(end)

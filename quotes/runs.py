"""Runs: stretches of capitalised words that are one name, with the title or role beside them."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from quotes.grammar import follows
from quotes.lexicon import Lexicon
from quotes.reading import named_entities

PARTICLES = frozenset(
    "al el bin ibn abu de da do dos das del della di du van von der den ter la le af".split()
)
_FOREIGN_ARTICLES = ("el", "la", "le", "les", "los", "il", "al", "der", "das")
POST_NOMINALS = ("TD", "KC", "QC", "MP", "MEP", "MSP", "Jr", "Sr", "PhD", "MD", "OBE", "CBE")
_BESIDE = ("neighbouring", "neighboring", "nearby", "fellow", "rival", "former")
_COMPOUNDED = frozenset(  # what follows a hyphen without being part of a name
    "based born led run owned made era style wide free like only size type long deep high rich safe"
    " proof old time year bound held hit wing".split()
)
_CIVIL = ("Mr", "Mrs", "Ms", "Miss", "Mx")


@dataclass(slots=True)
class Run:
    """A stretch of capitalised tokens that is one name, with the title or role before it."""

    start: int
    end: int
    label: str
    role: tuple[int, int] | None = None
    gender: str = "-"
    honorific: bool = False


class RunFinder:
    """Finds the runs of one document; `labels` are spaCy's entity labels by token index."""

    def __init__(self, doc: Doc, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self._labels = {t.i: ent.label_ for ent in named_entities(doc) for t in ent}

    def media(self) -> Iterator[tuple[int, int, str]]:
        """The media of the lexicon: first token, end, and the name as written."""
        doc, index = self.doc, 0
        while index < len(doc):
            length = self._medium_length(index)
            if length:
                yield index, index + length, doc[index : index + length].text
            index += length or 1

    def _medium_length(self, index: int) -> int:
        token = self.doc[index]
        lower = not (token.text[:1].isupper() or token.text[:1].isdigit())
        if token.is_space or (lower and token.text not in self.lexicon.media):
            return 0  # *dpa* and *eNCA* are written so
        for length in range(min(7, len(self.doc) - index), 0, -1):
            if self.doc[index + length - 1].is_lower and length > 1:
                continue  # “TASS news agency”: the name is TASS
            name = self.doc[index : index + length].text
            article = index > 0 and self.doc[index - 1].lower_ == "the"
            if name in self.lexicon.media or (article and f"The {name}" in self.lexicon.media):
                after = self.doc[index + length] if index + length < len(self.doc) else None
                inside = after is not None and after.text[:1].isupper() and after.pos_ == "PROPN"
                edition = after is not None and after.text in self.lexicon.countries
                if inside and length == 1 and not token.text.isupper() and not edition:
                    return 0
                if (
                    after is not None
                    and after.text == "-"
                    and not self.doc[index + length - 1].whitespace_
                ):
                    return 0  # *the Times-Picayune*
                return length + self._regional(index + length)
        return 0

    def _regional(self, index: int) -> int:
        """How many capitalised words go on with a medium's name: *BBC* [*Radio Scarness*]."""
        count = 0
        while index + count < len(self.doc) and count < 3:
            token = self.doc[index + count]
            if self._of_a_town(index + count):
                count += 2  # *El Faro* [*del Golfo*]
                continue
            known = token.text in self.lexicon.media or token.text in self.lexicon.honorifics
            if known or token.lower_ in self.lexicon.roles or token.pos_ not in ("PROPN", "NUM"):
                break
            if not token.text[:1].isupper() and not (token.is_digit and count):
                break
            count += 1
        return count

    def _of_a_town(self, index: int) -> bool:
        words = self.doc[index : index + 2]
        particle = len(words) == 2 and words[0].text in ("de", "del", "di", "do", "da", "della")
        return particle and words[1].text[:1].isupper() and words[1].pos_ == "PROPN"

    def runs(self, taken: set[int]) -> Iterator[Run]:
        """Maximal runs of capitalised tokens outside `taken`, without their titles and roles."""
        doc, index = self.doc, 0
        while index < len(doc):
            if index in taken or not self._capital(doc[index]):
                index += 1
                continue
            end = self._run_end(index, taken)
            yield from self._split(index + self._opens_with_adjective(index, end), end)
            index = end

    def _run_end(self, start: int, taken: set[int]) -> int:
        doc, end = self.doc, start + 1
        while end < len(doc) and end not in taken and doc[end].sent == doc[start].sent:
            token = doc[end]
            joined = (
                token.text in "-–&" and doc[end - 1].whitespace_ == "" and token.whitespace_ == ""
            )
            linking = token.lower_ in PARTICLES or joined or token.text in ("of", "and", "for", "&")
            if self._capital(token) or self._numbered(token):
                end += 1
            elif self._hyphened(end) or self._of_the(start, end, taken):
                end += 3
            elif token.text == "." and f"{doc[end - 1].text}." in self.lexicon.honorifics:
                end += 1
            elif self._tailed(start, end) or (linking and self._links(start, end, taken)):
                end += 2
            else:
                break
        return end

    def _numbered(self, token: Token) -> bool:
        """A number that ends a name: *Khabar* [*24*]*,*; not *Boeing 737 jets*."""
        short = token.is_digit and len(token) <= 2
        return short and self._labels.get(token.i) == self._labels.get(token.i - 1, "")

    def _hyphened(self, index: int) -> bool:
        """A particle tied to the name after it: *Hatem* [*al-Saedi*]."""
        words = self.doc[index : index + 3]
        tied = len(words) == 3 and words[0].lower_ in PARTICLES and words[1].text in "-–"
        return tied and not words[1].whitespace_ and words[2].text[:1].isupper()

    def _of_the(self, start: int, index: int, taken: set[int]) -> bool:
        """*University* [*of the Darling*] *Downs*: only in the name of a body."""
        words = self.doc[index : index + 3]
        linked = len(words) == 3 and words[0].lower_ in ("of", "for") and words[1].lower_ == "the"
        if not linked or index + 2 in taken or not self._capital(words[2]):
            return False
        return self.lexicon.nominals.get(self.doc[index - 1].lower_) == "body" or (
            index - start == 1 and self.doc[start].lower_ in ("university", "bank", "institute")
        )

    def _tailed(self, start: int, index: int) -> bool:
        """The second syllable of a given name: *Kwak Jin*[*-ho*]; not *Moscow-based*."""
        words = self.doc[index : index + 2]
        if len(words) < 2 or words[0].text != "-" or self.doc[index - 1].whitespace_:
            return False
        tail = words[1].text
        tied = not words[0].whitespace_ and tail.isalpha() and tail.islower() and len(tail) <= 5
        second = words[1].pos_ == "PROPN" or index - start > 1  # a family name stands before it
        return tied and second and tail not in _COMPOUNDED

    def _links(self, start: int, index: int, taken: set[int]) -> bool:
        """A particle inside a name; *of* and *and* only inside the name of a body."""
        doc = self.doc
        following = index + 1
        if following >= len(doc) or following in taken:
            return False
        tied = doc[index].text == "-" and doc[following].text.istitle()  # *Asia-Plus*
        if not tied and not self._capital(doc[following]):
            return False
        if doc[index].text in ("of", "and", "for"):
            named = any(t.lower_ in self.lexicon.nominals for t in doc[start:index])
            return named or (doc[index].text == "and" and self._closes_as_body(start, following))
        return True

    def _closes_as_body(self, start: int, index: int) -> bool:
        """*the Food and* [*Drug Administration*]: one body, not two."""
        doc = self.doc
        article = start > 0 and doc[start - 1].lower_ == "the"
        article = article or doc[start].lower_ == "the"
        words = [t for t in doc[index : index + 3] if t.text[:1].isupper()]
        return article and any(self.lexicon.nominals.get(t.lower_) == "body" for t in words)

    def _capital(self, token: Token) -> bool:
        if not token.text[:1].isupper() or token.is_space:
            return False
        if self._hyphened(token.i):
            return True
        if token.lower_ in _FOREIGN_ARTICLES and token.i + 1 < len(token.doc):
            return token.nbor().text[:1].isupper() and token.nbor().pos_ == "PROPN"
        if token.pos_ in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "ADV", "AUX", "PART", "INTJ"):
            return token.i in self._labels and not token.is_sent_start and token.pos_ != "PRON"
        if token.is_sent_start and token.lower_ in ("per", "asked", "speaking"):
            return False
        if token.is_sent_start and token.like_num:
            return False
        if token.is_sent_start and token.is_upper and len(token) > 3 and follows(token, ":"):
            return True
        named = token.text in self.lexicon.given_names and token.i + 1 < len(token.doc)
        if token.is_sent_start and named and token.nbor().pos_ == "PROPN":
            return True
        if token.is_sent_start and token.pos_ != "PROPN" and token.i not in self._labels:
            return token.i + 1 < len(token.doc) and token.nbor().text == "-"
        return token.ent_type_ not in ("DATE", "TIME", "CARDINAL", "ORDINAL")

    def _split(self, start: int, end: int) -> Iterator[Run]:
        """Part a title or role from the name after it: *Prime Minister* | *Shehbaz Sharif*."""
        doc, lexicon = self.doc, self.lexicon
        cut, gender, role = self._title(start, end)
        honorific = cut > start
        while cut < end - 1 and doc[cut].text in (".", "-", *POST_NOMINALS):
            cut += 1
        if cut == start and self._opens_with_description(start, end):
            cut, honorific = cut + 1, True
        while end - cut > 1 and doc[end - 1].text in POST_NOMINALS:
            end -= 1
        before = self._role_before(start) if cut == start else None
        before = before or (self._role_beside(cut, end) if cut < end and role is None else None)
        if before is not None:
            role, honorific = before, True
            gender = lexicon.roles[doc[before[1] - 1].lower_].gender
        elif role is not None:
            role = (self._extend_left(role[0]), role[1])
            gender = gender if gender != "-" else self._gender_beside(start, end)
        if cut < end:
            yield Run(cut, end, self._label(cut, end), role, gender, honorific)

    def _title(self, start: int, end: int) -> tuple[int, str, tuple[int, int] | None]:
        """Where the titles before a name end, the gender and the role that they give."""
        cut, gender, role = start, "-", None
        for index in range(start, end - 1):
            word = self.doc[index].text.rstrip(".")
            honorifics = self.lexicon.honorifics
            known = honorifics.get(word, honorifics.get(self.doc[index].text))
            office = self.lexicon.roles.get(self.doc[index].lower_)
            if self.doc[index:end].text in self.lexicon.audiences:
                break  # *the Ukrainian* [*General Staff*]
            if known is not None or office is not None:
                cut = index + 1
                found = known if known not in (None, "-") else office.gender if office else "-"
                gender = found or gender
                if office is not None or word not in _CIVIL:
                    role = (start, index + 1)
        return cut, gender, role

    def _gender_beside(self, start: int, end: int) -> str:
        """*its* [*spokesman*]*, Col. Baek*."""
        beside = self._role_beside(start, end)
        role = self.lexicon.roles[self.doc[beside[1] - 1].lower_] if beside is not None else None
        return role.gender if role is not None else "-"

    def _opens_with_adjective(self, start: int, end: int) -> bool:
        """*Neighbouring Dahra* at the head of a sentence."""
        first = self.doc[start]
        return bool(first.is_sent_start) and first.lower_ in _BESIDE and end - start > 1

    def _opens_with_description(self, start: int, end: int) -> bool:
        """*Shrimper Odell Fontenette* at the head of a sentence: the given name comes second."""
        given = self.lexicon.given_names
        first = self.doc[start]
        long = first.is_sent_start and end - start > 2
        return bool(long) and first.text not in given and self.doc[start + 1].text in given

    def _role_before(self, start: int) -> tuple[int, int] | None:
        """A lower-case role directly before the name: *Russian foreign minister* Sergey Lavrov."""
        doc = self.doc
        if (
            start == 0
            or doc[start].is_sent_start
            or doc[start - 1].lower_ not in self.lexicon.roles
        ):
            return None
        return self._extend_left(start - 1), start

    def _role_beside(self, start: int, end: int) -> tuple[int, int] | None:
        """A role across a comma: *the minister,* Lena Orr; Lena Orr, *the minister,*."""
        doc, roles = self.doc, self.lexicon.roles
        closed = doc[end : end + 1].text in (",", "", ".")
        if closed and start > 1 and doc[start - 1].text == "," and doc[start - 2].lower_ in roles:
            return self._extend_left(start - 2), start - 1
        if doc[end : end + 1].text != "," or (
            start and doc[start - 1].lower_ in ("at", "in", "near")
        ):
            return None  # *after the match at Oakhampton, the Rovers boss said*
        first = end + 1
        for index in range(first, min(first + 6, len(doc))):
            token = doc[index]
            if token.lower_ in roles and doc[index + 1 : index + 2].text not in ("'s", "’s"):
                first += doc[first].pos_ == "DET" or doc[first].lower_ in ("the", "a", "an")
                return (first, index + 1) if first <= index else None
            if token.pos_ not in ("DET", "ADJ", "NOUN", "PROPN") and token.text != "-":
                return None
        return None

    def _extend_left(self, start: int) -> int:
        """Over the adjectives and nouns that belong to a role, not over its article."""
        doc = self.doc
        while start > 0 and not doc[start].is_sent_start:
            token = doc[start - 1]
            if token.pos_ in ("ADJ", "NOUN", "PROPN") or (token.text in "-" and token.is_punct):
                start -= 1
            else:
                break
        return start

    def _label(self, start: int, end: int) -> str:
        labels = [self._labels[i] for i in range(start, end) if i in self._labels]
        return max(set(labels), key=labels.count) if labels else ""

"""The sentences that carry quotes, each in one of the forms that newsrooms use."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from quotes.model import Act, Channel, Hop, Kind, Named, Rel, Said, Span

from .events import Hops
from .page import Page
from .sources import Entity

_SAYING = "added stressed warned noted argued insisted".split()
_VERBS: list[tuple[str, Act]] = [("said", "say")] * 12
_VERBS += [(verb, "say") for verb in _SAYING]
_VERBS += [("announced", "announce")]
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@dataclass(slots=True)
class Told:
    """What a sentence put where."""

    content: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    hops: list[Hop] = field(default_factory=list)
    mention: Span = (0, 0)
    act: Act = "say"
    said: Said | None = None
    channel: Channel | None = None


class Teller:
    """Writes one quote after another onto a page."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def tell(
        self, page: Page, kind: Kind, words: str, speaker: Entity, hops: Hops, day: int
    ) -> Told:
        """A paragraph that ascribes `words` to `speaker` by way of `hops`."""
        told, chance = Told(), self._random.random()
        if kind == "direct" and not hops and chance < 0.25:
            self._before(page, told, words, speaker)
        elif kind == "direct":
            self._quoted(page, told, words, speaker, hops, day)
        elif kind == "indirect" and chance < 0.2 and hops[:1] and hops[0][0] != "told":
            self._content(page, told, capital(words))
            page.add(", ")
            self._said(page, told, speaker, hops, day)
        else:
            self._said(page, told, speaker, (), day, told_to=hops)
            page.add(" that ")
            self._content(page, told, words if kind == "indirect" else self._mixed(words))
            self._route(page, told, hops, len(told.hops))
        page.add(".\n\n")
        return told

    def _content(self, page: Page, told: Told, words: str) -> None:
        told.content.append(page.add(words))

    def _mixed(self, words: str) -> str:
        """Reported speech whose end is quoted."""
        tokens = words.split(" ")
        at = self._random.randrange(len(tokens) // 3, len(tokens) - 2)
        return f"{' '.join(tokens[:at])} “{' '.join(tokens[at:])}”"

    def _before(self, page: Page, told: Told, words: str, speaker: Entity) -> None:
        told.mention = page.mention(speaker, pronoun=False)
        page.add(" ")
        self._cue(page, told)
        page.add(": “")
        self._content(page, told, capital(words))
        page.add("”")

    def _quoted(
        self, page: Page, told: Told, words: str, speaker: Entity, hops: Hops, day: int
    ) -> None:
        first, rest = self._split(words) if self._random.random() < 0.15 else (words, "")
        page.add("“")
        self._content(page, told, capital(first))
        page.add(",” ")
        self._said(page, told, speaker, hops, day)
        if rest:
            page.add(", “")
            self._content(page, told, rest)
            page.add("”")

    @staticmethod
    def _split(words: str) -> tuple[str, str]:
        """Where a clause ends, the speaker can be named in between."""
        for link in (" and ", " but ", " because "):
            at = words.find(link)
            if at > 0 and words[at - 1].isalnum():
                return words[:at], words[at + 1 :]
        return words, ""

    def _said(
        self,
        page: Page,
        told: Told,
        speaker: Entity,
        hops: Hops,
        day: int,
        told_to: Hops = (),
    ) -> None:
        """*Speaker said on Monday*, with the route after it."""
        told.mention = page.mention(speaker, pronoun=True)
        page.add(" ")
        first = (told_to or hops)[:1]
        if first and first[0][0] == "told":
            told.cue.append(page.add("told"))
            page.add(" ")
            self._hop(page, told, "told", first[0][1])
        else:
            self._cue(page, told)
        if speaker.grade == "organisation" and self._random.random() < 0.15:
            page.add(" in a statement")
            told.channel = "statement"
        elif 0 <= page.day - day < 6 and self._random.random() < 0.2:
            self._day(page, told, day)
        self._route(page, told, hops, len(told.hops))

    def _cue(self, page: Page, told: Told) -> None:
        verb, told.act = self._random.choice(_VERBS)
        told.cue.append(page.add(verb))

    def _day(self, page: Page, told: Told, day: int) -> None:
        when = date.fromordinal(day)
        page.add(" ")
        span = page.add(f"on {_DAYS[when.weekday()]}")
        told.said = Said(when.isoformat(), "day", "weekday", span)

    @staticmethod
    def _hop(page: Page, told: Told, rel: Rel, entity: Entity) -> None:
        told.hops.append(Hop(rel, page.name(entity), page.hop(entity)))

    def _route(self, page: Page, told: Told, hops: Hops, done: int) -> None:
        """The hops from the one after `done`, in the order of the chain whatever the wording."""
        place = done
        while place < len(hops):
            rel, entity = hops[place]
            following = hops[place + 1][0] if place + 1 < len(hops) else None
            if rel == "cited" and following == "reported":
                self._citing(page, told, entity, hops[place + 1][1])
                place += 1
            elif rel == "reported":
                page.add(", ")
                if place and hops[place - 1][0] in ("reported", "told"):
                    page.add("as quoted by ")
                    self._hop(page, told, rel, entity)
                else:
                    self._hop(page, told, rel, entity)
                    page.add(" reported")
            else:
                self._other(page, told, rel, entity, following)
            place += 1

    def _citing(self, page: Page, told: Told, cited: Entity, medium: Entity) -> None:
        page.add(", ")
        reported = Hop("reported", page.name(medium), page.hop(medium))
        page.add(" reported, citing ")
        self._hop(page, told, "cited", cited)
        told.hops.append(reported)

    def _other(
        self, page: Page, told: Told, rel: Rel, entity: Entity, following: Rel | None
    ) -> None:
        if rel == "cited":
            page.add(", according to ")
            self._hop(page, told, rel, entity)
        elif rel == "recounted":
            page.add(", ")
            self._hop(page, told, rel, entity)
            page.add("" if following == "told" else " recounted")
        else:
            page.add(" told ")
            self._hop(page, told, rel, entity)


def about(
    page: Page, text: str, content: tuple[Span, ...], names: tuple[tuple[str, str], ...]
) -> tuple[Named, ...]:
    """Those of `names` that stand as words in the content."""
    found = []
    for name, source in names:
        for start, end in content:
            at = text.find(name, start, end)
            while at >= 0 and not _whole(text, at, at + len(name)):
                at = text.find(name, at + 1, end)
            if at >= 0 and page.note(name, source):
                found.append(Named(name, (at, at + len(name))))
                break
    return tuple(found)


def _whole(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def capital(words: str) -> str:
    """`words` as a sentence begins."""
    return words[0].upper() + words[1:]

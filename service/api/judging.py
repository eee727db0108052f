"""What a person may judge over HTTP: the bodies, one for each kind, checked before anything is."""

from abc import abstractmethod
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from quotes.model import Act, Channel, Grade, Hop, Polarity, Rel, Role, Speaker
from service.api.parameters import Paging
from service.corrections.changes import Change, ContentChange, HopChange, NotAQuote, SpeakerChange
from service.corrections.missed import Missed
from service.queries import JudgementKind, JudgementQuery
from service.store import correcting, parting
from service.store.correcting import Judged

# As in the documents: no database keeps more than this.
_Offset = Annotated[int, Field(ge=0, lt=2**31)]
_Span = tuple[_Offset, _Offset]
_Spans = Annotated[list[_Span], Field(min_length=1, max_length=100)]
_Id = Annotated[str, Field(min_length=1, max_length=300)]
_Name = Annotated[str, Field(min_length=1, max_length=500)]

Author = Annotated[str, Field(min_length=1, max_length=200)] | None
_SIGNED = "required without a key, whose name is signed otherwise."
_SPAN = "Where it stands: start and end in code points of the text, end exclusive."


class _Strict(BaseModel):
    # What is left unread would be another judgement than the one meant.
    model_config = ConfigDict(extra="forbid")


class RoleIn(_Strict):
    """The office or function of a speaker, and the words that give it."""

    name: _Name = Field(description="The role in words.")
    span: _Span = Field(description=_SPAN)


class SpeakerIn(_Strict):
    """A speaker as a person has it."""

    name: _Name | None = Field(default=None, description="Their name; null for nobody named.")
    grade: Grade = Field(description="What kind of source it is.")
    mention: _Span | None = Field(
        default=None, description=f"The words that name them. {_SPAN} Without it, as before."
    )
    role: RoleIn | None = Field(default=None, description="Their role.")


class HopIn(_Strict):
    """One station of the route."""

    rel: Rel = Field(description="What this station did with the words; never `speaker`.")
    name: _Name | None = Field(default=None, description="Who or what it is; null if left open.")
    span: _Span | None = Field(default=None, description=f"The words that name it. {_SPAN}")


class _Judgement(_Strict):
    author: Author = Field(default=None, description=f"Who judges so; {_SIGNED}")
    reason: Annotated[str, Field(max_length=2000)] = Field(default="", description="Why.")

    @abstractmethod
    def judge(self, session: Session, author: str) -> Judged:
        """Store it, with all that follows from it."""


class _Correction(_Judgement):
    quote: _Id = Field(description="The id of a quote in the current version of its document.")

    @abstractmethod
    def change(self) -> Change:
        """What it changes."""

    def judge(self, session: Session, author: str) -> Judged:
        """Correct the quote."""
        return correcting.correct(
            session, self.quote, self.change(), author=author, reason=self.reason
        )


class SpeakerJudgement(_Correction, SpeakerIn):
    """Somebody else said it."""

    kind: Literal["speaker"] = Field(description="`speaker`: who said it.")

    def change(self) -> Change:
        """Another speaker."""
        return SpeakerChange(self.name, self.grade, self.mention, _role(self.role))


class ContentJudgement(_Correction):
    """Other words are quoted."""

    kind: Literal["content"] = Field(description="`content`: what was said.")
    content: _Spans = Field(description="The spans of the words quoted, in the order of the text.")

    def change(self) -> Change:
        """Other words."""
        return ContentChange(tuple(self.content))


class HopJudgement(_Correction):
    """It came by another route."""

    kind: Literal["hop"] = Field(description="`hop`: by which route it came.")
    hops: Annotated[list[HopIn], Field(max_length=50)] = Field(
        description="The whole route from the speaker, who is not in it, outward to the page."
    )

    def change(self) -> Change:
        """Another route."""
        return HopChange(_hops(self.hops))


class NotAQuoteJudgement(_Correction):
    """Nothing is quoted there."""

    kind: Literal["not_a_quote"] = Field(description="`not_a_quote`: nothing was said.")

    def change(self) -> Change:
        """No quote."""
        return NotAQuote()


class MissedJudgement(_Judgement):
    """Something is quoted that was not found."""

    kind: Literal["quote"] = Field(description="`quote`: one that was missed.")
    document: _Id = Field(description="The id of the document.")
    content: _Spans = Field(description="The spans of the words quoted, in the order of the text.")
    speaker: SpeakerIn = Field(description="Who said it.")
    cue: Annotated[list[_Span], Field(max_length=20)] = Field(
        default=[], description="The spans of the words that attribute them."
    )
    act: Act = Field(default="say", description="What is done by saying it.")
    polarity: Polarity = Field(default="affirmed", description="Whether it is a denial.")
    channel: Channel | None = Field(default=None, description="How it was said.")
    hops: Annotated[list[HopIn], Field(max_length=50)] | None = Field(
        default=None,
        description="The route from the speaker, who is not in it, outward to the page; without "
        "it, straight to the publisher.",
    )

    def judge(self, session: Session, author: str) -> Judged:
        """Add the quote."""
        who = self.speaker
        missed = Missed(
            content=tuple(self.content),
            speaker=Speaker(who.name, who.mention, who.grade, _role(who.role)),
            cue=tuple(self.cue),
            act=self.act,
            polarity=self.polarity,
            channel=self.channel,
            hops=None if self.hops is None else _hops(self.hops),
        )
        return correcting.add(session, self.document, missed, author=author, reason=self.reason)


class StatementJudgement(_Judgement):
    """Two wordings are one statement, or are two."""

    kind: Literal["statement"] = Field(description="`statement`: what is the same statement.")
    decision: Literal["same", "different"] = Field(description="Whether they are one.")
    statement: _Id = Field(description="The id of a statement, or of one of its wordings.")
    other: _Id = Field(description="That of another.")

    def judge(self, session: Session, author: str) -> Judged:
        """Join or part them."""
        decide = parting.merge if self.decision == "same" else parting.split
        return Judged(
            decide(session, self.statement, self.other, author=author, reason=self.reason),
            new=True,
        )


JudgementIn = Annotated[
    SpeakerJudgement
    | ContentJudgement
    | HopJudgement
    | NotAQuoteJudgement
    | MissedJudgement
    | StatementJudgement,
    Field(discriminator="kind"),
]


class WithdrawalIn(_Strict):
    """That a judgement is taken back."""

    author: Author = Field(default=None, description=f"Who takes it back; {_SIGNED}")


class JudgementParameters(Paging):
    """Which judgements; all filters given must hold."""

    document: str | None = Field(
        default=None, max_length=300, description="Corrections of the document with this id."
    )
    subject: str | None = Field(
        default=None,
        max_length=300,
        description="Those about this id: of a document, a source or a wording of a statement.",
    )
    kind: JudgementKind | None = Field(default=None, description="Those of this kind.")

    def query(self) -> JudgementQuery:
        """The question to the store."""
        return JudgementQuery(
            document=self.document,
            subject=self.subject,
            kind=self.kind,
            limit=self.limit,
            cursor=self.cursor,
        )


def _role(role: RoleIn | None) -> Role | None:
    return Role(role.name, role.span) if role else None


def _hops(hops: list[HopIn]) -> tuple[Hop, ...]:
    return tuple(Hop(hop.rel, hop.name, hop.span) for hop in hops)

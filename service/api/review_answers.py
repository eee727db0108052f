"""What the API answers to whoever looks a record over: versions, what changed, judgements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from quotes.model import Engine, Quote
from service.api.answers import Answer, DiffPiece
from service.corrections.revisions import ChangeKind, Revision
from service.queries import JudgementKind, Page, StoredJudgement, StoredVersion


class VersionAnswer(Answer):
    """One version of a document."""

    version: int = Field(description="1 for the first text received under this id.")
    current: bool = Field(description="Whether the lists show its quotes.")
    created: datetime = Field(description="When it was stored, UTC.")
    engine: Engine = Field(description="What made its extraction.")
    quotes: int = Field(description="How many quotes it has, `think` included.")


class VersionPage(Answer):
    """The versions of a document, the newest first."""

    data: list[VersionAnswer] = Field(description="The versions.")
    next_cursor: str | None = Field(description="Always null: all are there.")


class RevisionAnswer(Answer):
    """What became of one quote."""

    kind: ChangeKind = Field(description="`added`, `gone` or `changed`.")
    fields: list[str] = Field(description="Of one that changed, the fields that differ.")
    before: Quote | None = Field(description="The quote before; null if it was added.")
    after: Quote | None = Field(description="The quote after; null if it is gone.")
    diff: list[DiffPiece] = Field(description="Its words before and after, where they changed.")


class RevisionPage(Answer):
    """What became of the quotes of a document."""

    data: list[RevisionAnswer] = Field(description="The changes; empty if there are none.")
    next_cursor: str | None = Field(description="Always null: all are there.")


class JudgementAnswer(Answer):
    """Something judged; it is never altered, only withdrawn."""

    id: str = Field(description="The judgement's id.")
    kind: JudgementKind = Field(
        description="What it is about: two sources (`merge`), a name and a source (`source`), "
        "statements, or a correction of a quote."
    )
    decision: str = Field(description="`same`, `different`, `doubt` or `correct`.")
    subject: str = Field(description="The id of what it is about: source, wording or document.")
    value: dict[str, Any] = Field(
        description="What was decided; of a correction the quote, the change and where it stood."
    )
    score: float | None = Field(description="How sure the engine was, where it judged.")
    reason: str = Field(description="Why.")
    author: str = Field(description="Who judged so.")
    created: datetime = Field(description="When, UTC.")
    withdrawn: datetime | None = Field(description="When it was taken back, UTC; or null.")
    withdrawn_by: str | None = Field(description="By whom it was taken back.")
    placed: bool = Field(
        description="False of a correction whose words the document's current text has no more."
    )


class JudgementPage(Answer):
    """Judgements, the newest first."""

    data: list[JudgementAnswer] = Field(description="The judgements; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")


def version_page(versions: Sequence[StoredVersion]) -> VersionPage:
    """All versions of a document."""
    data = [VersionAnswer.model_validate(each) for each in versions]
    return VersionPage(data=data, next_cursor=None)


def revision_page(revisions: Sequence[Revision]) -> RevisionPage:
    """All that became of the quotes of a document."""
    data = [RevisionAnswer.model_validate(each) for each in revisions]
    return RevisionPage(data=data, next_cursor=None)


def judgement_answer(stored: StoredJudgement) -> JudgementAnswer:
    """A judgement."""
    return JudgementAnswer.model_validate(stored)


def judgement_page(page: Page[StoredJudgement]) -> JudgementPage:
    """A page of judgements."""
    data = [judgement_answer(each) for each in page.data]
    return JudgementPage(data=data, next_cursor=page.next_cursor)

"""Many small questions to the full text index at once: the newest quotes that answer each."""

from collections.abc import Sequence

from sqlalchemy import Integer, Select, func, literal_column, select, union_all
from sqlmodel import Session

from service.fulltext import NAME, is_sqlite
from service.store.hits import SEARCH, Clause, Range, expected, gathered, holds, matched

Question = Sequence[Clause]


def newest_for(session: Session, questions: Sequence[Question], most: int) -> list[list[int]]:
    """For each of `questions` the keys of the newest quotes that answer it, at most so many.

    Newest first. All are asked in one statement, and the keys of each come in one row: a row for
    each key would take longer than the index itself.
    """
    asked = {number: each for number, each in enumerate(questions) if each and all(each)}
    found: list[list[int]] = [[] for _ in questions]
    if not asked:
        return found
    if is_sqlite(session):
        sql = " UNION ALL ".join(_LISTED.format(number=number, most=most) for number in asked)
        matches = tuple(matched(question) for question in asked.values())
        for number, keys in session.connection().exec_driver_sql(sql, matches):
            found[number] = list(map(int, keys.split(","))) if keys else []
        return found
    rows = [_gathered(number, question, most) for number, question in asked.items()]
    for number, listed in session.connection().execute(union_all(*rows)):
        found[number] = list(listed or ())
    return found


_LISTED = (
    "SELECT {number}, group_concat(rowid) FROM"
    f" (SELECT rowid FROM {NAME} WHERE {NAME} MATCH ? ORDER BY rowid DESC LIMIT {{most}})"
)


def _gathered(number: int, question: Question, most: int) -> Select[int, Sequence[int]]:
    rows = gathered(question, Range())
    newest = select(rows.c.pk).order_by(rows.c.pk.desc()).limit(most).subquery()
    return select(literal_column(str(number), Integer()), func.array_agg(newest.c.pk)).select_from(
        newest
    )


def frequency(session: Session, question: Question) -> int | None:
    """How many quotes the planner expects to answer; None where it cannot tell (SQLite)."""
    if is_sqlite(session):
        return None
    return expected(session, holds(SEARCH.c.vector, question))

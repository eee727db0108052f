"""How often what happens, in an everyday world and in a hard one."""

from dataclasses import dataclass
from datetime import date

START = date(2017, 1, 2).toordinal()
YEARS = 8
DAYS = date(2025, 1, 2).toordinal() - START
ALIVE = 10


@dataclass(frozen=True, slots=True)
class Rates:
    """Chances, each per occasion; see `EVERYDAY` and `HARD`."""

    varied: float  # a document writes a source in another than the usual form
    loose: float  # … and in one that others share: surname only, "Foreign Ministry"
    homonyms: float  # a person bears the full name of another
    edited: float  # a copy of a direct quotation changes it
    edits: int  # … at most in so many places
    indirect: float  # a carrier tells it in indirect speech
    mixed: float
    similar: float  # a statement is an earlier one of its speaker with something else in it
    circles: float  # the carriers of a statement cite one another in a ring
    unsigned: float  # a document says no publisher
    top: float = 0.03  # of all quotes, by the most quoted speaker
    quotes_per_speaker: int = 60


EVERYDAY = Rates(
    varied=0.10,
    loose=0.015,
    homonyms=0.006,
    edited=0.25,
    edits=1,
    indirect=0.30,
    mixed=0.06,
    similar=0.08,
    circles=0.004,
    unsigned=0.01,
)
HARD = Rates(
    varied=0.40,
    loose=0.04,
    homonyms=0.04,
    edited=0.60,
    edits=3,
    indirect=0.35,
    mixed=0.08,
    similar=0.20,
    circles=0.05,
    unsigned=0.02,
)

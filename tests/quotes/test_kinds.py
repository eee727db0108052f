"""What a text shows of a name: person or body."""

import pytest

from quotes import lexicon
from quotes.kinds import Shown


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Skálafisk", "Its owner, Skálafisk, rejected the claim.", "body"),
        ("Daeyang Heavy", "Daeyang Heavy said it would stop.", "body"),
        ("Cerro Bravo", "Cerro Bravo's chief executive left.", "body"),
        ("Real Olazur", "Real Olazur have denied it.", "body"),
        ("Teratai Group", "Teratai Group fell.", "body"),
        ("Odilo Nshim", "Odilo Nshim, 58, left. Nshim did not return.", "person"),
        ("Novi Val", "Novi Val said that she had gone.", "person"),
        ("Venn", "Mrs Venn left.", "person"),
        ("Zarv World", "Zarv World closed.", None),
    ],
)
def test_shown(name: str, text: str, kind: str | None) -> None:
    assert Shown(text, lexicon.load()).kind(name) == kind

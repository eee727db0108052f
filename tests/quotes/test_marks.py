"""Quotation marks over raw text: every style, and every text at all."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.marks import Quotation, pair


def parts(text: str) -> list[list[str]]:
    """The words of each quotation, one string a paragraph."""
    return [[text[start:end] for start, end in q.parts] for q in pair(text)]


def words(text: str) -> list[str]:
    return [" ¶ ".join(found) for found in parts(text)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Talks resume,” Kolt said.", "Talks resume,"),
        ('"Talks resume," Kolt said.', "Talks resume,"),
        ("‘Talks resume,’ Kolt said.", "Talks resume,"),
        ("'Talks resume,' Kolt said.", "Talks resume,"),
        ("«Talks resume», Kolt said.", "Talks resume"),
        pytest.param("« Talks resume », Kolt said.", " Talks resume "),
        ("»Talks resume«, Kolt said.", "Talks resume"),
        ("‹Talks resume›, Kolt said.", "Talks resume"),
        ("„Talks resume“, Kolt said.", "Talks resume"),
        ("„Talks resume”, Kolt said.", "Talks resume"),
        pytest.param("‚Talks resume‘, Kolt said.", "Talks resume"),
        ("``Talks resume,'' Kolt said.", "Talks resume,"),
        ("「Talks resume」, Kolt said.", "Talks resume"),
        ("『Talks resume』, Kolt said.", "Talks resume"),
        ('“Talks resume," Kolt said.', "Talks resume,"),
        ('"Talks resume,” Kolt said.', "Talks resume,"),
    ],
)
def test_every_style_is_paired(text: str, inside: str) -> None:
    assert words(text) == [inside]


@pytest.mark.parametrize(
    "text",
    [
        "“Talks resume,” Kolt said, “but not now.”",
        '"Talks resume," Kolt said, "but not now."',
        "‘Talks resume,’ Kolt said, ‘but not now.’",
        "'Talks resume,' Kolt said, 'but not now.'",
        "``Talks resume,'' Kolt said, ``but not now.''",
    ],
)
def test_two_in_one_sentence(text: str) -> None:
    assert words(text) == ["Talks resume,", "but not now."]


@pytest.mark.parametrize(
    ("text", "inside", "depths"),
    [
        ("“He told me ‘sign’,” Kolt said.", ["He told me ‘sign’,", "sign"], [0, 1]),
        ("‘He told me “sign”,’ Kolt said.", ["He told me “sign”,", "sign"], [0, 1]),
        ("\"He told me 'sign'.\" Kolt left.", ["He told me 'sign'.", "sign"], [0, 1]),
        ("'He told me \"sign\",' Kolt said.", ['He told me "sign",', "sign"], [0, 1]),
        ("“He told me, ‘Sign.’” Kolt left.", ["He told me, ‘Sign.’", "Sign."], [0, 1]),
        ("\"He told me, 'Sign.'\" Kolt left.", ["He told me, 'Sign.'", "Sign."], [0, 1]),
        ("«He told me “sign”», Kolt said.", ["He told me “sign”", "sign"], [0, 1]),
        ("“A ‘b “c” d’ e,” X said.", ["A ‘b “c” d’ e,", "b “c” d", "c"], [0, 1, 2]),
    ],
)
def test_nesting(text: str, inside: list[str], depths: list[int]) -> None:
    assert words(text) == inside
    assert [q.depth for q in pair(text)] == depths


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("‘The workers’ rights are safe,’ Kolt said.", ["The workers’ rights are safe,"]),
        ("'The workers' rights are safe,' Kolt said.", ["The workers' rights are safe,"]),
        ("‘We don’t know,’ said Orr, ‘who’s to blame.’", ["We don’t know,", "who’s to blame."]),
        ("'We don't know,' said Orr, 'who's to blame.'", ["We don't know,", "who's to blame."]),
        ("‘Kolt’s levy’ was the headline.", ["Kolt’s levy"]),
        ("the ministers’ levy and the sailors’ boats", []),
        ("the ministers' levy and the sailors' boats", []),
        ("Kolt’s levy isn’t the drivers’ fault.", []),
        ("“The drivers’ fault,” Kolt said.", ["The drivers’ fault,"]),
        ("in the ’90s and the ’80s", []),
        ("in the '90s and the '80s", []),
        ("“Back in the ’90s we danced,” Orr said.", ["Back in the ’90s we danced,"]),
        ("'Back in the '90s we danced,' Orr said.", ["Back in the '90s we danced,"]),
        ("rock 'n' roll and rock ’n’ roll", []),
        pytest.param("‘It was rock ’n’ roll,’ Orr said.", ["It was rock ’n’ roll,"]),
        ("'Tis late, and 'twas cold.", []),
        ("O'Brien and O’Neill met.", []),
    ],
)
def test_apostrophes_are_no_marks(text: str, inside: list[str]) -> None:
    assert words(text) == inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He is 6'2\" tall and she is 5'11\".", []),
        ('He is 6’2" tall.', []),
        ("A 6' wall stood there.", []),
        ('"He is 6\'2" tall," Orr said.', ["He is 6'2\" tall,"]),
        ("“He is 6'2\" tall,” Orr said.", ["He is 6'2\" tall,"]),
    ],
)
def test_feet_and_inches_are_no_marks(text: str, inside: list[str]) -> None:
    assert words(text) == inside


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“First.\n\n“Second,” Kolt said.", [["First.", "Second,"]]),
        ('"First.\n\n"Second," Kolt said.', [["First.", "Second,"]]),
        ("‘First.\n\n“Other,” Orr said.", [["Other,"]]),
        ("“First.\n\n“Second.\n\n“Third,” Kolt said.", [["First.", "Second.", "Third,"]]),
        ('"First.\n\n"Second.\n\n"Third," Kolt said.', [["First.", "Second.", "Third,"]]),
        ("Kolt said: “First.\n\n“Second.” He left.", [["First.", "Second."]]),
        ("“First,” Kolt said. “Second.\n\n“Third.”", [["First,"], ["Second.", "Third."]]),
        ("“First.”\n\n“Second,” Kolt said.", [["First."], ["Second,"]]),
        ("“First\nand on.\n\n“Second,” he said.", [["First\nand on.", "Second,"]]),
        ("“First ‘inner’ words.\n\n“Second,” he said.", [["First ‘inner’ words.", "Second,"],
                                                        ["inner"]]),
    ],
)  # fmt: skip
def test_a_quotation_carried_over_paragraphs(text: str, found: list[list[str]]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("““Talks resume,” Kolt said.", "Talks resume,"),
        ("“Talks resume,”” Kolt said.", "Talks resume,"),
        ('""Talks resume," Kolt said.', "Talks resume,"),
        ('Kolt left". "Talks resume," Orr said.', "Talks resume,"),
        ('Kolt "left. "Talks resume," Orr said.', "Talks resume,"),
        ("Kolt “left. “Talks resume,” Orr said.", "Talks resume,"),
        ("Kolt” left. “Talks resume,” Orr said.", "Talks resume,"),
        ("“Talks resume,” Orr said. “The end", "Talks resume,"),
        ('"Talks resume," Orr said. "The end', "Talks resume,"),
        ("A stray « mark.\n\n“Talks resume,” Orr said.", "Talks resume,"),
        ("A stray “mark.\n\nKolt left. “Talks resume,” Orr said.", "Talks resume,"),
    ],
)
def test_one_mark_too_many_costs_nothing_else(text: str, kept: str) -> None:
    assert kept in words(text)


@pytest.mark.parametrize("text", ["", " ", "“”", '""', "“ ”", "''", "``''", "”“", "«»"])
def test_empty_marks_hold_nothing(text: str) -> None:
    assert words(text) == []


def test_outer_holds_the_marks_and_parts_do_not() -> None:
    text = "So: “Talks resume,” Kolt said."
    (found,) = pair(text)
    assert text[slice(*found.outer)] == "“Talks resume,”"
    assert text[slice(*found.parts[0])] == "Talks resume,"


_MARKS = "“”„‟«»‹›‘’‚\"'`「」『』〝〞"
_any_text = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
_full_of_marks = st.lists(
    st.one_of(
        st.sampled_from(_MARKS),
        st.sampled_from(["``", "''", "\n\n", "\n", " ", ". ", ",", "6'2", "'90s", "workers’ "]),
        st.sampled_from(["word", "Kolt said", "é", "漢字", "😀", "7"]),
    ),
    max_size=40,
).map("".join)


def holds(text: str, found: Quotation) -> None:
    start, end = found.outer
    assert 0 <= start < end <= len(text)
    assert found.parts
    assert list(found.parts) == sorted(found.parts)
    for part_start, part_end in found.parts:
        assert start < part_start < part_end <= end
    for (_, before), (after, _) in pairwise(found.parts):
        assert before < after
    assert found.depth >= 0


@settings(max_examples=300, deadline=None)
@given(st.one_of(_any_text, _full_of_marks))
def test_any_text_at_all(text: str) -> None:
    found = pair(text)
    assert found == pair(text)
    assert [q.outer[0] for q in found] == sorted({q.outer[0] for q in found})
    for quotation in found:
        holds(text, quotation)
        assert any(text[s:e].strip() for s, e in quotation.parts)
    tops = [q for q in found if q.depth == 0]
    for one, other in pairwise(tops):
        assert one.outer[1] <= other.outer[0]

"""Date lines, datelines and credits; and what only looks like them."""

import pytest

from quotes import lexicon
from quotes.credits import Around, find


def around(text: str) -> Around:
    return find(text, lexicon=lexicon.load())


def credits(text: str) -> list[tuple[str, str]]:
    found = around(text).credits
    for credit in found:
        assert text[slice(*credit.span)] == credit.name
    return [(credit.role, credit.name) for credit in found]


def margins(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in dict.fromkeys(around(text).margins)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" date 2025-06-03 Amid tensions, Kolt left.", "2025-06-03"),
        ("date 2025-06-03 Kolt left.", "2025-06-03"),
        ("Date: 2025-06-03\n\nKolt left.", "2025-06-03"),
        ("\n date 2025-06-03\nKolt left.", "2025-06-03"),
        ("Kolt set a date 2025-06-03 for talks.", None),
        ("The date 2025-06-03 was set.", None),
        ("date 2025-13-03 Kolt left.", None),
        ("date 2025-06-033 Kolt left.", None),
        ("2025-06-03 Kolt left.", None),
        ("", None),
    ],
)
def test_a_date_header_dates_the_article(text: str, day: str | None) -> None:
    assert around(text).published == day


def test_a_date_header_is_no_prose() -> None:
    assert margins(" date 2025-06-03 Amid tensions, Kolt left.") == ["date 2025-06-03"]


@pytest.mark.parametrize(
    ("dateline", "wire"),
    [
        pytest.param("VELD, June 3 (Globe Wire) - ", "Globe Wire"),
        ("VELD, June 3 (Globe Wire) — ", "Globe Wire"),
        ("VELD (Globe Wire) – ", "Globe Wire"),
        pytest.param("VELD (Globe Wire) -- ", "Globe Wire"),
        ("VELD (Globe Wire): ", "Globe Wire"),
        ("VELD, Norland (AP) — ", "AP"),
        pytest.param("MOSCOW, 3 June (TASS) - ", "TASS"),
        pytest.param("LONDON (Reuters) - ", "Reuters"),
        pytest.param("NEW YORK, Sept. 12 (Reuters) - ", "Reuters"),
        pytest.param("MOSCOW/LONDON, June 3 (Reuters) - ", "Reuters"),
        ("SAINT-DENIS (AFP) — ", "AFP"),
        pytest.param("BEIJING, June 3 (Xinhua) -- ", "Xinhua"),
        ("(TASS) - ", "TASS"),
    ],
)
def test_a_dateline_names_the_supplier(dateline: str, wire: str) -> None:
    text = f"{dateline}Ports closed on Monday, Kolt said."
    assert credits(text) == [("supplied", wire)]
    assert margins(text) == [dateline.strip()]


@pytest.mark.parametrize(
    "dateline",
    [
        "ISLAMABAD: ",
        "VELD — ",
        "VELD, June 3 — ",
        "VELD, June 3: ",
        "NEW DELHI: ",
        "VELD, Norland – ",
        pytest.param("VELD - "),
        pytest.param("VELD, June 3 -- "),
    ],
)
def test_a_dateline_without_a_wire_is_no_prose_and_no_credit(dateline: str) -> None:
    text = f"{dateline}Ports closed on Monday, Kolt said."
    assert credits(text) == []
    assert margins(text) == [dateline.strip()]


def test_a_dateline_behind_a_date_header() -> None:
    text = "date 2025-06-03 VELD, June 3 (Globe Wire) - Ports closed."
    assert credits(text) == [("supplied", "Globe Wire")]
    assert margins(text) == ["date 2025-06-03", "VELD, June 3 (Globe Wire) -"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(With inputs from NORPRESS)", ["NORPRESS"]),
        ("(with PTI inputs)", ["PTI"]),
        ("(With inputs from PTI, AFP and Reuters)", ["PTI", "AFP", "Reuters"]),
        pytest.param("(With inputs from agencies)", []),
        pytest.param("With files from The Canadian Press", ["Canadian Press"]),
        ("With reporting by AFP.", ["AFP"]),
        ("(With additional reporting from Reuters)", ["Reuters"]),
        ("Additional reporting by Lena Orr", ["Lena Orr"]),
        ("(Additional reporting by Lena Orr in Veld)", ["Lena Orr"]),
        ("(Inputs from ANI)", ["ANI"]),
    ],
)
def test_contributors(line: str, names: list[str]) -> None:
    text = f"Ports closed on Monday, Kolt said.\n\n{line}"
    assert credits(text) == [("contributed", name) for name in names]
    assert margins(text) == [line]


def test_a_contributor_glued_to_the_last_sentence() -> None:
    text = "Ports closed on Monday, Kolt said.(with PTI inputs)"
    assert credits(text) == [("contributed", "PTI")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kolt on Monday. (NORPRESS)\n\nPorts closed, he said.", "NORPRESS"),
        ("Kolt on Monday.(REUTERS)\n\nPorts closed, he said.", "REUTERS"),
        ("Pakistani delegation on Tuesday delivered a letter.(REUTERS)\n\nIt left.", "REUTERS"),
        ("Arda Kolt in Veld. Photo: Globe Wire\n\nPorts closed.", "Globe Wire"),
        ("File photo: Reuters\n\nPorts closed.", "Reuters"),
        ("Kolt (left) with Orr. Photo by Lena Marsh\n\nPorts closed.", "Lena Marsh"),
        ("A ship in Veld. Image courtesy of Globe Wire\n\nPorts closed.", "Globe Wire"),
    ],
)
def test_picture_credits(text: str, name: str) -> None:
    assert credits(text) == [("photo", name)]


@pytest.mark.parametrize(
    ("tail", "name"), [("(TASS)", "TASS"), ("(NORPRESS)", "NORPRESS"), ("– Reuters", "Reuters")]
)
def test_a_tail_tag_supplies_the_article(tail: str, name: str) -> None:
    text = f"Ports closed on Monday, Kolt said.\n\nFerries stopped too, he said. {tail}"
    assert credits(text) == [("supplied", name)]


def test_a_tail_tag_on_a_line_of_its_own() -> None:
    assert credits("Ports closed on Monday, Kolt said.\n\n(TASS)") == [("supplied", "TASS")]


@pytest.mark.parametrize(
    "text",
    [
        "Kolt (left) met Orr.",
        "Kolt met Orr (right)",
        "The levy began in a hard year (2019)",
        "WASHINGTON is quiet, Kolt said.",
        "WASHINGTON closed its ports (again) on Monday.",
        "NATO said on Monday that ports would close.",
        "Kolt: “We won’t pay.”",
        "Arda Kolt said: ports would close.",
        "He said so with input from nobody and went home.",
        pytest.param("The inputs from farmers were low, Kolt said."),
        "Kolt spoke for the party (and its voters)",
        "The photo by the door was gone, Orr said.",
        "Kolt is a member of parliament (Labour)",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert credits(f"{text}\n\nFerries stopped.") == []
    assert credits(f"Ferries stopped.\n\n{text}") == []


@pytest.mark.parametrize("text", ["WASHINGTON is quiet.", "Kolt: “We won’t pay.”", "NATO said no."])
def test_what_is_no_dateline(text: str) -> None:
    assert margins(text) == []


def test_each_credit_once() -> None:
    text = "Kolt on Monday. (NORPRESS)\n\nOrr on Monday. (NORPRESS)\n\nPorts closed."
    assert credits(text) == [("photo", "NORPRESS")]

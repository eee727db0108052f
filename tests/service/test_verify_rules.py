"""The pure parts of verdicts: where words fit, what differs, what a cut loses, who is meant."""

import pytest

from service.matching import offices
from service.matching.likeness import misspelt
from service.queries import DocumentCard
from service.verify.comparing import compare, wanted
from service.verify.cutting import lost
from service.verify.evidence import around, denial, translated, written
from service.verify.reasons import CODES, told
from service.wording.changes import changes
from service.wording.fitting import fit
from service.wording.placing import place
from service.wording.terms import read

CARD = DocumentCard("d", None, None, None, None, 1)


def found(record: str, claim: str, *, told: bool = False) -> set[str]:
    a, b = read(record), read(claim)
    return set(changes(a, b, fit(a.keys, b.keys), told=told))


def test_a_part_fits_where_it_costs_least() -> None:
    whole, part = "we will build a road to the old port in may".split(), "build the road".split()
    fitted = fit(whole, part)
    assert whole[fitted.start : fitted.end] == ["build", "a", "road"]
    assert [change.op for change in fitted.changes] == ["equal", "replace", "equal"]


def test_what_a_claim_says_it_leaves_out_costs_nothing() -> None:
    whole = "we asked for help and nobody in the whole city came".split()
    part = "we asked for help came".split()
    fitted = fit(whole, part, gaps={4})
    assert (fitted.start, fitted.end) == (0, len(whole))
    assert [change.op for change in fitted.changes] == ["equal", "delete", "equal"]


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("“We didn't go,” and so on.", "We did not go"),
        ("One, two – three.", "two three"),
        ("", "words"),
        ("Nothing here.", "quite another thing"),
    ],
)
def test_a_place_shows_both_texts_whole(whole: str, part: str) -> None:
    stand = place(whole, part)
    assert "".join(piece.old for piece in stand.pieces) == whole
    assert "".join(piece.new for piece in stand.pieces) == part
    assert 0 <= stand.start <= stand.end <= len(whole)


def test_a_contraction_is_no_difference() -> None:
    stand = place("We didn't go there", "We did not go there")
    assert [piece.op for piece in stand.pieces] == ["equal"]


@pytest.mark.parametrize(
    ("record", "claim", "code"),
    [
        ("We will not pay for it", "We will pay for it", "changed.negation"),
        ("The bridge is unsafe today", "The bridge is safe today", "changed.negation"),
        ("It took 40 days to build", "It took 14 days to build", "changed.number"),
        ("It costs five dollars a seat", "It costs five euros a seat", "changed.unit"),
        ("Boats from Norland came early", "Boats from Sudland came early", "changed.name"),
        ("The ferry may sail tonight", "The ferry will sail tonight", "changed.modal"),
        ("Some farmers signed the letter", "All farmers signed the letter", "changed.quantifier"),
        ("The ferry will probably sail", "The ferry will sail", "changed.hedge"),
        ("We sail unless it rains", "We sail if it rains", "changed.condition"),
        ("Prices will rise in spring", "Prices will fall in spring", "changed.opposite"),
        ("I think the ferry is old", "I doubt the ferry is old", "changed.hedge"),
        ("The whole country paid", "The whole county paid", "changed.words"),
        ("Not in this house of ours", "Not in that house of ours", "changed.words"),
        ("We sold the old ferry", "They sold the old ferry", "changed.person"),
        ("The harbour is full of ice", "The harbour was full of ice", "changed.tense"),
        ("The harbour is full of ice", "The harbour is full of sand", "changed.words"),
    ],
)
def test_a_change_has_its_name(record: str, claim: str, code: str) -> None:
    assert code in found(record, claim)


@pytest.mark.parametrize(
    ("record", "claim", "told"),
    [
        ("The government is ready", "The goverment is ready", False),
        ("Their hands were cold", "Thier hands were cold", False),
        ("Soon the ferry will sail", "Soon ferry will sail", False),
        ("Coast guard boats were cold", "Coastguard boats were cold", False),
        ("The bore-holes were dry again", "The boreholes were dry again", False),
        ("It cost a single rouble then", "It cost a single ruble then", False),
        ("they would sell the ferry", "We will sell the ferry", True),
        ("she had to sell the ferry", "I must sell the ferry", True),
    ],
)
def test_what_changes_nothing_is_near(record: str, claim: str, told: bool) -> None:
    codes = found(record, claim, told=told)
    assert codes
    assert all(code.startswith("near.") for code in codes)


@pytest.mark.parametrize(
    ("text", "cut", "code"),
    [
        ("We will sail if the ice melts.", "We will sail", "cut.condition"),
        ("If the ice melts, we will sail.", "we will sail", "cut.condition"),
        ("Without the subsidy, we would close.", "we would close", "cut.condition"),
        ("Find me a crew and I will sail.", "I will sail", "cut.condition"),
        ("The motor is safe when it is cold.", "The motor is safe", "cut.condition"),
        ("All went home except the cook.", "All went home", "cut.exception"),
        ("The ferry is old, but it floats.", "The ferry is old", "cut.contrast"),
        ("The ferry is old. But it floats.", "The ferry is old.", "cut.contrast"),
        ("I do not believe the ferry is old.", "the ferry is old", "cut.negation"),
        ("I think the ferry is old.", "the ferry is old", "cut.hedge"),
        ("In most years, the ferry sails.", "the ferry sails", "cut.hedge"),
        ("We will not sail before May.", "We will not sail", "cut.limit"),
        ("We read every letter that was signed.", "We read every letter", "cut.limit"),
        ("There is no ferry while the ice holds.", "There is no ferry", "cut.condition"),
    ],
)
def test_a_cut_loses_what_matters(text: str, cut: str, code: str) -> None:
    start = text.index(cut)
    assert code in lost(text, start, start + len(cut))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("We will sail on Friday with a new crew.", "We will sail on Friday"),
        ("We did not ask for it. We will sail.", "We will sail."),
        ("We did not ask for it and we will sail.", "we will sail"),
        ("The ferry was late when I came.", "The ferry was late"),
        ("We read the letter that was signed.", "We read the letter"),
        ("The ferry sails, while the train stands.", "The ferry sails"),
        ("I was a cook once, and I have not forgotten it.", "I was a cook once"),
    ],
)
def test_a_harmless_cut_loses_nothing(text: str, cut: str) -> None:
    start = text.index(cut)
    assert lost(text, start, start + len(cut)) == ()


def test_of_a_mixed_quote_only_what_is_in_marks_is_direct() -> None:
    text = "the harbour would be “closed for all of us until the ice melts”"
    inside = compare(wanted("closed for all of us"), text, direct=True, mixed=True)
    outside = compare(wanted("the harbour will be closed"), text, direct=True, mixed=True)
    assert (inside.relation, outside.relation) == ("same", "told")


@pytest.mark.parametrize(
    ("record", "claim", "relation"),
    [
        ("We are going to close two schools in the valley next autumn as pupils are few",
         "Two valley schools will shut next autumn because there are few pupils", "told"),
        ("The levy on diesel will rise by four percent from January",
         "From January the diesel levy goes up 4%", "told"),
        ("The bridge will reopen in May once the cables have been tested",
         "The bridge was closed in May when the cables failed the test", "none"),
        ("Our wards treated 900 patients during the heatwave",
         "Our wards turned away 900 patients during the heatwave", "altered"),
        ("Fishing quotas should be set by scientists, not by ministers",
         "Ministers, not scientists, should set fishing quotas", "altered"),
    ],
)  # fmt: skip
def test_a_rewording_says_the_same(record: str, claim: str, relation: str) -> None:
    assert compare(wanted(claim), record, direct=True).relation == relation


def test_words_in_another_order_are_another_claim() -> None:
    found = compare(wanted("I fear trams, not debt"), "I fear debt, not trams", direct=True)
    assert (found.relation, found.codes) == ("altered", ("changed.order",))


@pytest.mark.parametrize(
    ("record", "claim", "disowned"),
    [
        ("I never said that the ferry would sail", "The ferry will sail", True),
        ("We did not promise that the ferry would sail", "the ferry would sail", True),
        ("I do not say that the ferry is safe", "the ferry is safe", False),
        ("I said that the ferry would never sail", "the ferry would never sail", False),
    ],
)
def test_what_the_speaker_never_said(record: str, claim: str, disowned: bool) -> None:
    assert compare(wanted(claim), record, direct=True).disowned is disowned


def test_a_negation_lost_among_other_words_is_named() -> None:
    found = compare(
        wanted("Ice sends an invoice"), "We tow. Ice doesn’t send an invoice", direct=True
    )
    assert "changed.negation" in found.codes


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("ingrid lindqvist", "ingrid lindquist", True),
        ("ingrid lindqvist", "lindquist", True),
        ("ingrid lindqvist", "astrid lindqvist", False),
        ("anna bell", "anna bull", False),
        ("anna bell", "anna bell", False),
    ],
)
def test_a_misspelt_name(name: str, other: str, alike: bool) -> None:
    assert misspelt(name.split(), other.split()) is alike


def test_a_byname_stands_beside_the_name() -> None:
    text = "Senator Anna Bell, known to her voters as “Jembe”, left. Tom Hart stayed."
    assert offices.byname(text, ("Anna Bell",), "Jembe")
    assert not offices.byname(text, ("Tom Hart",), "Jembe")
    assert not offices.byname(text, ("Anna Bell",), "Senator")


@pytest.mark.parametrize(
    ("name", "text", "bears"),
    [
        ("the mayor of Tolvast", "Tolvast is cold. Mayor Anna Bell said so.", True),
        ("Tolvast's mayor", "Anna Bell, the mayor, spoke in Tolvast.", True),
        ("the chairwoman of Nordfisk", "The Nordfisk chair, Anna Bell, left.", True),
        ("the Hammer", "Anna Bell, known as “the Hammer”, left.", True),
        ("the head of the museum", "The museum is safe, its head said. Anna Bell left.", True),
        ("the mayor of Tolvast", "Anna Bell met the mayor of Tolvast, Tom Hart.", False),
        ("the mayor of Karsk", "Mayor Anna Bell said so.", False),
    ],
)  # fmt: skip
def test_who_bears_an_office(name: str, text: str, bears: bool) -> None:
    office = offices.read(name)
    assert office is not None
    assert offices.calls(text, ("Anna Bell",), office) is bears


def test_a_plain_name_is_no_office() -> None:
    assert offices.read("Anna Bell") is None


def test_what_the_text_says_around_the_words() -> None:
    def beside(before: str, after: str = "") -> object:
        text = f"{before}the ferry is old{after}"
        return around(None, CARD, text, (len(before), len(before) + 16))

    assert denial(beside("Bell denied having said that ")) == 5  # type: ignore[arg-type]
    assert denial(beside("Bell denied it. She said that ")) is None  # type: ignore[arg-type]
    assert written(beside("A banner over the gate read: “"))  # type: ignore[arg-type]
    assert written(beside("Across the wall of the pharmacy ran the words: “"))  # type: ignore[arg-type]
    assert not written(beside("Bell stood at the gate and spoke: “"))  # type: ignore[arg-type]
    assert translated(beside("“", ",” Bell said in Spanish."))  # type: ignore[arg-type]
    assert not translated(beside("“", ",” Bell said in Spanish Town."))  # type: ignore[arg-type]


def test_every_reason_has_its_words() -> None:
    assert all(told(code) for code in CODES)


def test_long_texts_are_fitted_in_good_time() -> None:
    words = [f"word{number % 700}" for number in range(3000)]
    part = [*words[1000:1900], "other", *words[1901:2000]]
    fitted = fit(words, part)
    assert sum(change.new_end - change.new for change in fitted.changes) == len(part)
    assert {"equal"} < {change.op for change in fitted.changes}
    inside = fit(
        ["none"] * 5000 + "we sail on the tide".split() + ["none"] * 90, "we sail the tide".split()
    )
    assert (inside.start, inside.end) == (5000, 5005)

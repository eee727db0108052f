"""Which wordings are one statement: tables of pairs, and what must hold of any text at all."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.wording.numerals import numeral
from service.wording.sameness import Piece, Wording, bands, diff, fingerprint, same
from service.wording.terms import read
from service.words import word_list

# Both within marks.
COPIES = [
    ("We will not be intimidated by anyone.", "we will not be intimidated by anyone"),
    ("Ice doesn’t send an invoice. We do.", "Ice doesn't send an invoice; we do"),
    ("We’re not going to honour the harbour levy or any toll.",
     "We are not going to honor the harbor levy or any toll."),
    ("The store will be moved to a place with a real door by spring",
     "The store will be moved to some place with a real door by spring"),
    ("My ships pay for pilots and the pilots pay for nothing at all",
     "My ships pay for the pilots and the pilots pay for nothing"),
    ("Four of the eight pylons were wired by the cousin of a cousin",
     "4 of the 8 pylons were wired by the cousin of a cousin"),
    ("The levy will cost shipowners $5 billion over ten years",
     "The levy will cost shipowners 5 billion dollars over 10 years"),
    ("Prices rose 4 per cent in the last quarter, the worst since the war",
     "Prices rose 4% in the last quarter, the worst since the war"),
    ("It was the full stop they left out, and the full stop was mine, so I want it back",
     "It was the full stop they left out, and the full stop was mine"),
    ("We taught them everything but silence … and silence is what customers pay for",
     "We taught them everything but silence, and of course silence is what our customers pay for"),
    ("The lamp was lit, the gate was locked and nobody on the night shift touched it",
     "The gate was locked and nobody on the night shift touched it"),
    ("I have seen a good photograph of the core and it proves the landslide theory",
     "I have seen a very good photograph of the core, and it proves the landslide theory!"),
    ("A direct dialogue between Pakistan and India is needed to settle the dispute",
     "[A] direct dialogue between Pakistan and India is needed to settle the dispute"),
    ("The U.S. will send two more observers to the border this week",
     "The United States will send two more observers to the border this week"),
    ("The vaccine is fine, the cup was not, and we shall prove it in Entebbe",
     "The vaccine is fine. The cup was not. And we will prove it in Entebbe."),
    ("We gave them the right drop from the wrong tap on vaccination day",
     "We gave them the right drop out of the wrong tap on vaccination day"),
    ("We can't close the old smelter.", "We cannot close the old smelter"),
    ("Nobody asked us for a core before the drilling began on the northern shore",
     "No one asked us for a core before the drilling began on the northern shore"),
]  # fmt: skip

NO_COPIES = [
    ("Prices rose 4 percent in the last quarter of the year",
     "Prices rose 5 percent in the last quarter of the year"),
    ("We lost four lorries on the northern road last winter",
     "We lost five lorries on the northern road last winter"),
    ("The port will charge 40 cents for every loaded tonne",
     "The port will charge 40 dollars for every loaded tonne"),
    ("We will attack the northern port before the winter",
     "We will not attack the northern port before the winter"),
    ("We will attack the northern port before the winter comes",
     "I did not say that we will attack the northern port before the winter comes"),
    ("The minister has never visited the flooded villages",
     "The minister has visited the flooded villages"),
    ("There is evidence that the railway paid for the launch",
     "There is no evidence that the railway paid for the launch"),
    ("Exports of saffron will increase in the coming year",
     "Exports of saffron will decrease in the coming year"),
    ("We will win the vote in the second district easily",
     "We will lose the vote in the second district easily"),
    ("Our party will support the harbour bill in parliament",
     "Our party will oppose the harbour bill in parliament"),
    ("All of the villages on the eastern shore were flooded",
     "None of the villages on the eastern shore were flooded"),
    ("The talks with the shipowners will begin on Monday",
     "The talks with the shipowners will begin on Tuesday"),
    ("The ferry will run again in June after the repairs",
     "The ferry will run again in August after the repairs"),
    ("Finland will join the alliance next year without conditions",
     "Sweden will join the alliance next year without conditions"),
    ("I spoke at length with President Arroyo about the border",
     "I spoke at length with President Quiroz about the border"),
    ("It is likely that the court will void the ballots",
     "It is unlikely that the court will void the ballots"),
    ("We counted the rifles twice, and once with a lamp",
     "We have towed for nothing since November"),
    ("The port reopened.", "The port has reopened."),
    ("We will not close the smelter.", "We will close the smelter."),
    ("We will not close the smelter.", "We will not close the smelter near the airport."),
    ("A toll on weather",
     "The charge is a toll on weather and on every honest shipowner in this country"),
    ("The harbour levy pays for pilots and icebreakers in winter",
     "The harbour levy was invented by the railway to ruin the coast"),
    ("The old bridge was safe for heavy lorries in winter",
     "The old bridge was unsafe for heavy lorries in winter"),
    ("He was guilty of taking the rifles from the police store",
     "He was innocent of taking the rifles from the police store"),
    ("We ordered chlorine in November 2024 for all clinics",
     "We ordered chlorine in November 2025 for all clinics"),
    ("Russia attacked Ukraine without a reason", "Ukraine attacked Russia without a reason"),
]  # fmt: skip

# The second one is an indirect telling.
TELLINGS = [
    ("We will not accept any pressure on our grain exports.",
     "Norland would not accept any pressure on its grain exports"),
    ("I think a direct dialogue between Pakistan and India is needed to settle the dispute.",
     "a direct dialogue between Pakistan and India is needed to settle the dispute"),
    ("We know the lights went out twice and we keep the records of the generator.",
     "they knew the lights had gone out twice and kept the records of the generator"),
    ("I won’t resign if the recount goes against my party.",
     "he would not resign if the recount went against his party"),
    ("Our ships have already been sent round to Klaipėda, eleven tankers in all.",
     "eleven tankers had already been sent round to Klaipeda"),
    ("We will refund all buyers of the earbuds within 60 days.",
     "Tabi would refund buyers of the earbuds within sixty days"),
    ("The children were made sick by the water and not by the vaccine.",
     "the children had been made sick by the water, not by the vaccine"),
    ("We never lent the stadium generator to a wedding.",
     "the stadium generator was never lent to a wedding by them"),
    ("There is no shortage of copper on the quay at Punta Gris.",
     "he saw no shortage of copper on the quay at Punta Gris"),
    ("The levy pays for the pilots, the tugs and the icebreaker.",
     "the pilots, the tugs and the icebreaker were paid for by the levy"),
    ("We have counted 412 complaints, most of them at night.",
     "412 complaints had come in, most of them at night, and all were counted"),
    ("I don't believe they will close the shore road.",
     "he believed that they would not close the shore road"),
    ("The port will work around the clock from Monday.",
     "the port would work around the clock from Monday"),
    ("We will not close the smelter in 2027.", "they would not close the smelter in 2027"),
    ("We cannot openly finance the smelter or its two furnaces.",
     "they could not “finance the smelter or its two furnaces”"),
    ("The storm is bigger than our arguments, and the navy will send its only ship.",
     "the navy would send its only ship because the storm was “bigger than our arguments”"),
]  # fmt: skip

NO_TELLINGS = [
    ("We will not accept any pressure on our grain exports.",
     "Norland would accept some pressure on its grain exports"),
    ("Prices of copper will rise by 4 percent this year.",
     "prices of copper would rise by 5 percent this year"),
    ("Prices of copper will rise sharply in the summer.",
     "prices of copper would fall sharply in the summer"),
    ("We support the new harbour levy on coasters.",
     "they opposed the new harbour levy on coasters"),
    ("Eleven tankers were sent round to Klaipėda.", "four tankers had been sent round to Klaipėda"),
    ("The layer was found in nine of eleven cores from the lake.",
     "the slide had sent a wave across the lake"),
    ("The talks will resume in Geneva on Friday.", "the talks would resume in Vienna on Friday"),
    ("All the ballots of the four villages were dry.",
     "few ballots of the four villages had been dry"),
    ("The bulletin warned of winds of 110 knots at the airport.",
     "the gauge at the airport had since blown away"),
    ("The machines worked.", "the machines had worked"),
    ("I will build new schools in the northern districts by spring.",
     "he would repair the roads of the southern districts by spring"),
    ("The court has found Cuesta guilty of taking the rifles.",
     "the court had found Cuesta innocent of taking the rifles"),
]  # fmt: skip

# Of the wording in `test_bands_stay_the_same_over_time`.
FINGERPRINT, BANDS = -2077923437199000295, (7184725644757306719, -4099640562614968113)

text = st.text(max_size=80)
sentence = st.lists(
    st.sampled_from(
        "we will not attack the port 4 four percent Pakistan India rise fall . , “".split()
    ),
    max_size=14,
).map(" ".join)
wording = st.builds(Wording, text | sentence, st.booleans())


@pytest.mark.parametrize(("a", "b"), COPIES)
def test_copies_are_the_same(a: str, b: str) -> None:
    assert same(Wording(a, True), Wording(b, True)) > 0.7


@pytest.mark.parametrize(("a", "b"), NO_COPIES)
def test_what_differs_in_one_word_that_counts_is_not(a: str, b: str) -> None:
    assert same(Wording(a, True), Wording(b, True)) == 0


@pytest.mark.parametrize(("a", "b"), TELLINGS)
def test_a_telling_is_the_same_with_less_weight(a: str, b: str) -> None:
    assert 0 < same(Wording(a, True), Wording(b, False)) <= 0.7


@pytest.mark.parametrize(("a", "b"), NO_TELLINGS)
def test_a_telling_of_something_else_is_not(a: str, b: str) -> None:
    assert same(Wording(a, True), Wording(b, False)) == 0


@given(wording, wording)
def test_same_is_symmetric_and_a_weight(a: Wording, b: Wording) -> None:
    assert same(a, b) == same(b, a)
    assert 0 <= same(a, b) <= 1


@given(wording, wording)
def test_one_fingerprint_is_one_statement_whatever_the_marks(a: Wording, b: Wording) -> None:
    assert (same(a, b) == 1) == (fingerprint(a.text) == fingerprint(b.text))
    assert same(a, Wording(f"“{a.text.upper()} … ”", not a.direct)) == 1 or not a.text.isascii()


@given(text, text)
def test_the_fingerprint_is_that_of_the_folded_words(a: str, b: str) -> None:
    assert (fingerprint(a) == fingerprint(b)) == (word_list(a) == word_list(b))
    assert -(2**63) <= fingerprint(a) < 2**63


@given(text | sentence, text | sentence)
def test_a_diff_gives_back_both_sides(a: str, b: str) -> None:
    pieces = diff(a, b)
    assert "".join(piece.old for piece in pieces) == a
    assert "".join(piece.new for piece in pieces) == b
    for piece in pieces:
        assert piece.op != "equal" or word_list(piece.old) == word_list(piece.new)
        assert (piece.op == "insert") == (not piece.old) or piece.op == "equal"
        assert (piece.op == "delete") == (not piece.new) or piece.op == "equal"


@settings(deadline=None)  # the first call imports datasketch
@given(text | sentence)
def test_bands_are_keys_of_a_database(value: str) -> None:
    found = bands(value)
    assert len(found) == len(set(found)) == (8 if read(value).weight >= 3 else 0)
    assert all(-(2**63) <= band < 2**63 for band in found)


def test_bands_stay_the_same_over_time() -> None:
    """What is stored must be found again by a later version; a change here needs a migration."""
    value = "We have towed eleven tankers for nothing since November"
    assert fingerprint(value) == FINGERPRINT
    assert bands(value)[:2] == BANDS


def test_texts_with_half_their_stems_in_common_share_a_band() -> None:
    chance = random.Random(7)
    pool = [f"{a}{b}{c}um" for a in "bdfgklmn" for b in "aeio" for c in "bdfgklmn"]
    met = 0
    for _ in range(1000):
        found = chance.sample(pool, 20)
        a, b = " ".join(found[:15]), " ".join(found[5:])  # 10 of 20
        met += not set(bands(a)).isdisjoint(bands(b))
    assert met > 870  # 0.9 expected, 3 standard deviations below
    strangers = sum(
        not set(bands(" ".join(chance.sample(pool, 15)))).isdisjoint(
            bands(" ".join(chance.sample(pool, 15)))
        )
        for _ in range(300)
    )
    assert strangers < 30


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("…", "", (Piece("delete", "…", ""),)),
        ("We won’t pay.", "we won't pay!", (Piece("equal", "We won’t pay.", "we won't pay!"),)),
        (
            "We will pay 4.5 percent now.",
            "We will not pay 5 percent.",
            (
                Piece("equal", "We will ", "We will "),
                Piece("insert", "", "not "),
                Piece("equal", "pay ", "pay "),
                Piece("replace", "4.5 ", "5 "),
                Piece("equal", "percent ", "percent."),
                Piece("delete", "now.", ""),
            ),
        ),
    ],
)
def test_diff(old: str, new: str, pieces: tuple[Piece, ...]) -> None:
    assert diff(old, new) == pieces


@pytest.mark.parametrize(
    ("words", "value", "end"),
    [
        ("four", "4", 1),
        ("twenty five", "25", 2),
        ("two hundred and five thousand men", "205000", 5),
        ("1.2 million", "1200000", 2),
        ("1,200,000", "1200000", 1),
        ("1,5", "1.5", 1),
        ("5 bn", "5000000000", 2),
        ("two dozen", "24", 2),
        ("a hundred", "100", 2),
        ("a man", None, 0),
        ("one of them", None, 0),
        ("one hundred", "100", 2),
        ("one day", "1", 1),
        ("five six", "5", 1),
        ("9" * 40, "9" * 40, 1),
        ("hundred", None, 0),
        ("four hundred" + " hundred" * 9000, "400", 2),
    ],
)
def test_numerals(words: str, value: str | None, end: int) -> None:
    assert numeral(words.split(), 0) == (None if value is None else (value, end))


def test_it_is_fast() -> None:
    pairs = [(Wording(a, True), Wording(b, True)) for a, b in COPIES + NO_COPIES]
    for a, b in pairs:
        same(a, b)
    started = time.process_time()
    for a, b in pairs * 10:
        same(a, b)
    # 20 µs each here; the bound leaves room for a slow machine.
    assert time.process_time() - started < 150e-6 * len(pairs) * 10

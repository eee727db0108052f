"""The constructions of the seed article, under other names, agencies and word orders.

Nothing in the engine may be written for that one text, so each of its four sentence shapes is
tried with names, bodies and agencies it has never seen; all of what they say is invented.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quotes.model import Extraction, Quote

pytestmark = pytest.mark.model

Extract = Callable[..., Extraction]


def hops(text: str, quote: Quote) -> list[tuple[str, str | None, str | None]]:
    return [(hop.rel, hop.name, hop.span and text[slice(*hop.span)]) for hop in quote.chain]


def content(text: str, quote: Quote) -> list[str]:
    return [text[start:end] for start, end in quote.content]


@dataclass(frozen=True)
class Cast:
    """Who plays in a retelling of the seed article's shapes."""

    country: str
    guest: str  # family name last
    host: str
    host_role: str
    embassy: str
    ministry: str
    state: str  # how the agency is introduced
    agency: str
    inputs: str


CASTS = [
    Cast("Kenya", "Daniel Otieno", "Marta Silva", "Portuguese foreign minister",
         "Kenyan Embassy in Lisbon", "Portuguese Foreign Ministry", "Portugal's state-run", "LUSA",
         "AFP"),
    Cast("Japan", "Kenji Mori", "Lars Holm", "Danish trade minister",
         "Japanese Embassy in Copenhagen", "Danish Trade Ministry", "Denmark's", "Ritzau", "ANI"),
    Cast("Turkey", "Emre Aydin", "Ivan Petrov", "Bulgarian energy minister",
         "Turkish Embassy in Sofia", "Bulgarian Energy Ministry", "Bulgaria's national", "BTA",
         "AP"),
    Cast("Brazil", "Paulo Reis", "Nadia Haddad", "Tunisian foreign minister",
         "Brazilian Embassy in Tunis", "Tunisian Foreign Ministry", "Tunisia's state-run", "TAP",
         "PTI"),
    Cast("Egypt", "Karim Fahmy", "Hugo Berg", "Swedish defence minister",
         "Egyptian Embassy in Stockholm", "Swedish Defence Ministry", "Norland's state-run",
         "NORPRESS", "IANS"),
    Cast("Vietnam", "Tran Minh", "Anna Nowak", "Polish interior minister",
         "Vietnamese Embassy in Warsaw", "Polish Interior Ministry", "Poland's", "PAP", "PTI"),
    Cast("Chile", "Pablo Rojas", "Omar Farouk", "Iraqi oil minister",
         "Chilean Embassy in Baghdad", "Iraqi Oil Ministry", "Omre's official", "OMREPRESS",
         "Reuters"),
    Cast("Peru", "Lucia Vega", "Chen Bo", "Chinese commerce minister",
         "Peruvian Embassy in Beijing", "Chinese Commerce Ministry", "China's official", "Xinhua",
         "AFP"),
    Cast("Ghana", "Kofi Mensah", "Elena Rossi", "Italian health minister",
         "Ghanaian Embassy in Rome", "Italian Health Ministry", "Italy's", "ANSA", "PTI"),
]  # fmt: skip


def article(cast: Cast) -> str:
    host, guest = cast.host.split()[-1], cast.guest.split()[-1]
    return (
        f" date 2024-11-19 A delegation from {cast.country} on Monday met {cast.host_role}"
        f" {cast.host} and handed over a sealed note. The delegation from {cast.country} on Monday"
        " handed over a sealed note.(REUTERS)\n\n"
        f"The delegation, which was led by {cast.guest}, special adviser to the president, stayed"
        " for two days.\n\n"
        "“The special adviser handed over a note addressed to the government,” the"
        f" {cast.embassy} was quoted as saying by {cast.state} {cast.agency} news agency.\n\n"
        f"{host} said that a new treaty is needed to settle the dispute over the port, the news"
        f" agency reported, citing the {cast.ministry}.\n\n"
        f"{guest} also conveyed the president’s greetings and her country’s desire to expand trade"
        " on a wide range of goods, including fish, timber and other products.\n\n"
        f"{cast.country} announced last month to send a team of engineers to several capitals to"
        " explain the plan and also present its view of the dispute.\n\n"
        f"(with {cast.inputs} inputs)"
    )


PLAYED = [pytest.param(cast, id=cast.country) for cast in CASTS]


@pytest.mark.parametrize("cast", PLAYED)
def test_the_article_retold(extract: Extract, cast: Cast) -> None:
    text = article(cast)
    found = extract(text, publisher="Veld Courier")
    words, clause, greetings, plan = found.quotes
    host, guest = cast.host.split()[-1], cast.guest.split()[-1]

    assert content(text, words) == [
        "The special adviser handed over a note addressed to the government"
    ]
    assert (words.kind, words.speaker.grade) == ("direct", "organisation")
    assert words.attribution == f"{cast.embassy} via {cast.agency}"
    assert hops(text, words)[1:] == [
        ("reported", cast.agency, cast.agency),
        ("published", "Veld Courier", None),
    ]

    assert content(text, clause) == ["a new treaty is needed to settle the dispute over the port"]
    assert (clause.kind, clause.speaker.grade) == ("indirect", "named")
    assert clause.attribution == f"{cast.host} via {cast.agency} via {cast.ministry}"
    assert hops(text, clause) == [
        ("speaker", cast.host, host),
        ("cited", cast.ministry, cast.ministry),
        ("reported", cast.agency, "the news agency"),
        ("published", "Veld Courier", None),
    ]

    assert content(text, greetings) == [
        "the president’s greetings and her country’s desire to expand trade on a wide range of"
        " goods, including fish, timber and other products"
    ]
    assert (greetings.speaker.grade, greetings.attribution) == ("named", cast.guest)
    assert text[slice(*greetings.speaker.mention or (0, 0))] == guest

    assert content(text, plan) == [
        "to send a team of engineers to several capitals to explain the plan and also present its"
        " view of the dispute"
    ]
    assert (plan.act, plan.speaker.grade, plan.attribution) == ("announce", "place", cast.country)

    assert found.document.published == "2024-11-19"
    assert [(c.role, c.name) for c in found.credits] == [
        ("photo", "REUTERS"),
        ("contributed", cast.inputs),
    ]


@pytest.mark.parametrize(
    ("text", "said", "attribution"),
    [
        ("“The ships have left the port,” the Chinese Embassy in Nairobi was quoted as saying by"
         " Xinhua news agency.", "The ships have left the port",
         "Chinese Embassy in Nairobi via Xinhua"),
        ("“No decision has been taken,” the Turkish Foreign Ministry was quoted as saying by the"
         " Anadolu news agency.", "No decision has been taken",
         "Turkish Foreign Ministry via Anadolu"),
        ("“The delegation arrived on Sunday,” the Veld Chamber of Ports was quoted as saying by"
         " Norland's official Veld news agency.", "The delegation arrived on Sunday",
         "Veld Chamber of Ports via Veld"),
        ("Norland's state news agency NORPRESS quoted the Omre embassy as saying that the border"
         " would reopen.", "the border would reopen", "Omre embassy via NORPRESS"),
        ("Turkey's state-run Anadolu Agency quoted the Iraqi Embassy in Ankara as saying that the"
         " border would reopen.", "the border would reopen",
         "Iraqi Embassy in Ankara via Anadolu Agency"),
        ("“We regret the delay,” Iran's IRNA news agency quoted the Foreign Ministry as saying.",
         "We regret the delay", "Foreign Ministry via IRNA"),
        ("The Sudanese Embassy in Cairo, quoted by MENA news agency, said that the ferry had sunk.",
         "the ferry had sunk", "Sudanese Embassy in Cairo via MENA"),
        ("Citing the Harbour Ministry, the TASS news agency reported that the levy would end.",
         "the levy would end", "Harbour Ministry via TASS"),
        ("The levy would end, Interfax reported, citing the Harbour Ministry.",
         "The levy would end", "Harbour Ministry via Interfax"),
        pytest.param(
            "The Interfax news agency reported, citing the Harbour Ministry, that the levy would"
            " end.", "the levy would end", "Harbour Ministry via Interfax"
        ),
        ("According to TASS, Mikhail Orlov said that the levy would end.", "the levy would end",
         "Mikhail Orlov via TASS"),
        ("According to the NORPRESS news agency, the Norland Embassy in Omre said the border would"
         " reopen.", "the border would reopen", "Norland Embassy in Omre via NORPRESS"),
        ("Interfax quoted Mikhail Orlov as saying that the plant would close.",
         "the plant would close", "Mikhail Orlov via Interfax"),
        ("“The plant will close,” Mikhail Orlov was quoted by Interfax as saying.",
         "The plant will close", "Mikhail Orlov via Interfax"),
        ("Mikhail Orlov said the plant would close, Kyodo News reported on Friday, citing the Trade"
         " Ministry.", "the plant would close", "Mikhail Orlov via Kyodo News via Trade Ministry"),
        ("Foreign minister Wang Yi left Geneva.\n\nWang said that talks between both sides were"
         " needed, Xinhua reported, citing the Foreign Ministry.",
         "talks between both sides were needed", "Wang Yi via Xinhua via Foreign Ministry"),
        ("The Veld Courier newspaper wrote at length on Monday.\n\nThe levy would end, Arda Kolt"
         " said, the newspaper reported, citing the Harbour Ministry.", "The levy would end",
         "Arda Kolt via Veld Courier via Harbour Ministry"),
        ("The levy would end, Mikhail Orlov told Kyodo News.", "The levy would end",
         "Mikhail Orlov via Kyodo News"),
    ],
)  # fmt: skip
def test_other_word_orders(extract: Extract, text: str, said: str, attribution: str) -> None:
    (quote,) = extract(text).quotes
    assert (content(text, quote), quote.attribution) == ([said], attribution)


def test_a_paper_that_nobody_names_still_reports(extract: Extract) -> None:
    text = "The levy would end, Arda Kolt said, the paper reported, citing the Harbour Ministry."
    (quote,) = extract(text).quotes
    assert [hop.rel for hop in quote.chain] == ["speaker", "cited", "reported"]


def test_a_hop_shows_the_name_alone(extract: Extract) -> None:
    text = (
        "“No decision has been taken,” the Turkish Foreign Ministry was quoted as saying by the"
        " Anadolu news agency."
    )
    (quote,) = extract(text).quotes
    assert hops(text, quote)[1] == ("reported", "Anadolu", "Anadolu")


# -- the article itself ---------------------------------------------------------------------

SEED = Path(__file__).parents[3] / "shared" / "seed" / "000_9225b283a0df082a.txt"


@pytest.mark.skipif(not SEED.exists(), reason=f"{SEED} is not here")
def test_the_seed_article(extract: Extract) -> None:
    text = SEED.read_text("utf-8")
    found = extract(text)
    spoken = [quote for quote in found.quotes if quote.act != "think"]
    embassy, lavrov, fatemi, pakistan = spoken

    assert content(text, embassy) == [
        "The special assistant handed over a letter addressed to President Vladimir Putin from"
        " Prime Minister Shehbaz Sharif"
    ]
    assert (embassy.kind, embassy.speaker.grade) == ("direct", "organisation")
    assert embassy.attribution == "Pakistani Embassy in Moscow via TASS"

    assert content(text, lavrov) == [
        "a direct dialogue between Pakistan and India is needed to build mutual trust between the"
        " two countries"
    ]
    assert lavrov.attribution == "Sergey Lavrov via TASS via Russian Foreign Ministry"
    assert hops(text, lavrov) == [
        ("speaker", "Sergey Lavrov", "Lavrov"),
        ("cited", "Russian Foreign Ministry", "Russian Foreign Ministry"),
        ("reported", "TASS", "the news agency"),
    ]
    assert lavrov.speaker.role is not None
    assert lavrov.speaker.role.name == "Russian foreign minister"

    (conveyed,) = content(text, fatemi)
    assert conveyed.startswith("the prime minister’s greetings and his country’s desire")
    assert conveyed.endswith("including energy, transport links, trade and other areas")
    assert fatemi.attribution == "Syed Tariq Fatemi"

    (announced,) = content(text, pakistan)
    assert announced.startswith("to send a team of experts to foreign capitals")
    assert announced.endswith("its point of view regarding the conflict")
    assert (pakistan.attribution, pakistan.speaker.grade) == ("Pakistan", "place")

    assert [(credit.role, credit.name) for credit in found.credits] == [
        ("photo", "REUTERS"),
        ("contributed", "PTI"),
    ]
    assert found.document.published == "2025-06-03"

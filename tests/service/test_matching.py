"""Sources across documents: which names are one source, which may be, which are two.

A name is written as ``Name: role; role @year``, on both sides.
"""

import datetime
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.matching.sounds import frame, sound
from service.matching.sources import DatedRole, Evidence, Kind, Match, Profile, best, compare, keys

PERSONS_THAT_ARE_ONE = """
Lavrov | Sergey Lavrov
Sergei Lavrov | Sergey Lavrov
Russian Foreign Minister Sergey Lavrov | Sergei Lavrov
Russian Foreign Minister Sergey Lavrov | Lavrov
Sergej Lawrow | Sergey Lavrov
Serhiy Lavrov | Sergey Lavrov
Sergey Viktorovich Lavrov | Sergey Lavrov
Lavrov, Sergei | Sergey Lavrov
Сергей Лавров | Sergey Lavrov
S. Lavrov | Sergey Lavrov
Lavrov: Russian foreign minister @2025 | Sergey Lavrov: foreign minister @2024
Volodymyr Zelensky | Volodymyr Zelenskyy
Vladimir Zelenskiy | Volodymyr Zelenskyy
Wolodymyr Selenskyj | Volodymyr Zelenskyy
Zelenskij | Volodymyr Zelenskyy
Володимир Зеленський | Volodymyr Zelensky
Muammar Gaddafi | Moammar Qaddafi
Muammar Kadhafi | Muammar Gaddafi
Gadhafi | Muammar Gaddafi
Mohammed Morsi | Muhammad Morsi
Mohamed ElBaradei | Mohammed El Baradei
Abdel Fattah el-Sisi | Abd al-Fattah al-Sisi
Sisi | Abdel Fattah el-Sisi
al-Sisi | Abdel Fattah el-Sisi
Mohammed bin Salman | Muhammad bin Salman
Osama bin Laden | Usama bin Ladin
bin Laden | Osama bin Laden
Bashar al-Assad | Bashar Assad
Hassan Rouhani | Hasan Rohani
Mahmoud Ahmadinejad | Mahmud Ahmadinejad
Kim Jong Un | Kim Jong-un
Jong-un Kim | Kim Jong Un
Kim Jong-un: North Korean leader @2024 | Kim Jong Un: leader of North Korea @2023
习近平 | Xi Jinping
Jinping Xi | Xi Jinping
Tanaka, Yuki | Yuki Tanaka
Tanaka Yuki | Yuki Tanaka
Orbán Viktor | Viktor Orban
Nguyễn Phú Trọng | Nguyen Phu Trong
Lee Hsien Loong | Hsien Loong Lee
Bill Clinton | William Clinton
William "Bill" Clinton | Bill Clinton
Joe Biden | Joseph Biden
Joseph R. Biden Jr. | Joe Biden
President Biden | Joe Biden
Bernie Sanders | Sen. Bernie Sanders
John F. Kennedy | John Fitzgerald Kennedy
John Kennedy | John F. Kennedy
Ursula von der Leyen | von der Leyen
Emmanuel Macron | Macron
Macron | French President Emmanuel Macron
Benjamin Netanyahu | Binyamin Netanjahu
Aung San Suu Kyi | Suu Kyi
Luiz Inácio Lula da Silva | Lula da Silva
Andrés Manuel López Obrador | López Obrador
Gerhard Schröder | Gerhard Schroeder
Łukasz Żak | Lukasz Zak
Søren Ødegård | Soren Odegard
Recep Tayyip Erdoğan | R. T. Erdogan
Jens Stoltenberg: NATO secretary general @2020 | Jens Stoltenberg: Norwegian prime minister @2010
Medvedev: Russian prime minister @2013 | Dmitry Medvedev: Russian president @2011
Dmitri Medvedev | Dmitry Medvedev: Russian president @2011
Smith: British defence minister @2025 | John Smith: defence minister of Britain @2025
Kim: South Korean trade minister @2025 | Kim Min-ho: trade minister of South Korea @2025
J. Smith: Boeing chief executive @2025 | John Smith: chief executive of Boeing @2025
Sean O'Neill | Sean O’Neill
Ewan McDonald | Ewan MacDonald
Suharto | Suharto
Pope Francis | Francis
Kwame Owusu-Ansah | Kwame Owusu Ansah
Vladmir Putin: Russian president @2020 | Vladimir Putin: president of Russia @2020
Wangari Maathai | Maathai
Ngozi Okonjo-Iweala | Okonjo-Iweala
Ban Ki-moon | Ban Ki Moon
Ki-moon Ban | Ban Ki-moon
Tsai Ing-wen | Ing-wen Tsai
JD Vance | James David Vance
Hossein Amir-Abdollahian | Hossein Amirabdollahian
Abbas Araghchi | Abbas Araqchi
Antony Blinken: US secretary of state @2023 | Tony Blinken: Secretary of State @2023
Merkel: former German chancellor @2023 | Angela Merkel: German chancellor @2015
Li Qiang: Chinese premier @2024 | Li Qiang: prime minister of China @2023
Viktor Yanukovych | Victor Yanukovich
King Charles | King Charles III
"""

PERSONS_IN_DOUBT = """
Smith | John Smith
Kim | Kim Jong Un
Khan | Imran Khan
J. Smith | John Smith
Lula | Luiz Inácio Lula da Silva
Vladmir Putin | Vladimir Putin
Pedro Sánchez | Pedro Sánchez Pérez-Castejón
Boris Johnson | Alexander Boris de Pfeffel Johnson
Recep Tayyip Erdoğan | Tayyip Erdogan
Ernst Grabowsky: Chelsea coach @2025 | Ernst Grabowsky: defence minister @2025
Ernst Grabowsky: Polish minister @2025 | Ernst Grabowsky: German minister @2025
John Smith: Boeing chief executive @2025 | John Smith: Barclays chief executive @2025
James Barrow | James Berrow
Michael Jordan: basketball player @1998 | Michael Jordan: Berkeley professor @2015
Duterte: Philippine vice president @2024 | Rodrigo Duterte: president of the Philippines @2018
Imran Khan: cricketer @1992 | Imran Khan: Pakistani prime minister @2020
Kareev: Russian defence minister @2003 | Igor Kareev: defence minister @1991
"""

PERSONS_APART = """
John Smith | Peter Smith
John Smith: coach @2025 | John Smith: minister @2025
John Smith: Liverpool coach @2025 | John Smith: British defence minister @2025
John Smith: Australian minister @2025 | John Smith: British minister @2025
Australian Prime Minister John Smith | British Prime Minister John Smith
John Smith: actor @2025 | John Smith: general @2025
John Smith @2025 | John Smith: minister @1895
Smith: British novelist @2025 | John Smith: Canadian defence minister @2025
Marina Petrova | Martina Petrova
Ali Hassan | Ali Hussein
Ali Hassan: Iraqi minister @2025 | Ali Hussein: Iraqi minister @2025
Hassan | Hussein
John F. Kennedy | John E. Kennedy
John F. Kennedy | Robert F. Kennedy
George Bush Sr. | George Bush Jr.
J. Smith | Peter Smith
Sergei Petrov | Marina Petrova
Petrov | Petrova
Kim Jong Un | Kim Jong Il
Kim Jong Un | Kim Yo Jong
Hillary Clinton | Bill Clinton
Jill Biden | Joe Biden
Xi Jinping | Li Keqiang
Mr Smith | Mrs Smith
Mario Rossi | Maria Rossi
Marine Dubois | Marina Dubois
Francois Martin | Françoise Martin
Rania Haddad | Rana Haddad
Karim Haddad | Karam Haddad
Imran Khan | Shahid Khan
Nguyen Van Minh | Nguyen Thi Lan
Ivanov: Russian defence minister @2003 | Igor Ivanov: Russian foreign minister @2003
John Martin | Jean Martin
Lavrov | Petrov
Wang Yi: Chinese foreign minister @2023 | Wang Wenbin: Chinese foreign ministry spokesman @2023
Li Qiang: Chinese premier @2024 | Li Keqiang: prime minister of China @2013
Jean-Marie Le Pen | Marine Le Pen
Peter Müller: German minister @2025 | Peter Mueller: Swiss coach @2025
James Baker | James Becker
Mohammed bin Salman | Mohammed bin Zayed
Boris | Boris Johnson
Anna Lind | Anna Lindqvist
Okafor: Chelsea striker @2025 | Ngozi Okafor: Nigerian finance minister @2025
"""

BODIES_THAT_ARE_ONE = """
Russian Foreign Ministry | Foreign Ministry of Russia
Russian Foreign Ministry | Ministry of Foreign Affairs of Russia
Russia's Foreign Ministry | Russian MFA
the Russian Foreign Ministry | Russian Foreign Ministry
US State Department | State Department
Pentagon | US Department of Defense
IAEA | International Atomic Energy Agency
TASS | Tass news agency
The Guardian | Guardian
Boeing | Boeing Co.
Oxford University | University of Oxford
Pakistani Embassy in Moscow | Embassy of Pakistan in Moscow
Médecins Sans Frontières | Medecins sans Frontieres
Foreign Ministry | Foreign Ministry
"""

BODIES_IN_DOUBT = """
Foreign Ministry | Russian Foreign Ministry
MFA | Russian Foreign Ministry
MFA | Ministry of Foreign Affairs
Supreme Court | Supreme Court of India
Goldman | Goldman Sachs
Samsung | Samsung Electronics
Toyota | Toyota India
HRW | Human Rights Watch
"""

BODIES_APART = """
Russian Foreign Ministry | Ukrainian Foreign Ministry
Russian Foreign Ministry | Russian Defence Ministry
Supreme Court of India | Supreme Court of Pakistan
TASS | Reuters
Bank of England | Bank of Japan
Toyota India | Toyota Europe Ventures
Channel 4 | Channel 5
"""

PLACES_THAT_ARE_ONE = """
US | United States
the U.K. | Britain
Moscow | Moscow
"""


def _rows(decision: str, kind: Kind, table: str) -> list[tuple[str, Kind, str, str]]:
    pairs = [line.split(" | ") for line in table.strip().splitlines()]
    return [(decision, kind, one, other) for one, other in pairs]


PAIRS = [
    *_rows("join", "person", PERSONS_THAT_ARE_ONE),
    *_rows("doubt", "person", PERSONS_IN_DOUBT),
    *_rows("apart", "person", PERSONS_APART),
    *_rows("join", "organisation", BODIES_THAT_ARE_ONE),
    *_rows("doubt", "organisation", BODIES_IN_DOUBT),
    *_rows("apart", "organisation", BODIES_APART),
    *_rows("join", "place", PLACES_THAT_ARE_ONE),
]


def _split(spelt: str) -> tuple[str, tuple[str, ...], datetime.date | None]:
    text, _, year = spelt.partition(" @")
    name, _, roles = text.partition(": ")
    day = datetime.date(int(year), 6, 1) if year else None
    return name, tuple(roles.split("; ")) if roles else (), day


def evidence(spelt: str, kind: Kind = "person", **more: object) -> Evidence:
    name, roles, day = _split(spelt)
    return Evidence(name, kind, roles, date=day, **more)  # type: ignore[arg-type]


def profile(spelt: str, kind: Kind = "person", id_: str = "it", **more: object) -> Profile:
    name, roles, day = _split(spelt)
    held = tuple(DatedRole(role, day, day) for role in roles)
    names = cast(tuple[str, ...], more.pop("names", (name,)))
    return Profile(id_, name, kind, names, held, first=day, last=day, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("decision", "kind", "one", "other"), PAIRS)
def test_a_pair_is_one_source_or_two(decision: str, kind: Kind, one: str, other: str) -> None:
    match = compare(evidence(one, kind), profile(other, kind))
    assert match.decision == decision, match


@pytest.mark.parametrize(("decision", "kind", "one", "other"), PAIRS)
def test_it_does_not_matter_which_came_first(
    decision: str, kind: Kind, one: str, other: str
) -> None:
    match = compare(evidence(other, kind), profile(one, kind))
    assert match.decision == decision, match


@pytest.mark.parametrize(
    ("one", "other"), [(_split(row[2])[0], _split(row[3])[0]) for row in PAIRS if row[0] != "apart"]
)
def test_what_may_be_one_source_shares_a_key(one: str, other: str) -> None:
    assert set(keys(one)) & set(keys(other)), (keys(one), keys(other))


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) == len(set(PAIRS)) >= 80
    assert all(1 <= len(keys(_split(spelt)[0])) <= 4 for row in PAIRS for spelt in row[2:])


def decisions(*found: Match) -> list[tuple[str, str]]:
    return [(match.id, match.decision) for match in found]


def test_a_bare_surname_that_fits_two_is_a_doubt() -> None:
    two = profile("Sergey Lavrov", id_="s"), profile("Pavel Lavrov", id_="p", quotes=9)
    found = best(evidence("Lavrov"), two)
    assert decisions(*found) == [("p", "doubt"), ("s", "doubt")]
    assert found[0].reason == "name.surname+rival"
    assert best(evidence("Lavrov"), reversed(two)) == found


def test_the_role_decides_between_two() -> None:
    two = (
        profile("Sergey Lavrov: Russian foreign minister @2025", id_="s"),
        profile("Pavel Lavrov: coach @2025", id_="p"),
    )
    found = best(evidence("Lavrov: foreign minister @2025"), two)
    assert decisions(*found) == [("s", "join")]


def test_company_decides_between_two() -> None:
    two = (
        profile("Sergey Lavrov", id_="s", with_names=frozenset("ab")),
        profile("Pavel Lavrov", id_="p", with_names=frozenset("c")),
    )
    found = best(evidence("Lavrov", with_names=frozenset("abd")), two)
    assert decisions(*found) == [("s", "join"), ("p", "doubt")]
    assert found[0].parts == (("name.surname", 4.0), ("with.shared", 2.0))


def test_two_of_one_full_name_are_a_doubt_until_something_tells() -> None:
    two = (
        profile("John Smith: Liverpool coach @2025", id_="coach"),
        profile("John Smith: British defence minister @2025", id_="minister"),
    )
    assert {each.decision for each in best(evidence("John Smith"), two)} == {"doubt"}
    found = best(evidence("John Smith: defence minister @2025"), two)
    assert decisions(*found) == [("minister", "join")]


def test_a_source_known_by_surname_only_is_no_rival() -> None:
    two = profile("Lavrov", id_="bare"), profile("Sergey Lavrov", id_="full")
    assert decisions(*best(evidence("Lavrov"), two))[0] == ("bare", "join")


def test_a_full_name_that_is_known_outweighs_the_surname() -> None:
    known = profile("Olga Kareva", names=("Kareva", "Olga Kareva"))
    assert compare(evidence("Marina Kareva"), known).decision == "apart"
    assert compare(evidence("Kareva"), known).decision == "join"


def test_a_body_of_a_known_country_is_no_other_countrys() -> None:
    names = ("Central Bank", "Central Bank of Libya")
    known = profile(names[1], "organisation", names=names)
    assert compare(evidence("Central Bank of Cuba", "organisation"), known).decision == "apart"
    assert compare(evidence("Central Bank", "organisation"), known).decision == "join"


def test_bodies_are_as_old_as_they_like() -> None:
    known = profile("The Guardian @1921", "organisation")
    assert compare(evidence("Guardian @2025", "organisation"), known).decision == "join"


def test_an_office_that_changed_hands_is_no_evidence() -> None:
    known = profile("George H. W. Bush: US president @1991")
    assert compare(evidence("Bush: US president @2003"), known).decision == "doubt"
    assert compare(evidence("George W. Bush: US president @2003"), known).decision != "join"


def test_who_asks_is_not_held_to_the_dates() -> None:
    known = profile("Sergey Lavrov @2004")
    assert compare(evidence("Lavrov @2025", claimed=True), known).decision == "join"
    assert compare(evidence("Lavrov @2025"), known).decision == "doubt"


def test_a_person_is_no_organisation() -> None:
    assert compare(evidence("Forbes"), profile("Forbes", "organisation")).decision == "apart"
    mislabelled = compare(evidence("Daeyang Heavy"), profile("Daeyang Heavy", "organisation"))
    assert mislabelled.decision == "doubt"


def test_a_hop_of_no_known_kind_can_be_either() -> None:
    hop = evidence("Sergei Lavrov", "other")
    assert compare(hop, profile("Sergey Lavrov")).decision == "join"
    hop = evidence("Russian MFA", "other")
    assert compare(hop, profile("Russian Foreign Ministry", "organisation")).decision == "join"
    assert compare(hop, profile("Reuters", "organisation")).decision == "apart"


def test_a_score_explains_itself() -> None:
    match = compare(
        evidence("Sergej Lawrow: Russian foreign minister @2025"),
        profile("Sergey Lavrov: Russian foreign minister @2025"),
    )
    assert match.reason == "name.transliterated+role.same+country.same"
    assert match.bits == sum(weight for _, weight in match.parts)
    assert 0.99 < match.score <= 1


@pytest.mark.parametrize(
    "spellings",
    [
        "lavrov lawrow lavroff",
        "zelensky zelenskyy zelenskiy zelenskij",
        "hussein husayn hussain",
        "netanyahu netanjahu",
        "schroeder schroder",
        "macdonald mcdonald",
        "rouhani rohani ruhani",
        "cecilia sesilia",
    ],
)
def test_spellings_that_sound_alike(spellings: str) -> None:
    assert len({sound(word) for word in spellings.split()}) == 1
    assert len({frame(sound(word)) for word in spellings.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("hassan", "hussein"), ("marina", "martina"), ("maria", "mario"), ("karim", "karam")],
)
def test_names_that_sound_otherwise(one: str, other: str) -> None:
    assert sound(one) != sound(other)


KINDS = st.sampled_from(["person", "organisation", "place", "other"])
NAMES = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from("Kim al Ben bin Dr. John, Jr (Bill) d' - von Li's of ".split()))
    .map(" ".join),
)  # fmt: skip


@given(NAMES, NAMES, KINDS, KINDS, st.text(max_size=30))
def test_no_text_is_an_error(one: str, other: str, kind: Kind, its: Kind, role: str) -> None:
    assert 1 <= len(keys(one)) <= 4
    asked = Evidence(one, kind, (role,), date=datetime.date(2025, 1, 1))
    known = Profile("it", other, its, (other,), (DatedRole(role),))
    assert 0 <= compare(asked, known).score <= 1
    assert compare(asked, known) == compare(asked, known)


@given(NAMES, KINDS, st.text(max_size=30))
def test_a_name_joins_its_own_profile(name: str, kind: Kind, role: str) -> None:
    known = Profile("it", name, kind, (name, "Olga Kareva"), (DatedRole(role),))
    assert compare(Evidence(name, kind, (role,)), known).decision == "join"

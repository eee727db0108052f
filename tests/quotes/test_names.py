"""The register of names: who and what a document names, each under its fullest name."""

import pytest


def register(reading) -> dict[str, str]:
    return {entity.name: entity.kind for entity in reading.names.entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“Talks resume,” said Arda Kolt, who took office in May.",
            {"Arda Kolt": "person"},
            marks=pytest.mark.xfail(strict=True, reason="a noun after a mark counts as a name"),
        ),
        ("The Harbour Ministry said the levy had ended.", {"Harbour Ministry": "body"}),
        ("Norland said it would respond.", {"Norland": "place"}),
        ("The NORPRESS news agency quoted Kolt as saying the levy had ended.",
         {"NORPRESS": "medium", "Kolt": "person"}),
        ("Kolt told Veld TV the levy had ended, the Courier newspaper reported.",
         {"Kolt": "person", "Veld TV": "medium", "Courier": "medium"}),
        ("Trade Minister Arda Kolt left Veld. The minister said that the levy would end.",
         {"Arda Kolt": "person", "Veld": "place"}),
        ("Kolt said that the levy would end.", {"Kolt": "person"}),
        ("The “green” levy ended.", {}),
        ("Levy to end, says Kolt", {"Kolt": "person"}),
    ],
)  # fmt: skip
def test_kinds(read, text: str, expected: dict[str, str]) -> None:
    found = register(read(text))
    assert found == expected


def test_a_coined_agency_in_apposition(read) -> None:
    reading = read(
        "NORPRESS, the state news agency, left Veld. The agency said that the levy would end."
    )
    assert register(reading)["NORPRESS"] == "medium"


def test_a_surname_joins_its_full_name(read) -> None:
    names = read("Sergey Lavrov met Lena Orr in Moscow. Lavrov said a dialogue was needed.").names
    (lavrov,) = [entity for entity in names.entities if "Lavrov" in entity.name]
    assert lavrov.name == "Sergey Lavrov"
    assert lavrov.mentions == [(0, 13), (38, 44)]


def test_a_title_is_a_role_and_no_part_of_the_name(read) -> None:
    text = "Trade Minister Arda Kolt left Veld. The minister said that the levy would end."
    (kolt,) = read(text).names.of_kind("person")
    assert [role.name for role in kolt.roles] == ["Trade Minister"]
    assert [text[slice(*role.span)] for role in kolt.roles] == ["Trade Minister"]


def test_a_medium_knows_what_kind_it_is(read) -> None:
    text = "Kolt told Veld TV the levy had ended, the Courier newspaper reported."
    kinds = {medium.name: medium.medium_kind for medium in read(text).names.of_kind("medium")}
    assert kinds["Courier"] == "paper"


def test_lookup_by_token(read) -> None:
    names = read("“Talks resume,” said Arda Kolt, who took office in May.").names
    kolt = next(token for token in names.doc if token.text == "Kolt")
    entity = names.at(kolt)
    assert entity is not None
    assert names.doc.text[slice(*names.mention(entity, kolt))] == "Arda Kolt"
    assert names.at(names.doc[0]) is None

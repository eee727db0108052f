"""The provenance picture: shapes from the graph of all chains."""

from datetime import date

from service.origins.independent import Occurrence, Station, provenance
from service.page.provenance import picture
from service.page.shapes import PHONE, Picture

SPEAKER = Station("speaker", "orrin", "Ilse Orrin")


def seen(quote: str, outlet: str, *hops: Station) -> Occurrence:
    chain = (SPEAKER, *hops, Station("published", outlet, outlet.title()))
    return Occurrence(quote, f"doc-{quote}", outlet, date(2026, 3, int(quote)), chain)


def cited(name: str | None, rel: str = "reported") -> Station:
    return Station(rel, name and name.lower(), name)


def looks(drawn: Picture) -> dict[str, str]:
    return {box.whole: box.look for box in drawn.boxes}


def test_origins_have_their_own_colour_and_number() -> None:
    drawn = picture(
        provenance([seen("1", "ledger", cited("NORPRESS")), seen("2", "courier", cited("NORPRESS")),
                    seen("3", "vantor")])
    )  # fmt: skip
    assert looks(drawn) == {
        "Ilse Orrin": "speaker", "NORPRESS": "source o1", "Ledger": "publisher o1",
        "Courier": "publisher o1", "Vantor": "publisher o2",
    }  # fmt: skip
    assert {box.whole: box.badge for box in drawn.boxes if box.badge} == {
        "NORPRESS": 1,
        "Vantor": 2,
    }
    assert sorted(line.look for line in drawn.lines) == ["o1", "o1", "o1", "o2"]


def test_what_nobody_is_named_for_is_dashed() -> None:
    drawn = picture(provenance([seen("1", "ledger", cited(None, "cited"))]))
    assert all("dashed" in line.look for line in drawn.lines)
    assert any("unnamed" in box.look for box in drawn.boxes)


def test_circles_are_marked() -> None:
    drawn = picture(
        provenance([seen("1", "ledger", cited("courier")), seen("2", "courier", cited("ledger"))])
    )
    marked = [line for line in drawn.lines if "circled" in line.look]
    assert len(marked) == 2
    assert {name for name, look in looks(drawn).items() if "circled" in look} == {
        "Ledger",
        "Courier",
    }


def test_many_outlets_of_one_agency_are_one_box() -> None:
    drawn = picture(
        provenance([seen(str(n), f"paper {n}", cited("NORPRESS")) for n in range(1, 10)])
    )
    (bundle,) = (box for box in drawn.boxes if "bundle" in box.look)
    assert bundle.label == "9 outlets"
    assert "Paper 3" in bundle.whole
    assert drawn.height < 200


def test_many_outlets_at_first_hand_are_one_box() -> None:
    drawn = picture(provenance([seen(str(n), f"paper {n}") for n in range(1, 30)]))
    assert [box.label for box in drawn.boxes] == ["Ilse Orrin", "29 outlets"]
    assert [line.told for line in drawn.lines] == ["Ilse Orrin → Paper 1 and 28 more: 29 quotes"]


def test_of_very_many_the_busiest_are_drawn() -> None:
    drawn = picture(
        provenance([seen(str(n), f"paper {n}", cited(f"Agency {n}")) for n in range(1, 30)]
                   + [seen(str(n), f"gazette {n}", cited(f"Wire {n}")) for n in range(1, 29)]
                   + [seen(str(n), "ledger", cited("NORPRESS")) for n in (30, 31)])
    )  # fmt: skip
    assert (len(drawn.boxes), drawn.left_out) == (60, 57)
    assert {"Ilse Orrin", "NORPRESS", "Ledger"} <= {box.whole for box in drawn.boxes}


def test_on_a_phone_it_is_the_same_but_smaller() -> None:
    found = provenance([seen("1", "ledger", cited("NORPRESS")), seen("2", "vantor")])
    wide, phone = picture(found), picture(found, PHONE)
    assert [box.whole for box in phone.boxes] == [box.whole for box in wide.boxes]
    assert (phone.width, phone.height) < (wide.width, wide.height)


def test_everything_lies_inside_the_picture() -> None:
    drawn = picture(
        provenance([seen("1", "ledger", cited("A"), cited("B")), seen("2", "courier", cited("B")),
                    seen("3", "vantor"), seen("4", "lantern", cited("courier"))])
    )  # fmt: skip
    for box in drawn.boxes:
        assert 0 <= box.x <= drawn.width - drawn.measure.width
        assert 0 <= box.y <= drawn.height - drawn.measure.height

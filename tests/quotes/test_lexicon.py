"""The word lists: they load, every pattern keeps its promises, and bad files say where."""

import re
from pathlib import Path
from typing import get_args

import pytest

from quotes import lexicon
from quotes.errors import LexiconError
from quotes.model import Act, Rel

WORDS = lexicon.load()
FOLDER = Path(lexicon.__file__).parent / "en"


def test_version_is_stable() -> None:
    again = lexicon.load.__wrapped__("en")
    assert again.version == WORDS.version
    assert re.fullmatch(r"[0-9a-f]{12}", WORDS.version)


def test_there_are_enough_cue_verbs() -> None:
    assert len(WORDS.cues) >= 150


def test_cue_verbs_have_known_acts_and_frames() -> None:
    for verb in WORDS.cues.values():
        assert verb.act in get_args(Act), verb
        assert verb.frames, verb
        assert verb.frames <= lexicon.FRAMES, verb


def content(example: str) -> str:
    found = re.fullmatch(r"[^{}]*\{([^{}]+)\}[^{}]*(?:\{[^{}]+\}[^{}]*)?", example)
    assert found is not None, f"no single {{content}} in {example!r}"
    return found[1]


@pytest.mark.parametrize("entry", [*WORDS.cues.values(), *WORDS.nouns.values()], ids=str)
def test_every_example_marks_its_content(entry: lexicon.CueVerb | lexicon.CueNoun) -> None:
    assert content(entry.example).strip() == content(entry.example)


def test_media_keep_their_names() -> None:
    for name, medium in WORDS.media.items():
        assert name == name.strip()
        assert WORDS.media[medium.name] is medium


@pytest.mark.parametrize("agency", ["TASS", "Reuters", "AP", "AFP", "Xinhua", "PTI", "Interfax"])
def test_the_large_agencies_are_known(agency: str) -> None:
    assert WORDS.media[agency].kind == "agency"


CHANNEL_EXAMPLES = [(entry, text) for entry in WORDS.channels for text in entry.examples]
CHANNEL_COUNTER = [(entry, text) for entry in WORDS.channels for text in entry.counter]


@pytest.mark.parametrize(("entry", "text"), CHANNEL_EXAMPLES, ids=lambda v: str(v)[:40])
def test_a_channel_pattern_finds_its_examples(entry: lexicon.ChannelPattern, text: str) -> None:
    first = next(c for c in WORDS.channels if c.pattern.search(text))
    assert first.channel == entry.channel


@pytest.mark.parametrize(("entry", "text"), CHANNEL_COUNTER, ids=lambda v: str(v)[:40])
def test_a_channel_pattern_leaves_its_counter_examples(
    entry: lexicon.ChannelPattern, text: str
) -> None:
    assert entry.pattern.search(text) is None


@pytest.mark.parametrize("relay", WORDS.relays, ids=lambda relay: relay.name)
def test_a_relay_is_complete(relay: lexicon.Relay) -> None:
    assert relay.rel in get_args(Rel)
    assert relay.examples
    assert all(" => " in text for text in (*relay.examples, *relay.counter))


# -- files that cannot be used -------------------------------------------------------------------


def test_an_unknown_language() -> None:
    with pytest.raises(LexiconError, match="'xx'"):
        lexicon.load("xx")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the English lexicon, to be spoilt."""
    for file in FOLDER.iterdir():
        if file.is_file():
            (tmp_path / file.name).write_text(file.read_text("utf-8"), "utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in folder.iterdir()}


def spoilt(folder: Path, name: str, line: str) -> dict[str, str]:
    (folder / name).write_text((folder / name).read_text("utf-8").rstrip("\n") + f"\n{line}\n")
    return files(folder)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("grok,shrug,neutral,clause,,Kolt grokked that {it ended}.", "is not an act"),
        ("grok,say,neutral,sideways,,Kolt grokked that {it ended}.", "unknown frames"),
        ("grok,say,neutral,clause,,", "needs an example"),
        ("grok,say,neutral", "expected the columns"),
        ("grok,say,neutral,clause,,Kolt grokked,that {it ended}.", "expected the columns"),
        ("say,say,neutral,clause,,Kolt said that {it ended}.", "stands twice"),
    ],
)
def test_a_bad_cue_names_its_line(tiny: Path, line: str, reason: str) -> None:
    last = len((tiny / "cues.csv").read_text("utf-8").splitlines()) + 1
    with pytest.raises(LexiconError, match=rf"cues\.csv:{last}: .*{reason}"):
        lexicon._table(spoilt(tiny, "cues.csv", line), "cues.csv", "lemma", lexicon._cue_verb)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"cues\.csv is missing"):
        lexicon._table({}, "cues.csv", "lemma", lexicon._cue_verb)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[relay]]\nname = "x"\nrel = "told"\nbefore = "to"\ncounter = []', "entry 1: needs"),
        ('[[relay]]\nname = "x"\nrel = "told"\nbefore = "to"\nexamples = ["a"]', "entry 1: needs"),
        (
            '[[relay]]\nname = "x"\nrel = "sung"\nbefore = "to"\nexamples = ["a"]\ncounter = []',
            "entry 1: .*sung",
        ),
        (
            '[[relay]]\nname = "x"\nrel = "told"\nbefore = "("\nexamples = ["a"]\ncounter = []',
            "entry 1: ",
        ),
        ("[[relay", "relays.toml: "),
        ("[[other]]", "relays.toml: 'relay'"),
    ],
)
def test_a_bad_pattern_names_its_entry(text: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        list(lexicon._patterns({"relays.toml": text}, "relays.toml", "relay", lexicon._relay))

"""Rules of the architecture that import-linter cannot see."""

from pathlib import Path

QUOTES = Path(__file__).parent.parent / "quotes"


def test_only_grammar_names_dependency_labels() -> None:
    others = [path for path in QUOTES.rglob("*.py") if path.name != "grammar.py"]
    assert others
    assert [path.name for path in others if "dep_" in path.read_text("utf-8")] == []


def test_only_reading_loads_spacy_or_imports_textacy() -> None:
    others = [path for path in QUOTES.rglob("*.py") if path.name != "reading.py"]
    loading = ("spacy.load(", "import textacy", "from textacy")
    found = [p.name for p in others if any(words in p.read_text("utf-8") for words in loading)]
    assert found == []


def test_nothing_is_called_utils() -> None:
    root = QUOTES.parent
    names = {p.stem for folder in ("quotes", "service") for p in (root / folder).rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "common", "misc"}

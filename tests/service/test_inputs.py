"""Every kind of input, and every way it can be wrong: a problem with its place, never an error."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Document
from service.inputs import Input, InputProblem, read_inputs


def read(*paths: Path | str, stdin: bytes = b"") -> list[Document | InputProblem]:
    found = read_inputs([str(path) for path in paths], io.BytesIO(stdin))
    return [each.document if isinstance(each, Input) else each for each in found]


def reasons(found: list[Document | InputProblem]) -> list[str]:
    return [
        f"{Path(each.place).name}: {each.reason}" if isinstance(each, InputProblem) else each.id
        for each in found
    ]


def test_text_is_taken_exactly_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.b.txt"
    path.write_bytes("\ufeffdate 2025-06-03\r\n“Odd\x00 \r text”\n\n".encode())
    assert read(path) == [Document("a.b", "date 2025-06-03\r\n“Odd\x00 \r text”\n\n")]


def test_a_json_document(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"text": "x", "title": " ", "published": "20250603", "url": "http://x", "extra": [1]}'
    )
    assert read(path) == [Document("a", "x", published="2025-06-03", url="http://x")]
    path.write_text('{"id": 7, "text": "x", "publisher": "Post"}')
    assert read(path) == [Document("7", "x", publisher="Post")]


def test_json_lines_are_documents_or_problems_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": "1", "text": "x"}\r\n\n{"id": 2}\nnot json\n{"text": "\xff"}\n'
        b'["text"]\n{"id": "6", "text": "y", "published": "June"}\n{"id": 7.5, "text": null}\n'
        b'{"id": "8", "text": "z"}'
    )
    assert reasons(read(path)) == [
        "1",
        "a.jsonl:3: text: Field required",
        "a.jsonl:4: not JSON: Expecting value at line 1 column 1",
        "a.jsonl:5: not UTF-8: byte 10 is 0xff",
        "a.jsonl:6: Input should be a JSON object",
        "a.jsonl:7: published: Input should be a date, as in 2025-06-03",
        "a.jsonl:8: id: Input should be a valid string; text: Input should be a valid string",
        "8",
    ]


def test_a_folder_is_read_in_order_and_names_its_documents(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.TXT", ".hidden/x.txt", "a/.x.txt", "readme.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "c.json").write_text('{"text": "x"}')
    (tmp_path / "d.jsonl").write_text('{"id": "own", "text": "x"}\n{"text": "x"}\n')
    found = read(tmp_path)
    ids = [each.id for each in found if isinstance(each, Document)]
    assert ids[:5] == ["a:b:c", "a:z", "b", "c", "own"]
    assert len(ids[5]) == 16


def test_paths_that_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "list.json").write_text("[]")
    found = read(*(tmp_path / name for name in ("empty", "none.txt", "a.md", "a.txt", "list.json")))
    assert reasons(found) == [
        "empty: holds no file of .txt, .json, .jsonl",
        "none.txt: no such file or folder",
        "a.md: not one of .txt, .json, .jsonl",
        "a.txt: not UTF-8: byte 3 is 0xe9",
        "list.json: Input should be a JSON object",
    ]


def test_paths_that_are_no_ids(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 200) / ("y" * 200)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    (tmp_path / "caf\udce9.txt").write_text("x")
    first, second = read(tmp_path)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.id, len(second.id)) == ("caf?", 16)


@pytest.mark.parametrize(
    ("stdin", "expected"),
    [
        (b"Plain text.\n", ["Plain text.\n"]),
        (b'{"text": "one"}', ["one"]),
        (b'{\n "text": "pretty"\n}\n', ["pretty"]),
        (b'{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        (b"{not json} at all\n", ["{not json} at all\n"]),
        (b'["a list", "is text"]', ['["a list", "is text"]']),
        (b"\xef\xbb\xbfText", ["Text"]),
    ],
)
def test_standard_input_is_what_it_looks_like(stdin: bytes, expected: list[str]) -> None:
    found = read("-", stdin=stdin)
    assert [each.text for each in found if isinstance(each, Document)] == expected
    assert len(found) == len(expected)


def test_standard_input_that_is_no_document() -> None:
    assert reasons(read("-", stdin=b'{"text": "one"}\n{"txt": 1}\n{')) == [
        read("-", stdin=b'{"text": "one"}')[0].id,  # type: ignore[union-attr]
        "-:2: text: Field required",
        "-:3: not JSON: Expecting property name enclosed in double quotes at line 1 column 2",
    ]
    assert reasons(read("-", stdin=b" \n")) == ["-: standard input is empty"]
    assert reasons(read("-", stdin=b"caf\xe9")) == ["-: not UTF-8: byte 3 is 0xe9"]
    assert reasons(read("-", stdin=b'{"a": 1}')) == ["-: text: Field required"]


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.builds(
        json.dumps,
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner) | st.dictionaries(st.sampled_from(["id", "text", "x"]), inner)
            ),
        ),
    ).map(str.encode)
)
def test_nothing_that_stands_on_standard_input_is_an_error(stdin: bytes) -> None:
    for each in read("-", stdin=stdin):
        if isinstance(each, Document):
            each.text.encode()
        else:
            assert each.place.startswith("-")
            assert each.reason

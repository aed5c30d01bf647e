"""Files as documents: YAML 1.2 with lines kept, and everything doubtful refused in words."""

import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hepaboard import HepaboardError
from hepaboard.document import MAX_BYTES, MAX_DEPTH, DocumentError, read_document, read_text


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("tRue", "tRue"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("12", 12),
        ("+12", 12),
        ("-3", -3),
        ("012", 12),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("0b11", "0b11"),
        ("1:30", "1:30"),
        ("2026-06-01", "2026-06-01"),
        ("29.96", Decimal("29.96")),
        ("29.960", Decimal("29.960")),
        (".5", Decimal("0.5")),
        ("5.", Decimal("5")),
        ("1e3", Decimal(1000)),
        ("1E-3", Decimal("0.001")),
        ("-.5e+2", Decimal(-50)),
        (".inf", ".inf"),
        ("-.INF", "-.INF"),
        (".nan", ".nan"),
        ("Infinity", "Infinity"),
        ("NaN", "NaN"),
        ("1.2.3", "1.2.3"),
        ("12 mg", "12 mg"),
        ("=", "="),
        ("<<", "<<"),
        ("V600E", "V600E"),
        ("4a", "4a"),
    ],
)
def test_plain_words_by_the_core_schema(written, value):
    found = read_text(f"key: {written}\n").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_digits_stay_as_written():
    assert str(read_text("a: 1.10").data["a"]) == "1.10"
    assert read_text("a: 0.1").data["a"] + read_text("a: 0.2").data["a"] == Decimal("0.3")
    long = "0." + "1" * 60
    assert str(read_text(f"a: {long}").data["a"]) == long
    assert isinstance(read_text("a: " + "9" * 30).data["a"], Decimal)


def test_texts_in_every_style():
    data = read_text("a: >-\n  one\n  two\nb: |\n  one\n  two\nc: 'it''s'\nd: \"x\\ty\"\n").data
    assert data == {"a": "one two", "b": "one\ntwo\n", "c": "it's", "d": "x\ty"}


def test_json_is_read_as_well():
    value = {"a": [1, 2.5, "x", None, True], "b": {"c": 'µ \N{GRINNING FACE} " \\ \n'}}
    for ascii_only in (True, False):
        text = json.dumps(value, ensure_ascii=ascii_only, indent=2)
        found = read_text(text, "x.json").data
        assert found == {**value, "a": [1, Decimal("2.5"), "x", None, True]}


DOCUMENT = """\
# a comment
first: 1
group:
  inner: word
  list:
    - one
    - two: 2
      three: >-
        some folded
        text with a SLIP inside
  flow: {a: 1, b: [x, y]}
last: "quoted with a SLIP here"
block: |
  line one
  line SLIP two
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        ((), 2),
        (("first",), 2),
        (("group",), 3),
        (("group", "inner"), 4),
        (("group", "list"), 5),
        (("group", "list", 0), 6),
        (("group", "list", 1), 7),
        (("group", "list", 1, "two"), 7),
        (("group", "list", 1, "three"), 8),
        (("group", "flow", "b", 1), 11),
        (("last",), 12),
        (("group", "nothing"), 3),
        (("group", "list", 1, "two", "deeper"), 7),
        (("nothing",), 2),
    ],
)
def test_the_line_of_every_value_and_of_what_is_not_there(place, line):
    assert read_text(DOCUMENT).line(place) == line


@pytest.mark.parametrize(
    "place",
    [("group", "list", 1, "three"), ("last",), ("block",)],
    ids=["folded", "quoted", "block"],
)
def test_the_spot_of_a_character_inside_a_text(place):
    document = read_text(DOCUMENT)
    value = document.data
    for key in place:
        value = value[key]
    line, column = document.spot(place, value.index("SLIP"))
    assert DOCUMENT.splitlines()[line - 1][column - 1 :].startswith("SLIP")


def test_the_spot_in_what_is_no_text_is_its_line():
    assert read_text(DOCUMENT).spot(("first",), 0) == (2, None)


def refused(text):
    with pytest.raises(DocumentError) as caught:
        read_text(text, "f.yaml")
    assert caught.value.file == "f.yaml"
    return caught.value


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("a: [1, 2", "not valid YAML", 2),
        ("a: {b: 1", "not valid YAML", 2),
        ("a: 'open", "not valid YAML", 1),
        ("a:\n\tb: 1", "not valid YAML", 2),
        ("a: b: c", "not valid YAML", 1),
        ("a: 1\n b: 2", "not valid YAML", 2),
        ("a: 1\n---\nb: 2\n", "not valid YAML", 2),
        ("%YAML 3.0\n---\na: 1", "not valid YAML", None),
        ("a: &x 1\nb: *x\n", "Anchors and aliases (& and *) are not allowed.", 1),
        ("b: *x\n", "Anchors and aliases (& and *) are not allowed.", 1),
        ("<<: *x\n", "Anchors and aliases (& and *) are not allowed.", 1),
        ("a: !!int '3'", "The tag tag:yaml.org,2002:int is not allowed.", 1),
        ("a: !!python/object/apply:os.system ['x']", "is not allowed.", 1),
        ("a: !own 3", "The tag !own is not allowed.", 1),
        ("a: 1\nb: 2\na: 3\n", "The key 'a' stands twice; first in line 1.", 3),
        ("a:\n  b: 1\n  b: 1\n", "The key 'b' stands twice; first in line 2.", 3),
        ("a: {b: 1, b: 1}", "The key 'b' stands twice", 1),
        ("'a': 1\n\"a\": 2\n", "The key 'a' stands twice", 2),
        ("? [a, b]\n: 1\n", "A key must be a word.", 1),
        ("? {a: b}\n: 1\n", "A key must be a word.", 1),
        ("a: \x00", "holds binary data", None),
        ("a: \x07", "not valid YAML", None),
        ("a: \ud800", "holds binary data", None),
        ("a: " + "[" * 200, "nested more than", 1),
        ("{a: " * 200, "nested more than", 1),
        ("a:\n" + "".join(" " * i + "- \n" for i in range(1, 60)), "nested more than", None),
    ],
)
def test_what_is_doubtful_is_refused(text, what, line):
    error = refused(text)
    assert what in error.what
    if line is not None:
        assert error.line == line


def test_nesting_up_to_the_limit_is_read():
    depth = MAX_DEPTH - 1
    assert read_text("a: " + "[" * depth + "]" * depth).data
    assert "nested" in refused("a: " + "[" * (depth + 1) + "]" * (depth + 1)).what


def test_a_billion_laughs_are_refused_before_anything_is_built():
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    assert "Anchors and aliases" in refused("\n".join(lines)).what


def test_the_whole_text_of_a_key_that_stands_twice():
    assert str(refused("a:\n  b: 1\n  b: 2\n")) == (
        "The key 'b' stands twice; first in line 2.\n"
        "  Where    f.yaml, line 3, a.b\n"
        "  Next     Keep one of the two."
    )


def test_the_whole_text_of_yaml_that_cannot_be_read():
    assert str(refused("a: [1, 2\n")) == (
        "The file is not valid YAML: did not find expected ',' or ']'.\n"
        "  Where    f.yaml, line 2, column 1\n"
        "  Next     Check brackets, quotes and indentation just before this place."
    )


def test_keys_are_always_words():
    assert read_text("1: a\ntrue: b\n~: c\n2.5: d\n").data == {
        "1": "a",
        "true": "b",
        "~": "c",
        "2.5": "d",
    }


def test_an_empty_document():
    assert read_text("").data is None
    assert read_text("# nothing\n").data is None


def test_files_that_cannot_be_read(tmp_path):
    for path, what in (
        (tmp_path / "none.yaml", "There is no file"),
        (tmp_path, "is not a file"),
    ):
        with pytest.raises(DocumentError, match=what):
            read_document(path)
    large = tmp_path / "large.yaml"
    large.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(DocumentError, match="too large: 4,000,001 bytes"):
        read_document(large)
    large.write_bytes(b"#" * MAX_BYTES)
    assert read_document(large).data is None
    binary = tmp_path / "binary.yaml"
    for content in (
        bytes(range(256)),
        b"\x89PNG\r\n\x1a\n",
        "µ".encode("latin-1"),
        b"\x1f\x8b\x08",
    ):
        binary.write_bytes(content)
        with pytest.raises(DocumentError, match=r"not text in UTF-8|holds binary data"):
            read_document(binary)


def test_a_byte_order_mark_and_windows_lines_do_not_matter(tmp_path):
    path = tmp_path / "f.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  c: 2\r\n")
    document = read_document(path)
    assert document.data == {"a": 1, "b": {"c": 2}}
    assert document.line(("b", "c")) == 3


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=60)
    | st.text(alphabet="ab:-[]{}&*!|>'\"#%@`\n ,?01.\t\\", max_size=60)
    | st.binary(max_size=40).map(lambda raw: raw.decode("latin-1"))
)
def test_any_text_is_read_or_refused_in_words(text):
    try:
        document = read_text(text)
    except HepaboardError as error:
        assert error.what.strip()
    else:
        assert all(mark[0] >= 1 for mark in document.marks.values())


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3).map(float)
    | st.text(
        alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Co", "Cn"])
    ),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES)
def test_json_comes_back_as_it_was(value):
    def same(found, wanted):
        if isinstance(wanted, dict):
            assert list(found) == list(wanted)
            return all(same(found[key], wanted[key]) for key in wanted)
        if isinstance(wanted, list):
            return len(found) == len(wanted) and all(map(same, found, wanted))
        if isinstance(wanted, float):
            return float(found) == wanted
        return found == wanted and isinstance(found, bool) == isinstance(wanted, bool)

    assert same(read_text(json.dumps({"v": value}), "x.json").data["v"], value)

"""The scanner of HTML tags: positions, attributes, and texts made to be slow."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processor_time import assert_linear

from mkdocs_academic.markup import attribute_edits, json_script, replace_spans, rewrite_urls, tags, tags_named


def names(text: str) -> list[str]:
    return [("/" if tag.is_end else "") + tag.name for tag in tags(text)]


def test_comments_scripts_and_styles_hold_no_tags() -> None:
    assert names("<p><!-- <b> --><script>'<i>'</script><style>a>b{}</style></p>") == [
        "p",
        "script",
        "/script",
        "style",
        "/style",
        "/p",
    ]


def test_an_attribute_value_may_hold_a_greater_sign() -> None:
    (tag,) = tags("<a title='x > y' HREF=\"?a=1&amp;b=2\" target=_blank hidden>")
    assert tag.attributes == {"title": "x > y", "href": "?a=1&b=2", "target": "_blank", "hidden": ""}


def test_the_first_of_a_repeated_attribute_counts() -> None:
    (tag,) = tags('<a id="one" id="two">')
    assert tag.attributes == {"id": "one"}


def test_a_less_sign_in_prose_is_no_tag() -> None:
    assert names("a < b and 3 <5 and <p> c") == ["p"]


def test_an_attribute_is_set_in_place_or_added_last() -> None:
    text = "x <img src='a.png' alt=x />"
    (tag,) = tags(text)
    assert replace_spans(text, attribute_edits(tag, {"src": 'b"c'})) == 'x <img src="b&quot;c" alt=x />'
    assert replace_spans(text, attribute_edits(tag, {"width": "3"})) == "x <img src='a.png' alt=x width=\"3\" />"
    (tag,) = tags("<p  ID=x >")
    assert replace_spans("<p  ID=x >", attribute_edits(tag, {"class": "a", "id": "y", "style": "b"})) == (
        '<p  id="y" class="a" style="b">'
    )


def test_an_edit_inside_another_is_not_made() -> None:
    assert replace_spans("abcdef", [(1, 5, "X"), (1, 3, "-"), (2, 3, "-"), (5, 5, "+"), (1, 1, "<")]) == "a<X+f"


def test_addresses_are_rewritten_by_position() -> None:
    text = """<a href='x'>x</a><img data-src="x" src="x" srcset="x 1x, y 2x"> x <!-- <a href="x"> -->"""
    assert rewrite_urls(text, {"x": "X", "y": "Y"}.get) == (  # type: ignore[arg-type]
        """<a href='X'>x</a><img data-src="x" src="X" srcset="X 1x, Y 2x"> x <!-- <a href="x"> -->"""
    )


def test_an_address_that_looks_like_an_attribute_inside_a_value_stays() -> None:
    text = """<a title="see href='x'" href="x">"""
    assert rewrite_urls(text, lambda url: "new") == """<a title="see href='x'" href="new">"""


def test_json_cannot_leave_its_script_element() -> None:
    data = {"name": "</script><script>alert(1)</script>", "b": "a & b", "c": "图灵\u2028"}
    written = json_script(data)
    assert not set(written) & set("<>&\u2028")
    assert json.loads(written) == data
    assert written == json_script(data)


@given(st.text(alphabet="<>a b=\"'/!-p", max_size=80))
def test_any_text_is_scanned_and_positions_hold(text: str) -> None:
    for tag in tags(text):
        assert text[tag.start : tag.end] == tag.source
        assert isinstance(tag.attributes, dict)


@given(st.text(max_size=60))
def test_replacing_nothing_changes_nothing(text: str) -> None:
    assert replace_spans(text, []) == text
    assert rewrite_urls(text, lambda url: url) == text


@pytest.mark.parametrize("unit", ["<a ", "<!--", "<a '", "<script>", '<a b="', "<x", "<a \"'", "<a href=x "])
def test_time_grows_with_the_length(unit: str) -> None:
    assert_linear(lambda: list(tags(unit * 4_000)), lambda: list(tags(unit * 32_000)))


# Tags of a few names


NAMED = '<p><IMG src="a"><picture></picture><image><img\nalt="<img>">'


@pytest.mark.parametrize(
    "around",
    [
        *("{}", "<!-- <img> -->{}", "{}<!-- <img>", "<script>'<img>'</script>{}", "{}<script><img>"),
        *("<STYLE><img></style>{}<textarea><img>", "<title><img></title>{}", '<iframe srcdoc="<img>"></iframe>{}'),
        *("{}<img src='", "< img>{}</ img>", "<b data-tip=\"a <b>b</b><img src='x'>\">{}", "<b title = 'a <img>'>{}"),
    ],
)
def test_tags_of_a_few_names_are_those_among_all_tags(around: str) -> None:
    text = around.format(NAMED)
    names = ("img", "picture")
    assert list(tags_named(text, names)) == [tag for tag in tags(text) if tag.name in names]

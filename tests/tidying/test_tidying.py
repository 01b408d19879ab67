"""An author's HTML: valid after the repair, the same to look at, and what only its author can mend is named."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from processor_time import assert_linear
from selectolax.lexbor import LexborHTMLParser

from mkdocs_academic.markup import tags
from mkdocs_academic.tidying import Tidied, tidy
from mkdocs_academic.tidying.addresses import encoded


def tidied(html: str) -> Tidied:
    return tidy(html, list(tags(html)))


def messages(html: str) -> list[str]:
    return [finding.message for finding in tidied(html).findings]


def tree(html: str) -> str:
    """Return what a browser makes of a page's content."""
    body = LexborHTMLParser(f"<!doctype html><html><head></head><body>{html}</body></html>").body
    return (body.html or "") if body is not None else ""


OLD = {
    '<img src="a.png" alt="" width="100%">': '<img src="a.png" alt="" style="width: 100%">',
    "<img src='a.png' alt='' width='300px' height=\"200 px\">": "<img src='a.png' alt='' width=\"300\" height=\"200\">",
    '<img src="a.png" alt="" width="12.5" height="65%">': '<img src="a.png" alt="" style="width: 12.5px">',
    '<img src="a.png" alt="" width="auto" />': '<img src="a.png" alt="" />',
    '<img src="a.png" alt="" width="50%" style="margin: 1em; width: 3em">': (
        '<img src="a.png" alt="" style="width: 50%; margin: 1em; width: 3em">'
    ),
    '<img src="a.png" alt="" border=0 hspace=4>': (
        '<img src="a.png" alt="" style="border: 0; margin-left: 4px; margin-right: 4px">'
    ),
    '<iframe title="t" src="a" width="100%" height="400px" frameborder="0" allowfullscreen="true"></iframe>': (
        '<iframe title="t" src="a" height="400" allowfullscreen style="width: 100%; border: 0"></iframe>'
    ),
    "<center>a <b>b</b></center>": '<div style="text-align: center">a <b>b</b></div>',
    '<font color="ff0000" size="+1" face="Arial, sans-serif">a</font>': (
        '<span style="color: #ff0000; font-size: large; font-family: Arial, sans-serif">a</span>'
    ),
    "<big>a</big> <tt>b</tt> <strike>c</strike>": (
        '<span style="font-size: larger">a</span> <span style="font-family: monospace">b</span> <s>c</s>'
    ),
    '<p align="right">a</p>': '<p style="text-align: right">a</p>',
    '<table cellpadding="3" border="0" align="center" width="80%"><tr valign="top"><td bgcolor="red" nowrap>a</td></tr>'
    "</table>": (
        '<table style="margin-inline: auto; width: 80%"><tr style="vertical-align: top">'
        '<td style="background-color: red; white-space: nowrap">a</td></tr></table>'
    ),
    '<br clear="all"><hr width="50%" size="2" noshade>': '<br style="clear: both"><hr style="width: 50%">',
    '<ul type="square"><li>a</li></ul>': '<ul style="list-style-type: square"><li>a</li></ul>',
    '<div class="a" class="b">c</div>': '<div class="a">c</div>',
    '<a name="news"></a>': '<a id="news"></a>',
    '<a name="news" id="n"></a>': '<span id="news"></span><a id="n"></a>',
    '<video src="a.mp4" controls="true" width="100%"></video>': (
        '<video src="a.mp4" controls style="width: 100%"></video>'
    ),
}


@pytest.mark.parametrize("html", OLD)
def test_what_html_has_no_more_becomes_what_it_meant_and_is_named(html: str) -> None:
    result = tidied(html)
    assert result.html == OLD[html]
    assert result.findings and all(finding.is_repaired for finding in result.findings)
    assert tidied(result.html) == Tidied(result.html, [])  # so that the advice, once taken, ends the warning


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ('<a href="a b [1].pdf">a</a>', '<a href="a%20b%20%5B1%5D.pdf">a</a>'),
        (
            '<span class="show_paper_citations" data="A:1">1</span>',
            '<span class="show_paper_citations" data-paper="A:1">1</span>',
        ),
        ('<a id="a" name="a">b</a>', '<a id="a">b</a>'),
        ('<h2 id="a">b</h2><a name="a"></a>', '<h2 id="a">b</h2><a></a>'),
        ('<img src="a" alt="" align=left>', '<img src="a" alt="" style="float: left; margin: 0 1em 1em 0">'),
        ("a &foo; &copy 2020 1 < 2", "a &amp;foo; © 2020 1 &lt; 2"),
    ],
)
def test_what_is_no_fault_of_the_author_is_repaired_without_a_word(html: str, repaired: str) -> None:
    assert tidied(html) == Tidied(repaired, [], is_changed=True)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png" alt="a" width="300" height="200" style="width: 100%">',
        "<p>a &amp; b &lt; &eacute; &#8211; A&B ?a=1&b=2</p><!-- 1 < 2 &foo; -->",
        '<script>if (a < b && c) {}</script><a href="?a=1&b=2#c d">x</a>'.replace("c d", "c"),
        '<a href="mailto:a b"> x </a><a href="javascript:a[0]">y</a><img src="data:image/svg+xml,<a>" alt="">',
        '<svg width="100%" height="50%"><style>a {}</style><a href="x"><text>y</text></a></svg>',
        "<pre><code>&lt;center&gt; width=&quot;100%&quot;</code></pre>",
        '<ol type="a" start="3"><li value="2">a</li></ol><input name="q" aria-label="q" size="10">',
        "<details open><summary>a</summary><ul><li><p>a</p><ul><li>b</li></ul></li></ul></details>",
        '<a href="{{ url }}?a=[b]">a</a><template><img src="${x y}" alt=""></template>',
        "<svg><text><![CDATA[a < b &foo; c]]></text></svg>",
        "<dl><dt>a</dt><dd><ul><li>b<dl><dt>c</dt><dd>d</dd></dl></li></ul></dd></dl>",
        "<p>a<p>b<ul><li>a<li>b</ul>".replace("<p>a<p>b", "<p>a</p>"),
    ],
)
def test_what_is_valid_stays(html: str) -> None:
    assert tidied(html) == Tidied(html, [])


def test_style_elements_are_handed_over_for_the_head() -> None:
    html = "<p>a</p><style>p {}</style><svg><style>b {}</style></svg>"
    result = tidy(html, list(tags(html)), takes_styles=True)
    assert (result.html, list(result.styles)) == ("<p>a</p><svg><style>b {}</style></svg>", ["<style>p {}</style>"])


def test_nothing_is_repaired_where_that_is_switched_off() -> None:
    html = '<center><img src="a.png" width="100%"></center>'
    result = tidy(html, list(tags(html)), repairs=False)
    assert result.html == html
    assert [finding.kind for finding in result.findings] == ["image"]


# Elements where HTML has no place for them.


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ("<p>a <div>b</div> c</p>", "<p>a </p><div>b</div> c<p></p>"),
        ("<p>a<ul><li>b</li></ul></p>", "<p>a</p><ul><li>b</li></ul><p></p>"),
        ('<p><a href="x">a <a href="y">b</a></a></p>', '<p><a href="x">a </a><a href="y">b</a></p>'),
        ("<form>a<form>b</form>c</form>", "<form>ab</form>c"),
        (
            "<p>a<table><tr><td><p>b</p></td></tr></table></p>",
            "<p>a</p><table><tr><td><p>b</p></td></tr></table><p></p>",
        ),
        ("<div>a</div></div>b</section>", "<div>a</div>b"),
    ],
)
def test_an_element_out_of_place_ends_what_is_around_it_as_in_a_browser(html: str, repaired: str) -> None:
    result = tidied(html)
    assert result.html == repaired
    assert tree(html) == tree(repaired)
    assert result.findings


def test_choices_need_no_end() -> None:
    html = "<center><select name=a aria-label=b><option>1<option>2</select></center>"
    assert tidied(html).html == html.replace("<center>", '<div style="text-align: center">').replace("center>", "div>")


def test_an_item_of_another_sort_of_list_does_not_end_one() -> None:
    html = "<dd>a<b><li>b<dd>c</dd></li></b></dd>"
    assert tree(tidied(html).html) == tree(html)


def test_a_stray_end_in_an_old_element_is_not_its_own() -> None:
    assert tree(tidied("<font><em></span>a</em></font>").html) == "<body><font><em>a</em></font></body>"


@pytest.mark.parametrize("html", ["<b><font>a</b></font>", "<font>a<p>b</font>c</p>", "<center>a"])
def test_an_old_element_whose_end_is_not_clear_stays(html: str) -> None:
    result = tidied(html)
    assert tree(result.html) == tree(html)
    assert any("not clear" in finding.message for finding in result.findings)


NAMES = (
    "li dd select option p div span a b i font center ul table tr td form button h2 h3 dl dt br img section object em"
    " code svg"
)
TAGS = st.sampled_from(NAMES.split())
PARTS = st.one_of(TAGS.map(lambda name: f"<{name}>"), TAGS.map(lambda name: f"</{name}>"), st.sampled_from("xyz"))


@given(st.lists(PARTS, max_size=14))
def test_any_mixture_of_tags_is_the_same_tree_afterwards(parts: list[str]) -> None:
    html = "".join(parts)
    # The names alone change: a "font" is a "span" then, which browsers treat otherwise where it is cut short.
    before = tree(html).replace("<font>", "<span>").replace("</font>", "</span>")
    before = before.replace("<center>", '<div style="text-align: center">').replace("</center>", "</div>")
    after = tree(tidied(html).html).replace("<font>", "<span>").replace("</font>", "</span>")
    assert after.replace("<center>", '<div style="text-align: center">').replace("</center>", "</div>") == before


@given(st.text(alphabet="<>/\"'= &;abpimgwdth100%\\#[]-!\n", max_size=80))
def test_any_text_is_read_and_none_of_it_is_lost(text: str) -> None:
    words = "".join(char for char in tree(tidied(text).html) if char.isalnum())
    assert words or not "".join(char for char in tree(text) if char.isalnum())


@pytest.mark.parametrize(
    "unit",
    [
        "<p><div>",
        "<a href=x><a>",
        "<b><i></b>",
        "<form><li><td>",
        "</p></a>",
        "<li><span>",
        "<img width=1% ",
        '<img a="1" a="2" width="9%">',
        "<font>",
        "&foo<",
        "<a href='\\ ",
        "<style>",
        "<h2><h4>x",
        "<button><nobr></h3>",
    ],
)
def test_time_grows_with_the_length(unit: str) -> None:
    assert_linear(partial(tidied, unit * 500), partial(tidied, unit * 4_000))


# What only the author can mend.


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<img src="a.png">', "the image 'a.png' has no 'alt'"),
        ("<img alt='x'>", "no 'src'"),
        ('<a href="x"></a>', "the link to 'x' has no text"),
        ('<a href="x"><svg></svg></a>', "the link to 'x' has no text"),
        ('<a href="x"><img src="a" alt=""></a>', "the link to 'x' has no text"),
        ('<a href="x">&nbsp;</a>', "the link to 'x' has no text"),
        ('<a href="x"><img src="a.png"></a>', "the image 'a.png' has no 'alt'"),
        ("<button></button>", "a button has no text"),
        ('<iframe src="x"></iframe>', "no 'title'"),
        ('<div tabindex="2">a</div>', "'tabindex' above 0"),
        ("<h1>a</h1><h3>On <b>trees</b></h3>", "the heading 'On trees' is 2 levels below"),
        ("<h2>a</h2><h1>b</h1><h1>c</h1>", "the heading 'a' is 2 levels below"),
        ('<div id="a b">x</div>', "the id 'a b' has a blank"),
        ('<iframe title="a" scrolling="no"></iframe>', "'scrolling=\"no\"'"),
        (r'<a href="papers\a.pdf">a</a>', "browsers alone read as '/'"),
        ("<table><div>a</div></table>", "cannot stand in a '<table>'"),
    ],
)
def test_what_nobody_can_read_out_is_named_once(html: str, said: str) -> None:
    assert [said in message for message in messages(html)] == [True]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="a.png" alt="">',
        '<img src="a.png" aria-label="a">',
        '<img src="a.png" role="presentation">',
        '<a id="x"></a>',
        '<a href="x" aria-label="a"></a>',
        '<a href="x" title="a"><svg></svg></a>',
        '<a href="x"><img src="a" alt="b"></a>',
        '<a href="x" style="display:none"></a>',
        '<a href="x"><span role="img" aria-label="a"></span></a>',
        '<a id="__codelineno-0-1" name="__codelineno-0-1" href="#__codelineno-0-1"></a>',
        '<iframe src="x" title="a"></iframe>',
        '<div tabindex="0">a</div><div tabindex="-1">b</div>',
        "<h2>a</h2><h3>b</h3><h2>c</h2>",
        '<h6 id="tags.md:0-22/name">tags.md:0-22/name</h6>',
    ],
)
def test_what_has_a_name_or_needs_none_is_not(html: str) -> None:
    assert messages(html) == []


@pytest.mark.parametrize(
    ("url", "valid"),
    [
        ("a b.pdf", "a%20b.pdf"),
        (r"papers\a b.pdf", r"papers\a%20b.pdf"),
        ("http://[::1]/a[1]", "http://[::1]/a%5B1%5D"),
        (" https://example.org/ ", "https://example.org/"),
        ("#a b", "#a%20b"),
        ("a%20b", "a%20b"),
        ("mailto:a <b>", "mailto:a <b>"),
        ("", ""),
    ],
)
def test_an_address_is_written_as_browsers_read_it(url: str, valid: str) -> None:
    assert encoded(url) == valid

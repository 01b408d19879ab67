"""What Jekyll's filters, and Liquid's where python-liquid differs from Ruby, make of values.

The expected values are those of Jekyll's own tests (test/test_filters.rb) and documentation.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_academic.errors import AcademicError
from mkdocs_academic.jekyll.liquid import Liquid
from mkdocs_academic.jekyll.liquid.emoji import emojify

SITE = {
    "url": "https://example.org",
    "baseurl": "/turing",
    "time": dt.datetime(2024, 2, 29, 13, 5, 9),
    "papers": [
        {"title": "On Computable Numbers", "year": 1936, "venue": {"name": "LMS"}, "tags": ["logic"], "score": "9"},
        {"title": "Systems of Logic", "year": 1938, "venue": {"name": "LMS"}, "tags": ["logic", "phd"], "score": "10"},
        {"title": "Computing Machinery", "year": 1950, "venue": {"name": "Mind"}, "tags": "ai"},
        {"title": "Chemical Basis", "year": "1952", "tags": [], "first": True},
    ],
    "empty": [{}, {"color": None}, {"color": ""}, {"color": "text"}, {"color": []}],
    "words": ["b", "a", None, "c"],
    "mixed": [{"a": "20"}, {"a": "1"}, {"a": "1abc"}],
    "tree": {"a": {"n": 1}, "b": {"n": 2}},
    "day": dt.date(2013, 3, 2),
    "moment": dt.datetime(2013, 3, 27, 11, 22, 33, tzinfo=dt.timezone(dt.timedelta(hours=2))),
}
Evaluate = Callable[[str], str]


@pytest.fixture
def evaluate(tmp_path: Path) -> Evaluate:
    liquid = Liquid(tmp_path, SITE, report=lambda problem: None, markdownify=lambda text: f"<p>{text}</p>")

    def text_of(expression: str) -> str:
        text = f"{{% assign r = {expression} %}}{{{{ r }}}}"
        return liquid.render(text, src_uri="index.md", page={}).text

    return text_of


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'/css/main.css' | relative_url", "/turing/css/main.css"),
        ("'images/a b/ü.png' | relative_url", "/turing/images/a%20b/%C3%BC.png"),
        ("'./a/../images/x.png' | relative_url", "/turing/images/x.png"),
        ("'' | relative_url", "/turing"),
        ("'#news' | relative_url", "/turing/#news"),
        ("'https://other.org/a' | relative_url", "https://other.org/a"),
        ("'mailto:a@b.org' | relative_url", "mailto:a@b.org"),
        ("nil | relative_url | inspect", "nil"),
        ("'/a?b=c d#e' | absolute_url", "https://example.org/turing/a?b=c%20d#e"),
        ("'http://other.org' | absolute_url", "http://other.org"),
        ("nil | absolute_url | inspect", "nil"),
        ("'/docs/index.html' | strip_index", "/docs/"),
        ("'foo,bar;baz? qux*' | cgi_escape", "foo%2Cbar%3Bbaz%3F+qux%2A"),
        ("'a b&c=ü@' | url_encode", "a+b%26c%3D%C3%BC%40"),
        ("'foo, bar \\baz?' | uri_escape", "foo,%20bar%20%5Cbaz?"),
        ("'AT&T <a href=\"x\">' | xml_escape", "AT&amp;T &lt;a href=&quot;x&quot;&gt;"),
        ('"it\'s <b>" | escape', "it&#39;s &lt;b&gt;"),
        ("'a &amp; b & c &#39; <' | escape_once", "a &amp; b &amp; c &#39; &lt;"),
    ],
)
def test_addresses_and_escaping(evaluate: Evaluate, expression: str, expected: str) -> None:
    assert evaluate(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("' Q*bert says @!#?@!' | slugify", "q-bert-says"),
        ("'The _config.yml file' | slugify", "the-config-yml-file"),
        ("'The _config.yml file' | slugify: 'pretty'", "the-_config.yml-file"),
        ("'The _cönfig.yml file' | slugify: 'ascii'", "the-c-nfig-yml-file"),
        ("'The cönfig.yml file' | slugify: 'latin'", "the-config-yml-file"),
        ("'The cönfig.yml file' | slugify", "the-cönfig-yml-file"),
        ("'The _config.yml file' | slugify: 'raw'", "the-_config.yml-file"),
        ("'The _config.yml FILE' | slugify: 'none'", "the _config.yml file"),
        ("'论文 Selected हिन्दी' | slugify", "论文-selected-हिन्दी"),
        ("nil | slugify", ""),
        ("'*hi*' | markdownify", "<p>*hi*</p>"),
        ("404 | markdownify", "<p>404</p>"),
        ("'a  b\nc ' | normalize_whitespace", "a b c"),
        ("'hello world and taoky strong!' | number_of_words: 'cjk'", "5"),
        ("'你好hello世界world' | number_of_words: 'auto'", "6"),
        ("'你好hello世界world' | number_of_words", "1"),
        ("'a -- b --- \"c\"...' | smartify", "a – b — “c”…"),
        ('\'<a title="x--y">"1936"</a>\' | smartify', '<a title="x--y">“1936”</a>'),
        ("\"Turing's 'test' ('50s)\" | smartify", "Turing’s ‘test’ (‘50s)"),
        ("'a,b,,' | split: ',' | size", "2"),
        ("'' | split: ',' | size", "0"),
        ("'12abc' | to_integer", "12"),
        ("'x' | to_integer", "0"),
        ("true | to_integer", "1"),
        ("3.9 | to_integer", "3"),
        ("nil | append: 'x' | append: nil", "x"),
        ("'a' | append: true | append: 1.5", "atrue1.5"),
        ("'a-b' | replace: '-'", "ab"),
        ("nil | default: 'd'", "d"),
        ("'' | default: 'd'", "d"),
        ("site.nothing | default: 'd' | upcase", "D"),
        ("site.nothing | size", "0"),
        ("'tetx' | truncate: 3, ''", "tet"),
    ],
)
def test_texts(evaluate: Evaluate, expression: str, expected: str) -> None:
    assert evaluate(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("site.moment | date_to_string", "27 Mar 2013"),
        ("site.moment | date_to_long_string", "27 March 2013"),
        ("site.moment | date_to_string: 'ordinal', 'US'", "Mar 27th, 2013"),
        ("site.day | date_to_long_string: 'ordinal'", "2nd March 2013"),
        ("site.day | date_to_string", "02 Mar 2013"),
        ("'2013-03-11' | date_to_string: 'ordinal'", "11th Mar 2013"),
        ("'2001-09-23' | date_to_long_string: 'ordinal', 'UK'", "23rd September 2001"),
        ("'2001-09-21' | date_to_long_string: 'ordinal', 'US'", "September 21st, 2001"),
        ("site.moment | date_to_xmlschema", "2013-03-27T11:22:33+02:00"),
        ("site.day | date_to_xmlschema", "2013-03-02T00:00:00+00:00"),
        ("site.moment | date_to_rfc822", "Wed, 27 Mar 2013 11:22:33 +0200"),
        ("'2001-09-11T12:46:30.000Z' | date_to_rfc822", "Tue, 11 Sep 2001 12:46:30 +0000"),
        ("1399680607 | date_to_string", "10 May 2014"),
        ("nil | date_to_xmlschema | inspect", "nil"),
        ("'' | date_to_xmlschema | inspect", '&quot;&quot;'),
        ("'now' | date: '%Y-%m-%d %H:%M:%S'", "2024-02-29 13:05:09"),
        ("'today' | date_to_string", "29 Feb 2024"),
        ("site.time | date: '%b %-d, %Y|%e|%j|%U|%W|%V|%G|%u|%w'", "Feb 29, 2024|29|060|08|09|09|2024|4|4"),
        ("site.day | date: '%-m/%-d/%y|%_m|%03d|%^a|%#B|%P|%I|%l'", "3/2/13| 3|002|SAT|mARCH|am|12|12"),
        ("site.day | date: '%L|%s|%%|%n%t|%Q'", "000|1362182400|%|\n\t|%Q"),
        ("site.moment | date: '%F %T %z %:z %Z'", "2013-03-27 11:22:33 +0200 +02:00 UTC+02:00"),
        ("site.moment | date: '%D|%R|%r|%C|%h'", "03/27/13|11:22|11:22:33 AM|20|Mar"),
        ("'May 1950' | date: '%Y-%m-%d'", "1950-05-01"),
        ("'23 June' | date: '%Y-%m-%d'", "2024-06-23"),
        ("'10 May 2014 09:00 EST' | date_to_xmlschema", "2014-05-10T09:00:00-05:00"),
        ("'10 May 2014 09:00 XYZ' | date_to_xmlschema", "2014-05-10T09:00:00+00:00"),
        ("'10 May 2014 09:00 -0330' | date: '%z %:z %::z'", "-0330 -03:30 -03:30:00"),
        ("'to be announced' | date: '%Y'", "to be announced"),
        ("site.day | date", "2013-03-02"),
        ("nil | date: '%Y'", ""),
        ("true | date: '%Y'", "true"),
        ("99999999999999 | date: '%Y'", "99999999999999"),
    ],
)  # fmt: skip
def test_dates(evaluate: Evaluate, expression: str, expected: str) -> None:
    assert evaluate(expression) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("site.papers | where: 'year', 1936 | map: 'title'", "On Computable Numbers"),
        ("site.papers | where: 'year', '1950' | map: 'year'", "1950"),
        ("site.papers | where: 'venue.name', 'LMS' | size", "2"),
        ("site.papers | where: 'tags', 'logic' | size", "2"),
        ("site.papers | where: 'tags', 'ai' | size", "1"),
        ("site.papers | where: 'tags', 'log' | size", "0"),
        ("site.papers | where: 'first', true | size", "1"),
        ("site.papers | where: 'first' | size", "1"),
        ("site.empty | where: 'color', nil | size", "2"),
        ("site.empty | where: 'color', site.nothing | size", "2"),
        ("site.empty | where: 'color', '' | size", "1"),
        ("site.tree | where: 'n', 2 | jsonify", '[{"n":2}]'),
        ("'text' | where: 'a', 'b'", "text"),
        ("site.nothing | where: 'a', 'b' | size", "0"),
        ("site.papers | where_exp: 'p', 'p.year == 1936' | map: 'title'", "On Computable Numbers"),
        ("site.papers | where_exp: 'p', \"p.title contains 'Comput' and p.venue.name == 'Mind'\" | size", "1"),
        ("site.papers | where_exp: 'p', 'p.venue' | size", "3"),
        ("site.papers | find: 'venue.name', 'LMS' | jsonify | size", "97"),
        ("site.papers | find: 'year', 1 | inspect", "nil"),
        ("site.papers | find_exp: 'p', \"p.venue.name == 'Mind'\" | map: 'year'", "1950"),
        ("site.papers | group_by: 'venue.name' | map: 'name' | join: '/'", "LMS/Mind/"),
        ("site.papers | group_by: 'venue.name' | map: 'size' | join", "2 1 1"),
        ("site.papers | group_by: 'venue.name' | first | map: 'items' | map: 'year' | join", "1936 1938"),
        ("site.papers | group_by_exp: 'p', \"p.year | divided_by: 10 | times: 10\" | map: 'name' | join", "1930 1950"),
        ("site.papers | sort: 'title' | map: 'year' | join", "1952 1950 1936 1938"),
        ("site.papers | sort: 'year' | reverse | map: 'year' | join", "1952 1950 1938 1936"),
        ("site.papers | sort: 'score' | map: 'year' | join", "1950 1952 1936 1938"),
        ("site.papers | sort: 'score', 'last' | map: 'year' | join", "1936 1938 1950 1952"),
        ("site.papers | sort: 'venue.name', 'last' | map: 'year' | join", "1936 1938 1950 1952"),
        ("site.words | sort | jsonify", '[null,"a","b","c"]'),
        ("site.mixed | sort: 'a' | map: 'a' | jsonify", '["1","1abc","20"]'),
        ("site.papers | first | map: 'year'", "1936"),
        ("site.nothing | sort | size", "0"),
        ("site.words | compact | join: ','", "b,a,c"),
        ("site.empty | map: 'color' | compact | size", "3"),
        ("site.papers | map: 'venue' | uniq | size", "3"),
        ("site.papers | uniq: 'venue' | map: 'year' | join", "1936 1950 1952"),
        ("site.words | push: 'z' | jsonify", '["b","a",null,"c","z"]'),
        ("site.words | unshift: 'z' | pop | jsonify", '["z","b","a",null]'),
        ("site.words | shift: 2 | pop: 5 | jsonify", "[]"),
        ("'text' | push: 'x'", "text"),
        ("'a b c' | split: ' ' | array_to_sentence_string", "a, b, and c"),
        ("'a b' | split: ' ' | array_to_sentence_string: 'or'", "a or b"),
        ("'a' | split: ' ' | array_to_sentence_string", "a"),
        ("'' | split: ' ' | array_to_sentence_string", ""),
        ("site.words | concat: site.words | size", "8"),
        ("site.tree | jsonify", '{"a":{"n":1},"b":{"n":2}}'),
        ("site.day | jsonify", '"2013-03-02"'),
        ("'ü\"</b>' | jsonify", '"ü\\"</b>"'),
        ("site.nothing | jsonify", "null"),
        ("site.tree | inspect", "{&quot;a&quot;=&gt;{&quot;n&quot;=&gt;1}, &quot;b&quot;=&gt;{&quot;n&quot;=&gt;2}}"),
        ("(1..3) | join: '-'", "1-2-3"),
        ("site.papers | map: 'year' | sum", "7776"),
        ("-3 | abs", "3"),
    ],
)  # fmt: skip
def test_lists(evaluate: Evaluate, expression: str, expected: str) -> None:
    assert evaluate(expression) == expected


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("'x' | date_to_string", "'date_to_string' fails: 'x' is no date"),
        ("site.papers | sort: 'year', 'middle'", "'middle' is no order of empty items. Write 'first' or 'last'"),
        ("site.papers | where_exp: 'p', 'p.year =='", "the filter 'where_exp' fails: expected a value"),
        ("site.papers | where_exp: 'p', 'p.year > p.title'", "the filter 'where_exp' fails:"),
        ("1 | modulo: 0", "the filter 'modulo' fails:"),
        ("'/w==' | base64_decode", "the filter 'base64_decode' fails:"),
        ("'x' | truncate: 'y'", "the filter 'truncate' fails:"),
        ("'x' | slugify: 1, 2, 3", "the filter 'slugify' fails:"),
        ("site.words | pop: 'x'", "the filter 'pop' fails:"),
        ("'x' | append", "the filter 'append' fails:"),
        ("'9e999' | ceil", "the filter 'ceil' fails:"),
        ("'x' | concat: 1", "the filter 'concat' fails:"),
    ],
)
def test_what_a_filter_cannot_take_is_an_error_with_its_line(evaluate: Evaluate, expression: str, reason: str) -> None:
    with pytest.raises(AcademicError) as caught:
        evaluate(expression)
    assert str(caught.value).startswith("docs/index.md:1: Liquid stops here: ")
    assert reason in str(caught.value)


def test_the_word_empty_finds_what_is_empty(tmp_path: Path) -> None:
    text = "{% assign nothing = empty %}{{ site.empty | where: 'color', nothing | size }}"
    liquid = Liquid(tmp_path, SITE, report=lambda problem: None, markdownify=str)
    assert liquid.render(text, src_uri="index.md", page={}).text == "4"


def test_without_settings_addresses_start_at_the_root(tmp_path: Path) -> None:
    liquid = Liquid(tmp_path, {}, report=lambda problem: None, markdownify=str)
    rendered = liquid.render("{{ 'a.png' | relative_url }} {{ 'a' | absolute_url }}", src_uri="index.md", page={})
    assert rendered.text == "/a.png /a"


def test_random_items_are_left_out(tmp_path: Path) -> None:
    problems: list[str] = []
    liquid = Liquid(tmp_path, {}, report=lambda problem: problems.append(str(problem)), markdownify=str)
    assert liquid.render("{{ 'abc' | sample }}", src_uri="index.md", page={}).text == "abc"
    assert problems == ["docs/index.md:1: unknown filter 'sample' leaves its value unchanged. Did you mean 'safe'?"]


def test_shortcodes_become_characters() -> None:
    assert emojify("a :tada: :+1: b :no-such-code: 10:30:00") == "a 🎉 👍 b :no-such-code: 10:30:00"

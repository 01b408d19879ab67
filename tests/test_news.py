"""News: which lists of a page are news, when they were, and the feed that is made of them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

import pytest
from atom_feeds import ATOM, check_feed
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.marks import line_marks
from mkdocs_academic.markup import replace_spans, tags
from mkdocs_academic.months import months_of
from mkdocs_academic.news.dates import read_date
from mkdocs_academic.news.feed import MOST_ENTRIES, news_feed
from mkdocs_academic.news.items import read_news

PAGE = """\
<h1 id="ada">Ada</h1>
<ul><li>2020: not news</li></ul>
<h2 id="-news">🔥 News<a class="headerlink" href="#-news">¶</a></h2>
<p>What happened:</p>
<ul>
<li><em>2024.05</em>: &nbsp;🎉 One paper <a href="cv/">accepted</a> at <strong>ICML</strong></li>
<li><p><strong>[Feb 12, 2024]</strong> Talk. <ul><li>2023: not an item of its own</li></ul></p></li>
<li>no date</li>
<li>2024-05-17, the day</li>
</ul>
<details><summary>Older</summary><ul><li>2019: Older</li></ul></details>
<h2 id="papers">Papers</h2>
<ul><li>2021: not news either</li></ul>
"""


def feed(html: str, heading: str = "", **more: str) -> etree.Element:
    news = read_news(html, heading)
    assert news is not None
    settings = {
        "title": "Ada: News",
        "author": "Ada",
        "site_url": "https://ada.example/",
        "page_url": "https://ada.example/about/",
        "feed_url": "https://ada.example/news.xml",
        **more,
    }
    text = news_feed(news, **settings)
    assert text == news_feed(news, **settings)
    root = etree.fromstring(text.encode())
    check_feed(root)
    return root


def texts(root: etree.Element, name: str) -> list[str]:
    return [entry.findtext(ATOM + name) or "" for entry in root.iter(f"{ATOM}entry")]


# Dates


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024", "2024"),
        ("[2024.05]", "2024-05"),
        ("2024/5/7", "2024-05-07"),
        ("2024-05-12", "2024-05-12"),
        ("2024年5月", "2024-05"),
        ("2024 年 5 月 12 日", "2024-05-12"),
        ("05/2024", "2024-05"),
        ("5.2024", "2024-05"),
        ("May 2024", "2024-05"),
        ("Feb. 2024", "2024-02"),
        ("Sept 3, 2024", "2024-09-03"),
        ("December 2024", "2024-12"),
        ("Fall 2024", "2024-09"),
        ("3 May 2024", "2024-05-03"),
        ("3. Sept. 2024", "2024-09-03"),
        ("31 Feb 2024", "2024-02"),
        ("05.03.2024", "2024-03-05"),
        ("5. 3.2024", "2024-03-05"),
        ("2022.09 - 2023.06", "2022-09"),
        ("2024.13", "2024"),
        ("2024-02-31", "2024-02"),
        ("Foo 2024", "2024"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(written: str, date: str) -> None:
    assert str(read_date(written)) == date


LOCAL_DATES = [
    ("de", "3. März 2024", "2024-03-03"),
    ("de", "Okt. 2024", "2024-10"),
    ("de", "May 2024", "2024-05"),
    ("de-AT", "Jänner 2024", "2024-01"),
    ("fr", "1er août 2024", "2024-08-01"),
    ("fr", "Févr. 2024", "2024-02"),
    ("es", "12 de mayo de 2024", "2024-05-12"),
    ("pt-BR", "fev 2024", "2024-02"),
    ("it", "Maggio 2024", "2024-05"),
    ("ru", "5 мая 2024", "2024-05-05"),
    ("ca", "2 d'abril de 2024", "2024-04-02"),
    ("ko", "2024년 5월 12일", "2024-05-12"),
]


@pytest.mark.parametrize(("language", "written", "date"), LOCAL_DATES)
def test_months_are_read_in_the_sites_language(language: str, written: str, date: str) -> None:
    assert str(read_date(written, language)) == date
    html = f"<h2>News</h2><ul><li>{written}: one</li><li><em>{written}</em>: two</li></ul>"
    news = read_news(html, language=language)
    assert news is not None
    assert [(str(item.date), item.text) for item in news.items] == [(date, "one"), (date, "two")]
    assert len(line_marks(html, list(tags(html)), language)) == 3


@pytest.mark.parametrize("language", ["", "en", "en-GB", "ja", "zh", "xx", "no such language", "../x", "e" * 200])
def test_a_language_that_names_no_months_or_is_not_known_reads_english(language: str) -> None:
    assert months_of(language) == {}
    assert str(read_date("May 2024", language)) == "2024-05"
    assert str(read_date("Mai 2024", language)) == "2024"


@pytest.mark.parametrize("written", ["", "soon", "0000", "9999", "20", "May", "²⁰²⁴"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert read_date(written) is None


@given(st.text(alphabet="0123456789./-年月日 MayFeb[(,", max_size=30))
def test_no_text_is_too_strange_for_a_date(written: str) -> None:
    read_date(written)


# Items


def test_news_are_the_dated_items_below_their_heading() -> None:
    news = read_news(PAGE)
    assert news is not None
    assert (news.title, news.heading_id) == ("🔥 News", "-news")
    assert [str(item.date) for item in news.items] == ["2024-05", "2024-02-12", "2024-05-17", "2019"]
    assert [item.text for item in news.items] == [
        "🎉 One paper accepted at ICML",
        "Talk. 2023: not an item of its own",
        "the day",
        "Older",
    ]


def test_news_are_the_same_where_their_dates_are_marked_already() -> None:
    html = PAGE.replace("<li>no date</li>", "")  # marks are for lists that have dates throughout
    marked = replace_spans(html, line_marks(html, list(tags(html))))
    assert "acad-dated" in marked
    first, second = read_news(html), read_news(marked)
    assert first is not None and second is not None
    assert [(item.date, item.text) for item in first.items] == [(item.date, item.text) for item in second.items]


def test_rows_of_a_table_with_a_date_are_items() -> None:
    row = '<tr><th scope="row" style="width: 20%">Jan 15, 2016</th><td>An <b>announcement</b>.</td></tr>'
    news = read_news(f"<h2>news</h2><table><tbody>{row}<tr><td>no</td><td>date</td></tr></tbody></table>")
    assert news is not None
    assert [(str(item.date), item.html) for item in news.items] == [("2016-01-15", "An <b>announcement</b>.")]


def test_news_may_stand_below_headings_of_their_years() -> None:
    news = read_news("<h2>News</h2><h3>2024</h3><ul><li>2024: a</li></ul><h3>2023</h3><ul><li>2023: b</li></ul>")
    assert news is not None and [item.text for item in news.items] == ["a", "b"]


@pytest.mark.parametrize(
    "title", ["News", "📰 Recent News", "What's new?", "新闻", "最新动态", "Aktuelles", "NEWS & Updates"]
)
def test_the_usual_words_for_news_are_known(title: str) -> None:
    assert read_news(f"<h2 id='x'>{title}</h2><ul><li>2024: x</li></ul>")


def test_another_heading_can_be_named_by_its_text_or_its_id() -> None:
    html = "<h2>News</h2><ul><li>2024: n</li></ul><h3 id='my-diary'>Diary</h3><ul><li>2023: d</li></ul>"
    for name in ("Diary", "my-diary", "diary"):
        news = read_news(html, name)
        assert news is not None and [item.text for item in news.items] == ["d"]


@pytest.mark.parametrize(
    "html",
    ["", "<h2>News</h2>", "<h2>News</h2><ul><li>text</li></ul>", "<h2>Papers</h2><ul><li>2024: x</li></ul>"],
)
def test_a_page_without_news_has_none(html: str) -> None:
    assert read_news(html) is None


def test_a_heading_without_items_gives_way_to_one_that_has_some() -> None:
    news = read_news("<h2>News</h2><p>Soon.</p><h2>Updates</h2><ul><li>2024: x</li></ul>")
    assert news is not None and news.title == "Updates"


# The feed


def test_the_newest_come_first_with_whole_addresses() -> None:
    root = feed(PAGE)
    assert texts(root, "title") == [
        "the day",
        "🎉 One paper accepted at ICML",
        "Talk. 2023: not an item of its own",
        "Older",
    ]
    assert texts(root, "updated")[:2] == ["2024-05-17T00:00:00Z", "2024-05-01T00:00:00Z"]
    assert root.findtext(f"{ATOM}updated") == "2024-05-17T00:00:00Z"
    content = texts(root, "content")[1]
    assert content == '🎉 One paper <a href="https://ada.example/about/cv/">accepted</a> at <strong>ICML</strong>'
    link = root.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None and link.get("href") == "https://ada.example/about/#-news"


def test_an_entry_keeps_its_name_whatever_is_said_around_it() -> None:
    less = PAGE.replace("<li>no date</li>", "").replace("<li><em>2024.05</em>: &nbsp;", "<li>2024.05 ")
    assert texts(feed(PAGE), "id") == texts(feed(less, title="Other"), "id")
    name = texts(feed(PAGE), "id")[1]
    assert re.fullmatch(r"tag:ada\.example,2024-05:/about/#[0-9a-f]{16}", name)
    assert texts(feed(PAGE.replace("One paper", "Two papers")), "id")[1] != name


@pytest.mark.parametrize("written", ["3 May 2024", "05.03.2024", "<em>3 May 2024</em>", "[5.3.2024]"])
def test_a_day_may_stand_before_its_month(written: str) -> None:
    assert texts(feed(f"<h2>News</h2><ul><li>{written}: I spoke.</li></ul>"), "title") == ["I spoke."]


def test_a_title_spells_the_mail_address_that_its_page_hides() -> None:
    hidden = "<a href='&#109;&#97;&#105;&#108;&#116;&#111;&#58;ada&#64;ada.example'>ada&#64;ada.example</a>"
    assert texts(feed(f"<h2>News</h2><ul><li>2024: Write to {hidden}</li></ul>"), "title") == [
        "Write to ada (at) ada.example"
    ]


def test_a_host_that_is_no_name_names_entries_by_the_page() -> None:
    root = feed(PAGE, page_url="http://localhost:8000/")
    assert texts(root, "id")[0].startswith("http://localhost:8000/#")


def test_news_that_are_told_twice_are_one_entry() -> None:
    assert len(texts(feed("<h2>News</h2><ul><li>2024: x</li><li>2024: <b>x</b></li></ul>"), "id")) == 1


def test_a_feed_is_not_endless() -> None:
    items = "".join(f"<li>{1900 + number}: item {number}</li>" for number in range(120))
    titles = texts(feed(f"<h2>News</h2><ul>{items}</ul>"), "title")
    assert (len(titles), titles[0]) == (MOST_ENTRIES, "item 119")


def test_a_title_ends_between_words() -> None:
    long = " ".join(["word"] * 40)
    (title,) = texts(feed(f"<h2>News</h2><ul><li>2024: {long}.</li></ul>"), "title")
    assert title == " ".join(["word"] * 16) + "…"
    (title,) = texts(feed(f"<h2>News</h2><ul><li>2024: {'新' * 200}</li></ul>"), "title")
    assert title == "新" * 80 + "…"
    (title,) = texts(feed('<h2>News</h2><ul><li>2024: <img src="a.png"></li></ul>'), "title")
    assert title == "2024"


# Bad stuff


@pytest.mark.parametrize(
    "item",
    [
        "<script>alert(1)</script>]]>&amp;&lt;",
        "\x00\x08\ufffe\ud800 text",
        '<a href="http://[">x</a> <a href="x y\\z">y</a>',
        "<b>never closed",
        "</ul></ul></li>",
        "\u202e txet",
    ],
)
def test_hostile_items_make_a_valid_feed(item: str) -> None:
    html = f"<h2>News</h2><ul><li>2024.05: {item}</li><li>2023: next</li></ul>"
    root = feed(html, title="</title>&", author="<b>", page_url="https://ada.example/ü x/")
    assert len(texts(root, "id")) >= 1


@pytest.mark.parametrize(
    "html", ["<h2>News</h2>" + "<ul><li>2024: " * 5_000, "<h2>News</h2>" * 1_000, "<h2>News" * 1_000, "<li>" * 9_000]
)
def test_hostile_pages_are_read(html: str) -> None:
    news = read_news(html)
    assert news is None or news.items

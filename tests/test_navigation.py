"""The entries of the top bar, from an author's data and from a page's sections."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.jekyll.navigation import NavItem, read_navigation, section_items, targets

PLACE = Place("docs/_data/navigation.yml")
NEWS = NavItem("News", "/#-news")


def read(data: object) -> tuple[tuple[NavItem, ...], list[Problem]]:
    problems: list[Problem] = []
    return read_navigation(data, place=PLACE, report=problems.append), problems


def read_well(written: str) -> tuple[NavItem, ...]:
    items, problems = read(yaml.safe_load(written))
    assert problems == []
    return items


def test_a_list_and_the_list_named_main_are_the_same() -> None:
    entries = '- {title: "News", url: "/#-news"}\n- {title: CV, url: /cv/}\n'
    expected = (NEWS, NavItem("CV", "/cv/"))
    assert read_well(entries) == expected
    assert read_well("main:\n" + entries) == expected


def test_the_keys_of_jekylls_tutorial_are_understood() -> None:
    assert read_well("- {name: News, link: '/#-news'}") == (NEWS,)
    assert read_well("- {title: News, name: x, url: '/#-news', link: y}") == (NEWS,)


@pytest.mark.parametrize("written", ["", "main:", "[]", "main: []", "{}"])
def test_an_empty_navigation_has_no_entries(written: str) -> None:
    assert read_well(written) == ()


@pytest.mark.parametrize(
    "url",
    [
        "/#-news",
        "#news",
        "/cv/",
        "cv/",
        "cv.pdf",
        "https://turing.example.org/a?b#c",
        "//turing.example.org",
        "mailto:alan@turing.example.org",
        "/#-近况",
        "/a#b\\c",
    ],
)
def test_an_address_stays_as_written(url: str) -> None:
    items, problems = read([{"title": "A", "url": url}])
    assert items == (NavItem("A", url),)
    assert problems == []


def test_target_and_children_are_read() -> None:
    written = """
    - title: CV
      url: /cv.pdf
      target: _blank
    - title: Research
      url: /research/
      children:
        - {title: Proofs, url: /proofs/}
        - title: Machines
          children:
            - {title: ACE, url: /ace/}
    """
    ace = NavItem("ACE", "/ace/")
    assert read_well(written) == (
        NavItem("CV", "/cv.pdf", "_blank"),
        NavItem(
            "Research",
            "/research/",
            children=(NavItem("Proofs", "/proofs/"), NavItem("Machines", "/ace/", children=(ace,))),
        ),
    )


def test_other_keys_are_accepted() -> None:
    assert read_well("[{title: News, url: /#-news, title_zh: 新闻, description: null}]") == (NEWS,)


@pytest.mark.parametrize(
    ("title", "text"), [(2024, "2024"), (1.5, "1.5"), (date(1912, 6, 23), "1912-06-23"), (True, "True"), (" A ", "A")]
)
def test_a_title_of_another_type_is_its_text(title: object, text: str) -> None:
    assert read([{"title": title, "url": "/x/"}]) == ((NavItem(text, "/x/"),), [])


def test_a_backslash_is_read_as_a_browser_reads_it_and_named() -> None:
    items, (problem,) = read([{"title": "News", "url": "\\#-news"}])
    assert items == (NEWS,)
    assert problem.level == "info"
    assert str(problem) == (
        r"docs/_data/navigation.yml: navigation entry 1 ('News') leads to '\\#-news', read as '/#-news'. "
        r"Write '/', not '\'."
    )


def test_targets_are_all_entries_each_before_its_children() -> None:
    leaf = NavItem("C", "/c/")
    items = (NavItem("A", "/a/", children=(NavItem("B", "/b/", children=(leaf,)),)), NavItem("D", "/d/"))
    assert [item.title for item in targets(items)] == ["A", "B", "C", "D"]


# A page's sections


def test_the_sections_are_the_headings_of_the_top_level() -> None:
    headings = [("🔥 News", "-news", 1), ("2024", "2024", 2), ("📝 Publications", "-publications", 1)]
    assert section_items(headings) == (NavItem("News", "#-news"), NavItem("Publications", "#-publications"))


def test_the_pages_title_is_no_section() -> None:
    headings = [("Alan Turing", "alan", 1), ("News", "news", 2), ("Deep", "deep", 3), ("Papers", "papers", 2)]
    assert [item.url for item in section_items(headings)] == ["#news", "#papers"]


def test_a_first_section_with_parts_is_a_section_where_others_follow() -> None:
    headings = [("Deep", "deep", 3), ("News", "news", 2)]
    assert [item.url for item in section_items(headings)] == ["#news"]
    assert section_items([("Only", "only", 2)]) == (NavItem("Only", "#only"),)
    assert section_items([]) == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("🔥 News", "News"),
        ("🎖️ Honors and Awards", "Honors and Awards"),
        ("👩🏽‍💻 Work", "Work"),
        ("🇬🇧 United Kingdom", "United Kingdom"),
        ("1️⃣ First", "First"),
        ("📖 📚 Educations", "Educations"),
        ("★ ∇ → Gradient", "Gradient"),
        ("\ue80c Icon font", "Icon font"),
        ("💻实习经历", "实习经历"),
        ("🔥", "🔥"),
        ("🎖️ 🔥", "🎖️ 🔥"),
        ("News 🔥", "News 🔥"),
        ("# 1 in the world", "# 1 in the world"),
        ("$100 prize", "$100 prize"),
        ("1950s", "1950s"),
        ("«Quoted»", "«Quoted»"),
        ("ñandú", "ñandú"),
        ("Honors &amp; Awards", "Honors & Awards"),
        ("  News ", "News"),
    ],
)
def test_a_section_is_named_without_its_emoji(title: str, text: str) -> None:
    assert section_items([(title, "x", 1)])[0].title == text


def test_a_heading_without_an_id_or_without_text_is_no_section() -> None:
    assert section_items([("", "a", 1), (" ", "b", 1), ("C", "", 1), ("D", "d", 1)]) == (NavItem("D", "#d"),)


# Bad input


def test_a_wrong_entry_is_named_by_its_position_and_the_others_are_kept() -> None:
    good = {"title": "News", "url": "/#-news"}
    items, problems = read(
        [
            None,
            "x",
            {"url": "/a/"},
            {"title": "A"},
            {"title": ["A"], "url": "/a/"},
            {"title": "A", "url": ["/a/"]},
            good,
        ]
    )
    assert items == (NEWS,)
    assert [problem.message.split(".")[0] for problem in problems] == [
        "navigation entry 1 is empty; left out",
        "navigation entry 2 is no mapping; left out",
        "navigation entry 3 has no 'title' that is text; left out",
        "navigation entry 4 ('A') has no 'url' that is text; it leads nowhere",
        "navigation entry 5 has no 'title' that is text; left out",
        "navigation entry 6 ('A') has no 'url' that is text; it leads nowhere",
    ]
    assert all(problem.place == PLACE and problem.level == "warning" for problem in problems)


def test_a_wrong_child_is_named_by_its_parents_position_too() -> None:
    child = {"title": "B", "url": "/b/"}
    items, (problem,) = read([{"title": "A", "url": "/a/", "children": [child, None]}])
    assert items == (NavItem("A", "/a/", children=(NavItem("B", "/b/"),)),)
    assert problem.message.startswith("navigation entry 1.2 is empty")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " \x01javascript:x",
        "java\nscript:x",
        "data:text/html,x",
        "vbscript:x",
    ],
)
def test_an_address_that_runs_something_is_refused(url: str) -> None:
    items, (problem,) = read([{"title": "A", "url": url}])
    assert items == ()
    assert "which is no address of a page" in problem.message


def test_a_number_that_cannot_be_written_is_no_text() -> None:
    items, problems = read([{"title": 1 << 20_000, "url": "/a/"}, {"title": "A", "url": 1 << 20_000}])
    assert (items, len(problems)) == ((), 2)


def test_a_menu_with_a_refused_address_keeps_its_children() -> None:
    items, problems = read([{"title": "A", "url": "javascript:x", "children": [{"title": "B", "url": "/b/"}]}])
    assert items == (NavItem("A", "/b/", children=(NavItem("B", "/b/"),)),)
    assert len(problems) == 1


@pytest.mark.parametrize("data", ["News", 5, True, 1.5, {"main": "x"}, {"main": {"title": "A"}}])
def test_a_navigation_that_is_no_list_is_named(data: object) -> None:
    items, (problem,) = read(data)
    assert items == ()
    assert problem.message.startswith("the navigation is no list")


def test_a_mapping_without_main_is_named_with_the_nearest_key() -> None:
    items, (problem,) = read({"mian": [{"title": "A", "url": "/a/"}], 5: None})
    assert items == ()
    assert problem.message == "the navigation has no list 'main'; none of it is shown. Did you mean 'mian'?"


@pytest.mark.parametrize("target", [5, True, ["_blank"], {}])
def test_a_wrong_target_is_named_and_the_entry_kept(target: object) -> None:
    items, (problem,) = read([{"title": "News", "url": "/#-news", "target": target}])
    assert items == (NEWS,)
    assert "'target' that is no text" in problem.message


def test_children_that_are_no_list_or_lie_too_deep_are_named_and_the_entry_kept() -> None:
    items, (problem,) = read([{"title": "News", "url": "/#-news", "children": "x"}])
    assert items == (NEWS,)
    assert "'children' that are no list" in problem.message

    deep: dict[str, object] = {"title": "4", "url": "/4/"}
    for level in ("3", "2", "1"):
        deep = {"title": level, "url": f"/{level}/", "children": [deep]}
    items, (problem,) = read([deep])
    assert [item.title for item in targets(items)] == ["1", "2", "3"]
    assert problem.message.startswith("navigation entry 1.1.1 has children on level 4")


def test_entries_that_contain_themselves_or_stand_for_millions_end() -> None:
    start = time.process_time()
    looping = yaml.safe_load("&a [{title: A, url: /a/, children: *a}]")
    assert len(list(targets(read(looping)[0]))) == 3

    bomb = "\n".join(
        f"- &{name} {{title: {name}, url: /, children: [{', '.join([f'*{other}'] * 300)}]}}"
        for other, name in pairwise("abc")
    )
    items, problems = read(yaml.safe_load("- &a {title: a, url: /}\n" + bomb))
    assert len(list(targets(items))) <= 500
    assert any("comes after 500 others" in problem.message for problem in problems)
    assert time.process_time() - start < 5


YAML = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.binary(max_size=3) | st.text(max_size=12),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(["main", "title", "url", "target", "children"]) | st.integers() | st.none(),
            children,
            max_size=5,
        )
    ),
    max_leaves=16,
)


@settings(max_examples=300, deadline=None)
@given(YAML)
def test_no_navigation_that_yaml_can_hold_is_too_much(data: object) -> None:
    items, _ = read(data)
    assert all(item.title and item.url for item in targets(items))
    "".join(item.title + item.url + item.target for item in targets(items)).encode()


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=4), st.integers(1, 6)), max_size=8))
def test_no_headings_are_too_much(headings: list[tuple[str, str, int]]) -> None:
    assert all(item.title and item.url != "#" for item in section_items(headings))

"""Citation styles in CSL files."""

from __future__ import annotations

import builtins
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from markupsafe import Markup
from publication_samples import (
    BARE,
    BOOK,
    CHAPTER,
    HOSTILE,
    PAPER,
    PREPRINT,
    SAMPLES,
    THESIS,
    TURING,
    WORST,
    publication,
    publications,
)

from mkdocs_academic.errors import AcademicError, Place, Problem
from mkdocs_academic.markup import tags
from mkdocs_academic.publications.citation import citation
from mkdocs_academic.publications.csl import CslStyle
from mkdocs_academic.publications.csl.items import page_range
from mkdocs_academic.publications.records import Publication, Text

PLACE = Place("styles/mine.csl")
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" '
INFO = "<info><title>Ours</title><id>ours</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
CITATION = '<citation><layout><text variable="title"/></layout></citation>'
AUTHOR = """<macro name="author"><names variable="author"><name and="symbol" name-as-sort-order="all"
    initialize-with=". " delimiter=", "/><substitute><names variable="editor"/></substitute></names></macro>"""
AUTHOR_DATE = f"""{HEAD} page-range-format="minimal">{INFO}{AUTHOR}{CITATION}
<bibliography><sort><key macro="author"/></sort><layout suffix=".">
  <group delimiter=". ">
    <group delimiter=" "><text macro="author"/>
      <date variable="issued" prefix="(" suffix=")"><date-part name="year"/></date></group>
    <text variable="title" text-case="sentence"/>
    <group delimiter=", "><text variable="container-title" font-style="italic"/>
      <group><text variable="volume" font-weight="bold"/><text variable="issue" prefix="(" suffix=")"/></group>
      <text variable="page"/></group>
    <text variable="publisher"/>
  </group></layout></bibliography></style>"""
NUMERIC = f"""{HEAD} default-locale="en-US">{INFO}{CITATION}
<bibliography second-field-align="flush"><layout suffix=".">
  <text variable="citation-number" prefix="[" suffix="]"/>
  <group delimiter=", "><names variable="author"><name initialize-with="." form="long"/></names>
    <text variable="title" quotes="true"/>
    <group delimiter=" "><label variable="page" form="short" text-case="title"/><text variable="page"/></group>
    <number variable="chapter-number" prefix="ch. "/></group></layout></bibliography></style>"""


def style(source: str | bytes, folder: Path, name: str = "mine.csl") -> CslStyle:
    path = folder / name
    path.write_bytes(source if isinstance(source, bytes) else source.encode())
    return CslStyle(path, place=PLACE)


def entries(source: str, folder: Path, *listed: Publication) -> list[Markup]:
    problems: list[Problem] = []
    made = style(source, folder).format(listed, report=problems.append)
    assert problems == []
    assert len(made) == len(listed)
    return made


def refusal(source: str | bytes, folder: Path, name: str = "mine.csl") -> str:
    with pytest.raises(AcademicError) as caught:
        style(source, folder, name)
    assert str(caught.value).startswith(f"{PLACE}: ")
    return caught.value.message


def layout(content: str, macros: str = "") -> str:
    return f"{HEAD}>{INFO}{macros}{CITATION}<bibliography><layout>{content}</layout></bibliography></style>"


def test_entries_come_in_the_order_of_the_list_not_of_the_style(tmp_path: Path) -> None:
    assert entries(AUTHOR_DATE, tmp_path, TURING, BOOK, CHAPTER, THESIS) == [
        "Turing, A. M. (1937). On computable numbers, with an application to the Entscheidungsproblem. "
        "<i>Proceedings of the London Mathematical Society</i>, <b>s2-42</b>(1), 230–65.",
        "Mittelbach, F. &amp; 王小明 (2004). The LaTeX Companion. Addison-Wesley.",
        "Müller, J. (2010). Water. <i>Handbook</i>, 7. Springer.",
        "Doe, J. (2020). A thesis. MIT.",
    ]


def test_a_numeric_style_counts_and_sets_american_quotes(tmp_path: Path) -> None:
    assert entries(NUMERIC, tmp_path, PAPER, CHAPTER, BARE) == [
        "[1] A. Vaswani, N. Shazeer, J.-P. van der Berg, “Attention is &lt;all&gt; <em>you</em> need?” Pp. 5998–6008.",
        "[2] J. Müller, “Water,” P. 7, ch. 3.",
        "[3] “Nothing but a title.”",
    ]


def test_titles_keep_emphasis_and_indices_and_show_formulas_as_text(tmp_path: Path) -> None:
    title = Text("H2O in E. coli & <x>", Markup("H<sub>2</sub>O in <em>E. coli</em> &amp; &lt;x&gt;"))
    formula = Text("Sorting in O(n²)", Markup("<em>Sorting</em> in <math><mi>O</mi></math>"))
    source = layout('<text variable="title"/>')
    assert entries(source, tmp_path, publication(title), publication(formula)) == [
        "H<sub>2</sub>O in <em>E. coli</em> &amp; &lt;x&gt;",
        "Sorting in O(n²)",
    ]


def test_every_format_of_csl_has_its_tag(tmp_path: Path) -> None:
    formats = {
        'font-style="italic"': "<i>T</i>",
        'font-weight="bold"': "<b>T</b>",
        'vertical-align="sup"': "<sup>T</sup>",
        'vertical-align="sub"': "<sub>T</sub>",
        'font-variant="small-caps"': '<span style="font-variant:small-caps">T</span>',
        'text-decoration="underline"': '<span style="text-decoration:underline">T</span>',
        'font-weight="light"': '<span style="font-weight:lighter">T</span>',
    }
    for attribute, html in formats.items():
        assert entries(layout(f'<text variable="title" {attribute}/>'), tmp_path, publication("T")) == [html]


@pytest.mark.parametrize(
    ("page_range_format", "ranges"),
    [
        ("", {"321-328": "321-328", "1-10": "1-10"}),
        ("expanded", {"42-45": "42-45", "321-28": "321-328", "2787-816": "2787-2816", "e12-e15": "e12-e15"}),
        ("minimal", {"42-45": "42-5", "321-328": "321-8", "2787-2816": "2787-816", "1-10": "1-10", "7-7": "7-7"}),
        ("minimal-two", {"42-45": "42-45", "321-328": "321-28", "2787-2816": "2787-816", "3-5": "3-5"}),
        (
            "chicago",
            {
                **{"3-10": "3-10", "71-72": "71-72", "100-104": "100-104", "600-613": "600-613", "101-108": "101-8"},
                **{"107-108": "107-8", "505-517": "505-17", "321-325": "321-25", "415-532": "415-532"},
                **{"1536-1538": "1536-38", "1496-1504": "1496-1504", "11564-11568": "11564-68"},
            },
        ),
    ],
)
def test_page_ranges_are_as_short_as_the_specification_says(page_range_format: str, ranges: dict[str, str]) -> None:
    assert {written: page_range(written, page_range_format) for written in ranges} == ranges


def test_what_is_no_range_stays(tmp_path: Path) -> None:
    for written in ("7", "e1234", "xii", "S1-S", "a-b-c", "12-a15", "-" * 100_000, "1" * 100_000):
        assert page_range(written, "minimal") == written


def test_a_style_that_only_refers_to_another_needs_that_beside_it(tmp_path: Path) -> None:
    alias = f"""{HEAD} default-locale="de-DE"><info><title>A</title><id>a</id>
        <link href="http://www.zotero.org/styles/parent" rel="independent-parent"/></info></style>"""
    assert refusal(alias, tmp_path) == (
        "this style only refers to 'http://www.zotero.org/styles/parent'. Download that one and save it as "
        "'parent.csl' in the same folder."
    )
    (tmp_path / "parent.csl").write_text(layout('<text term="and"/>'), encoding="utf-8")
    assert entries(alias, tmp_path, BARE) == ["und"]


def test_a_language_that_the_processor_lacks_is_english(tmp_path: Path) -> None:
    for locale in ("xx-XX", "en-AU", "de", ""):
        source = layout('<text term="and"/>').replace("<style", f'<style default-locale="{locale}"', 1)
        assert entries(source, tmp_path, BARE) == ["und" if locale == "de" else "and"]


def test_entries_that_did_not_change_are_not_formatted_again(tmp_path: Path) -> None:
    made = style(NUMERIC, tmp_path)
    problems: list[Problem] = []
    first = made.format(SAMPLES, report=problems.append)
    made._processor = None
    assert made.format(SAMPLES, report=problems.append) == first
    assert problems == []
    made.format([BARE, TURING], report=problems.append)
    assert "cannot write 'bare', 'turing1937'" in problems[0].message


def test_a_publication_that_fails_does_not_lose_the_others(tmp_path: Path) -> None:
    source = layout('<text variable="title"/><number variable="volume" form="nothing" prefix=" "/>')
    broken = publication("Broken", details={"volume": "5"}, key="broken")
    problems: list[Problem] = []
    made = style(source, tmp_path).format([BARE, broken, THESIS], report=problems.append)
    assert made == [BARE.title.plain, citation(broken).html, "A thesis"]
    (problem,) = problems
    assert str(problem).startswith("styles/mine.csl: citeproc-py cannot write 'broken' in this style")


def test_capitals_are_made_of_any_text_of_the_style(tmp_path: Path) -> None:
    macros = '<macro name="a"><text variable="title" font-style="italic"/></macro>'
    shown = publication("a title", "book", "doe, jane", details={"edition": "2"})
    content = """<names variable="author"><name><name-part name="family" text-case="capitalize-first"/></name></names>
        <text macro="a" text-case="uppercase"/><number variable="edition" text-case="title"/>"""
    assert entries(layout(content, macros), tmp_path, shown) == ["jane doe<i>A TITLE</i>2"]
    macro = layout('<text macro="a" text-case="title"/>', macros)
    assert entries(macro, tmp_path, shown) == ["<i>a Title</i>"]


# Refusals


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "cannot read the citation style: line 1 is no XML."),
        ("<style>\n<a></style>", "cannot read the citation style: line 2 is no XML."),
        (b"\xff\xfe<\x00", "cannot read the citation style: it is not UTF-8."),
        ("<html/>", "is no citation style: its first element is no <style> of CSL."),
        ("<style/>", "is no citation style: its first element is no <style> of CSL."),
        (f"{HEAD}>{INFO}{CITATION}</style>", "this style has no bibliography, only notes or citations."),
        (layout('<text macro="x"/>'), "the style uses the macro 'x', which it does not have."),
        (
            layout('<text macro="x"/>', '<macro name="x"><text macro="x"/></macro>'),
            "the macros of the style contain each other without end.",
        ),
        ("x" * 2_000_001, "the citation style is larger than 2 MB."),
        ("<a>" * 100_000 + "</a>" * 100_000, "is no citation style"),
        (layout("<group>" * 20_000 + "</group>" * 20_000), "the citation style is nested too deeply."),
    ],
)
def test_what_is_no_style_is_refused_with_a_reason(source: str | bytes, reason: str, tmp_path: Path) -> None:
    assert refusal(source, tmp_path).startswith(reason)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AcademicError, match="cannot read the citation style: No such file or directory"):
        CslStyle(tmp_path / "missing.csl")


def test_entities_and_macros_that_multiply_do_not_hang(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE style [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "' + f"&{chr(97 + n)};" * 10 + '">' for n in range(12)
    )
    macros = '<macro name="m0"><text variable="title"/></macro>' + "".join(
        f'<macro name="m{n + 1}">' + f'<text macro="m{n}"/>' * 10 + "</macro>" for n in range(12)
    )
    start = time.process_time()
    assert "<!DOCTYPE" in refusal(bomb + "]><style>&m;</style>", tmp_path)
    choices = '<macro name="m0"><text variable="title"/></macro>' + "".join(
        f'<macro name="m{n + 1}"><choose><if variable="note"><text macro="m{n}"/></if><else><text macro="m{n}"/></else>'
        "</choose></macro>"
        for n in range(30)
    )
    for multiplied in (macros, choices):
        assert "without end" in refusal(
            layout(f'<text macro="m{12 if multiplied is macros else 30}"/>', multiplied), tmp_path
        )
    assert time.process_time() - start < 5


def test_without_the_processor_the_author_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_import = builtins.__import__

    def without_citeproc(name: str, *rest: Any) -> Any:
        if name.startswith("citeproc"):
            raise ImportError(name)
        return real_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_citeproc)
    assert refusal(NUMERIC, tmp_path) == (
        "citation styles need citeproc-py, which is not installed. Run: pip install 'mkdocs-academic[csl]'"
    )


# Bad input


@pytest.mark.parametrize("source", [AUTHOR_DATE, NUMERIC])
def test_hostile_values_stay_text(source: str, tmp_path: Path) -> None:
    nested = Text("x", Markup("<em>" * 5_000 + "x" + "</sup></em>" * 3_000))
    title = publication(
        Text('<span class="nocase">a</span>', Markup("&lt;span class=&quot;nocase&quot;&gt;a&lt;/span&gt;"))
    )
    big = publication("T", details={"volume": "9" * 5_000, "chapter": "9" * 5_000, "pages": "-" * 5_000})
    problems: list[Problem] = []
    made = style(source, tmp_path).format([WORST, publication(nested), title, big], report=problems.append)
    for entry in made:
        assert {tag.name for tag in tags(entry)} <= {"i", "b", "em", "sup", "a"}
        assert entry.encode()
    assert HOSTILE[:9] not in made[0]
    assert "&lt;span class=&quot;nocase&quot;&gt;a" in made[2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(publications)
def test_any_publication_is_formatted(tmp_path: Path, shown: Publication) -> None:
    (entry,) = style(AUTHOR_DATE, tmp_path).format([shown], report=[].append)
    assert {tag.name for tag in tags(entry)} <= {"i", "b", "a", "em"}
    assert isinstance(entry.encode(), bytes)


def test_thousands_of_authors_do_not_take_quadratic_time(tmp_path: Path) -> None:
    shown = publication("T", "journal", *["Last, First"] * 5_000)
    start = time.process_time()
    (entry,) = entries(AUTHOR_DATE, tmp_path, shown)
    assert time.process_time() - start < 5
    assert "4800 others" in entry


def test_an_unknown_rest_of_the_authors_is_said(tmp_path: Path) -> None:
    assert entries(AUTHOR_DATE, tmp_path, PREPRINT)[0].startswith("Smith, A. B. &amp; others (2024).")

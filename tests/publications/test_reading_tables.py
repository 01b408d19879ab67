"""The tables of the reading: every name once, every icon there, every example understood."""

from __future__ import annotations

from pathlib import Path

import material
import pytest

from mkdocs_academic.errors import Place
from mkdocs_academic.identifiers.kinds import IDENTIFIERS, identify_address
from mkdocs_academic.publications import categories, fields, links, measures
from mkdocs_academic.publications.fields import CATEGORIES, OWN_FIELDS, READ_FIELDS, Fields
from mkdocs_academic.publications.records import Entry

ICONS = Path(material.__file__).parent / "templates" / ".icons"
SHOWN_ICONS = {
    *(kind.icon for kind in IDENTIFIERS.values()),
    *(icon for _, icon in links.LINK_FIELDS.values()),
    *links.HOST_ICONS.values(),
    *(links.PDF_ICON, links.URL_ICON, measures.ICON),
}


def entry(**values: str) -> Entry:
    return Entry("article", "k", values, dict.fromkeys(values, 2), Place("papers.bib", 1), "")


def test_no_alias_stands_for_two_fields_or_is_a_field() -> None:
    aliases = [alias for names in fields.ALIASES.values() for alias in names]
    assert len(aliases) == len(set(aliases))
    assert not set(aliases) & READ_FIELDS
    assert set(fields.ALIASES) <= READ_FIELDS
    assert not fields.FOREIGN_FIELDS & {*READ_FIELDS, *aliases}


def test_every_link_and_every_identifier_is_a_field() -> None:
    assert {*links.LINK_FIELDS} <= set(OWN_FIELDS)
    assert {*IDENTIFIERS} - {"dblp"} <= READ_FIELDS


def test_every_type_leads_to_a_category() -> None:
    assert set(categories.BY_TYPE.values()) <= set(CATEGORIES)


@pytest.mark.parametrize("icon", sorted(SHOWN_ICONS))
def test_the_icon_is_one_of_materials(icon: str) -> None:
    assert (ICONS / f"{icon}.svg").is_file()


@pytest.mark.parametrize("key", IDENTIFIERS)
def test_the_example_is_read_and_its_address_names_it_again(key: str) -> None:
    kind = IDENTIFIERS[key]
    identifier = kind.read(kind.example)
    assert identifier
    assert kind.read(identifier) == identifier
    if key != "isbn":
        assert identify_address(kind.address(identifier))[key] == identifier


def test_own_name_wins_over_an_alias_wherever_it_stands() -> None:
    read = Fields(entry(preview="a.png", teaser="b.png", thumbnail="c.png"))
    assert read["teaser"] == "b.png"
    assert read.written("teaser") == "teaser"


def test_a_problem_is_told_of_the_name_that_the_author_wrote() -> None:
    read = Fields(entry(preview="a.png"))
    assert read["teaser"] == "a.png"
    assert read.written("teaser") == "preview"
    assert read.place("teaser") == Place("papers.bib", 2)


def test_what_is_inherited_is_told_apart() -> None:
    inherited = entry(title="T")._replace(fields={"title": "T", "isbn": "1"})
    assert Fields(inherited).is_inherited("isbn")
    assert not Fields(inherited).is_inherited("title")
    assert not Fields(inherited).is_inherited("doi")

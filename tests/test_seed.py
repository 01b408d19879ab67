"""A real acad-homepage site builds as it is; what a visitor reads is measured against what Jekyll makes of it.

The site is other people's and not part of this repository: it lies in `../shared`, where there is one.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from little_sites import SITES, BuiltSite, SiteBuilder
from programs import run_well
from selectolax.lexbor import LexborHTMLParser

from mkdocs_academic.scholar.stats import parse_stats
from mkdocs_academic.scholar.writing import data_json

SHARED = SITES.parent.parent.parent / "shared"
SEED = SHARED / "cases/seed"

pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason=f"no {SHARED}: the real page to measure with is not at hand")


def seed_files(*, sections: bool = True) -> dict[str, bytes]:
    """Return the Jekyll site's files where a MkDocs site has them, byte for byte, and its settings."""
    source = SEED / "site"
    files = {"docs/index.md": (source / "_pages/about.md").read_bytes(), "mkdocs.yml": mkdocs_yml(source)}
    if sections:
        for folder in ("_pages/includes", "images", "_data"):
            for path in (source / folder).iterdir():
                files[f"docs/{folder.removeprefix('_pages/')}/{path.name}"] = path.read_bytes()
    return files


def mkdocs_yml(source: Path) -> bytes:
    jekyll = yaml.safe_load((source / "_config.yml").read_bytes())
    academic = {key: jekyll[key] for key in ("author", "repository", "google_scholar_stats_use_cdn")}
    settings = {
        "site_name": jekyll["title"],
        "site_description": jekyll["description"],
        "site_url": "https://seed.example/",
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"academic": academic}],
    }
    text: bytes = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, encoding="utf-8")
    return text


@pytest.fixture
def seed(build_site: SiteBuilder) -> BuiltSite:
    return build_site(
        seed_files(),
        expect=[
            r"index\.md:\d+: .*<span id=",  # HTML in backticks, mended
            r"pub\.md:12: 'width=\"100%\"' .* The page has 6 more",
            r"notes\.md:3: the address '.*\\prompts_have_dead\.pdf' has a",
            r"navigation\.yml:\d+: .*#-educations",  # entries of the stock menu whose sections the author removed
            r"navigation\.yml:\d+: .*#-invited-talks",
            r"navigation\.yml:\d+: .*#-internships",
            r"navigation\.yml:\d+: .*#-publications",
        ],
    )


def test_the_page_is_what_jekyll_makes_of_it(seed: BuiltSite) -> None:
    command = [sys.executable, SHARED / "tools/parity.py", SEED / "jekyll.html", seed.site_dir / "index.html", "--json"]
    figures = json.loads(run_well(command, cwd=seed.folder))
    assert figures["text"] >= 0.99
    assert figures["structure"] >= 0.99
    assert {name: figures[name] for name in ("headings", "links", "ids")} == {"headings": 1, "links": 1, "ids": 1}


def test_nothing_of_the_dialect_is_left_for_the_visitor(seed: BuiltSite) -> None:
    content = LexborHTMLParser(seed.page()).css_first("article.md-content__inner")
    assert content is not None
    text = content.text()
    assert [raw for raw in ("{%", "{{", "{:", "**", "-->", "markdown=", "include_relative") if raw in text] == []


def test_sections_are_published_inside_the_page_only(seed: BuiltSite) -> None:
    assert [name for name in seed.files if "includes" in name or name.startswith("_data/")] == []
    assert "includes/" not in seed.page("search/search_index.json")
    assert "includes/" not in seed.page("sitemap.xml")


def test_the_page_without_its_sections_is_built_with_a_warning_for_each(build_site: SiteBuilder) -> None:
    expect = ["cannot include .* no such file", "<span id=", "author.avatar", "picture 'images/research-pipeline.png'"]
    site = build_site(seed_files(sections=False), expect=expect)
    missing = [line.text for line in site.log if "cannot include" in line.text]
    assert len(missing) == 5
    for name in ("news", "pub", "honors", "notes", "schedule"):
        assert any(f"includes/{name}.md" in text and "index.md:" in text for text in missing)
    assert "Why I’m excited about these problems" in site.page()


@pytest.mark.parametrize("name", ["00why00", "HaoTang11", "seed"])
def test_the_crawlers_real_files_are_read_and_written_again(name: str) -> None:
    parsed = parse_stats((SHARED / "cases" / name / "gs_data.json").read_bytes())
    assert parsed.wrong == ()
    assert parsed.stats.cited_by and parsed.stats.per_year and all(paper.work.title for paper in parsed.stats.papers)
    again = parse_stats(data_json(parsed.stats, datetime(2026, 1, 1)).encode()).stats
    assert (again.figures, again.papers, again.per_year) == (
        parsed.stats.figures,
        parsed.stats.papers,
        parsed.stats.per_year,
    )

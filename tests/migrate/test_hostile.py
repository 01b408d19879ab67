"""Sources that try to lead the command out of DEST, or to keep it busy."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml
from little_sites import SiteBuilder, write_files
from migration import Migrate

from mkdocs_academic.cli.migrate.bodies import rewrite

HOME = {"_config.yml": "title: T\n", "index.md": "---\ntitle: Home\n---\nHello\n"}
PAGE = "---\ntitle: A\n---\nText\n"
ADDRESSES = (
    *(
        "/../../x",
        "//host/x",
        "javascript:alert(1)",
        "C:\\x",
        "/a/../../../../x/",
        "/%2e%2e/%2e%2e/x/",
        "/..%2f..%2fx/",
    ),
    *("/a\\..\\..\\x", "~/.ssh/x", "/.", "..", "file:///etc/x", "/?q=1", "/#x", "/\0x", "/" + "x" * 300 + "/"),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_leads_out_of_the_site(
    migrate: Migrate, build_site: SiteBuilder, tmp_path: Path, address: str
) -> None:
    quoted = '"' + address.replace("\\", "\\\\").replace("\0", "\\0") + '"'
    front = f"---\ntitle: A\npermalink: {quoted}\nredirect_from: [{quoted}]\n---\nText\n"
    new = migrate({**HOME, "a.md": front, "_posts/1950-01-01-b.md": front})
    assert new.code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"old", "new"}
    site = build_site(new.contents, expect=["is no path of this site|is the address of|is no page or file|no such id"])
    assert "Hello" in "".join(site.page(name) for name in site.files if name.endswith(".html"))


def test_a_file_in_place_of_a_folder_is_told_and_the_rest_is_kept(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(
        {
            **HOME,
            "a": "file",
            "_pages/a/b.md": PAGE,
            "c.md": PAGE,
            "_pages/c.md/d.md": PAGE,
            "_pages/img": "file",
            "img/x": "x",
        }
    )
    assert new.code == 0
    assert "a: would become docs/a, which is a folder of other files; left out." in new.report
    assert "c.md: would become docs/c.md, which is a folder of other files; left out." in new.report
    assert "img/x: would become docs/img/x, and _pages/img a file in place of the folder; left out." in new.report
    assert "Hello" in build_site(new.contents, expect=["leads to '/c.html'"]).page()


def test_a_name_in_another_encoding_stays_behind(migrate: Migrate, build_site: SiteBuilder, tmp_path: Path) -> None:
    source = tmp_path / "old"
    write_files(source, HOME)
    try:
        (Path(os.fsdecode(os.fsencode(source) + b"/G\xf6del.md"))).write_text(PAGE)
    except OSError:
        pytest.skip("this disk takes only names in UTF-8")
    new = migrate(source)
    assert "G\ufffddel.md: has a name that is not in UTF-8 and stays behind." in new.report
    assert "Hello" in build_site(new.contents).page()


def test_a_name_as_long_as_the_disk_allows_is_written(migrate: Migrate) -> None:
    name = "n" * 251 + ".pdf"
    assert f"docs/{name}" in migrate({**HOME, name: "x"}).files


def test_a_date_that_is_none_makes_a_draft(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate({**HOME, "_posts/2001-13-45-a.md": PAGE, "_posts/1950-01-01-b.md": PAGE})
    assert "_posts/2001-13-45-a.md: its name has no date of the calendar; it is a draft now" in new.report
    assert "1950/01/01/b.html" in build_site(new.contents).files


@pytest.mark.parametrize("name", ["{% if %}", "{{ x | y z }}", "n" * 300, "\U0001f600" * 90, "..", "a/b", "]]>"])
def test_a_category_may_have_any_name(migrate: Migrate, build_site: SiteBuilder, name: str) -> None:
    front = yaml.safe_dump({"title": "A", "categories": [name], "tags": [name]}, allow_unicode=True)
    config = "plugins: [jekyll-feed, jekyll-archives]\njekyll-archives: {enabled: all}\npermalink: /:title/\n"
    posts = {f"_posts/1950-01-{day:02}-p{day}.md": f"---\n{front}---\nText\n" for day in range(1, 13)}
    new = migrate({**HOME, "_config.yml": config, **posts})
    assert "Text" in build_site(new.contents).page("p1/")
    assert ("the category 'nnn" in new.report) == name.startswith("nnn")


@pytest.mark.parametrize("key", ["title", "categories", "permalink", "foo"])
def test_half_a_character_is_told_and_harms_nothing(migrate: Migrate, build_site: SiteBuilder, key: str) -> None:
    page = f'---\n{key}: ["x", {{a: "\\ud83dx"}}]\n---\n{{{{ page.{key} }}}}Text\n'
    text = f'---\n{key}: "\\ud83dx"\n---\n{{{{ page.{key} }}}}Text\n'
    config = f'{key}: "\\ud83dx"\n'
    new = migrate({**HOME, "_config.yml": config, "a.md": page, "_posts/1950-01-01-b.md": text})
    assert (
        "a.md:1: the front matter has half a character, such as '\\ud83d'. The page has none of it now." in new.report
    )
    assert "_config.yml: has half a character" in new.report
    assert "Text" in build_site(new.contents).page("a.html")


def test_a_category_of_an_ordinary_blog_is_no_liquid(build_site: SiteBuilder) -> None:
    post = "---\ndate: 1950-01-01\ncategories: ['{% if %}']\n---\n# A\n"
    files = {"docs/index.md": "# Home\n", "docs/blog/index.md": "# Blog\n", "docs/blog/posts/a.md": post}
    site = build_site(files, config={"plugins": ["blog", "academic"]})
    assert "{% if %}" in site.page("blog/category/-if-/")


def test_many_files_of_one_name_take_no_long_time(migrate: Migrate) -> None:
    start = time.process_time()
    new = migrate({**HOME, **{f"{number}/_posts/1950-01-01-a.md": PAGE for number in range(400)}}, "--dry-run")
    assert new.code == 0
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "text",
    [
        "{% raw %}" * 20_000,
        "{% include " * 20_000,
        "{% x " * 20_000,
        "{{" * 100_000,
        "{% highlight c %}\n" * 8_000,
        "{% highlight c %}\n" + " " * 100_000,
    ],
    ids=lambda text: text[:14],
)
def test_beginnings_without_an_end_take_no_long_time(migrate: Migrate, text: str) -> None:
    start = time.process_time()
    assert migrate({**HOME, "a.md": f"---\ntitle: A\n---\n{text}\n"}).code == 0
    assert time.process_time() - start < 20


def test_a_tag_of_blanks_takes_no_long_time() -> None:
    start = time.process_time()
    text = "{% x " + " " * 200_000
    assert rewrite(text, {}, print, print) == text
    assert time.process_time() - start < 5


def test_a_front_matter_that_nobody_writes_is_left_aside(migrate: Migrate) -> None:
    keys = "".join(f"k{number}: v\n" for number in range(60_000))
    new = migrate({**HOME, "a.md": f"---\n{keys}---\nText\n"})
    assert "a.md:1: the front matter is longer than 500,000 characters. The page has none of it now." in new.report

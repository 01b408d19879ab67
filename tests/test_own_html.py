"""The author's HTML on built pages: repaired, and named with the line that it stands in."""

from __future__ import annotations

import pytest
from little_sites import BuiltSite, SiteBuilder
from pictures import drawing
from selectolax.lexbor import LexborHTMLParser

from mkdocs_academic.cli.migrate.old_html import modernised

PAGE = """\
---
permalink: /
---

# Work

{% include_relative includes/papers.md %}

![The machine](images/a.png){: width="50%"} ![](images/a.png) <img src="images/a.png">

<style>.note { color: teal }</style>
"""
PAPERS = """\
```html
<img src="images/a.png" alt="" width="100%">
```

<img src="images/a.png" alt="" width="100%">
<center><img src="images/a.png" alt="" width="100%"></center>

[](https://example.org/empty)
"""
OTHER = '# Talks\n\n<p align="center">A talk.</p>\n\n### Deep\n'
PNG = drawing(20, 10)
FILES = {
    "docs/index.md": PAGE,
    "docs/includes/papers.md": PAPERS,
    "docs/talks.md": OTHER,
    "docs/images/a.png": PNG,
}
AUTHOR = {"author": {"name": "Ada Lovelace"}}
UNREADABLE = [
    r"^mkdocs_academic: docs/includes/papers\.md:8: the link to 'https://example\.org/empty' has no text",
    r"^mkdocs_academic: docs/index\.md:9: the image 'images/a\.png' has no 'alt'",
    r"^mkdocs_academic: docs/talks\.md:5: the heading 'Deep' is 2 levels below",
]


@pytest.fixture
def site(build_site: SiteBuilder) -> BuiltSite:
    repaired = [
        r"^mkdocs_academic: docs/includes/papers\.md:5: 'width=\"100%\"' is .* The page has 2 more of this sort\.",
        r"^mkdocs_academic: docs/includes/papers\.md:6: '<center>' is no HTML any more",
        r"^mkdocs_academic: docs/talks\.md:3: 'align=\"center\"' of '<p>'",
    ]
    return build_site(FILES, academic=AUTHOR, expect=[*UNREADABLE, *repaired])


def test_each_sort_is_named_once_where_it_stands_and_the_page_is_repaired(site: BuiltSite) -> None:
    page = LexborHTMLParser(site.page())
    widths = [image.attributes.get("style") for image in page.css("article img")]
    assert widths == ["width: 100%", "width: 100%", "width: 50%", None, None]
    assert page.css("article center, article style") == []
    assert "width=&quot;100%&quot;" in site.page() or 'width="100%"' in page.css_first("article pre").text()
    styles = [style.text() for style in page.css("head style")]
    assert ".note { color: teal }" in styles
    assert '<p style="text-align: center">A talk.</p>' in site.page("talks/")
    assert ".note" not in site.page("talks/")


def test_switched_off_nothing_is_repaired_but_what_nobody_can_read_is_named(build_site: SiteBuilder) -> None:
    site = build_site(FILES, academic={**AUTHOR, "repair_html": False}, expect=UNREADABLE)
    assert 'width="100%"' in site.page()
    assert "<center>" in site.page()


def test_a_page_of_mkdocs_own_dialect_is_left_alone_where_the_site_has_no_look_of_ours(build_site: SiteBuilder) -> None:
    site = build_site({"docs/index.md": OTHER})
    assert '<p align="center">A talk.</p>' in site.page()


def test_five_places_of_a_sort_are_told_and_the_number_of_the_others(build_site: SiteBuilder) -> None:
    text = "".join(f"<img src='images/{number}.png'>\n" for number in range(8))
    files = {f"docs/images/{number}.png": PNG for number in range(8)}
    site = build_site({**files, "docs/index.md": f"# A\n\n{text}"}, academic=AUTHOR, expect=["has no 'alt'"])
    told = [line.text for line in site.log]
    assert [text.split(": ")[1] for text in told] == [f"docs/index.md:{line}" for line in range(3, 8)]
    assert "The page has 3 more of this sort." in told[-1]


def test_migrating_writes_old_attributes_as_styles_but_not_in_code_and_liquid() -> None:
    text = (
        '<img src="a" alt="" width="9%">\n\n```\n<img width="8%">\n```\n`<p align="left">`\n<!-- <p align="left"> -->\n'
        '<img src="{{ x }}" width="7%">\n<center>a</center>\n<img src="b c" alt="" width="6%">\n'
    )
    notes: list[tuple[int, str]] = []
    written = modernised(text, lambda line, message: notes.append((line, message)))
    assert written.splitlines()[0] == '<img src="a" alt="" style="width: 9%">'
    assert written.splitlines()[-1] == '<img src="b%20c" alt="" style="width: 6%">'
    assert written.splitlines()[1:-1] == text.splitlines()[1:-1]
    assert notes == [(1, "'width=\"9%\"' is no number of pixels; it is a style now. So were 1 more.")]

"""What a site offers beside its pages, on built sites: twins, `llms.txt`, the feed of news, the contact card."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from pathlib import Path

import pytest
import segno
from atom_feeds import ATOM, check_feed
from little_sites import BuiltSite, SiteBuilder
from selectolax.lexbor import LexborHTMLParser

AUTHOR = {"name": "Ada Lovelace", "bio": "Mathematician", "github": "ada", "email": "ada@ada.example"}
BIB = "@article{note, author={Lovelace, Ada}, title={A {Note}}, journal={Notes}, year=1843, abstract={Long.}}"
FILES = {
    "docs/index.md": (
        "---\npermalink: /\n---\nI write to {{ site.author.name }}.\n\n{% include_relative includes/news.md %}\n\n"
        "## Papers\n\n/// publications\n///\n"
    ),
    "docs/includes/news.md": "## 🔥 News\n\n- *2024.05*: A [talk](/talks/)\n- *1953*: Notes\n",
    "docs/talks.md": "---\ndescription: Where I & others spoke.\n---\n# Talks\n\n- *2024*: [Home](index.md)\n",
    "docs/plain/page.md": "# Plain *page*\n\nText.\n",
    "docs/hidden.md": "---\nsearch: {exclude: true}\n---\n# Hidden\n",
    "docs/secret.md": "---\nrobots: noindex\n---\n# Secret\n",
    "docs/draft.md": "# Draft\n",
    "docs/notes.bib": BIB,
}
CONFIG = {
    "site_name": "Ada",
    "site_url": "https://ada.example/me/",
    "site_description": "Notes on machines.",
    "draft_docs": "draft.md",
    "nav": [{"Home": "index.md"}, {"Talks": "talks.md"}, {"More": ["plain/page.md", "hidden.md"]}],
    "plugins": ["search", {"academic": {"author": AUTHOR, "publications": "notes.bib", "contact": {"show": True}}}],
}


@pytest.fixture(scope="module")
def ada(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return SiteBuilder(tmp_path_factory.mktemp("ada"))(FILES, config=CONFIG)


def links(html: str, kind: str) -> list[tuple[str | None, str | None]]:
    found = LexborHTMLParser(html).css(f"head link[type='{kind}']")
    return [(link.attributes["rel"], link.attributes["href"]) for link in found]


def text(site: BuiltSite, uri: str) -> str:
    return (site.site_dir / uri).read_bytes().decode()


# Twins


def test_every_page_has_a_twin_beside_it_and_a_link_to_it(ada: BuiltSite) -> None:
    for page in ("", "talks/", "plain/page/", "publications/note/"):
        ((relation, href),) = links(ada.page(page), "text/markdown")
        assert (relation, href) == ("alternate ", "index.html.md")
        assert f"{page}{href}" in ada.files
    assert links(ada.page("404.html"), "text/markdown") == []


def test_the_twin_of_a_home_page_without_a_title_is_named_for_the_author(build_site: SiteBuilder) -> None:
    site = build_site(
        {"docs/index.md": "I write programs for engines.\n"}, academic={"author": {"name": "Ada Lovelace"}}
    )
    assert text(site, "index.html.md").startswith("# Ada Lovelace\n")


def test_a_twin_says_what_its_page_says(ada: BuiltSite) -> None:
    home = text(ada, "index.html.md")
    assert home.startswith(
        "# Ada Lovelace\n\nMathematician\n\n- [GitHub](https://github.com/ada)\n\nI write to Ada Lovelace."
    )
    assert "- *2024.05*: A [talk](https://ada.example/me/talks/)\n- *1953*: Notes\n" in home
    assert "- [A Note](https://ada.example/me/publications/note/). **Ada Lovelace**. *Notes*, 1843\n" in home
    assert text(ada, "talks/index.html.md") == "# Talks\n\n- *2024*: [Home](https://ada.example/me/)\n"
    paper = text(ada, "publications/note/index.html.md")
    assert paper.startswith("# A Note\n\n**Ada Lovelace**\n\n*Notes*, 1843\n\n## Abstract\n\nLong.\n")
    assert "@article{note," in paper and "ada@ada.example" not in home + paper


def test_what_is_hidden_from_searches_has_no_twin(ada: BuiltSite) -> None:
    names = {name for name in ada.files if name.endswith(".md")}
    assert {name.split("/")[0] for name in names} == {"index.html.md", "talks", "plain", "publications"}
    assert links(ada.page("hidden/"), "text/markdown") == []


# llms.txt


def test_llms_txt_leads_to_the_twins_in_the_order_of_the_navigation(ada: BuiltSite) -> None:
    assert (
        text(ada, "llms.txt")
        == """\
# Ada

> Notes on machines.

Mathematician

- [GitHub](https://github.com/ada)

Each page is also here as Markdown: at its address, with `.md` behind the name of its file.

## Pages

- [Home](https://ada.example/me/index.html.md)
- [Talks](https://ada.example/me/talks/index.html.md): Where I & others spoke.

## More

- [Plain page](https://ada.example/me/plain/page/index.html.md)

## Publications

- [A Note](https://ada.example/me/publications/note/index.html.md): Ada Lovelace, Notes, 1843

## Files

- [Publications as BibTeX](https://ada.example/me/publications.bib): all of them
- [Feed of publications](https://ada.example/me/publications.xml): Atom
- [Feed of news](https://ada.example/me/news.xml): Atom
- [Contact card](https://ada.example/me/contact.vcf): vCard
"""
    )


# The feed of news


def test_the_news_are_a_feed_that_the_home_page_leads_to(ada: BuiltSite) -> None:
    root = etree.fromstring(text(ada, "news.xml"))
    check_feed(root)
    assert root.findtext(f"{ATOM}title") == "Ada: 🔥 News"
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == ["A talk", "Notes"]
    content = root.findtext(f"{ATOM}entry/{ATOM}content")
    assert content == 'A <a href="https://ada.example/me/talks/">talk</a>'
    assert ("alternate", "news.xml") in links(ada.page(), "application/atom+xml")
    assert links(ada.page("talks/"), "application/atom+xml") == []


# The contact card


def test_the_profile_leads_to_the_card_and_shows_its_code(ada: BuiltSite) -> None:
    details = LexborHTMLParser(ada.page("plain/page/")).css("details.acad-profile__card")[0]
    assert "open" not in details.attributes
    image, link = details.css("img")[0], details.css("a")[0]
    assert (image.attributes["src"], image.attributes["loading"]) == ("../../contact-qr.svg", "lazy")
    assert link.attributes["href"] == "../../contact.vcf"
    assert "FN:Ada Lovelace\r\n" in text(ada, "contact.vcf") and "EMAIL" not in text(ada, "contact.vcf")
    lines = ("VERSION:4.0", "FN:Ada Lovelace", "TITLE:Mathematician", "URL:https://ada.example/me/")
    said = "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))
    drawn = re.findall(r'<path stroke="#000" d="([^"]+)"', text(ada, "contact-qr.svg"))
    assert drawn == re.findall(r'class="qrline"[^>]* d="([^"]+)"', segno.make_qr(said, error="l").svg_inline(border=4))


def test_the_words_of_the_card_and_the_months_of_the_news_may_be_in_another_language(build_site: SiteBuilder) -> None:
    labels = {"Contact card": "Visitenkarte <1>", "Save to the address book": 5}
    academic = {"author": AUTHOR, "contact": {"show": True, "labels": labels}}
    config = {"theme": {"name": "material", "language": "de"}, "plugins": [{"academic": academic}]}
    news = "---\npermalink: /\n---\n## Aktuelles\n\n- *3. Mai 2024*: Vortrag\n- *Dez. 2023*: Aufsatz\n"
    site = build_site({"docs/index.md": news}, config=config)
    details = LexborHTMLParser(site.page()).css("details.acad-profile__card")[0]
    assert details.css("summary")[0].text() == "Visitenkarte <1>"
    assert details.css("a span:last-child")[0].text() == "5"
    assert details.css("img")[0].attributes["alt"] == "QR code of the contact card"
    assert site.page().count('class="acad-date"') == 2
    assert re.findall(r"<published>([^<]*)T", text(site, "news.xml")) == ["2024-05-03", "2023-12-01"]


# By choice


def test_a_site_without_an_address_has_twins_with_addresses_as_they_are(build_site: SiteBuilder) -> None:
    config = {"site_url": "", "plugins": [{"academic": {"author": AUTHOR}}]}
    site = build_site(
        {name: FILES[name] for name in ("docs/talks.md", "docs/plain/page.md")}
        | {"docs/index.md": "## News\n\n- 2024: x\n"},
        config=config,
    )
    assert "[Home](../)" in text(site, "talks/index.html.md")
    assert "- [Talks](talks/index.html.md)" in text(site, "llms.txt")
    assert "news.xml" not in site.files


def test_each_offer_can_be_declined(build_site: SiteBuilder) -> None:
    academic = {
        "author": AUTHOR,
        "machines": {"llms": False, "markdown": False},
        "news": {"feed": False},
        "contact": {"card": False, "show": True},
    }
    site = build_site({"docs/index.md": "## News\n\n- 2024: x\n"}, academic=academic)
    assert not site.files & {"llms.txt", "index.html.md", "news.xml", "contact.vcf", "contact-qr.svg"}
    assert "contact.vcf" not in site.page() and links(site.page(), "text/markdown") == []


def test_all_offers_of_a_kind_can_be_declined_in_one_word(build_site: SiteBuilder) -> None:
    academic = {"author": AUTHOR, "machines": False, "news": False, "contact": False}
    site = build_site({"docs/index.md": "## News\n\n- 2024: x\n"}, academic=academic)
    assert not site.files & {"llms.txt", "index.html.md", "news.xml", "contact.vcf"}


def test_a_site_that_uses_nothing_offers_nothing_unless_it_asks(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# Home\n\n## News\n\n- 2024: x\n"}
    assert not build_site(files).files & {"llms.txt", "index.html.md", "news.xml", "contact.vcf"}
    asked = {"machines": {"llms": True, "markdown": True}, "news": {"feed": True}}
    site = build_site(files, academic=asked)
    assert {"llms.txt", "index.html.md", "news.xml"} <= site.files
    assert len(links(site.page(), "text/markdown")) == 1


def test_files_of_the_authors_own_stay(build_site: SiteBuilder) -> None:
    own = {f"docs/{name}": "mine" for name in ("llms.txt", "news.xml", "contact.vcf")}
    site = build_site({**own, "docs/index.md": "## News\n\n- 2024: x\n"}, academic={"author": AUTHOR})
    assert {text(site, name.removeprefix("docs/")) for name in own} == {"mine"}


def test_llms_txt_without_twins_leads_to_the_pages(build_site: SiteBuilder) -> None:
    academic = {"author": AUTHOR, "machines": {"markdown": False}}
    said = text(build_site({"docs/index.md": "# Home\n"}, academic=academic), "llms.txt")
    assert "- [Home](https://example.org/index.html)" in said and "Markdown" not in said


def test_pages_without_folders_have_their_twins_beside_them(build_site: SiteBuilder) -> None:
    site = build_site(
        {"docs/index.md": "# Home\n", "docs/ü x.md": "# Other\n"},
        academic={"author": AUTHOR},
        config={"use_directory_urls": False},
    )
    assert {"index.html.md", "ü x.html.md"} <= site.files
    assert links(site.page("ü x.html"), "text/markdown") == [("alternate ", "%C3%BC%20x.html.md")]


def test_news_that_are_asked_for_and_not_found_are_a_warning(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# Home\n", "docs/diary.md": "# Diary\n\n## Journal\n\n- 2024: x\n"}
    for news, said in (
        ({"heading": "None"}, "news: no page has a heading 'None' above a list whose items begin with a date"),
        ({"page": "diary.md"}, "news: diary.md has no heading such as 'News' above a list"),
        ({"page": "none.md"}, "news: none.md has no heading"),
        ({"feed": True}, "news: no page has a heading such as 'News' above a list"),
    ):
        build_site(files, academic={"author": AUTHOR, "news": news}, expect=[re.escape(f"mkdocs.yml: {said}")])
    site = build_site(files, academic={"author": AUTHOR, "news": {"page": "diary.md", "heading": "journal"}})
    assert "https://example.org/diary/#journal" in text(site, "news.xml")


def test_a_feed_that_cannot_be_made_without_an_address_is_said_where_it_is_asked_for(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "## News\n\n- 2024: x\n"}
    asked = {"author": AUTHOR, "news": {"feed": True}}
    site = build_site(files, academic=asked, config={"site_url": ""}, level=20)
    assert [line.level for line in site.log if "it needs 'site_url'" in line.text] == ["INFO"]


def test_the_same_site_has_the_same_files(ada: BuiltSite, tmp_path: Path) -> None:
    again = SiteBuilder(tmp_path)(FILES, config=CONFIG)
    for name in ada.files:
        if name.endswith((".md", ".vcf", ".txt")) or name in ("news.xml", "contact-qr.svg"):
            assert (again.site_dir / name).read_bytes() == (ada.site_dir / name).read_bytes(), name

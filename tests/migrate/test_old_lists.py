"""Lists that Jekyll's plugins make of posts: by tag, category and date, and spread over several pages."""

from __future__ import annotations

import pytest
from little_sites import SiteBuilder
from migration import Migrate

POST = "---\ntitle: {}\ntags: [Logic & Sets, {}]\ncategories: [Home Notes]\n---\nText\n"
POSTS = {f"_posts/1950-0{month}-01-p{month}.md": POST.format(f"P{month}", f"t{month}") for month in (1, 2, 3)}
HOME = {"index.md": "---\ntitle: Home\n---\nHello\n", **POSTS}


def test_lists_of_jekyll_archives_lead_to_those_of_material(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "jekyll-archives:\n  enabled: [year, month, tags, categories]\n  permalinks: {tag: '/blog/tag/:name/'}\n"
    new = migrate({**HOME, "_config.yml": config})
    site = build_site(new.contents)
    assert 'url=../../blog/category/home-notes/"' in site.page("category/home-notes/")
    assert "P3" in site.page("blog/category/home-notes/")
    assert 'url=../blog/archive/1950/"' in site.page("1950/")
    assert 'url=../../blog/archive/1950/"' in site.page("1950/02/")
    assert "P3" in site.page("blog/archive/1950/")
    assert 'url=../../../tags/#tag:logic--sets"' in site.page("blog/tag/logic-sets/")
    assert 'id="tag:logic--sets"' in site.page("tags/")
    assert "P3" in site.page("tags/")
    assert "docs/tags.md: is new: Material lists here what has which tag." in new.report
    assert (
        "docs/1950/index.html: is the old list of a year; it leads to the same list of Material's blog." in new.report
    )


def test_lists_below_the_address_of_materials_blog_need_no_page(migrate: Migrate, build_site: SiteBuilder) -> None:
    """As al-folio has them."""
    config = "jekyll-archives: {posts: {enabled: [categories], permalinks: {categories: '/blog/:type/:name/'}}}\n"
    page = "---\ntitle: A\nlayout: page\n---\n[notes](/blog/category/home-notes/), [1950](/blog/archive/1950/)\n"
    new = migrate({**HOME, "_config.yml": config, "a.md": page})
    assert "docs/blog/category" not in new.report
    assert "Broken" not in new.report
    assert "P3" in build_site(new.contents).page("blog/category/home-notes/")


def test_lists_that_nothing_makes_any_more_are_named(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "collections: {books: {output: true}}\njekyll-archives: {books: {enabled: [year, categories, tags]}}\n"
    books = {"_books/a.md": "---\ntitle: A\ndate: 1950-01-01\ncategories: [Maths]\ntags: [good]\n---\nText\n"}
    new = migrate({**HOME, **books, "_config.yml": config})
    assert "nothing makes the lists by year of 'books' any more; there is no page now at /books/1950/." in new.report
    assert "the lists by category of 'books' any more; there is no page now at /books/category/maths/." in new.report
    assert "tags/#tag:good" in build_site(new.contents).page("books/tag/good/")


def test_a_page_at_the_address_of_a_list_stays(migrate: Migrate, build_site: SiteBuilder) -> None:
    old = {**HOME, "_config.yml": "jekyll-archives: {enabled: all}\n"}
    old["tags.md"] = "---\ntitle: My tags\npermalink: /tags/\n---\nMine\n"
    old["1950.md"] = "---\ntitle: A year\npermalink: /1950/\n---\nMine too\n"
    site = build_site(migrate(old).contents)
    assert "Mine" in site.page("tags/")
    assert "Mine too" in site.page("1950/")
    assert 'url=../../blog/tags/#tag:t1"' in site.page("tag/t1/")


def test_the_list_of_tags_takes_no_address_and_no_file_away(migrate: Migrate, build_site: SiteBuilder) -> None:
    page = "---\ntitle: Mine\npermalink: {}\n---\nMine\n"
    old = {**HOME, "_config.yml": "jekyll-archives: {enabled: [tags]}\n", "tags-2.md": page.format("/labels/")}
    old |= {f"{number}.md": page.format(f"/{name}/") for number, name in enumerate(("tags", "blog/tags", "all-tags"))}
    site = build_site(migrate(old).contents)
    assert all("Mine" in site.page(address) for address in ("tags/", "blog/tags/", "all-tags/", "labels/"))
    assert 'url=../../tags-3/#tag:t1"' in site.page("tag/t1/")
    assert "P3" in site.page("tags-3/")


def test_auto_pages_are_found_again(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "autopages: {enabled: true, tags: {permalink: '/with/:tag'}}\npagination: {enabled: true}\n"
    new = migrate({**HOME, "_config.yml": config})
    site = build_site(new.contents)
    assert "tags/#tag:logic--sets" in site.page("with/logic & sets/")
    assert "blog/category/home-notes/" in site.page("category/home notes/")
    assert "nothing makes the list of all 'posts' any more; there is no page now at /collection/posts." in new.report


def test_a_list_on_several_pages_is_whole_on_the_first(migrate: Migrate, build_site: SiteBuilder) -> None:
    listing = (
        "{% for post in paginator.posts %}<p>{{ post.title }}</p>{% endfor %}{% if paginator.next_page %}x{% endif %}"
    )
    old = {**POSTS, "_config.yml": "paginate: 1\npaginate_path: /page:num/\n"}
    new = migrate({**old, "index.html": f"---\ntitle: Home\n---\n{listing}\n"})
    assert new.meta("docs/index.md")["redirect_from"] == ["/page2/", "/page3/"]
    assert "'redirect_from' is set: the further pages of a list that is whole on this page now." in new.report
    site = build_site(new.contents)
    assert "<p>P3</p><p>P2</p><p>P1</p>\n" in site.page()
    assert "Redirecting" in site.page("page3/")


@pytest.mark.parametrize(
    ("config", "front"),
    [
        ("paginate: 2\npaginate_path: /blog/page/:num/\n", ""),
        ("pagination: {enabled: true, per_page: 2}\n", "pagination: {enabled: true, permalink: /page/:num/}\n"),
    ],
)
def test_materials_blog_has_the_pages_of_the_old_list(
    migrate: Migrate, build_site: SiteBuilder, config: str, front: str
) -> None:
    new = migrate({**HOME, "_config.yml": config, "blog/index.html": f"---\ntitle: Blog\n{front}---\n<ul></ul>\n"})
    assert {"blog": {"pagination_per_page": 2}} in new.settings["plugins"]
    site = build_site(new.contents)
    assert "P1" in site.page("blog/page/2/")
    assert "put it into docs/blog/index.md" in new.report


def test_a_paged_list_of_a_collection_shows_its_members(migrate: Migrate, build_site: SiteBuilder) -> None:
    config = "collections: {talks: {output: true}}\npagination: {enabled: true, per_page: 1}\n"
    listing = "{% for talk in paginator.posts %}<p>{{ talk.title }}</p>{% endfor %}"
    new = migrate(
        {
            "_config.yml": config,
            "index.md": "---\ntitle: Home\n---\nHello\n",
            "list.md": f"---\npermalink: /list/\npagination: {{enabled: true, collection: talks}}\n---\n{listing}\n",
            "_talks/a.md": "---\ntitle: A\n---\n",
            "_talks/b.md": "---\ntitle: B\n---\n",
        }
    )
    site = build_site(new.contents)
    assert "<p>A</p>\n<p>B</p>" in site.page("list/")
    assert "Redirecting" in site.page("list/page2/")

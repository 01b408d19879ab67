"""Every recognised kind of Jekyll site becomes one that builds without an edit, its addresses and contents kept."""

from __future__ import annotations

from little_sites import SiteBuilder
from migration import Migrate
from old_sites import ACAD_HOMEPAGE, ACADEMICPAGES, AL_FOLIO, MINIMAL_LIGHT, PLAIN_JEKYLL


def test_acad_homepage_keeps_page_sections_settings_and_files(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(ACAD_HOMEPAGE)
    assert new.code == 0
    assert "acad-homepage:" in new.report
    assert new.text("docs/index.md") == ACAD_HOMEPAGE["_pages/about.md"]
    assert new.text("docs/includes/news.md") == ACAD_HOMEPAGE["_pages/includes/news.md"]
    assert new.academic == {
        "author": {
            "name": "Alan Turing",
            "avatar": "images/portrait.png",
            "bio": "Reader in the Theory of Computing",
            "location": "Manchester",
            "github": "turing",
            "links": [{"title": "Xiaohongshu2", "url": "https://example.net/turing"}],
        },
        "repository": "turing/turing.github.io",
        "google_scholar_stats_use_cdn": True,
        "dialect": "kramdown",
    }
    assert new.settings["site_url"] == "https://turing.example.net/"
    assert new.settings["theme"] == {"name": "material", "language": "de"}
    assert new.settings["extra"] == {"google_site_verification": "abc123"}
    site = build_site(new.contents, expect=["navigation entry 'Talks'|link to '#-invited-talks'"])
    expected = {"index.html", "about/index.html", "about.html", "images/machine.png", "files/paper.pdf", "CNAME"}
    assert expected <= site.files
    assert not [name for name in site.files if "unused" in name or "later" in name or name.startswith("includes")]
    home = site.page()
    assert 'id="-news"' in home
    assert "https://cdn.jsdelivr.net/gh/turing/turing.github.io" in home
    assert '<meta name="google-site-verification" content="abc123">' in home


def test_acad_homepage_leaves_the_repository_and_the_old_look_behind(migrate: Migrate) -> None:
    new = migrate(ACAD_HOMEPAGE)
    assert new.files == {
        "mkdocs.yml",
        "requirements.txt",
        ".gitignore",
        ".github/workflows/citations.yml",
        ".github/workflows/pages.yml",
        "docs/CNAME",
        "docs/_data/navigation.yml",
        "docs/files/paper.pdf",
        "docs/gs_data.json",
        "docs/images/machine.png",
        "docs/images/portrait.png",
        "docs/includes/later.md",
        "docs/includes/news.md",
        "docs/includes/unused.md",
        "docs/index.md",
    }
    for left in (
        "README.md",
        "LICENSE",
        "google_scholar_crawler/main.py",
        "assets/js/main.js",
        "_layouts/default.html",
    ):
        assert left.split("/")[0] in new.report
    assert "author.college has no place in the profile" in new.report
    assert ".github/workflows/citations.yml: takes the place of google_scholar_crawler" in new.report


def test_academicpages_keeps_collections_listings_and_posts(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(ACADEMICPAGES)
    assert "academicpages:" in new.report
    assert new.academic["author"]["avatar"] == "images/portrait.png"
    site = build_site(new.contents)
    assert {
        "publications/index.html",
        "publication/1936-numbers/index.html",
        "publications/1950-mind/index.html",
        "talks/1947-talk/index.html",
        "teaching/2014-course/index.html",
        "portfolio/one/index.html",
        "posts/2012/08/first-post/index.html",
        "second/index.html",
        "tags/index.html",
        "about/index.html",
        "files/slides.pdf",
    } <= site.files
    listing = site.page("publications/").partition("<article>")[2]
    assert listing.index("Computing machinery") < listing.index("On computable numbers")
    assert 'href="https://turing.github.io/publication/1936-numbers"' in listing
    assert "What a machine can <em>decide</em>." in listing
    talks = site.page("talks/")
    assert "<p>*A talk*, 1947</p>" in talks  # HTML is no Markdown
    assert "<h1>Talks</h1>" in talks
    assert '<h2>cool</h2><a href="../second/">Second</a><a href="../posts/2012/08/first-post/">' in site.page("tags/")
    assert "<p>A *machine*.</p>" in site.page("portfolio/one/")
    assert not [name for name in site.files if "idea" in name or "readme" in name]


def test_academicpages_shows_what_its_layouts_print_below_the_title(migrate: Migrate, build_site: SiteBuilder) -> None:
    site = build_site(migrate(ACADEMICPAGES).contents)
    paper = site.page("publication/1936-numbers/")
    assert "<h1>On computable numbers</h1>" in paper
    assert "<em>Proceedings of the Society</em>" in paper
    assert "Recommended citation: Turing, A. (1936). &#34;On computable numbers.&#34;" in paper
    assert '<a href="https://doi.org/10.1112/plms/s2-42.1.230">Paper</a>' in paper
    talk = site.page("talks/1947-talk/")
    assert 'Lecture, <em>Society</em>, London, <time datetime="1947-02-20">' in talk


def test_posts_have_what_the_blog_needs_and_keep_code_and_links(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(ACADEMICPAGES)
    second = new.meta("docs/blog/posts/2013-01-02-second.md")
    assert {key: str(value) for key, value in second.items()} == {
        "tags": "['cool']",
        "date": "2013-01-02",
        "title": "Second",
        "permalink": "/second/",
    }
    assert new.meta("docs/blog/posts/2012-08-14-first-post.md")["tags"] == ["cool", "posts"]
    assert new.meta("docs/blog/posts/2012-08-14-first-post.md")["categories"] == ["notes"]
    site = build_site(new.contents)
    post = site.page("posts/2012/08/first-post/")
    assert '<span class="nb">print</span>' in post
    assert 'href="../../../../second/"' in post
    assert 'href="../publications/1950-mind/"' in site.page("second/")
    blog = site.page("blog/")
    assert "A first paragraph." in blog
    assert "Continue reading" in blog
    assert "print" not in blog.partition("</nav>")[2]


def test_shortcodes_become_emoji_where_jekyll_made_them(migrate: Migrate, build_site: SiteBuilder) -> None:
    assert "Hello 🎉" in build_site(migrate(ACADEMICPAGES).contents).page()
    without = {**ACADEMICPAGES, "_config.yml": str(ACADEMICPAGES["_config.yml"]).replace(", jemoji", "")}
    assert migrate(without, "--force").settings["markdown_extensions"] == [
        "pymdownx.highlight",
        "pymdownx.superfences",
    ]


def test_a_setting_that_material_reads_differently_is_named(migrate: Migrate) -> None:
    new = migrate(ACADEMICPAGES)
    assert "extra" not in new.settings
    assert "_config.yml:22: 'site.social' is empty in Liquid now" in new.report


def test_al_folio_keeps_names_links_news_and_navigation(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(AL_FOLIO)
    assert "al-folio:" in new.report
    assert new.settings["site_name"] == "Alan Mathison Turing"
    assert new.settings["site_url"] == "https://turing.example.net/home/"
    assert new.academic["author"] == {
        "name": "Alan Mathison Turing",
        "email": "turing@example.net",
        "github": "turing",
        "googlescholar": "AAAAAAAAAAAA",
        "mastodon": "https://mathstodon.xyz/@turing",
        "twitter": "turing",
        "uri": "https://www.manchester.ac.uk",
        "avatar": "assets/img/prof_pic.jpg",
        "bio": "Reader in <a href='https://www.manchester.ac.uk'>Manchester</a>",
        "links": [{"title": "Archive", "url": "https://turingarchive.kings.cam.ac.uk/"}],
    }
    assert new.academic["navigation"] == [
        {"title": "About", "url": "/"},
        {"title": "Projects", "url": "/projects/"},
        {"title": "Publications", "url": "/publications/"},
    ]
    assert "'academia_edu' has no place in the profile" in new.report
    assert "_pages/cv.md: the layout 'cv' is not taken over" in new.report
    site = build_site(new.contents)
    home = site.page()
    assert "Oct 1, 1950" in home
    assert "A paper in <em>Mind</em>." in home
    assert '<a href="news/two/">A longer story</a>' in home
    assert 'href="1_bombe/">Bombe</a>' in site.page("projects/")
    assert {"blog/2015/a-post/index.html", "publications.bib", "assets/pdf/paper.pdf"} <= site.files
    assert "docs/_notes/private.md" in new.files
    assert not [name for name in site.files if "private" in name]


def test_a_tag_of_a_jekyll_plugin_is_named_and_keeps_its_place(migrate: Migrate) -> None:
    new = migrate({**AL_FOLIO, "_pages/tabs.md": "---\npermalink: /tabs/\n---\n\n{% tabs log %}\n"})
    assert "_pages/tabs.md:5: the tag 'tabs' belongs to a Jekyll plugin" in new.report
    assert "<!-- tabs log -->" in new.text("docs/tabs.md")


def test_the_bibliography_of_al_folio_is_the_sites_publications(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(AL_FOLIO)
    assert new.academic["publications"] == "papers.bib"
    site = build_site(new.contents)
    home, publications = site.page(), site.page("publications/")
    assert "<h2>Selected publications</h2>" in home.replace(' id="selected-publications"', "")
    for page in (home, publications):
        assert "Computing machinery and intelligence" in page
        assert "publication_preview/game.png" in page
        assert "assets/pdf/paper.pdf" in page
    assert "bibsearch" not in publications
    assert "acad-filter" in publications
    assert "papers.bib" not in site.files
    assert "_includes/bib_search.liquid" not in new.files


def test_minimal_light_keeps_author_sections_and_data(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(MINIMAL_LIGHT)
    assert "minimal-light:" in new.report
    assert new.academic["author"] == {
        "avatar": "assets/img/avatar.png",
        "bio": "Reader",
        "employer": "University of Manchester",
        "email": "turing (at) example.net",
        "employer_url": "https://www.manchester.ac.uk",
        "googlescholar": "https://scholar.google.com/citations?user=AAAAAAAAAAAA",
        "github": "https://github.com/turing",
        "name": "Alan Turing",
        "links": [{"title": "CV", "url": "/assets/files/cv.pdf"}],
    }
    assert new.settings["theme"]["favicon"] == "assets/img/favicon.png"
    assert "property 'UA-1234567-1' is of the older Google Analytics, which ended in 2023" in new.report
    site = build_site(new.contents)
    assert '<a href="https://example.org/a.pdf">Numbers</a>' in site.page()
    assert "assets/img/teaser.png" in site.files
    assert "docs/assets/css/style.css" not in new.files


def test_plain_jekyll_keeps_addresses_that_end_in_html(migrate: Migrate, build_site: SiteBuilder) -> None:
    new = migrate(PLAIN_JEKYLL)
    assert "Jekyll:" in new.report
    assert new.meta("docs/about.md")["permalink"] == "/about.html"
    assert new.meta("docs/sub/page.md")["permalink"] == "/under/page/"
    assert new.academic["liquid"] is True  # nothing else says that about.md is Liquid
    assert new.academic["navigation"] == [
        {"title": "About", "url": "/about.html"},
        {"title": "Under", "url": "/under/page/"},
    ]
    site = build_site(new.contents)
    assert {"about.html", "under/page/index.html", "2020.html", "plain.html", "robots.txt"} <= site.files
    assert "art/life/2019/05/06/hello-world.html" in site.files
    assert "<p>Turing’s notes</p>" in site.page("about.html")
    assert "<p>*raw*</p>" in site.page("2020.html")
    assert "<p>not code</p>" in site.page("2020.html")
    assert 'src="../../img/x.png"' in site.page("under/page/")
    home = site.page()
    assert 'href="about.html"' in home
    assert 'href="art/life/2019/05/06/hello-world.html">Hello World</a>' in home
    assert not [name for name in site.files if "in-a-folder" in name]


def test_every_template_is_published_by_a_workflow_that_ignores_old_defects(migrate: Migrate) -> None:
    for number, old in enumerate((ACAD_HOMEPAGE, ACADEMICPAGES, AL_FOLIO, MINIMAL_LIGHT, PLAIN_JEKYLL)):
        new = migrate(old, "--force" if number else "--dry-run")
        if number:
            assert "mkdocs build\n" in new.text(".github/workflows/pages.yml")
            assert "$version_range" not in new.text("requirements.txt")

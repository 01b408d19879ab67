"""The profile: what an author writes under `author`, and what the page gets of it."""

from __future__ import annotations

import html
import importlib.util
import json
import time
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from mkdocs_academic.errors import Place, Problem
from mkdocs_academic.markup import json_script
from mkdocs_academic.profile import (
    Link,
    Profile,
    email_href,
    email_text,
    merge,
    person,
    read_profile,
)
from mkdocs_academic.profile.networks import NETWORKS

PLACE = Place("mkdocs.yml")

# Every key of the two templates, as their _config.yml lists them.
ACAD_HOMEPAGE = """
    name avatar bio location employer pubmed googlescholar email researchgate uri bitbucket codepen dribbble
    flickr facebook foursquare github google_plus keybase instagram impactstory lastfm linkedin dblp orcid
    pinterest soundcloud stackoverflow steam tumblr twitter vine weibo xing youtube wikipedia
"""
ACADEMICPAGES = """
    avatar name pronouns bio location employer uri email academia arxiv googlescholar inspire-hep impactstory
    orcid semantic pubmed researchgate scopus bitbucket codepen dribbble github kaggle stackoverflow
    artstation bluesky facebook flickr foursquare goodreads google_plus keybase instagram lastfm linkedin
    mastodon medium pinterest soundcloud steam telegram tumblr twitter vine weibo wikipedia xing youtube zhihu
"""
TEMPLATE_KEYS = sorted({*ACAD_HOMEPAGE.split(), *ACADEMICPAGES.split()})

HANDLES = [
    ("googlescholar", "AAAAAAAAAAAJ", "https://scholar.google.com/citations?user=AAAAAAAAAAAJ"),
    ("orcid", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    ("orcid", "0000000218250097", "https://orcid.org/0000-0002-1825-0097"),
    ("orcid", "0000-0002-1694-233x", "https://orcid.org/0000-0002-1694-233X"),
    ("dblp", "t/AlanMTuring", "https://dblp.org/pid/t/AlanMTuring"),
    ("dblp", "pid/65/9612-1", "https://dblp.org/pid/65/9612-1"),
    ("semantic", 1741101, "https://www.semanticscholar.org/author/1741101"),
    ("openreview", "~Alan_Turing1", "https://openreview.net/profile?id=~Alan_Turing1"),
    ("openreview", "Alan_Turing1", "https://openreview.net/profile?id=~Alan_Turing1"),
    ("arxiv", "turing_a_1", "https://arxiv.org/a/turing_a_1"),
    ("acl", "alan-turing", "https://aclanthology.org/people/alan-turing/"),
    ("acl", "alan-turing/unverified", "https://aclanthology.org/people/alan-turing/unverified/"),
    ("inspire-hep", 1000001, "https://inspirehep.net/authors/1000001"),
    ("hal", "alan-turing", "https://cv.hal.science/alan-turing"),
    ("ssrn", "123456", "https://papers.ssrn.com/sol3/cf_dev/AbsByAuth.cfm?per_id=123456"),
    ("pubmed", "Turing A[Author]", "https://pubmed.ncbi.nlm.nih.gov/?term=Turing%20A%5BAuthor%5D"),
    ("researchgate", "Alan-Turing", "https://www.researchgate.net/profile/Alan-Turing"),
    ("scopus", 7000000001, "https://www.scopus.com/authid/detail.uri?authorId=7000000001"),
    ("researcherid", "A-1009-2008", "https://www.webofscience.com/wos/author/record/A-1009-2008"),
    ("openalex", "A5000000001", "https://openalex.org/A5000000001"),
    ("acm", "81100000001", "https://dl.acm.org/profile/81100000001"),
    ("ieee", "37000000001", "https://ieeexplore.ieee.org/author/37000000001"),
    ("researchmap", "turing", "https://researchmap.jp/turing"),
    ("osf", "abcde", "https://osf.io/abcde/"),
    ("zenodo", "computability", "https://zenodo.org/communities/computability"),
    ("zotero", "turing", "https://www.zotero.org/turing"),
    ("impactstory", "0000-0002-1825-0097", "https://profiles.impactstory.org/u/0000-0002-1825-0097"),
    ("wikidata", "Q7251", "https://www.wikidata.org/wiki/Q7251"),
    ("wikipedia", "Alan Turing", "https://en.wikipedia.org/wiki/User:Alan%20Turing"),
    ("wikipedia", "User:Alan", "https://en.wikipedia.org/wiki/User:Alan"),
    ("uri", "turing.example.org", "https://turing.example.org"),
    ("github", "turing", "https://github.com/turing"),
    ("gitlab", "turing", "https://gitlab.com/turing"),
    ("bitbucket", "turing", "https://bitbucket.org/turing"),
    ("huggingface", "turing", "https://huggingface.co/turing"),
    ("kaggle", "turing", "https://www.kaggle.com/turing"),
    ("stackoverflow", 1912, "https://stackoverflow.com/users/1912"),
    ("stackoverflow", "1912/alan-turing", "https://stackoverflow.com/users/1912/alan-turing"),
    ("codepen", "turing", "https://codepen.io/turing"),
    ("keybase", "turing", "https://keybase.io/turing"),
    ("linkedin", "alan.turing", "https://www.linkedin.com/in/alan.turing"),
    ("linkedin", "图灵", "https://www.linkedin.com/in/%E5%9B%BE%E7%81%B5"),
    ("bluesky", "turing", "https://bsky.app/profile/turing.bsky.social"),
    ("bluesky", "@turing.example.org", "https://bsky.app/profile/turing.example.org"),
    ("mastodon", "@turing@fosstodon.org", "https://fosstodon.org/@turing"),
    ("mastodon", "turing@fosstodon.org", "https://fosstodon.org/@turing"),
    ("twitter", "@turing", "https://x.com/turing"),
    ("x", "turing", "https://x.com/turing"),
    ("threads", "turing", "https://www.threads.com/@turing"),
    ("zhihu", "turing", "https://www.zhihu.com/people/turing"),
    ("weibo", "turing", "https://www.weibo.com/turing"),
    ("weibo", "u/1234567890", "https://www.weibo.com/u/1234567890"),
    ("xiaohongshu", "0" * 24, f"https://www.xiaohongshu.com/user/profile/{'0' * 24}"),
    ("bilibili", 1912, "https://space.bilibili.com/1912"),
    ("youtube", "turing", "https://www.youtube.com/user/turing"),
    ("youtube", "@turing", "https://www.youtube.com/@turing"),
    ("youtube", "UC" + "a" * 22, f"https://www.youtube.com/channel/UC{'a' * 22}"),
    ("medium", "@turing", "https://medium.com/@turing"),
    ("telegram", "turing", "https://t.me/turing"),
    ("discord", "123456789012345678", "https://discord.com/users/123456789012345678"),
    ("facebook", "turing", "https://www.facebook.com/turing"),
    ("instagram", "turing", "https://www.instagram.com/turing"),
    ("xing", "Alan_Turing", "https://www.xing.com/profile/Alan_Turing"),
    ("tumblr", "turing", "https://turing.tumblr.com"),
    ("tumblr", "turing.tumblr.com", "https://turing.tumblr.com"),
    ("goodreads", "1912", "https://www.goodreads.com/user/show/1912"),
    ("goodreads", "turing", "https://www.goodreads.com/turing"),
    ("artstation", "turing", "https://www.artstation.com/turing"),
    ("dribbble", "turing", "https://dribbble.com/turing"),
    ("flickr", "turing", "https://www.flickr.com/people/turing"),
    ("pinterest", "turing", "https://www.pinterest.com/turing"),
    ("foursquare", "turing", "https://foursquare.com/turing"),
    ("lastfm", "turing", "https://www.last.fm/user/turing"),
    ("soundcloud", "turing", "https://soundcloud.com/turing"),
    ("steam", "turing", "https://steamcommunity.com/id/turing"),
    ("steam", "76561190000000000", "https://steamcommunity.com/profiles/76561190000000000"),
    ("semantic", "A.-Turing/1741101", "https://www.semanticscholar.org/author/A.-Turing/1741101"),
    ("lattes", "1234567890123456", "http://lattes.cnpq.br/1234567890123456"),
    ("codeberg", "turing", "https://codeberg.org/turing"),
    ("leetcode", "turing", "https://leetcode.com/u/turing/"),
    ("douban", "turing", "https://www.douban.com/people/turing"),
    ("csdn", "turing", "https://blog.csdn.net/turing"),
    ("substack", "turing", "https://turing.substack.com"),
    ("whatsapp", "+441610000000", "https://wa.me/441610000000"),
    ("tiktok", "@turing", "https://www.tiktok.com/@turing"),
    ("reddit", "u/turing", "https://www.reddit.com/user/turing"),
    ("unsplash", "@turing", "https://unsplash.com/@turing"),
    ("spotify", "turing", "https://open.spotify.com/user/turing"),
    ("strava", 1912, "https://www.strava.com/athletes/1912"),
    ("twitch", "turing", "https://www.twitch.tv/turing"),
]


def read(**author: object) -> tuple[Profile, list[Problem]]:
    problems: list[Problem] = []
    return read_profile(author, place=PLACE, report=problems.append), problems


def read_well(**author: object) -> Profile:
    profile, problems = read(**author)
    assert problems == []
    return profile


def only_link(key: str, value: object) -> Link:
    (link,) = read_well(**{key: value}).links
    return link


def only_problem(**author: object) -> Problem:
    profile, (problem,) = read(**author)
    assert profile.links == ()
    return problem


# What every site of the two templates has


@pytest.mark.parametrize("empty", [None, "", []])
def test_every_key_of_the_templates_is_accepted_empty(empty: object) -> None:
    profile = read_well(**dict.fromkeys(TEMPLATE_KEYS, empty))
    assert (profile.name, profile.links) == ("", ())


@pytest.mark.parametrize("key", [key for key in TEMPLATE_KEYS if key in NETWORKS])
def test_every_network_of_the_templates_takes_a_full_address(key: str) -> None:
    profile, problems = read(**{key: f"https://{key.replace('_', '-')}.example.org/turing"})
    if NETWORKS[key].closed:
        assert profile.links == ()
        assert [problem.level for problem in problems] == ["info"]
    else:
        assert [link.url for link in profile.links] == [f"https://{key}.example.org/turing"]
        assert problems == []


def test_the_fields_of_the_templates_are_read() -> None:
    profile = read_well(
        name="Alan Turing",
        native_name="艾伦·图灵",
        pronouns="he/him",
        avatar="images/portrait.svg",
        bio="Mathematician",
        location="Manchester, UK",
        employer="University of Manchester",
        email="alan@turing.example.org",
    )
    assert profile == Profile(
        name="Alan Turing",
        native_name="艾伦·图灵",
        pronouns="he/him",
        avatar="images/portrait.svg",
        bio=Markup("Mathematician"),
        location="Manchester, UK",
        employer="University of Manchester",
        email="alan@turing.example.org",
        links=(),
        description="",
        name_html=Markup("Alan Turing"),
    )


def test_the_sites_description_is_part_of_the_profile() -> None:
    assert read_profile({}, place=PLACE, report=list[Problem]().append, description="Home").description == "Home"


@pytest.mark.parametrize("avatar", ["images/me.png", "/images/me.png", "https://img.example.org/me.png"])
def test_the_avatar_stays_as_written(avatar: str) -> None:
    assert read_well(avatar=avatar).avatar == avatar


# Links


@pytest.mark.parametrize(("key", "handle", "url"), HANDLES)
def test_a_user_name_becomes_an_address(key: str, handle: object, url: str) -> None:
    assert only_link(key, handle).url == url


def test_every_network_that_has_user_names_is_tried_here() -> None:
    tried = {key for key, _, _ in HANDLES}
    assert {key for key, network in NETWORKS.items() if network.forms} <= tried


@pytest.mark.parametrize("url", sorted({url for _, _, url in HANDLES}))
def test_a_full_address_stays_as_written(url: str) -> None:
    key = next(key for key, _, known in HANDLES if known == url)
    assert only_link(key, url).url == url


@pytest.mark.parametrize(
    ("key", "handle", "url"),
    [row for row in HANDLES if row[2].startswith("https:") and row[0] != "uri"],
)
def test_an_address_without_its_scheme_is_understood(key: str, handle: object, url: str) -> None:
    assert only_link(key, url.removeprefix("https://")).url == url


def test_an_address_may_start_with_two_slashes_and_have_a_port_and_a_query() -> None:
    assert only_link("uri", "//turing.example.org:8080/a?b=c#d").url == "https://turing.example.org:8080/a?b=c#d"
    assert only_link("uri", "turing.example.org:8080/a").url == "https://turing.example.org:8080/a"


def test_blanks_and_quotes_of_an_address_are_encoded() -> None:
    assert only_link("uri", 'https://turing.example.org/a b"c>').url == "https://turing.example.org/a%20b%22c%3E"


@pytest.mark.parametrize("key", ["google_scholar", "Google-Scholar", "GoogleScholar", "scholar"])
def test_a_key_is_known_in_every_spelling(key: str) -> None:
    assert only_link(key, "AAAAAAAAAAAJ").key == "googlescholar"


def test_links_stand_in_one_order_academic_ones_first_and_the_authors_own_last() -> None:
    profile = read_well(
        links=[{"title": "Talks", "url": "https://talks.example.org"}],
        twitter="turing",
        github="turing",
        uri="https://turing.example.org",
        orcid="0000-0002-1825-0097",
        googlescholar="AAAAAAAAAAAJ",
    )
    assert [link.key for link in profile.links] == ["googlescholar", "orcid", "uri", "github", "twitter", "link"]


def test_two_keys_with_one_address_make_one_link() -> None:
    assert len(read_well(x="turing", twitter="@turing").links) == 1


def test_the_authors_own_links_keep_title_icon_and_order() -> None:
    profile = read_well(
        links=[
            {"title": "Archive", "url": "https://a.example.org", "icon": "material/archive"},
            {"label": "R&amp;D", "url": "b.example.org/x", "icon": "fontawesome/brands/github.svg"},
            {"title": 1950, "url": "https://c.example.org"},
        ]
    )
    assert profile.links == (
        Link("link", "Archive", "https://a.example.org", "material/archive"),
        Link("link", "R&D", "https://b.example.org/x", "fontawesome/brands/github"),
        Link("link", "1950", "https://c.example.org", "material/link"),
    )


def test_every_icon_is_one_of_materials() -> None:
    spec = importlib.util.find_spec("material")
    assert spec is not None and spec.origin is not None
    icons = Path(spec.origin).parent / "templates" / ".icons"
    names = {network.icon for network in NETWORKS.values()} | {"material/link"}
    assert [name for name in sorted(names) if not (icons / f"{name}.svg").is_file()] == []


# Text and HTML


def test_a_bio_keeps_its_inline_html_and_loses_the_rest() -> None:
    bio = read_well(
        bio='Reads <a href="https://x.example.org" style="color:red" onclick="x()">proofs</a>,<br>writes <em>some</em>'
        "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>!</a>"
    ).bio
    assert bio == ('Reads <a href="https://x.example.org">proofs</a>,<br>writes <em>some</em><a>!</a>')
    assert isinstance(bio, Markup)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("R&D > sales", "R&amp;D &gt; sales"), ("AT&amp;T", "AT&amp;T"), ('"quoted"', "&#34;quoted&#34;")],
)
def test_a_plain_bio_is_escaped_once(written: str, shown: str) -> None:
    assert read_well(bio=written).bio == Markup(shown)


def test_a_mail_address_in_the_bio_is_encoded_too() -> None:
    bio = read_well(bio="Write to <a href='mailto:alan@turing.example.org'>alan@turing.example.org</a>.").bio
    assert "alan@" not in bio
    assert html.unescape(bio).count("alan@turing.example.org") == 2


def test_a_name_of_two_lines_is_one_line_of_text() -> None:
    profile = read_well(name="Alan Turing<br/>图灵 <b>x</b>")
    assert profile.name == "Alan Turing 图灵 x"
    assert profile.name_html == Markup("Alan Turing<br>图灵 x")


def test_other_fields_are_plain_text() -> None:
    profile = read_well(location="Paris &amp; <b>Nice</b>", employer="A < B", pronouns="he &lt; him")
    assert (profile.location, profile.employer, profile.pronouns) == ("Paris & Nice", "A < B", "he < him")


def test_employer_and_location_may_have_addresses() -> None:
    profile = read_well(employer_url="www.manchester.example.org", location_url="https://map.example.org/")
    assert profile.employer_url == "https://www.manchester.example.org"
    assert profile.location_url == "https://map.example.org/"


# A page's own author


def test_front_matter_replaces_parts_and_keeps_the_rest() -> None:
    author = {"name": "Alan", "bio": "old", "google_scholar": "AAAAAAAAAAAJ", "github": "turing"}
    merged = merge(author, {"bio": "new", "googlescholar": None})
    profile, problems = read(**merged)
    assert (profile.name, str(profile.bio), [link.key for link in profile.links]) == ("Alan", "new", ["github"])
    assert problems == []
    assert author["bio"] == "old"


# The mail address


@pytest.mark.parametrize(
    "email", ["alan@turing.example.org", "a.m+x@uni.example", "o'b@x.example", "mailto:a@b.example"]
)
def test_the_mail_address_is_whole_for_a_browser_and_nowhere_in_the_page(email: str) -> None:
    href, text = email_href(email), email_text(email)
    address = email.removeprefix("mailto:")
    assert unquote(html.unescape(href)) == f"mailto:{address}"
    assert html.unescape(text) == address
    for markup in (href, text):
        assert isinstance(markup, Markup)
        assert "@" not in markup
        assert not set(markup) - set("&#x;0123456789abcdef")
    assert "%" in html.unescape(href)


def test_the_mail_address_is_encoded_the_same_each_time() -> None:
    assert email_href("alan@turing.example.org") == email_href("alan@turing.example.org")


@pytest.mark.parametrize(
    "email", ["alan AT turing DOT example", "alan[at]turing.example", "alan@", "Alan <alan@turing.example>", "", "x@y"]
)
def test_what_is_no_mail_address_is_text_without_a_link(email: str) -> None:
    profile = read_well(email=email)
    assert profile.email_href == ""
    assert html.unescape(profile.email_text) == email
    assert email == "" or email not in profile.email_text


# Structured data


def test_a_person_says_who_the_author_is_and_not_the_mail_address() -> None:
    profile = read_well(
        name="Alan Turing",
        native_name="图灵",
        bio="Mathematician,<br>runner",
        employer="University of Manchester",
        location="Manchester",
        avatar="images/me.png",
        email="alan@turing.example.org",
        uri="https://turing.example.org/",
        orcid="0000-0002-1825-0097",
        links=[{"title": "Archive", "url": "https://a.example.org"}],
        rss="https://turing.example.org/feed.xml",
    )
    data = person(profile, site_url="https://turing.example.org/")
    assert data == {
        "@context": "https://schema.org",
        "@id": "https://turing.example.org/#person",
        "@type": "Person",
        "name": "Alan Turing",
        "alternateName": "图灵",
        "description": "Mathematician, runner",
        "affiliation": {"@type": "Organization", "name": "University of Manchester"},
        "address": "Manchester",
        "image": "https://turing.example.org/images/me.png",
        "url": "https://turing.example.org/",
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "ORCID",
            "value": "https://orcid.org/0000-0002-1825-0097",
        },
        "sameAs": ["https://orcid.org/0000-0002-1825-0097"],
    }
    assert "@turing" not in json.dumps(data)


def test_a_bio_with_a_mail_address_is_no_description() -> None:
    profile = read_well(name="Alan", bio="Write to other@turing.example.org")
    assert person(profile, site_url="") == {"@context": "https://schema.org", "@type": "Person", "name": "Alan"}


def test_without_the_sites_address_a_relative_image_is_left_out() -> None:
    assert "image" not in person(read_well(avatar="images/me.png"), site_url="")
    assert (
        person(read_well(avatar="https://i.example.org/me.png"), site_url="")["image"] == "https://i.example.org/me.png"
    )
    data = person(read_well(avatar="me.png"), site_url="https://a.example.org/p/", avatar_url="images/me.png")
    assert data["image"] == "https://a.example.org/p/images/me.png"


# Bad input


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JavaScript://x.example.org/%0aalert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "mailto:a@b.example",
        "ftp://x.example.org",
        "https://",
        "http:///x",
        "https://[",
        "https://x.example.org:port/",
        "//",
        "/cv/",
        "two words",
    ],
)
@pytest.mark.parametrize("key", ["github", "uri", "orcid", "tumblr"])
def test_what_is_neither_address_nor_user_name_is_named_and_left_out(key: str, value: str) -> None:
    problem = only_problem(**{key: value})
    assert problem.level == "warning"
    assert str(problem).startswith(f"mkdocs.yml: author.{key} ")
    assert "Write it like 'https://" in problem.message


def test_a_number_where_a_network_has_numbers_is_asked_for() -> None:
    assert str(only_problem(bilibili="alan.turing")) == (
        "mkdocs.yml: author.bilibili 'alan.turing' is neither an http(s) address nor a user name of Bilibili; "
        "left out. Write it like 'https://space.bilibili.com/…'."
    )


def test_an_orcid_with_a_wrong_check_digit_is_shown_and_named() -> None:
    for written in ("0000-0002-1825-0098", "https://orcid.org/0000-0002-1825-0098"):
        profile, (problem,) = read(orcid=written)
        assert profile.links[0].url == "https://orcid.org/0000-0002-1825-0098"
        assert "'0000-0002-1825-0098' is no ORCID iD" in problem.message


def test_the_orcid_address_that_only_its_author_can_open_becomes_the_public_one() -> None:
    written = "https://orcid.org/my-orcid?orcid=0000-0002-1825-0097"
    assert only_link("orcid", written).url == "https://orcid.org/0000-0002-1825-0097"


def test_an_unknown_key_with_a_value_is_named_with_the_nearest() -> None:
    _, problems = read(gihub="turing", imperial=None, nonsense=[], telegramm="x")
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml: author key 'gihub' is not known; not shown. Did you mean 'github'?",
        "mkdocs.yml: author key 'telegramm' is not known; not shown. Did you mean 'telegram'?",
    ]


def test_an_unknown_key_like_no_other_points_to_the_list_of_links() -> None:
    assert only_problem(qqqq="x").message.endswith("Put other links under links.")


@pytest.mark.parametrize(
    ("value", "called"),
    [
        (["a"], "a list"),
        ({"a": 1}, "a mapping"),
        (True, "true or false"),
        (1.5, "a number"),
        (date(1912, 6, 23), "a date"),
    ],
)
@pytest.mark.parametrize("key", ["name", "bio", "email", "github", "employer_url"])
def test_a_value_of_another_type_is_named_and_left_out(key: str, value: object, called: str) -> None:
    profile, problems = read(**{key: value})
    assert [problem.message for problem in problems] == [
        f"author.{key} is {called}, not text; left out. Write text, in quotes where in doubt."
    ]
    assert profile == read_well()


def test_a_number_that_cannot_be_written_is_left_out() -> None:
    profile, problems = read(name=1 << 20_000, github=1 << 20_000, links=[{"title": 1 << 20_000, "url": "x"}])
    assert (profile, len(problems)) == (read_well(), 3)


def test_a_wrong_item_of_the_links_is_named_by_its_position_and_the_rest_is_kept() -> None:
    good = {"title": "Good", "url": "https://good.example.org"}
    profile, problems = read(
        links=[None, "x", {"title": "A"}, {"url": "https://x"}, {"title": "B", "url": "javascript:x"}, [], good]
    )
    assert [link.title for link in profile.links] == ["Good"]
    assert [problem.message.split(";")[0] for problem in problems] == [
        "author.links item 1 is empty, not a mapping",
        "author.links item 2 is text, not a mapping",
        "author.links item 3 has no url that is text",
        "author.links item 4 has no title that is text",
        "author.links item 5 ('B'): 'javascript:x' is no http(s) address and no path of the site",
        "author.links item 6 is a list, not a mapping",
    ]


@pytest.mark.parametrize("icon", ["../../etc/passwd", "github", "a/../b", "a/b c", 5, ["x"]])
def test_a_wrong_icon_is_named_and_the_common_one_shown(icon: object) -> None:
    profile, problems = read(links=[{"title": "A", "url": "https://a.example.org", "icon": icon}])
    assert profile.links[0].icon == "material/link"
    assert len(problems) == 1


def test_links_that_are_no_list_are_named() -> None:
    assert only_problem(links={"title": "A"}).message.startswith("author.links is a mapping, not a list")


def test_lone_surrogates_and_control_characters_can_be_written_to_a_page() -> None:
    profile, _ = read(name="A\x00\ud800<b>", bio="<b>\udfff</b>", github="a\ud800", email="a\ud800@b.example")
    for text in (profile.name, profile.bio, profile.email_href, profile.email_text):
        text.encode("utf-8")
    assert "\x00" not in profile.name


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "a." * 100_000, "a@" * 100_000, "a@b." * 50_000, "<" * 200_000, "&#" * 100_000]
)
def test_a_huge_value_takes_no_more_than_its_length(text: str) -> None:
    start = time.process_time()
    profile, _ = read(bio=text, github=text, uri=text, email=text, mastodon=text, youtube=text)
    assert profile.email_text and profile.bio
    profile.email_href.encode()
    assert time.process_time() - start < 5


YAML = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.binary(max_size=3)
    | st.text(max_size=20)
    | st.sampled_from(["javascript:x", "<b>", "a@b.example", "https://[", "//x", "{}", "@a@b.example"]),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(st.sampled_from(["title", "url", "icon", "x"]) | st.integers(), children, max_size=4)
    ),
    max_leaves=8,
)
AUTHORS = st.dictionaries(
    st.sampled_from([*NETWORKS, "name", "bio", "email", "avatar", "links", "location"])
    | st.text(max_size=9)
    | st.none(),
    YAML,
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(AUTHORS)
def test_no_author_that_yaml_can_hold_is_too_much(author: dict[str, object]) -> None:
    problems: list[Problem] = []
    profile = read_profile(author, place=PLACE, report=problems.append)
    assert all(link.url.startswith(("http://", "https://")) and link.title for link in profile.links)
    assert all(problem.place == PLACE and "\n" not in problem.message for problem in problems)
    json.loads(json_script(person(profile, site_url="https://turing.example.org/")))
    f"{profile.bio}{profile.name_html}{profile.email_href}{profile.email_text}".encode()

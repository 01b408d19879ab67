"""Counting visits: by choice only, with settings that are checked, and by whatever Material or the site has itself."""

from __future__ import annotations

import re

import pytest
from little_sites import SiteBuilder
from selectolax.lexbor import LexborHTMLParser

from mkdocs_academic.analytics import SERVICES, Analytics, read_analytics
from mkdocs_academic.rendering import THEME_DIR

HEX = "0123456789abcdef" * 2
UUID = "01234567-89ab-cdef-0123-456789abcdef"
CHOICES = [
    ("google", "G-ABCDEF1234", "", "https://www.googletagmanager.com/gtag/js?id=G-ABCDEF1234"),
    ("plausible", "ada.example", "", "https://plausible.io/js/script.js"),
    ("plausible", "ada.example", "https://stats.example/", "https://stats.example/js/script.js"),
    ("umami", UUID, "", "https://cloud.umami.is/script.js"),
    ("umami", UUID, "https://stats.example", "https://stats.example/script.js"),
    ("matomo", "3", "https://stats.example/matomo/", "https://stats.example/matomo/matomo.js"),
    ("matomo", 3, "https://stats.example", "https://stats.example/matomo.js"),
    ("baidu", HEX, "", f"https://hm.baidu.com/hm.js?{HEX}"),
    ("cloudflare", HEX, "", "https://static.cloudflareinsights.com/beacon.min.js"),
]
AUTHOR = {"name": "Ada Lovelace"}


def read(**written: object) -> tuple[Analytics, list[str]]:
    said: list[str] = []
    return read_analytics(written, said.append), said


@pytest.mark.parametrize(("provider", "name", "host", "script"), CHOICES)
def test_a_service_is_asked_for_with_what_its_author_wrote(provider: str, name: object, host: str, script: str) -> None:
    chosen, said = read(provider=provider, property=name, **({"host": host} if host else {}))
    assert (chosen.provider, chosen.property, chosen.script, said) == (provider, str(name), script, [])


def test_every_service_has_an_example_that_it_takes() -> None:
    assert {provider for provider, *_ in CHOICES} == set(SERVICES)
    for provider, service in SERVICES.items():
        assert re.fullmatch(service.pattern, service.example), provider


def test_a_script_of_ones_own_address_needs_no_host() -> None:
    own = "https://plausible.io/js/pa-AbC123.js"
    assert read(provider="plausible", src=own) == (Analytics("plausible", "", own, "https://plausible.io"), [])
    assert read(provider="umami", property=UUID, src="https://ada.example/s.js")[0].script == "https://ada.example/s.js"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"provider": "gogle", "property": "G-1"}, "provider 'gogle' is not known.*Did you mean 'google'.*plausible"),
        ({"provider": ["google"]}, "provider list is not known"),
        ({"provider": "google"}, "has no 'property'.*like 'property: G-ABCDEF1234'"),
        ({"provider": "google", "property": True}, "has no 'property'"),
        ({"provider": "google", "property": "UA-12345-1"}, "ended in 2023"),
        ({"provider": "google", "property": 'G-1"><script>alert(1)'}, "is no measurement id"),
        ({"provider": "umami", "property": "ada"}, "is no website id of Umami"),
        ({"provider": "plausible", "property": "https://ada.example/"}, "is no domain"),
        ({"provider": "matomo", "property": "1"}, "has no 'host'.*Write where your Matomo is"),
        ({"provider": "matomo", "property": "1", "host": "stats.example"}, "host 'stats.example' is no http"),
        ({"provider": "matomo", "property": "1", "host": "javascript:alert(1)"}, "is no http"),
        ({"provider": "matomo", "property": "1", "host": "ftp://stats.example"}, "is no http"),
        ({"provider": "matomo", "property": "1", "host": "https://x.example:99999"}, "is no http"),
        ({"provider": "matomo", "property": "1", "host": 'https://x.example/"onload="a'}, "is no http"),
        ({"provider": "umami", "property": UUID, "src": {"a": 1}}, "src dict is no http"),
        ({"provider": "baidu", "property": "x" * 100_000}, "is no site code"),
    ],
)
def test_what_cannot_count_is_told_and_counts_nothing(written: dict[str, object], said: str) -> None:
    chosen, told = read(**written)
    assert chosen == Analytics()
    assert len(told) == 1 and re.search(said, told[0]) and len(told[0]) < 400, told


def test_only_the_script_that_loads_services_knows_how_they_are_called() -> None:
    """The addresses stand in the table alone, so that no page has one that its author did not choose."""
    for path in (THEME_DIR / "assets/academic/analytics.js", THEME_DIR / "partials/academic/analytics.html"):
        assert "://" not in path.read_text(encoding="utf-8").replace("`${host}/matomo.php`", "")


# On pages


def script(html: str) -> dict[str, str | None] | None:
    found = LexborHTMLParser(html).css("script[src*='analytics.js']")
    return found[0].attributes if found else None


def test_pages_have_the_script_of_the_chosen_service_and_no_foreign_address_runs_by_itself(
    build_site: SiteBuilder,
) -> None:
    extra = {
        "analytics": {"provider": "plausible", "property": "ada.example"},
        "consent": {"title": "?", "description": ""},
    }
    files = {"docs/index.md": "# Home\n", "docs/cv/a.md": "# CV\n"}
    site = build_site(files, academic={"author": AUTHOR}, config={"extra": extra})
    for page, address in (("", "assets/"), ("cv/a/", "../../assets/"), ("404.html", "/assets/")):
        html = site.page(page)
        attributes = script(html)
        assert attributes is not None
        assert attributes["src"] == f"{address}academic/analytics.js"
        assert attributes["data-script"] == "https://plausible.io/js/script.js"
        assert {"defer", "data-consent"} <= set(attributes)
        assert (
            not re.search(r"(?<!data-script=\")(?<!data-host=\")https://plausible", html)
            and "__md_analytics" not in html
        )


def test_a_site_that_chose_nothing_has_no_trace_of_it(build_site: SiteBuilder) -> None:
    html = build_site({"docs/index.md": "# Home\n"}, academic={"author": AUTHOR}).page()
    assert "analytics" not in html


def test_a_service_that_material_has_not_needs_nothing_else_of_ours(build_site: SiteBuilder) -> None:
    extra = {"analytics": {"provider": "cloudflare", "property": HEX}}
    html = build_site({"docs/index.md": "# Home\n"}, config={"extra": extra}).page()
    assert script(html)


def test_a_wrong_choice_is_a_warning_in_place_of_a_traceback(build_site: SiteBuilder) -> None:
    extra = {"analytics": {"provider": "gogle", "property": "G-ABCDEF1234"}}
    said = ["mkdocs.yml: extra.analytics: provider 'gogle' is not known.*Did you mean 'google'"]
    html = build_site({"docs/index.md": "# Home\n"}, config={"extra": extra}, expect=said).page()
    assert script(html) is None and '<script id="__analytics"' not in html


def test_materials_google_stays_where_nothing_else_is_ours(build_site: SiteBuilder) -> None:
    extra = {"analytics": {"provider": "google", "property": "G-ABCDEF1234"}}
    without = build_site({"docs/index.md": "# Home\n"}, config={"extra": extra, "plugins": []}).page()
    assert build_site({"docs/index.md": "# Home\n"}, config={"extra": extra}).page() == without
    ours = build_site({"docs/index.md": "# Home\n"}, academic={"author": AUTHOR}, config={"extra": extra}).page()
    assert script(ours) and "__md_analytics" not in ours


def test_a_template_of_the_site_for_its_own_service_stays(build_site: SiteBuilder) -> None:
    files = {"docs/index.md": "# Home\n", "overrides/partials/integrations/analytics/own.html": "<b id='own'></b>"}
    theme = {"name": "material", "font": False, "custom_dir": "overrides"}
    config = {"theme": theme, "extra": {"analytics": {"provider": "own"}}}
    html = build_site(files, academic={"author": AUTHOR}, config=config).page()
    assert "<b id='own'>" in html and script(html) is None


def test_an_empty_variable_of_the_environment_counts_nothing_without_a_warning(build_site: SiteBuilder) -> None:
    for provider in ("google", "umami"):
        extra = {"analytics": {"provider": provider, "property": ""}}
        html = build_site({"docs/index.md": "# Home\n"}, academic={"author": AUTHOR}, config={"extra": extra}).page()
        assert script(html) is None

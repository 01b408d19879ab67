"""What counted the old site's visits waits in the new settings for the author's choice; what cannot is reported."""

from __future__ import annotations

import re

import pytest
import yaml
from little_sites import SiteBuilder
from migration import Migrate

HEX = "0123456789abcdef" * 2
UUID = "01234567-89ab-cdef-0123-456789abcdef"
GOOGLE = {"provider": "google", "property": "G-ABCDEF1234"}


@pytest.mark.parametrize(
    ("written", "chosen"),
    [
        ("google_analytics_id: G-ABCDEF1234", GOOGLE),
        ("google_analytics: G-ABCDEF1234\nenable_google_analytics: true", GOOGLE),
        ("analytics: {provider: google-analytics-4, google: {tracking_id: G-ABCDEF1234}}", GOOGLE),
        ("analytics: {google: {id: G-ABCDEF1234}, umami: {id: null, domain: null}}", GOOGLE),
        (f"cloudflare_analytics: {HEX}", {"provider": "cloudflare", "property": HEX}),
        (f"baidu_analytics: {HEX}", {"provider": "baidu", "property": HEX}),
        (
            f"analytics: {{umami: {{id: {UUID}, domain: stats.example.net}}}}",
            {"provider": "umami", "property": UUID, "host": "https://stats.example.net"},
        ),
        (
            "analytics: {matomo: {id: 3, domain: 'https://stats.example.net'}}",
            {"provider": "matomo", "property": "3", "host": "https://stats.example.net"},
        ),
        ("google_analytics: G-ABCDEF1234\nenable_google_analytics: false", None),
        ("analytics: {provider: false, google: {tracking_id: G-ABCDEF1234}}", None),
        ("google_analytics: G-XXXXXXXXXX", None),
    ],
)
def test_a_service_waits_for_the_authors_choice(written: str, chosen: dict[str, str] | None, migrate: Migrate) -> None:
    new = migrate({"_config.yml": f"title: Ada\n{written}\n", "index.md": "---\n---\nText.\n"})
    assert "analytics" not in new.settings.get("extra", {})
    switched_on = yaml.safe_load(without_marks(new.text("mkdocs.yml")))
    assert switched_on.get("extra", {}).get("analytics") == chosen
    assert ("mkdocs.yml: " in new.report and "is off, so the page asks no other host" in new.report) == bool(chosen)


@pytest.mark.parametrize("other", ["", "google_site_verification: abc123\n"])
def test_settings_with_a_service_that_is_off_build_before_and_after(
    other: str, migrate: Migrate, build_site: SiteBuilder
) -> None:
    written = f"title: Ada\ngoogle_analytics: G-ABCDEF1234\n{other}"
    new = migrate({"_config.yml": written, "index.md": "---\n---\nText.\n"})
    assert "googletagmanager" not in build_site(new.contents).page()
    contents = {**new.contents, "mkdocs.yml": without_marks(new.text("mkdocs.yml")).encode()}
    assert "googletagmanager" in build_site(contents).page()


def without_marks(settings: str) -> str:
    """Take the marks away from lines that are settings, and none from sentences."""
    return re.sub(r"^( *)# (?=(?: *)[a-z]+:(?: |$))", r"\1", settings, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("pirsch_analytics: abc", "_config.yml:2: nothing here counts visits with Pirsch."),
        ("analytics:\n  goatcounter: {id: ada}", "_config.yml:3: nothing here counts visits with Goatcounter."),
        ("analytics: {umami: {id: ada}}", "property 'ada' is no website id of Umami"),
        ("analytics: {matomo: {id: 3}}", "has no 'host'"),
    ],
)
def test_what_cannot_count_here_is_reported(written: str, said: str, migrate: Migrate) -> None:
    new = migrate({"_config.yml": f"title: Ada\n{written}\n", "index.md": "---\n---\nText.\n"})
    assert said in new.report
    assert "analytics" not in new.settings.get("extra", {})

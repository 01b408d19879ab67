"""Sites built in the tests' own process, which share work, are those that `mkdocs build` makes."""

from __future__ import annotations

import sys

import pytest
from little_sites import BuiltSite, SiteBuilder
from programs import run_well


def test_a_site_built_in_the_tests_is_byte_for_byte_what_the_command_builds(
    build_site: SiteBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # the sitemap holds the day of the build
    build_site("homepage")
    here = build_site("homepage")  # of what the first has left
    other = build_site.write("homepage")
    run_well([sys.executable, "-m", "mkdocs", "build"], cwd=other)
    assert published(here) == published(BuiltSite(other, ()))


def published(site: BuiltSite) -> dict[str, bytes]:
    """Return what a visitor can ask for; of a compressed file Python writes the time into its head."""
    return {name: (site.site_dir / name).read_bytes() for name in site.files if not name.endswith(".gz")}

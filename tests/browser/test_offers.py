"""What a site offers beside its pages costs a visitor nothing before it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from little_sites import SiteBuilder

from .conftest import Visit, hosted

pytestmark = pytest.mark.browser


def test_the_code_of_the_contact_card_is_loaded_when_it_is_opened(tmp_path: Path, visit: Visit) -> None:
    academic = {"author": {"name": "Ada"}, "contact": {"show": True}}
    files = {"docs/index.md": "# Home\n", "docs/talks/one.md": "# One\n"}
    site_dir = SiteBuilder(tmp_path)(files, academic=academic).site_dir
    with hosted(site_dir) as url:
        page = visit(f"{url}talks/one/")
        page.wait_for_load_state("networkidle")
        image = page.get_by_alt_text("QR code of the contact card")
        assert image.evaluate("element => element.naturalWidth") == 0
        page.get_by_text("Contact card").click()
        page.wait_for_function("document.querySelector('.acad-profile__card img').naturalWidth > 0")
        assert image.is_visible()
        with page.expect_download() as card:
            page.get_by_role("link", name="Save to the address book").click()
        assert Path(card.value.path()).read_bytes() == (site_dir / "contact.vcf").read_bytes()


def test_a_page_below_the_root_is_not_taken_for_one_in_another_language(tmp_path: Path, visit: Visit) -> None:
    """Material asks for a sitemap beside every `link[rel=alternate]`: `visit` would fail on the 404."""
    files = {"docs/index.md": "# Home\n", "docs/talks/one.md": "# One\n"}
    with hosted(SiteBuilder(tmp_path)(files, academic={"author": {"name": "Ada"}}).site_dir) as url:
        page = visit(f"{url}talks/one/")
        page.wait_for_load_state("networkidle")
        twin = page.locator("link[type='text/markdown']").evaluate(
            "link => [link.relList.contains('alternate'), link.href]"
        )
        assert twin == [True, f"{url}talks/one/index.html.md"]

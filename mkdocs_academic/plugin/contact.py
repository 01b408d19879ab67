"""The author's contact card, as a file and as a QR code."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig

from ..config import ContactConfig

if TYPE_CHECKING:
    from ..profile import Profile

CARD, QR = "contact.vcf", "contact-qr.svg"


def card_file(config: MkDocsConfig, settings: ContactConfig, profile: Profile) -> str:
    """Return the card."""
    from ..profile.card import contact_card

    site_url = config.site_url or ""
    return contact_card(
        profile,
        name=config.site_name,
        site_url=site_url,
        avatar_url=profile.avatar.lstrip("/") if site_url else "",
        card_url=urljoin(site_url, CARD) if site_url else "",
        has_email=settings.email,
    )


def card_qr(config: MkDocsConfig, settings: ContactConfig, profile: Profile) -> str:
    """Return the QR code of a card as SVG, "" for one that no QR code can hold."""
    import segno

    from ..profile.card import short_card

    text = short_card(profile, name=config.site_name, site_url=config.site_url or "", has_email=settings.email)
    try:
        code = segno.make_qr(text, error="l", encoding="utf-8")
    except segno.DataOverflowError:
        return ""
    svg = io.BytesIO()
    code.save(svg, kind="svg", xmldecl=False, svgclass=None, lineclass=None, omitsize=True, light="#fff")
    return svg.getvalue().decode()

"""The card that social networks and messengers show for a page."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from .records import PageFacts, Picture, SiteFacts

# Whose country is another word than the language, or which has none of its own there.
_LOCALES = MappingProxyType(
    {
        "ar": "ar_AR",
        "cs": "cs_CZ",
        "da": "da_DK",
        "el": "el_GR",
        "en": "en_US",
        "fa": "fa_IR",
        "he": "he_IL",
        "hi": "hi_IN",
        "ja": "ja_JP",
        "ko": "ko_KR",
        "nb": "nb_NO",
        "nn": "nn_NO",
        "sv": "sv_SE",
        "uk": "uk_UA",
        "vi": "vi_VN",
        "zh": "zh_CN",
        "zh-hant": "zh_TW",
        **{
            code: f"{code}_{code.upper()}"
            for code in ("de", "es", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv", "nl", "pl", "pt", "ro", "ru", "sk")
        },
        "tr": "tr_TR",
    }
)
_SMALL = 600  # pixels: a narrower picture is shown beside the text


def open_graph(site: SiteFacts, page: PageFacts, *, is_drawn_elsewhere: bool = False) -> list[tuple[str, str]]:
    """Return the names and the contents of `<meta>` tags: `name` for `twitter:`, `property` for all others.

    Arguments:
        is_drawn_elsewhere: Whether Material's plugin for social cards writes the tags of its card itself.

    Source: https://ogp.me/; https://developer.x.com/en/docs/x-for-websites/cards/overview/markup
    """
    tags = [] if is_drawn_elsewhere else list(_card(site, page))
    tags += [("og:site_name", site.name), ("og:locale", locale(site.language))]
    return [(name, content) for name, content in (*tags, *page.properties, *_article(page)) if content]


def locale(language: str) -> str:
    """Return a language as Open Graph has it, "" where its country is not known."""
    code, _, region = language.replace("_", "-").partition("-")
    if len(region) == 2 and region.isalpha():
        return f"{code.lower()}_{region.upper()}"
    return _LOCALES.get(language.lower()) or _LOCALES.get(code.lower(), "")


def _card(site: SiteFacts, page: PageFacts) -> Iterator[tuple[str, str]]:
    is_article = bool(page.published or page.work)
    is_profile = page.is_home and bool(site.person)
    yield "og:type", "article" if is_article else "profile" if is_profile else "website"
    yield "og:title", page.title
    yield "og:description", page.description
    yield "og:url", page.url
    if page.picture is not None:
        yield from _picture(page.picture)
    is_small = page.picture is None or 0 < page.picture.width < _SMALL
    yield "twitter:card", "summary" if is_small else "summary_large_image"


def _picture(picture: Picture) -> Iterator[tuple[str, str]]:
    yield "og:image", picture.url
    if picture.width and picture.height:
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
    yield "og:image:alt", picture.alt


def _article(page: PageFacts) -> Iterator[tuple[str, str]]:
    if page.published and not page.work:
        yield "article:published_time", page.published

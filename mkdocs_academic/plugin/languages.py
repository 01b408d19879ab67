"""A site in several languages: mkdocs-static-i18n builds it once for each of them, all into one folder.

Source: https://ultrabug.github.io/mkdocs-static-i18n/
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from ..addresses import Addresses, is_foreign, split_tail
from ..site import map_items

if TYPE_CHECKING:
    from ..jekyll.navigation import NavItem

_PLUGIN = "i18n"


def language_folder(config: MkDocsConfig) -> str:
    """Return the folder of the language that is being built, "" for the default one and where there is only one."""
    plugin = config.plugins.get(_PLUGIN)
    language = getattr(plugin, "current_language", None)
    return f"{language}/" if language and language != getattr(plugin, "default_language", language) else ""


def generated_page(config: MkDocsConfig, uri: str, content: str) -> File:
    """Return a page outside the navigation that every language has, in its folder."""
    folder = language_folder(config)
    file = _page(config, folder + uri, content)
    plugin = config.plugins.get(_PLUGIN)
    languages = getattr(plugin, "build_languages", ())
    if languages:  # what the switch between languages and the sitemap read of a page
        language = getattr(plugin, "current_language", "")
        default = getattr(plugin, "default_language", "")
        others = {one: _page(config, uri if one == default else f"{one}/{uri}", content) for one in languages}
        vars(file).update(locale=language, locale_alternate_of=language, alternates={**others, language: file})
    return file


def in_language(items: tuple[NavItem, ...], folder: str, addresses: Addresses) -> tuple[NavItem, ...]:
    """Return the author's top bar with its links leading to the pages of this language, where it has them."""

    def see(item: NavItem) -> NavItem:
        path, tail = split_tail(item.url)
        translated = folder + path.lstrip("/")
        is_ours = bool(item.url) and not is_foreign(item.url) and addresses.find(translated) is not None
        return item._replace(url=f"/{translated}{tail}") if is_ours else item

    return map_items(items, see) if folder else items


def list_for_sitemap(listed: object, config: MkDocsConfig, pages: Iterable[File]) -> None:
    """Put the pages of this language into the list of those of all languages, which the sitemap is made of."""
    language = getattr(config.plugins.get(_PLUGIN), "current_language", None)
    if isinstance(listed, dict) and language:
        listed[language] = [file for file in pages if file.page is not None and hasattr(file, "alternates")]


def _page(config: MkDocsConfig, uri: str, content: str) -> File:
    return File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)

"""A page as structured data: what it is, whose it is, what it is part of, and the works on it, in one graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .records import PageFacts, SiteFacts

WEBSITE, PAGE, CRUMBS, PAPERS = ("#website", "#webpage", "#breadcrumb", "#publications")
"""The fragments that name things in the graph, behind the address of the site or the page."""
CONTEXT = "https://schema.org"

Data = dict[str, Any]


def graph(site: SiteFacts, page: PageFacts) -> Data:
    """Return what is known of a page; things that other pages speak of too have the same `@id` everywhere.

    Without the site's address nothing has an identity: then the person on the home page, or the work of its page.

    Source: https://schema.org version 30.0: ProfilePage, WebSite, BreadcrumbList, ItemList;
        https://developers.google.com/search/docs/appearance/structured-data/profile-page
    """
    if not site.url or not page.url:
        alone = [node for node in (site.person if page.is_home else {}, page.work) if node]
        return {"@context": CONTEXT, **alone[0]} if len(alone) == 1 else _graph(alone)
    nodes = [_page(site, page), _website(site, page), _person(site, page), _crumbs(page), _papers(page), page.work]
    return _graph([node for node in nodes if node])


def _graph(nodes: list[Mapping[str, Any]]) -> Data:
    return {"@context": CONTEXT, "@graph": [_without_context(node) for node in nodes]} if nodes else {}


def _page(site: SiteFacts, page: PageFacts) -> Data:
    person = _reference(site.person.get("@id"))
    is_profile = page.is_home and bool(person)
    about = {"mainEntity": person} if is_profile else {"author": person}
    return _known(
        {
            "@type": "ProfilePage" if is_profile else "CollectionPage" if page.papers else "WebPage",
            "@id": page.url + PAGE,
            "url": page.url,
            "name": page.title,
            "description": page.description,
            "inLanguage": site.language,
            "isPartOf": _reference(site.url + WEBSITE),
            **about,
            "datePublished": page.published,
            "dateModified": page.modified,
            "primaryImageOfPage": _image(page),
            "breadcrumb": _reference(page.url + CRUMBS if page.crumbs else ""),
            **_main(page, is_profile=is_profile),
        }
    )


def _main(page: PageFacts, *, is_profile: bool) -> Data:
    """Return what the page is about, beside the person."""
    papers = _reference(page.url + PAPERS if page.papers else "")
    if is_profile:
        return {"hasPart": papers}
    return {"mainEntity": _reference(page.work.get("@id")) or papers}


def _website(site: SiteFacts, page: PageFacts) -> Data:
    """Return the site: all of it on the home page, elsewhere what says which one is meant."""
    website: Data = {"@type": "WebSite", "@id": site.url + WEBSITE, "url": site.url, "name": site.name}
    if page.is_home:
        author = _reference(site.person.get("@id"))
        website |= {"description": site.description, "inLanguage": site.language, "author": author}
    return _known(website)


def _person(site: SiteFacts, page: PageFacts) -> Data:
    """Return the person: all of it on the home page, elsewhere what says who is meant; with some name.

    Source: `name` is required, https://developers.google.com/search/docs/appearance/structured-data/profile-page
    """
    if not site.person:
        return {}
    person = {**site.person, "name": site.person.get("name") or site.name}
    return person if page.is_home else {key: person[key] for key in ("@type", "@id", "name", "url") if key in person}


def _crumbs(page: PageFacts) -> Data:
    if not page.crumbs:
        return {}
    way = [*page.crumbs, (page.title, page.url)]
    items = [
        {"@type": "ListItem", "position": position, "name": title, "item": url}
        for position, (title, url) in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": page.url + CRUMBS, "itemListElement": items}


def _papers(page: PageFacts) -> Data:
    """Return the list of papers; one with an address is named there, which halves what two hundred add to a page.

    Source: https://developers.google.com/search/docs/appearance/structured-data/carousel#summary-page
    """
    if not page.papers:
        return {}
    items = [
        _known({"@type": "ListItem", "position": position, "name": "" if url else title, "url": url})
        for position, (title, url) in enumerate(page.papers, start=1)
    ]
    return {"@type": "ItemList", "@id": page.url + PAPERS, "numberOfItems": len(items), "itemListElement": items}


def _image(page: PageFacts) -> Data:
    picture = page.picture
    if picture is None or picture.is_drawn:
        return {}
    sizes = {"width": picture.width, "height": picture.height}
    return _known({"@type": "ImageObject", "url": picture.url, "caption": picture.alt, **sizes})


def _reference(identity: object) -> Data:
    return {"@id": identity} if identity else {}


def _without_context(node: Mapping[str, Any]) -> Data:
    return {key: value for key, value in node.items() if key != "@context"}


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}

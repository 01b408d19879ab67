"""What was broken in the old site already: links to no section, missing pictures, missing snippets.

The pages are rendered as a build renders them, so that the report says what a visitor would meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import markdown
import yaml

from ...addresses import Addresses, is_foreign, split_tail
from ...anchors import check_links, find_fragment, find_line, id_edits, read_anchors
from ...checks import check_navigation
from ...errors import AcademicError, Place, Problem
from ...jekyll.collections import POSTS, SiteVariables, SourcePage, label_of
from ...jekyll.data import read_data
from ...jekyll.destinations import Destinations
from ...jekyll.front_matter import FrontMatter, join, line_of_key, read_front_matter, with_keys
from ...jekyll.liquid import Liquid, Rendered, uses_liquid
from ...jekyll.navigation import read_navigation
from ...jekyll.redirects import destination, redirect_pages
from ...markup import Tag, tags
from .archives import lists_of_the_blog
from .plan import DOCS, Plan

_MADE_BY_MKDOCS = ("sitemap.xml", "404.html")

KRAMDOWN = "mkdocs_academic.jekyll.kramdown"


class Checker:
    """Renders the planned pages.

    Arguments:
        folder: A folder in which the plan's texts were written, and nothing else.
        settings: The plugin's settings as planned.
        site: Liquid's `site`.
        has_blog: Whether Material's blog makes a list of posts.
        site_url: Where the new site is published, "" where that is not known.
    """

    def __init__(
        self,
        plan: Plan,
        folder: Path,
        settings: Mapping[str, Any],
        site: Mapping[str, Any],
        *,
        has_blog: bool,
        site_url: str,
    ) -> None:
        self._plan = plan
        self._docs = folder / DOCS
        self._settings = settings
        self._ids_of: dict[str, frozenset[str]] = {}
        self._links: list[tuple[str, tuple[str, ...], str, Rendered | None, Place]] = []
        self.pages = [self._read(target) for target in sorted(plan.pages)]
        urls = {page.src_uri: page.url.lstrip("/") for page in self.pages}
        others = [plan.file_of(target) for target in plan.items if target.startswith(DOCS)]
        posts = [page.meta for page in self.pages if label_of(page.src_uri) == POSTS]
        made = (*_MADE_BY_MKDOCS, *(lists_of_the_blog(posts) if has_blog else ()))
        base = urlsplit(site_url).path or "/"
        self._addresses = Addresses({path: path for path in (*others, *made)} | urls, base)
        self._data = read_data(self._docs / "_data", place_prefix=f"{DOCS}_data/", report=plan.defects.append)
        variables = SiteVariables({**site, "data": self._data}, list(urls), lambda: self.pages, _markdownify)
        self._liquid = Liquid(self._docs, variables, report=self._report_liquid, markdownify=_markdownify)

    def check_links(self) -> None:
        """Look at what leads from page to page; every page must have been checked."""
        for url, links, text, rendered, place in self._links:
            place_of = partial(_place_of, text=text, rendered=rendered, place=place)
            check_links(url, links, self._ids_of, place_of=place_of, report=self._plan.defects.append)
        self._check_navigation()
        self._check_redirects()

    def _report_liquid(self, problem: Problem) -> None:
        """Tell what Liquid does not know, such as a filter of a plugin, from what was broken."""
        (self._plan.unmapped if "unknown filter" in problem.message else self._plan.defects).append(problem)

    def _read(self, target: str) -> SourcePage:
        src_uri = target.removeprefix(DOCS)
        front = self._front_matter(src_uri)
        path = destination(front.meta.get("permalink"))
        path = path or destination(src_uri.removesuffix(".md").removesuffix("index"))
        return SourcePage(src_uri, "/" + path.removesuffix("index.html"), front.meta, front.body)

    def _text(self, file: str) -> str:
        path = self._docs.parent / file
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

    def _front_matter(self, src_uri: str) -> FrontMatter:
        text = self._text(DOCS + src_uri)
        return read_front_matter(text) or FrontMatter({}, "", text)

    def check_page(self, page: SourcePage) -> None:
        place = Place(DOCS + page.src_uri)
        text, rendered = page.body, None
        if self._settings.get("liquid") is True or uses_liquid(page.body):
            rendered = self._expand(page)
            text = rendered.text if rendered else ""
        html = markdown.markdown(text, extensions=[KRAMDOWN], extension_configs={KRAMDOWN: {"report": _nobody}})
        found = list(tags(html))
        anchors = read_anchors(found)
        url = page.url.lstrip("/")
        self._ids_of[url] = anchors.ids | id_edits(found)[1]
        self._links.append((url, anchors.fragment_links, text, rendered, place))
        for address in dict.fromkeys(_addresses(found)):
            if not self._is_there(address, url, page.src_uri):
                where = _place_of(address, text=text, rendered=rendered, place=place)
                self._plan.defects.append(Problem(where, f"'{address}' is no page or file of the site."))

    def check_template(self, target: str) -> None:
        """Look whether Liquid fills in a file that is no page; leave it out where a build would stop at it."""
        src_uri = target.removeprefix(DOCS)
        front = self._front_matter(src_uri)
        page = {"url": f"/{src_uri}", **front.meta}
        try:
            self._liquid.render(front.body, src_uri=src_uri, page=page, first_line=front.first_line)
        except AcademicError as error:
            self._plan.unmapped.append(Problem(error.place, f"{error.message} The file is left out."))
            self._plan.drop(target)

    def _expand(self, page: SourcePage) -> Rendered | None:
        front = self._front_matter(page.src_uri)
        first_line = front.first_line if front.yaml else 1
        try:
            return self._liquid.render(
                page.body, src_uri=page.src_uri, page={"url": page.url, **page.meta}, first_line=first_line
            )
        except AcademicError as error:
            self._switch_liquid_off(page, front, error)
            return None

    def _switch_liquid_off(self, page: SourcePage, front: FrontMatter, error: AcademicError) -> None:
        """Let the site be built although a page cannot be expanded: the page shows its Liquid as text."""
        target = DOCS + page.src_uri
        content = join(with_keys(front.yaml, {"liquid": False}), front.body)
        self._plan.items[target] = self._plan.items[target]._replace(content=content)
        message = f"{error.message} Until then 'liquid: false' in {target} shows the tags as text."
        self._plan.unmapped.append(Problem(error.place, message))

    def _is_there(self, address: str, url: str, src_uri: str) -> bool:
        path = split_tail(address)[0]
        if not path or is_foreign(address) or "{{" in address:
            return True
        seen = self._addresses.repaired(path.replace("\\", "/"), url, src_uri)
        target = split_tail(urljoin("/" + url, seen))[0]
        return self._addresses.find(unquote(target).lstrip("/")) is not None

    def _check_redirects(self) -> None:
        """Look for former addresses that cannot lead to their page; a build says it of each again."""
        taken = Destinations()
        elsewhere = self._plan.pages | self._plan.templates.keys()
        for target in self._plan.items:
            if target.startswith(DOCS) and target not in elsewhere:
                taken.take(target.removeprefix(DOCS), target)
        for page in self.pages:
            taken.take(destination(page.url), DOCS + page.src_uri)
        for target in sorted(self._plan.templates.keys() & self._plan.items.keys()):
            self._check_permalink(target, taken)
        for page in self.pages:
            former = page.meta.get("redirect_from")
            if not former:
                continue
            place = Place(DOCS + page.src_uri, line_of_key(self._text(DOCS + page.src_uri), "redirect_from"))
            report = self._plan.defects.append
            for address in redirect_pages(page.url.lstrip("/"), former, site_url="", place=place, report=report):
                path = destination(address)
                conflict = taken.conflict(path)
                if conflict and path != destination(page.url):
                    report(Problem(place, f"redirect_from {address!r} {conflict.why}; it is left out."))
                taken.take(path, f"the redirect to {DOCS}{page.src_uri}")

    def _check_permalink(self, target: str, taken: Destinations) -> None:
        """Look whether a file that Liquid fills in can be where it wants to; a build says it again."""
        own, wanted = target.removeprefix(DOCS), self._plan.file_of(target)
        if wanted != own and (conflict := taken.conflict(wanted)):
            text = self._text(target)
            permalink = self._front_matter(own).meta.get("permalink")
            message = f"permalink {permalink!r} {conflict.why}; the file is at '/{own}' now."
            self._plan.defects.append(Problem(Place(target, line_of_key(text, "permalink")), message))
            wanted = own
        taken.take(wanted, target)

    def _check_navigation(self) -> None:
        written = self._settings.get("navigation") or self._data.get("navigation")
        if written is None:
            return
        file = "mkdocs.yml" if self._settings.get("navigation") else f"{DOCS}_data/navigation.yml"
        items = read_navigation(written, place=Place(file), report=self._plan.defects.append)
        item = self._plan.items.get(file)
        text = (item.content if item else None) or self._text(file)

        def place_of(url: str) -> Place:
            return Place(file, find_line(text, url))

        check_navigation(items, self._addresses, self._ids_of, place_of, self._plan.defects.append)


def read_settings(text: str) -> dict[str, Any]:
    """Return `mkdocs.yml` as planned; names of Python in it are not resolved."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda loader, suffix, node: suffix)
    settings: dict[str, Any] = yaml.load(text, Loader)
    return settings


def _addresses(found: list[Tag]) -> Iterator[str]:
    for tag in found:
        if not tag.is_end and tag.name in ("img", "a", "video", "source"):
            address = tag.attributes.get("href" if tag.name == "a" else "src", "").strip()
            if address:
                yield address


def _place_of(link: str, *, text: str, rendered: Rendered | None, place: Place) -> Place:
    line = (find_fragment(text, link) if "#" in link else 0) or find_line(text, link)
    if rendered is not None and line:
        return rendered.place_of(line)
    return place


def _markdownify(text: str) -> str:
    return markdown.markdown(text, extensions=[KRAMDOWN], extension_configs={KRAMDOWN: {"report": _nobody}})


def _nobody(line: int, message: str) -> None:
    """Hear what the build says anyway."""

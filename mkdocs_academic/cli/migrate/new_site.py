"""The plan of a new site, made from the files of the old one."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property, partial
from importlib.resources import files

from ... import __version__
from ...errors import Place, Problem
from ...jekyll.front_matter import read_front_matter
from ...jekyll.redirects import destination
from ..new import version_range
from .archives import old_lists
from .author import SOCIALS, read_author
from .bodies import prints_without_tags, rewrite, site_variables
from .checkout import Checkout
from .content import PAGES_FOLDER, Content, read_content
from .default_keys import names_in_liquid
from .feeds import add_feeds
from .layouts import KNOWN
from .old_config import OldConfig, read_config
from .old_html import modernised
from .old_lists import add_old_lists
from .old_page import OldPage
from .pages import PagePlanner, is_markdown, published_patterns, unpublished_patterns
from .pagination import paged_lists, whole_list
from .placeholders import placeholders_in
from .plan import DOCS, Item, Plan
from .settings import Site, site_settings
from .snippets import reached_snippets

STARTER = ("requirements.txt", ".gitignore", ".github/workflows/pages.yml")
"""The files of the starter that a migrated site has too."""
CITATIONS = ".github/workflows/citations.yml"
"""One more, where the old site collected citation numbers: with the secret of acad-homepage's crawler."""

_SHORTCODE = re.compile(r"(?<![\w:]):(?:[a-z][a-z0-9_+-]*|[+-]1):(?![\w:])")
_CODE = re.compile(r"(?m)^[ \t]*(?:```|~~~)|\{%-?\s*highlight\s")
_TEMPLATES = (
    ("al-folio", lambda config, checkout: "scholar" in config.values or bool(checkout.below("_bibliography"))),
    ("acad-homepage", lambda config, checkout: "google_scholar_stats_use_cdn" in config.values),
    ("minimal-light", lambda config, checkout: {"position", "affiliation"} <= config.values.keys()),
    ("academicpages", lambda config, checkout: any(checkout.below(f"_{name}") for name in ("publications", "talks"))),
)


def plan_site(checkout: Checkout, plan: Plan) -> str:
    """Fill the plan; return the name of the template that the old site was made from."""
    config = read_config(checkout, plan.defects.append)
    return _Planner(checkout, config, plan).run()


class _Planner:
    def __init__(self, checkout: Checkout, config: OldConfig, plan: Plan) -> None:
        self.checkout = checkout
        self.config = config
        self.plan = plan
        self.content: Content = read_content(checkout, config)

    def run(self) -> str:
        paged = paged_lists(self.config, self.content.pages)
        pages = PagePlanner(self.checkout, self.plan, self.content.pages, paged)
        texts = {page.path: page.body for page in pages.pages}
        texts |= {path: self.checkout.text_of(path) for path in self.content.snippets}
        reached = reached_snippets(self.checkout, texts)
        texts |= {path: self.checkout.text_of(path) for path in reached}
        pages.add_all(names_in_liquid(texts.values()))
        unpublished = self._add_snippets(pages, reached)
        self._add_files(texts)
        texts |= self._add_templates(pages)
        add_old_lists(list(old_lists(self.config, self.content.pages)), pages.pages, self.plan, self.config.file)
        add_feeds(self.config, self.checkout, pages.pages, self.plan)
        self._report_layouts(pages.pages)
        home = next((page for page in pages.pages if pages.targets[page.path] == "index.md"), None)
        if home is None and DOCS + "index.html" not in self.plan.items:
            self.plan.cannot_map(Place("."), "no page has the address '/'. Write docs/index.md.")
        public = (*self.content.plain, *self.content.look, *self.content.templates)
        published = [item.target for item in self.plan.items.values() if item.source in public]
        published += [DOCS + pages.targets[page.path] for page in pages.pages if page.is_published]
        patterns = published_patterns(target.removeprefix(DOCS) for target in published)
        self._add_settings(pages, home, texts, [*unpublished, *patterns])
        self._leave_the_rest(reached)
        self._find_placeholders(texts)
        return next((name for name, fits in _TEMPLATES if fits(self.config, self.checkout)), "Jekyll")

    def _add_snippets(self, pages: PagePlanner, reached: set[str]) -> list[str]:
        """Add the snippets; return the patterns of those that would become pages if no page included them."""
        own = set(self.content.snippets)
        page_paths = set(pages.targets)
        for path in sorted((reached | own) - page_paths):
            self._add_snippet(path, pages)
        without_page = sorted(path.removeprefix(PAGES_FOLDER + "/") for path in own if is_markdown(path))
        return unpublished_patterns(without_page, pages.targets)

    def _add_snippet(self, path: str, pages: PagePlanner) -> None:
        target = DOCS + path.removeprefix(PAGES_FOLDER + "/")
        if not self.checkout.is_utf8(path):
            self.plan.copy(path, target)
            return
        text = self.checkout.text_of(path)
        whole = whole_list(text) if pages.has_paged_lists else text
        written = rewrite(whole, pages.addresses, partial(self._note, target), partial(self._unknown, path))
        if is_markdown(path):
            written = modernised(written, partial(self._note, target))
        if written == text:
            self.plan.copy(path, target)
        else:
            self.plan.write(target, written, path)

    def _add_templates(self, pages: PagePlanner) -> dict[str, str]:
        """Add the files that are no pages and that Liquid fills in; return their texts."""
        texts = {path: self.checkout.text_of(path) for path in self.content.templates}
        for path, text in texts.items():
            target = DOCS + path.removeprefix(PAGES_FOLDER + "/")
            front = read_front_matter(text)
            wanted = destination(front.meta.get("permalink")) if front else ""
            if front is None or "{{" in front.body or "{%" in front.body:
                self._add_snippet(path, pages)
                self.plan.templates[target] = wanted or target.removeprefix(DOCS)
            else:
                target = DOCS + wanted if wanted else target
                self.plan.write(target, front.body, path)
                self.plan.changed(target, "its front matter is left away, as Jekyll left it away.")
        return texts

    def _note(self, file: str, line: int, message: str) -> None:
        self.plan.changed(file, message, line)

    def _unknown(self, path: str, line: int, message: str) -> None:
        self.plan.cannot_map(Place(path, line), message)

    def _add_files(self, texts: dict[str, str]) -> None:
        content = self.content
        for path in content.data:
            self.plan.copy(path, DOCS + path)
        for path in content.bibliographies:
            self.plan.copy(path, DOCS + path.removeprefix("_bibliography/"))
        for path in content.plain:
            self.plan.copy(path, DOCS + _below_site(path, self.config))
        names = {posixpath.basename(path): path for path in content.look}
        wanted = {path for name, path in names.items() if any(name in text for text in texts.values())}
        for path in content.look:
            if path in wanted:
                self.plan.copy(path, DOCS + path)
            else:
                self.plan.leave(path, "styles, scripts and fonts of the old look")

    def _leave_the_rest(self, reached: set[str]) -> None:
        planned = {item.source for item in self.plan.items.values()}
        for path, reason in self.content.left_out:
            if path not in planned:
                self.plan.leave(path, reason)
        for path in self.content.includes:
            if path not in reached:
                self.plan.leave(path, "templates and styles of the old look")

    def _report_layouts(self, pages: list[OldPage]) -> None:
        for page in pages:
            layout = page.meta.get("layout")
            if isinstance(layout, str) and layout not in KNOWN and page.is_published:
                message = f"the layout '{layout}' is not taken over: what it shows beside the page's text is missing."
                file = next((path for path in self._layouts if posixpath.splitext(path)[0] == layout), "")
                advice = f" Copy what you miss from _layouts/{file}." if file else " Compare it with the old page."
                self.plan.cannot_map(Place(page.path), message + advice)

    @cached_property
    def _layouts(self) -> list[str]:
        return [path.removeprefix("_layouts/") for path in self.checkout.below("_layouts")]

    def _add_settings(
        self, pages: PagePlanner, home: OldPage | None, texts: dict[str, str], unpublished: list[str]
    ) -> None:
        author = read_author(self.checkout, self.config, home, self.plan.unmapped.append)
        uses_emoji = "jemoji" in self.config.items("plugins") + self.config.items("gems") + self.config.items(
            "whitelist"
        )
        site = Site(
            self.checkout,
            self.config,
            author,
            pages.pages,
            pages.blog,
            site_variables(texts.values()),
            unpublished,
            any(prints_without_tags(self._written(item)) for item in self.plan.items.values() if _is_page(item)),
            any(_CODE.search(text) for text in texts.values()),
            uses_emoji and any(_SHORTCODE.search(text) for text in texts.values()),
            [path.removeprefix("_bibliography/") for path in self.content.bibliographies],
        )
        self.plan.write("mkdocs.yml", site_settings(site, self.plan), self.config.file if self.config.values else "")
        starter = files("mkdocs_academic.cli") / "starter"
        counts = self._counts_citations()
        if counts:
            self.plan.changed(CITATIONS, "takes the place of google_scholar_crawler, with the same secret and branch.")
        for name in (*STARTER, *([CITATIONS] if counts else [])):
            text = (starter / name).read_text(encoding="utf-8")
            if name == "requirements.txt":
                text = text.replace("$version_range", version_range(__version__))
            # What was broken in the old site is a warning, and does not keep the new one from being published.
            self.plan.write(name, text.replace("mkdocs build --strict", "mkdocs build"))

    def _counts_citations(self) -> bool:
        has_setting = "google_scholar_stats_use_cdn" in self.config.values
        return has_setting or bool(self.checkout.below("google_scholar_crawler"))

    def _written(self, item: Item) -> str:
        return item.content if item.content is not None else self.checkout.text_of(item.source)

    def _find_placeholders(self, texts: dict[str, str]) -> None:
        named = {self.config.file: self.checkout.text_of(self.config.file)} if self.config.values else {}
        if self.checkout.has(SOCIALS):
            named[SOCIALS] = self.checkout.text_of(SOCIALS)
        for path, text in sorted((named | {path: self.checkout.text_of(path) for path in texts}).items()):
            commented = path.endswith((".yml", ".yaml"))
            shown = re.sub(r"(?m)(^|\s)#.*$", "", text) if commented else text
            for line, found, meaning in placeholders_in(shown):
                self.plan.defects.append(Problem(Place(path, line), f"'{found}' is {meaning}. Replace it by your own."))


def _is_page(item: Item) -> bool:
    return item.target.startswith(DOCS) and is_markdown(item.target)


def _below_site(path: str, config: OldConfig) -> str:
    """Return where Jekyll publishes a plain file: one of a collection at the collection's own address."""
    base = config.text("collections_dir").strip("/")
    inner = path.removeprefix(base + "/") if base else path
    label = inner.partition("/")[0]
    if label == PAGES_FOLDER:
        return inner.removeprefix(PAGES_FOLDER + "/")
    return inner.removeprefix("_") if label.startswith("_") and label[1:] in config.mapping("collections") else path

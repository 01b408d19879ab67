"""Which file of the old site is what: a page, a post, a member of a collection, data, a plain file, or not content."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from dataclasses import dataclass, field
from functools import cached_property

from ...jekyll.collections import DATED_NAME, slug_of
from ...jekyll.front_matter import FrontMatter, join, read_front_matter
from ...jekyll.permalinks import STYLES, Document, collection_template, document_url, page_permalink, page_url
from ...jekyll.templates import may_be_template, start_of
from .checkout import Checkout, matches
from .dates import moment_of, zone_of
from .defaults import Defaults
from .old_config import OldConfig
from .old_page import HTML, MARKDOWN, Kind, OldPage

PAGES_FOLDER = "_pages"
_INTERNAL = ("_layouts", "_sass", "_plugins", "_includes", "_scripts", "_cache")
_LOOK = {".css", ".scss", ".sass", ".js", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot"}
_FONTS = {"fonts", "webfonts"}
# Files about the repository, as their names say.
_HOUSEKEEPING = re.compile(
    r"(?:readme|licen[cs]e|copying|changelog|contributing|code_of_conduct|security|customize|install|faq|citation)(?:[._-].*)?"
    r"|gemfile(?:\.lock)?|rakefile|makefile|capfile|gruntfile\.js|gulpfile\.js|dockerfile.*|docker-compose.*|.*\.gemspec"
    r"|package(?:-lock)?\.json|yarn\.lock|requirements\.txt|purgecss\.config\.js|.*\.sublime-.*|_config.*\.ya?ml|thumbs\.db"
    r"|run_server\.sh|mkdocs\.yml",
    re.IGNORECASE,
)


@dataclass
class Content:
    """The files of the old site by what they are."""

    pages: list[OldPage] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    bibliographies: list[str] = field(default_factory=list)
    includes: list[str] = field(default_factory=list)
    snippets: list[str] = field(default_factory=list)
    look: list[str] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)


def read_content(checkout: Checkout, config: OldConfig) -> Content:
    """Sort every file of the checkout."""
    reader = _Reader(checkout, config)
    for path in checkout.files:
        reader.sort(path)
    return reader.content


class _Reader:
    def __init__(self, checkout: Checkout, config: OldConfig) -> None:
        self.checkout = checkout
        self.config = config
        self.content = Content()
        self.now = dt.datetime.now(dt.UTC)
        self.style = config.text("permalink") or "date"
        posts = config.mapping("collections").get("posts")
        own_style = posts.get("permalink") if isinstance(posts, dict) else None
        self.post_style = own_style if isinstance(own_style, str) and own_style else self.style
        self.post_style = STYLES.get(self.post_style, self.post_style)
        self.zone = zone_of(config.text("timezone"))
        self.base = config.text("collections_dir").strip("/")
        self.collections = _collections(config)
        self.defaults = Defaults(config.items("defaults"), self.base)

    def sort(self, path: str) -> None:
        content = self.content
        inner = path.removeprefix(f"{self.base}/") if self.base else path
        first = path.split("/", 1)[0]
        name = posixpath.basename(path)
        label = self._label(path)
        if first == "_data":
            content.data.append(path)
        elif first == "_bibliography" and name.endswith(".bib"):
            content.bibliographies.append(path)
        elif first == "_includes":
            content.includes.append(path)
        elif "_posts" in inner.split("/")[:-1] or inner.startswith("_drafts/"):
            self._sort_post(path, inner)
        elif label:
            self._sort_member(path, label)
        elif first in _INTERNAL:
            content.left_out.append((path, "templates and styles of the old look"))
        elif self._is_housekeeping(path):
            content.left_out.append((path, "files about the repository"))
        elif self._is_ignored(path):
            content.left_out.append((path, "files that Jekyll does not publish"))
        else:
            self._sort_published(path)

    def _label(self, path: str) -> str:
        """Return the collection that a file belongs to, "" for none."""
        inner = path.removeprefix(self.base + "/") if self.base else path
        folder, _, rest = inner.partition("/")
        label = folder.removeprefix("_")
        return label if rest and folder != label and label in self.collections else ""

    def _is_housekeeping(self, path: str) -> bool:
        """Whether a file is about the repository: by its name at the root, a README anywhere; a page is none."""
        name = posixpath.basename(path)
        if not _HOUSEKEEPING.fullmatch(name) or ("/" in path and not name.lower().startswith("readme")):
            return False
        if "/" in path and self._is_linked(path):
            return False
        if self._is_index(path):
            return False
        return not path.lower().endswith((*MARKDOWN, *HTML)) or read_front_matter(self.checkout.text_of(path)) is None

    def _is_linked(self, readme: str) -> bool:
        """Whether a page links to a README, or to the folder whose index it is on GitHub."""
        folder, name = posixpath.split(readme)
        return any(f"{folder}/{end}" in text for text in self._texts for end in (name, ")", '"', "'"))

    @cached_property
    def _texts(self) -> list[str]:
        """The text of every page that may have links."""
        files = [path for path in self.checkout.files if path.lower().endswith((*MARKDOWN, *HTML))]
        return [self.checkout.text_of(path) for path in files]

    def _is_index(self, path: str) -> bool:
        """Whether a README is the site's home page, as GitHub Pages makes it where nothing else is."""
        others = ("index.md", "index.markdown", "index.html", "_pages/about.md", "_pages/index.md", "_pages/home.md")
        return path.lower() == "readme.md" and not any(self.checkout.has(other) for other in others)

    def _is_ignored(self, path: str) -> bool:
        included = self.config.items("include")
        if matches(path, self.config.items("exclude")) and not path.startswith(PAGES_FOLDER + "/"):
            return True
        hidden = [part for part in path.split("/") if part[0] in "._#" or part.endswith("~")]
        if path.startswith(PAGES_FOLDER + "/"):
            hidden = hidden[1:]
        return bool(hidden) and not any(matches(part, included) for part in hidden) and not matches(path, included)

    def _sort_post(self, path: str, inner: str) -> None:
        stem, ending = posixpath.splitext(posixpath.basename(path))
        is_draft = inner.startswith("_drafts/")
        if ending.lower() not in (*MARKDOWN, *HTML) or not (DATED_NAME.fullmatch(stem) or is_draft):
            self.content.left_out.append((path, "files that Jekyll does not publish"))
            return
        page = self._page(path, "post", "posts")
        page.folder = posixpath.dirname(inner)
        page.is_published = page.is_published and not is_draft and page.date is not None
        slug = str(page.meta.get("slug") or slug_of(path))
        template = self._permalink(page) or self.post_style
        page.url = document_url(template, Document(stem, slug, "posts", page.date, page.categories))
        self.content.pages.append(page)

    def _sort_member(self, path: str, label: str) -> None:
        inner = path.removeprefix(f"{self.base}/_{label}/" if self.base else f"_{label}/")
        stem, ending = posixpath.splitext(inner)
        page = self._page(path, "member", label) if ending.lower() in (*MARKDOWN, *HTML) else None
        if page is None or page.front is None:
            if ending.lower() in MARKDOWN or not self._is_output(label):
                self.content.left_out.append((path, "files that Jekyll does not publish"))
            else:
                self.content.plain.append(path)
            return
        page.is_published = page.is_published and self._is_output(label)
        slug = str(page.meta.get("slug") or slug_of(path))
        own = self.collections.get(label, {}).get("permalink")
        template = self._permalink(page) or (own if isinstance(own, str) else "") or collection_template(self.style)
        page.url = document_url(template, Document(stem, slug, label, page.date))
        self.content.pages.append(page)

    def _is_output(self, label: str) -> bool:
        return bool(self.collections.get(label, {}).get("output"))

    def _sort_published(self, path: str) -> None:
        ending = posixpath.splitext(path)[1].lower()
        if ending in (*MARKDOWN, *HTML) and self._sort_page(path, ending):
            return
        file = self.checkout.root / path
        if may_be_template(path, file) and path != "sitemap.xml":
            self.content.templates.append(path)
        elif self.checkout.size_of(path) < 200_000 and start_of(file)[:4] in (b"---\n", b"---\r"):
            self.content.left_out.append((path, "files that Jekyll makes from templates"))
        elif path.startswith("assets/") and (ending in _LOOK or _FONTS & set(path.split("/"))):
            self.content.look.append(path)
        else:
            self.content.plain.append(path)

    def _sort_page(self, path: str, ending: str) -> bool:
        """Add a page, or a snippet; False for HTML without front matter, which is a plain file."""
        page = self._page(path, "page", "")
        if page.front is None and ending in HTML:
            return False
        if page.front is None and path.startswith(PAGES_FOLDER + "/"):
            self.content.snippets.append(path)
            return True
        inner = posixpath.splitext(path.removeprefix(PAGES_FOLDER + "/"))[0]
        permalink = self._permalink(page)
        stem = "index" if self._is_index(path) else inner
        folder, name = posixpath.split(inner)
        if page.front is None and folder and name.lower() == "readme":
            stem = f"{folder}/index"
        old_stem = posixpath.splitext(path)[0] if path.startswith(PAGES_FOLDER) else stem
        page.url = page_permalink(permalink, old_stem) if permalink else page_url(old_stem, self.style)
        if ending in HTML and page.url.endswith(".html"):  # Jekyll knows `.html` alone, and keeps every other
            page.url = page.url.removesuffix(".html") + posixpath.splitext(path)[1]
        self.content.pages.append(page)
        return True

    def _page(self, path: str, kind: Kind, label: str) -> OldPage:
        text = self.checkout.text_of(path)
        front = read_front_matter(text)
        mended = _without_tabs(front) if front is not None and front.problem else front
        of_kind = "pages" if kind == "page" else "drafts" if "_drafts" in path.split("/")[:-1] else label
        defaults = self.defaults.of(path, of_kind)
        page = OldPage(path, kind, mended, front.body if front else text, label, defaults, had_tabs=mended is not front)
        page.date = moment_of(page.meta.get("date"), path, self.zone)
        page.is_published = page.meta.get("published") is not False
        if kind != "page" and page.date is not None and self.config.values.get("future") is not True:
            page.is_future = page.date > self.now
            page.is_published = page.is_published and not page.is_future
        return page

    def _permalink(self, page: OldPage) -> str:
        written = page.meta.get("permalink")
        return written if isinstance(written, str) else ""


def _without_tabs(front: FrontMatter) -> FrontMatter:
    """Return a front matter whose only fault is a tab where YAML wants blanks: Ruby reads it, Python does not."""
    mended = read_front_matter(join(front.yaml.replace("\t", " "), front.body))
    return mended if mended is not None and not mended.problem else front


def _collections(config: OldConfig) -> dict[str, dict[str, object]]:
    """Return the settings of each collection by its label."""
    written = config.values.get("collections")
    if isinstance(written, list):
        return {str(label): {} for label in written if str(label) != "posts"}
    if not isinstance(written, dict):
        return {}
    return {
        str(label): value if isinstance(value, dict) else {}
        for label, value in written.items()
        if str(label) != "posts"
    }

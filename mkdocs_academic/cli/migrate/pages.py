"""Where the pages of the old site go, and what has to change in them so that their addresses and meaning stay."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from ...errors import Place, Problem
from ...jekyll.collections import title_of
from ...jekyll.front_matter import join, line_of_key, with_keys
from ...jekyll.redirects import destination, redirect_page
from .bodies import rewrite
from .checkout import Checkout
from .default_keys import from_defaults
from .layouts import appended
from .material_keys import category_name, material_keys
from .old_html import modernised
from .old_page import MARKDOWN, OldPage
from .page_keys import list_keys, post_keys, why
from .pagination import PagedList, blog_settings, is_blog, whole_list
from .plan import DOCS, Plan
from .targets import BLOG, hidden, target_of

_NO_MARKDOWN = ("{::nomarkdown}\n", "\n{:/nomarkdown}\n")
_MORE = re.compile(r"<!--\s*more\s*-->")
_FIRST_PARAGRAPH = re.compile(r"\A\s*(?=[^\s#<{`~>|\-*+!\d:$]|\*\S|\[)(?:[^\n]*\S[^\n]*\n)+(?=[ \t]*\n\s*\S)")


class PagePlanner:
    """Adds the pages to a plan.

    `targets` holds the new path of each, below docs/, by its old one; `blog` the settings of Material's blog.

    Arguments:
        paged: The pages that show the first posts of a list, by their paths.
    """

    def __init__(self, checkout: Checkout, plan: Plan, pages: list[OldPage], paged: Mapping[str, PagedList]) -> None:
        self._checkout = checkout
        self._paged = paged
        self.blog: dict[str, object] = {}
        self._plan = plan
        self._asked: set[str] = set()
        self._has_posts = any(page.kind == "post" and page.is_published for page in pages)
        self._labels = {page.label for page in pages}
        if checkout.below("_bibliography"):
            self._labels.add("bibliography")
        self.pages = [page for page in pages if not self._replace(page)]
        self.targets: dict[str, str] = {}
        self._taken: set[str] = set()
        self._numbers: defaultdict[str, int] = defaultdict(lambda: 1)
        self.addresses = {page.path: page.url for page in pages}
        self.addresses |= {path: f"/{path}" for path in checkout.files if path not in self.addresses}
        self._hidden = hidden(self.pages)
        for page in sorted(self.pages, key=lambda page: page.path in self._hidden):
            self._choose_target(page)

    @property
    def has_paged_lists(self) -> bool:
        return bool(self._paged)

    def add_all(self, asked: set[str]) -> None:
        """Add every page; `asked` are the keys of front matter that Liquid may read."""
        self._asked = asked
        for page in self.pages:
            self._add(page)

    def _replace(self, page: OldPage) -> bool:
        """Plan what takes the place of a page, if something does; return whether.

        That is where `redirect_to` leads, the theme's 404, or the list of posts at the blog's address.
        """
        path = destination(page.url)
        if page.is_published and path and (target := _redirect_to(page)):
            self._plan.write(DOCS + path, redirect_page(page.url, target), page.path)
            self._plan.changed(DOCS + path, f"leads to '{target}', as before: 'redirect_to' was in its front matter.")
            return True
        if path in ("404.html", "404/index.html"):
            self._plan.leave(page.path, "pages that the theme brings")
            return True
        if is_blog(page) and self._has_posts:
            self._plan.leave(page.path, "pages that the theme brings")
            if page.path in self._paged:
                self.blog = blog_settings(self._paged[page.path])
            message = "the list of posts at /blog/ is made by Material's blog now. What else is there of the page"
            self._plan.cannot_map(Place(page.path), f"{message} is left out; put it into {DOCS}{BLOG}index.md.")
            return True
        return False

    def _choose_target(self, page: OldPage) -> None:
        target = target_of(page)
        if page.kind == "page" and destination(page.url) == "index.html" and page.path not in self._hidden:
            target = "index.md"
        stem = target.removesuffix(".md")
        while target in self._taken:
            self._numbers[stem] += 1
            target = f"{stem}-{self._numbers[stem]}.md"
        self._taken.add(target)
        self.targets[page.path] = target

    def _add(self, page: OldPage) -> None:
        target = self.targets[page.path]
        file = DOCS + target
        if page.kind == "post" and page.date is None and not page.path.startswith("_drafts/"):
            message = f"its name has no date of the calendar; it is a draft now, {file}. Correct the date."
            self._plan.defects.append(Problem(Place(page.path), message))
        if not target.startswith("_"):
            self._plan.pages.add(file)
        front = page.front
        if front is not None and front.problem:
            message = f"{front.problem}. The page has none of it now."
            self._plan.defects.append(Problem(Place(page.path, front.problem_line), message))
            front = None
        keys = self._keys(page, target)
        self._report_keys(page, file, keys)
        self._report_second_address(page, file)
        body = self._body(page, file)
        is_empty = front is not None and not front.yaml.strip()
        is_changed = is_empty or page.had_tabs or front is not page.front or body != page.body
        if keys or is_changed or not self._is_readable(page):
            written = join(with_keys(front.yaml if front else "", keys), body)
            self._plan.write(file, written, page.path)
        else:
            self._plan.copy(page.path, file)

    def _report_keys(self, page: OldPage, file: str, keys: Mapping[str, object]) -> None:
        """Tell what becomes of the front matter."""
        for category in page.categories if page.kind == "post" else ():
            if (name := category_name(category)) != category:
                cut = f"the category '{category[:40]}…' is cut to {len(name)} letters"
                self._plan.changed(file, f"{cut}: its list is a file of that name.")
        if page.had_tabs:
            self._plan.changed(file, "tabs in the front matter are blanks now: YAML takes none there.")
        for key, value in keys.items():
            if key == "permalink" and value is None:
                continue  # told among what was broken
            what = "left away" if value is None else "set"
            self._plan.changed(file, f"'{key}' is {what}: {why(key, page, is_gone=value is None)}.")

    def _report_second_address(self, page: OldPage, file: str) -> None:
        """Name the second address of a page at `/x`: Jekyll wrote `x.html`, which hosts show at both."""
        address = page.url
        if not page.is_published or destination(address) != f"{address.lstrip('/')}/index.html":
            return
        if f"{address}.html" in _former_addresses(page):
            return
        message = "its address has no slash at the end: hosts lead from there to the page, but not from the same with"
        advice = "'.html', which answered too. Where that is linked to, write it into 'redirect_from'."
        self._plan.changed(file, f"{message} {advice}")

    def _is_readable(self, page: OldPage) -> bool:
        """Whether MkDocs reads the file as it is: UTF-8, and a line end behind the front matter."""
        if not self._checkout.is_utf8(page.path):
            self._plan.changed(page.path, "was not in UTF-8 and is now; look for wrong letters with accents.")
            return False
        return bool(page.body) or self._checkout.bytes_of(page.path).endswith(b"\n")

    def _keys(self, page: OldPage, target: str) -> dict[str, object]:
        keys: dict[str, object] = {}
        if page.kind == "post" and target.startswith(BLOG):
            keys |= post_keys(page)
        elif page.kind == "member" and page.is_published and page.meta.get("title") is None:
            keys["title"] = title_of(page.path)
        if isinstance(page.meta.get("title"), dt.date) and "title" not in keys:
            keys["title"] = str(page.meta["title"])
        if not target.startswith(BLOG) and page.is_published and (page.own.get("tags") or page.tags):
            keys |= list_keys(page, "tags", page.tags)
        if page.is_published and "draft" in page.own:  # which says nothing outside the folder _drafts
            keys["draft"] = None
        if page.path in self._paged and (former := self._paged[page.path].addresses):
            keys["redirect_from"] = [*_former_addresses(page), *former]
        keys |= material_keys(page)
        keys |= from_defaults(page, self._asked, keys)
        if page.path in self._hidden:
            message = f"has the address '{page.url}' {self._hidden[page.path]}. {DOCS}{target} has another now."
            self._plan.defects.append(Problem(self._place_of(page, "permalink"), message))
            page.url = f"/{target.removesuffix('.md')}/"
            keys |= {"permalink": None} if "permalink" in page.own else {}
        elif page.is_published and self._needs_permalink(page, target):
            keys["permalink"] = page.url
        return keys

    def _place_of(self, page: OldPage, key: str) -> Place:
        return Place(page.path, line_of_key(self._checkout.text_of(page.path), key))

    def _needs_permalink(self, page: OldPage, target: str) -> bool:
        """Whether the new site would show a page elsewhere than the old one did."""
        wanted = destination(page.url)
        written = page.own.get("permalink")
        if isinstance(written, str) and written:
            return ":" in written or destination(written) != wanted
        folder, name = posixpath.split(target.removesuffix(".md"))
        natural = posixpath.join(folder, "index.html" if name in ("index", "README") else f"{name}/index.html")
        return page.kind == "post" or natural != wanted

    def _body(self, page: OldPage, file: str) -> str:
        first_line = page.front.first_line if page.front else 1
        note = partial(self._note, file, first_line)
        body = page.body
        if page.path in self._paged:
            body = whole_list(body, self._paged[page.path].collection)
            if body != page.body:
                note(1, "lists all posts on one page now: 'paginator.posts' is written as 'site.posts'.")
        text = rewrite(body, self.addresses, note, partial(self._unknown, page.path, first_line))
        text = modernised(text, note)
        if page.is_html and text.strip():
            self._plan.changed(file, "is HTML: it stands between '{::nomarkdown}' and '{:/nomarkdown}'.")
            text = text.strip("\n").join(_NO_MARKDOWN)
        if page.kind == "post" and page.is_published:
            text = self._with_excerpt(text, file)
        return text + self._appended(page, file)

    def _appended(self, page: OldPage, file: str) -> str:
        addition = appended(page, self._labels)
        if addition:
            self._plan.changed(
                file, f"the layout '{page.meta['layout']}' added {addition.what}; it stands at the end now."
            )
            return addition.text
        return ""

    def _with_excerpt(self, text: str, file: str) -> str:
        """End what the list of posts shows after the first paragraph, as Jekyll does."""
        first = _FIRST_PARAGRAPH.match(text)
        if _MORE.search(text):
            return _MORE.sub("<!-- more -->", text, count=1)
        if first is None:
            return text
        self._plan.changed(
            file, "'<!-- more -->' follows the first paragraph: what the list of posts shows ends there."
        )
        return f"{text[: first.end()]}\n<!-- more -->\n{text[first.end() :]}"

    def _note(self, file: str, first_line: int, line: int, message: str) -> None:
        self._plan.changed(file, message, line + first_line - 1)

    def _unknown(self, path: str, first_line: int, line: int, message: str) -> None:
        self._plan.cannot_map(Place(path, line + first_line - 1), message)


def _former_addresses(page: OldPage) -> list[object]:
    written = page.meta.get("redirect_from") or []
    return written if isinstance(written, list) else [written]


def _redirect_to(page: OldPage) -> str:
    """Return where a page leads in place of showing anything: the key of jekyll-redirect-from."""
    written = page.meta.get("redirect_to")
    first = written[0] if isinstance(written, list) and written else written
    is_address = isinstance(first, str) and first.startswith(("/", "http://", "https://"))
    return first if is_address and isinstance(first, str) else ""


def is_markdown(path: str) -> bool:
    return path.lower().endswith(MARKDOWN)


def published_patterns(paths: Iterable[str]) -> list[str]:
    """Return the patterns of `exclude_docs` for what would not be published: names with a dot or `_`, `/templates/`."""
    patterns: dict[str, None] = {}
    for path in paths:
        parts = path.split("/")
        is_hidden = [part.startswith(".") or (part.startswith("_") and part is not parts[-1]) for part in parts]
        is_hidden[0] = is_hidden[0] or (parts[0] == "templates" and len(parts) > 1)
        if any(is_hidden):
            depth = is_hidden.index(True) + 1
            patterns[f"!/{'/'.join(parts[:depth])}" + ("/" if depth < len(parts) else "")] = None
    return sorted(patterns)


def unpublished_patterns(snippets: list[str], targets: Mapping[str, str]) -> list[str]:
    """Return the patterns of `exclude_docs` for Markdown files that Jekyll makes no pages of."""
    folders = {posixpath.dirname(path) for path in snippets}
    with_pages = {posixpath.dirname(path) for path in targets.values()}
    whole = sorted(folder for folder in folders if folder and folder not in with_pages)
    single = sorted(path for path in snippets if posixpath.dirname(path) not in whole)
    return [f"/{folder}/*.md" for folder in whole] + [f"/{path}" for path in single]

"""What Liquid knows of a site's other pages: `site.pages`, `site.posts`, and a collection for each folder.

Nothing is read before a page asks for it, and of each page only once.

Source: https://jekyllrb.com/docs/variables/#site-variables, https://jekyllrb.com/docs/collections/
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

POSTS = "posts"
_POSTS_FOLDER = "blog/posts/"
DATED_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
"""The name, without its ending, of every post, and of others whose authors like it."""

_LIQUID = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_FIRST_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_NO_MARKDOWN = "{::nomarkdown}"
_NO_DATE = dt.datetime.min.replace(tzinfo=dt.UTC)


class SourcePage(NamedTuple):
    """One Markdown file; `url` is rooted (`/talks/x/`), `meta` its front matter."""

    src_uri: str
    url: str
    meta: Mapping[str, Any]
    body: str


class Document(Mapping[str, Any]):
    """A page as Liquid sees it from another one: its front matter, `url`, `title`, `date`, `content`, `excerpt`, …

    `content` and `excerpt` are HTML, made when they are first asked for; Liquid in them is left away. A page that
    is in no collection has a title and an excerpt only where its front matter has them. `{{ post }}` prints its text.
    """

    def __init__(self, page: SourcePage, markdownify: Callable[[str], str]) -> None:
        label = label_of(page.src_uri)
        file = posixpath.basename(page.src_uri)
        of_member = {"title": title_of(page.src_uri), "slug": slug_of(page.src_uri), "name": file}
        self._values: dict[str, Any] = {
            **(of_member if label else {}),
            **page.meta,
            **({} if label else {"name": file}),
            "path": page.src_uri,
            "url": page.url,
            "id": _id_of(page),
            "collection": label,
            "date": date_of(page.meta.get("date"), page.src_uri),
            "tags": tags_of(page.meta),
            "categories": categories_of(page.meta),
        }
        self._made: dict[str, Callable[[], str]] = {"content": lambda: markdownify(_LIQUID.sub("", page.body))}
        if label:
            self._made["excerpt"] = lambda: markdownify(_first_paragraph(page.body))

    def __getitem__(self, key: str) -> Any:
        if key not in self._values and key in self._made:
            self._values[key] = self._made[key]()
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys((*self._values, *self._made))

    def __len__(self) -> int:
        return len(self._values.keys() | self._made.keys())

    def printed(self) -> str:
        """Return what stands for the whole page in a text; Jekyll would print its layout around it too."""
        return str(self["content"])


class SiteVariables(Mapping[str, Any]):
    """Liquid's `site`: the settings, and where those are silent the site's pages."""

    def __init__(
        self,
        settings: Mapping[str, Any],
        sources: Sequence[str],
        read: Callable[[], Sequence[SourcePage]],
        markdownify: Callable[[str], str],
    ) -> None:
        """Take the settings, the src_uri of every Markdown file, and what reads them all."""
        self._settings = settings
        labels = {label for source in sources if (label := label_of(source))}
        self._names = {"pages", "html_pages", "documents", "collections", POSTS, "tags", "categories", *labels}
        self._read = read
        self._markdownify = markdownify
        self._documents: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key in self._settings or key not in self._names:
            return self._settings[key]
        if not self._documents:
            documents = [Document(page, self._markdownify) for page in self._read()]
            self._documents = {**dict.fromkeys(self._names, ()), **collections(documents)}
        return self._documents[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._settings)

    def __len__(self) -> int:
        return len(self._settings)


def label_of(src_uri: str) -> str:
    """Return the collection that a file belongs to, "" for none: the first folder's name, whether published or not.

    `talks/x.md` and `_talks/x.md` belong to `talks`, `blog/posts/x.md` to `posts`; a folder's own index to none.
    """
    if src_uri.startswith(_POSTS_FOLDER):
        return POSTS
    folder, _, name = src_uri.partition("/")
    return folder.removeprefix("_") if name and name != "index.md" else ""


def collections(documents: Sequence[Document]) -> dict[str, Any]:
    """Return all that `site` says of the documents, in Jekyll's order: posts from the newest, else by date, path."""
    by_label: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_label[document["collection"]].append(document)
    for label, members in by_label.items():
        members.sort(key=lambda document: (document["date"] or _NO_DATE, document["path"]), reverse=label == POSTS)
    pages = sorted(by_label.pop("", []), key=lambda document: str(document["path"]))
    labels = sorted(by_label)
    posts = by_label.get(POSTS, [])
    return {
        **by_label,
        "pages": pages,
        "html_pages": pages,
        "documents": [document for label in labels for document in by_label[label]],
        "collections": [{"label": label, "docs": by_label[label], "output": True} for label in labels],
        POSTS: posts,
        "tags": _grouped(posts, "tags"),  # in the order in which the posts, from the oldest, name them
        "categories": _grouped(posts, "categories"),
    }


def words(value: object) -> list[str]:
    """Return the tags or categories of a page: a list as it is, a text by its blanks."""
    if isinstance(value, list | tuple):
        return [str(item) for item in value if item not in (None, "")]
    return str(value).split() if value not in (None, "") else []


def _id_of(page: SourcePage) -> str:
    """Return what names a page whatever its ending: its address, with its slug as the last part."""
    folder = posixpath.dirname(page.url.rstrip("/"))
    return posixpath.join(folder, str(page.meta.get("slug") or slug_of(page.src_uri)))


def tags_of(meta: Mapping[str, Any]) -> list[str]:
    """Return the tags of a page: `tag` is one as a whole, and counts before `tags`."""
    return words(meta.get("tags")) if meta.get("tag") in (None, "") else _whole(meta["tag"])


def categories_of(meta: Mapping[str, Any]) -> list[str]:
    """Return the categories of a page: those of `categories`, and the one that `category` names as a whole."""
    return list(dict.fromkeys([*words(meta.get("categories")), *_whole(meta.get("category"))]))


def _whole(value: object) -> list[str]:
    return words(value if isinstance(value, list) else [value])


def slug_of(path: str) -> str:
    """Return a file's name without its ending and its date."""
    name = posixpath.splitext(posixpath.basename(path))[0]
    dated = DATED_NAME.fullmatch(name)
    return dated[4] if dated else name


def title_of(path: str) -> str:
    """Return the title that Jekyll makes of a file's name."""
    return re.sub(r"[-_]+", " ", slug_of(path)).strip().title()


def date_of(written: object, path: str) -> dt.datetime | None:
    """Return the date that the front matter has, else the file's name; in UTC where no zone is given."""
    from .liquid.dates import read_date

    date = read_date(written, None) if written else None
    dated = DATED_NAME.fullmatch(posixpath.splitext(posixpath.basename(path))[0])
    if date is not None or dated is None:
        return date
    try:
        return dt.datetime(int(dated[1]), int(dated[2]), int(dated[3]), tzinfo=dt.UTC)
    except ValueError:
        return None


def _grouped(documents: Sequence[Document], key: str) -> dict[str, list[Document]]:
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in reversed(documents):
        for name in document[key]:
            groups[name].append(document)
    return {name: found[::-1] for name, found in groups.items()}


def _first_paragraph(body: str) -> str:
    text = _LIQUID.sub("", body).strip()
    is_html = text.startswith(_NO_MARKDOWN)
    first = _FIRST_PARAGRAPH.split(text.removeprefix(_NO_MARKDOWN).lstrip(), maxsplit=1)[0]
    return f"{_NO_MARKDOWN}\n{first}\n{{:/nomarkdown}}" if is_html else first

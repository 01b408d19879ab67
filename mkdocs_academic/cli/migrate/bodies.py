"""Liquid in the old site's texts: the snippets that they use, and the tags that only Jekyll and its plugins know."""

from __future__ import annotations

import html
import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter

from ...jekyll.liquid.regions import region_at, regions
from ...jekyll.liquid.tags import TAGS

_TAG = re.compile(r"\{%-?\s*(?P<name>[\w#]+)(?P<rest>(?:[^%]|%(?!\}))*?)\s*-?%\}")
_INCLUDE = re.compile(
    r"""\{%-?\s*(?P<tag>include|include_relative|include_cached)\s+(?:"(?P<double>[^"]+)"|'(?P<single>[^']+)'|(?P<bare>[^\s%]+))"""
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_HIGHLIGHT = re.compile(
    r"""^(?P<indent>[ \t]*)\{%-?\s*highlight\s+(?P<language>[\w+\#.-]+)[^%]*%\}[ \t]*\n?
        (?P<code>.*?)\n?[ \t]*\{%-?\s*endhighlight\s*-?%\}""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_SITE_VARIABLE = re.compile(r"\bsite\.([A-Za-z_][\w-]*)")
_PRINTS = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BLOCK_ENDS = {
    f"end{name}" for name in ("if", "for", "unless", "case", "capture", "comment", "raw", "tablerow", "ifchanged")
}
_INNER = {"else", "elsif", "when", "endif", "endfor", *_BLOCK_ENDS}
_KNOWN = TAGS | _INNER

Note = Callable[[int, str], None]
"""Called with a line of the text, from 1, and what was done there."""


def snippets_named(text: str) -> list[tuple[str, str]]:
    """Return the tag and the file's name of every include; a name that holds a variable ends before it."""
    return [
        (match["tag"], (match["double"] or match["single"] or match["bare"]).partition("{{")[0])
        for match in _INCLUDE.finditer(text)
    ]


def site_variables(texts: Iterable[str]) -> set[str]:
    """Return the names that stand behind `site.` in Liquid."""
    return {name for text in texts for name in _SITE_VARIABLE.findall(text)}


def prints_without_tags(text: str) -> bool:
    """Whether Liquid prints something in a text that has no tag: then nothing but a setting says that it is Liquid."""
    found = regions(text)
    outside = [match for match in _PRINTS.finditer(text) if not region_at(found, match.start())]
    return bool(outside) and "{%" not in text


def rewrite(text: str, addresses: Mapping[str, str], note: Note, unknown: Note) -> str:
    """Return `text` with Jekyll's own tags in other words, and those of its plugins as comments.

    Arguments:
        addresses: The address of every page by its path in the old site, for `link` and `post_url`.
        note: Told of what has the same meaning as before.
        unknown: Told of what shows nothing now.
    """
    is_raw = _raw_at(text)
    text = _HIGHLIGHT.sub(lambda match: match[0] if is_raw(match.start("indent")) else _fence(match, text, note), text)
    is_raw = _raw_at(text)
    found = [region for region in regions(text) if not region.is_comment]
    opened = {match["name"] for match in _TAG.finditer(text)}

    def replace(match: re.Match[str]) -> str:
        name = match["name"]
        if name in _KNOWN or region_at(found, match.start()) is not None or is_raw(match.start()):
            return match[0]
        line = text.count("\n", 0, match.start()) + 1
        written = _replacement(name, match["rest"].strip(), addresses)
        if written is not None:
            note(line, f"'{match[0]}' is written as '{' '.join(written.split())}'.")
            return written
        if not (name.startswith("end") and name[3:] in opened):
            unknown(line, _loss(name, match["rest"].strip()))
        shown = re.sub(r"-(?=-|$)", "- ", f"{name} {match['rest'].strip()}".strip())
        return f"<!-- {shown} -->"

    return _TAG.sub(replace, text)


def _raw_at(text: str) -> Callable[[int], bool]:
    """Return what tells whether an offset of `text` lies in a raw block."""
    spans = [match.span() for match in _RAW.finditer(text)]

    def is_raw(offset: int) -> bool:
        index = bisect_right(spans, offset, key=itemgetter(0)) - 1
        return index >= 0 and offset < spans[index][1]

    return is_raw


def _loss(name: str, rest: str) -> str:
    if name in ("link", "post_url"):
        return f"'{name} {rest}' names no page and no file of the site. It shows nothing now; write a link."
    return f"the tag '{name}' belongs to a Jekyll plugin and shows nothing now; a comment keeps its place."


def _replacement(name: str, rest: str, addresses: Mapping[str, str]) -> str | None:
    """Return what a tag of Jekyll, or of a plugin that many sites have, stands for; None for every other."""
    if name == "include_cached":
        return f"{{% include {rest} %}}"
    if name in ("link", "post_url"):
        wanted = rest.strip("\"'")
        path = wanted if name == "link" else _post(wanted, addresses)
        return addresses.get(path.lstrip("/"))
    if name == "gist":
        identifier = rest.split()[0].strip("\"'") if rest else ""
        address = f"https://gist.github.com/{identifier}"
        return f"[{address}]({address})" if identifier else None
    if name == "twitter":
        address = rest.split()[0].strip("\"'") if rest else ""
        return f"[{address}]({address})" if address.startswith("https://") else None
    if name == "details":
        return f'\n<details markdown="1">\n<summary>{html.escape(rest, quote=False)}</summary>\n'
    if name == "enddetails":
        return "\n</details>\n"
    if name == "toc":
        return "* TOC\n{:toc}"
    return None


def _post(wanted: str, addresses: Mapping[str, str]) -> str:
    """Return the path of the post that `post_url` names: its file without the ending, perhaps with its folder."""
    stem = posixpath.splitext(wanted)[0] if wanted.endswith((".md", ".markdown", ".html")) else wanted
    return next((path for path in addresses if posixpath.splitext(path)[0].endswith(f"_posts/{stem}")), "")


def _fence(match: re.Match[str], text: str, note: Note) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", match["code"])), default=2)
    fence = "`" * (longest + 1)
    note(text.count("\n", 0, match.start()) + 1, f"'highlight {match['language']}' is written as a fenced code block.")
    indent = match["indent"]
    return f"{indent}{fence}{match['language']}\n{match['code']}\n{indent}{fence}"

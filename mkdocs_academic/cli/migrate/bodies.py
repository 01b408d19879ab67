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

# Each of these ends at the next tag, or is looked for only where an end follows: a text of nothing but beginnings
# takes no longer than any other.
_TAG = re.compile(r"\{%-?\s*+(?P<name>[\w#]++)(?P<rest>(?:[^%{]++|%(?!\})|\{(?!%))*+)%\}")
_INCLUDE = re.compile(
    r"""\{%-?\s*(?P<tag>include|include_relative|include_cached)\s+(?:"(?P<double>[^"]+)"|'(?P<single>[^']+)'|(?P<bare>[^\s%]+))"""
)
_RAW = re.compile(r"\{%-?\s*+raw\s*+-?%\}")
_END_OF_RAW = re.compile(r"\{%-?\s*+endraw\s*+-?%\}")
_HIGHLIGHT = re.compile(
    r"""^(?P<indent>[ \t]*)\{%-?\s*highlight\s+(?P<language>[\w+\#.-]+)[^%]*%\}[ \t]*\n?
        (?P<code>.*?)\{%-?\s*+endhighlight\s*+-?%\}""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_END_OF_HIGHLIGHT = "endhighlight"
_SEARCH_BOX = re.compile(r"\s*bib_search\.(?:liquid|html)\s*-?$")
_SITE_VARIABLE = re.compile(r"\bsite\.([A-Za-z_][\w-]*)")
_PRINTS = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BLOCKS = ("if", "for", "unless", "case", "capture", "comment", "raw", "tablerow", "ifchanged")
_KNOWN = TAGS | {"else", "elsif", "when"} | {f"end{name}" for name in _BLOCKS}

Note = Callable[[int, str], None]
"""Called with a line of the text, from 1, and what was done there."""


def snippets_named(text: str) -> list[tuple[str, str]]:
    """Return the tag and the file's name of every include; a name that holds a variable ends before it."""
    return [
        (match["tag"], (match["double"] or match["single"] or match["bare"]).partition("{{")[0])
        for match in _INCLUDE.finditer(text)
        if not _SEARCH_BOX.match(match["bare"] or "")
    ]


def site_variables(texts: Iterable[str]) -> set[str]:
    """Return the names that stand behind `site.` in Liquid."""
    return {name for text in texts for name in _SITE_VARIABLE.findall(text)}


def prints_without_tags(text: str) -> bool:
    """Whether Liquid prints something in a text that has no tag: then nothing but a setting says that it is Liquid."""
    found = regions(text)
    outside = [
        match for match in _PRINTS.finditer(text, 0, text.rfind("}}") + 2) if not region_at(found, match.start())
    ]
    return bool(outside) and "{%" not in text


def rewrite(text: str, addresses: Mapping[str, str], note: Note, unknown: Note) -> str:
    """Return `text` with Jekyll's own tags in other words, and those of its plugins as comments.

    Arguments:
        addresses: The address of every page by its path in the old site, for `link` and `post_url`.
        note: Told of what has the same meaning as before.
        unknown: Told of what shows nothing now.
    """
    is_raw = _raw_at(text)
    blocks, rest = _up_to_last(text, _END_OF_HIGHLIGHT)
    text = _HIGHLIGHT.sub(lambda match: match[0] if is_raw(match.start()) else _fence(match, text, note), blocks) + rest
    is_raw = _raw_at(text)
    found = [region for region in regions(text) if not region.is_comment]
    opened = {match["name"] for match in _TAG.finditer(text)}

    def replace(match: re.Match[str]) -> str:
        name = match["name"]
        if name == "include" and _SEARCH_BOX.match(match["rest"]) and not is_raw(match.start()):
            line = text.count("\n", 0, match.start()) + 1
            note(line, "the search box of the bibliography is left away: a list of publications brings its own.")
            return ""
        if name in _KNOWN or region_at(found, match.start()) is not None or is_raw(match.start()):
            return match[0]
        line = text.count("\n", 0, match.start()) + 1
        written = _replacement(name, _rest(match), addresses)
        if written is not None:
            note(line, f"'{match[0]}' is written as '{' '.join(written.split())}'.")
            return written
        if not (name.startswith("end") and name[3:] in opened):
            unknown(line, _loss(name, _rest(match)))
        shown = re.sub(r"-(?=-|$)", "- ", f"{name} {_rest(match)}".strip())
        return f"<!-- {shown} -->"

    return _TAG.sub(replace, text)


def _raw_at(text: str) -> Callable[[int], bool]:
    """Return what tells whether an offset of `text` lies in a raw block."""
    spans: list[tuple[int, int]] = []
    while start := _RAW.search(text, spans[-1][1] if spans else 0):
        end = _END_OF_RAW.search(text, start.end())
        if end is None:
            break
        spans.append((start.start(), end.end()))

    def is_raw(offset: int) -> bool:
        index = bisect_right(spans, offset, key=itemgetter(0)) - 1
        return index >= 0 and offset < spans[index][1]

    return is_raw


def _rest(tag: re.Match[str]) -> str:
    return tag["rest"].removesuffix("-").strip()


def _up_to_last(text: str, mark: str) -> tuple[str, str]:
    """Split the text behind the tag that ends with the last `mark`."""
    end = text.find("}", text.rfind(mark)) + 1 if mark in text else 0
    return text[:end], text[end:]


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
    end = f"_posts/{stem}"
    return next((path for path in addresses if end in path and posixpath.splitext(path)[0].endswith(end)), "")


def _fence(match: re.Match[str], text: str, note: Note) -> str:
    code = match["code"].rstrip(" \t").removesuffix("\n")
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * (longest + 1)
    note(text.count("\n", 0, match.start()) + 1, f"'highlight {match['language']}' is written as a fenced code block.")
    indent = match["indent"]
    return f"{indent}{fence}{match['language']}\n{code}\n{indent}{fence}"

"""What academicpages' layouts print of a paper, a talk or a course below its title: where and when, how to cite it."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Mapping
from typing import Any

_SAYS_SO = ("venue", "citation", "paperurl", "slidesurl", "bibtexurl")
_LINKS = (("paperurl", "Paper"), ("slidesurl", "Slides"), ("bibtexurl", "BibTeX"), ("link", "Link"))


def details(meta: Mapping[str, Any], content: str) -> str:
    """Return the HTML of what the front matter says beside the text, "" where it says nothing of the kind.

    Arguments:
        content: The page's HTML; an address or a citation that it has already is not said again.

    Source: the layouts `single` and `talk` of https://github.com/academicpages/academicpages.github.io
    """
    if not any(_text(meta.get(key)) for key in _SAYS_SO):
        return ""
    lines = [_place(meta), _citation(meta, content), _links(meta, content)]
    return "".join(f"<p>{line}</p>\n" for line in lines if line)


def _place(meta: Mapping[str, Any]) -> str:
    venue = _text(meta.get("venue"))
    parts = [
        html.escape(_text(meta.get("type"))),
        f"<em>{_inline(venue)}</em>" if venue else "",
        html.escape(_text(meta.get("location"))),
        _date(meta.get("date")),
    ]
    return ", ".join(part for part in parts if part)


def _date(value: object) -> str:
    if isinstance(value, dt.date):
        return f'<time datetime="{value:%Y-%m-%d}">{value:%Y-%m-%d}</time>'
    return html.escape(_text(value))


def _citation(meta: Mapping[str, Any], content: str) -> str:
    citation = _text(meta.get("citation"))
    if not citation or "Recommended citation" in content:
        return ""
    return f"Recommended citation: {_inline(citation)}"


def _links(meta: Mapping[str, Any], content: str) -> str:
    """Return the addresses as links; those of the site are written as in its pages and mended with them."""
    found = [(_text(meta.get(key)), title) for key, title in _LINKS]
    links = [
        f'<a href="{html.escape(url)}">{title}</a>'
        for url, title in found
        if url.startswith(("http://", "https://", "/")) and html.escape(url) not in content
    ]
    return " · ".join(links)


def _inline(text: str) -> str:
    from ..profile.text import inline_html  # most pages need none of it

    return inline_html(text)


def _text(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float | dt.date) else ""

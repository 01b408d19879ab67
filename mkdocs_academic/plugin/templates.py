"""Files of the docs folder that are no pages and hold Liquid: a feed, `robots.txt`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..errors import Place, Problem, Report
from ..jekyll.templates import may_be_template
from .settings import docs_prefix

if TYPE_CHECKING:
    from ..jekyll.liquid import Liquid

_LONGEST_START = 6


def fill_templates(files: Files, config: MkDocsConfig, liquid: Callable[[], Liquid], report: Report) -> None:
    """Put what Liquid makes of them in place of the files that begin with a front matter.

    Raises:
        AcademicError: One is no Liquid.
    """
    for file in list(_templates(files)):
        from ..jekyll.front_matter import read_front_matter
        from ..jekyll.redirects import destination

        try:
            text = file.content_string
        except UnicodeDecodeError:
            message = "is not in UTF-8: its Liquid is not filled in. Save it as UTF-8."
            report(Problem(Place(docs_prefix(config) + file.src_uri), message))
            continue
        front = read_front_matter(text)
        if front is None or front.problem or not ("{{" in front.body or "{%" in front.body):
            continue
        permalink = front.meta.get("permalink")
        path = destination(permalink) if isinstance(permalink, str) else ""
        page = {"url": f"/{path or file.dest_uri}", **front.meta}
        rendered = liquid().render(front.body, src_uri=file.src_uri, page=page, first_line=front.first_line)
        filled = File.generated(config, file.src_uri, content=rendered.text, inclusion=file.inclusion)
        filled.dest_uri = path or file.dest_uri
        files.remove(file)
        files.append(filled)


def _templates(files: Files) -> Iterator[File]:
    for file in files:
        is_own = file.inclusion.is_included() and file.generated_by is None and not file.is_documentation_page()
        if is_own and may_be_template(file.src_uri, partial(_start, file)):
            yield file


def _start(file: File) -> bytes:
    """Return the first bytes of a file, none where it cannot be read: MkDocs tells when it copies it."""
    try:
        with Path(file.abs_src_path or "").open("rb") as stream:
            return stream.read(_LONGEST_START)
    except OSError:
        return b""

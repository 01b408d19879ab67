"""Files of the docs folder that are no pages and hold Liquid: a feed, `robots.txt`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from ..errors import Place, Problem, Report
from ..jekyll.destinations import Destinations
from ..jekyll.front_matter import line_of_key, read_front_matter
from ..jekyll.redirects import destination
from ..jekyll.templates import may_be_template
from .permalinks import taken_by
from .settings import docs_prefix

if TYPE_CHECKING:
    from ..jekyll.liquid import Liquid


def fill_templates(files: Files, config: MkDocsConfig, liquid: Callable[[], Liquid], report: Report) -> None:
    """Put what Liquid makes of them in place of the files that begin with a front matter; pages have their addresses.

    Raises:
        AcademicError: One is no Liquid.
    """
    taken: Destinations | None = None
    for file in list(_templates(files)):
        try:
            text = file.content_string
        except UnicodeDecodeError:
            message = "is not in UTF-8: its Liquid is not filled in. Save it as UTF-8."
            report(Problem(Place(docs_prefix(config) + file.src_uri), message))
            continue
        front = read_front_matter(text)
        if front is None or front.problem or not ("{{" in front.body or "{%" in front.body):
            continue
        if front.meta.get("liquid") is False:
            continue
        taken = taken or taken_by(files, docs_prefix(config))
        path = _path(file, front.meta.get("permalink"), taken, docs_prefix(config), report)
        page = {"url": f"/{path}", **front.meta}
        rendered = liquid().render(front.body, src_uri=file.src_uri, page=page, first_line=front.first_line)
        filled = File.generated(config, file.src_uri, content=rendered.text, inclusion=file.inclusion)
        filled.dest_uri = path
        files.remove(file)
        files.append(filled)


def _path(file: File, permalink: object, taken: Destinations, prefix: str, report: Report) -> str:
    """Return where a file is to be: at its permalink, if nothing else is."""
    path = destination(permalink)
    if not path or path == file.dest_uri:
        return file.dest_uri
    if conflict := taken.conflict(path):
        place = Place(prefix + file.src_uri, line_of_key(file.content_string, "permalink"))
        stays = f"the file stays at '/{file.dest_uri}'. Write another one."
        report(Problem(place, f"permalink {permalink!r} {conflict.why}; {stays}"))
        return file.dest_uri
    taken.take(path, prefix + file.src_uri)
    return path


def _templates(files: Files) -> Iterator[File]:
    for file in files:
        is_own = file.inclusion.is_included() and file.generated_by is None and not file.is_documentation_page()
        if is_own and may_be_template(file.src_uri, Path(file.abs_src_path or "")):
            yield file

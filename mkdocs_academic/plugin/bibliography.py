"""From the site's BibTeX files to its bibliography, which is kept for as long as nothing that it came from changes."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.utils import get_build_datetime

from ..config import PublicationsConfig
from ..errors import AcademicError, Place, Problem, Report, did_you_mean
from ..site import Site
from .settings import docs_prefix, project_path, settings_place

if TYPE_CHECKING:
    from ..publications.csl import CslStyle
    from ..publications.records import Bibliography, Publication

PEOPLE = "coauthors"
"""The data file with the pages of co-authors: `_data/coauthors.yml`."""


class _Known(NamedTuple):
    fingerprint: str
    bibliography: Bibliography
    problems: tuple[Problem, ...]


class ReadBibliographies:
    """The bibliography of the last build; `mkdocs serve` reads it again only when something it came from changed."""

    def __init__(self) -> None:
        self._known: _Known | None = None
        self._styles: dict[tuple[str, str], CslStyle] = {}

    def read(
        self,
        config: MkDocsConfig,
        settings: PublicationsConfig,
        site: Site,
        files: Files,
        paths: Sequence[Path],
        report: Report,
    ) -> Bibliography:
        """Return the bibliography of the files at `paths`; what is wrong with it is reported at each build.

        Raises:
            AcademicError: A file cannot be read.
        """
        contents = [_content(path, config) for path in paths]
        docs = sorted(file.src_uri for file in files if not file.is_documentation_page())
        today = get_build_datetime().date()
        people = site.jekyll["data"].get(PEOPLE)
        names = [*_names(site), *settings.names]
        fingerprint = _fingerprint(
            contents, [docs, today, people, names, settings.merge, [str(path) for path in paths]]
        )
        if self._known is None or self._known.fingerprint != fingerprint:
            from ..publications.bibtex import bib_file
            from ..publications.docs_files import DocsFiles
            from ..publications.names import Owner, read_people
            from ..publications.reading import read_bibliography

            problems: list[Problem] = []
            place = Place(f"{docs_prefix(config)}_data/{PEOPLE}.yml")
            named = [project_path(config, str(path)) for path in paths]
            texts = [_text(content, name, problems) for name, content in zip(named, contents, strict=True)]
            bibliography = read_bibliography(
                [bib_file(name, text) for name, text in zip(named, texts, strict=True)],
                owner=Owner(names),
                people=read_people(people or {}, place=place, report=problems.append),
                docs=DocsFiles(docs),
                today=today,
                report=problems.append,
                merge=settings.merge,
            )
            self._known = _Known(fingerprint, bibliography, tuple(problems))
        for problem in self._known.problems:
            report(problem)
        return self._known.bibliography

    def format(
        self, publications: Sequence[Publication], path: Path, place: Place, report: Report
    ) -> dict[str, Markup]:
        """Return the publications in the citation style of the file at `path`, by citation key.

        The style remembers what it has formatted: a reference takes up to a twentieth of a second.

        Raises:
            AcademicError: The file is no style that can be used, or what uses it is not installed.
        """
        from ..publications.csl import CslStyle

        key = str(path), hashlib.sha256(path.read_bytes()).hexdigest()
        if key not in self._styles:
            self._styles = {key: CslStyle(path, place=place)}
        formatted = self._styles[key].format(publications, report=report)
        return {one.citation_key: text for one, text in zip(publications, formatted, strict=True)}


def _content(path: Path, config: MkDocsConfig) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        place = Place(project_path(config, str(path)))
        raise AcademicError(place, f"cannot be read: {error.strerror}. Give yourself the right to read it.") from error


def bib_paths(config: MkDocsConfig, settings: PublicationsConfig) -> list[Path]:
    """Return the files of the setting, each from the docs folder or from beside `mkdocs.yml`.

    Raises:
        AcademicError: One does not exist.
    """
    names = [settings.file] if isinstance(settings.file, str) else [str(name) for name in settings.file]
    return [find_file(config, name, "publications.file") for name in names if name]


def find_file(config: MkDocsConfig, name: str, setting: str) -> Path:
    """Return the file that a setting names.

    Raises:
        AcademicError: It does not exist.
    """
    folders = Path(config.docs_dir), Path(config.config_file_path or "mkdocs.yml").absolute().parent
    paths = [folder / name for folder in folders]
    for path in paths:
        # Unlike `Path.is_file`, these say no where no file can have such a name.
        if os.path.isfile(path):  # noqa: PTH113
            return path
    if any(os.path.isdir(path) for path in paths):  # noqa: PTH112
        raise AcademicError(settings_place(config), f"{setting} {name!r}: is a folder. Name the file in it.")
    suffix = Path(name).suffix
    near = did_you_mean(name, (path.name for folder in folders for path in folder.iterdir() if path.suffix == suffix))
    message = f"{setting} {name!r}: no such file. Looked in {docs_prefix(config)} and beside the settings.{near}"
    raise AcademicError(settings_place(config), message)


def _names(site: Site) -> Iterable[str]:
    return (name for name in (site.profile.name, site.profile.native_name) if name) if site.profile else ()


def _fingerprint(contents: Iterable[bytes], others: object) -> str:
    digest = hashlib.sha256(json.dumps(others, default=str).encode("utf-8", "replace"))
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _text(content: bytes, name: str, problems: list[Problem]) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(Place(name, line), "is not in UTF-8; it is read as Latin-1. Save it as UTF-8."))
        return content.decode("latin-1")

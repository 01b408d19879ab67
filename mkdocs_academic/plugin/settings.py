"""From MkDocs' configuration to the frozen `Site`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_datetime

from ..config import AcademicConfig
from ..errors import Place, Report
from ..site import Site, jekyll_site, select_scholar

if TYPE_CHECKING:
    from ..jekyll.navigation import NavItem
    from ..profile import Profile

# The rooms are imported where a site turns out to need them: imports are most of what a small build takes.


def read_site(config: MkDocsConfig, settings: AcademicConfig, report: Report) -> Site:
    """Build the frozen `Site` of one build; every problem of the settings and the data files goes to `report`."""
    docs_dir = Path(config.docs_dir)
    data = _data(docs_dir / "_data", docs_prefix(config) + "_data/", report)
    repository = settings.repository or _repository(config)
    navigation, navigation_path = _navigation(config, settings, data, report)
    jekyll = {
        "title": config.site_name,
        "description": config.site_description,
        "repository": repository,
        "google_scholar_stats_use_cdn": settings.google_scholar_stats_use_cdn,
        "author": settings.author,
        "time": get_build_datetime(),
    }
    return Site(
        author=settings.author,
        profile=_profile(config, settings, report),
        navigation=navigation,
        navigation_path=navigation_path,
        scholar=select_scholar(
            repository,
            use_cdn=settings.google_scholar_stats_use_cdn,
            branch=settings.scholar.branch,
            file=settings.scholar.file,
            host=settings.scholar.host,
        ),
        jekyll=jekyll_site(jekyll, site_url=config.site_url or "", extra=config.extra, data=data),
    )


def project_path(config: MkDocsConfig, path: str) -> str:
    """Return `path` as the author knows it: relative to the project's folder."""
    start = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    return Path(os.path.relpath(path, start)).as_posix()


def docs_prefix(config: MkDocsConfig) -> str:
    return project_path(config, config.docs_dir) + "/"


def settings_place(config: MkDocsConfig) -> Place:
    return Place(project_path(config, config.config_file_path or "mkdocs.yml"))


def _data(folder: Path, place_prefix: str, report: Report) -> dict[str, Any]:
    if not folder.is_dir():
        return {}
    from ..jekyll.data import read_data

    return read_data(folder, place_prefix=place_prefix, report=report)


def _repository(config: MkDocsConfig) -> str:
    from ..scholar.address import git_remote, repository_from

    project = Path(config.config_file_path or "mkdocs.yml").absolute().parent
    return repository_from(config.repo_url or "") or repository_from(git_remote(project))


def _profile(config: MkDocsConfig, settings: AcademicConfig, report: Report) -> Profile | None:
    if not any(value not in (None, "", [], {}) for value in settings.author.values()):
        return None
    from ..profile import read_profile

    return read_profile(
        settings.author, place=settings_place(config), report=report, description=config.site_description or ""
    )


def _navigation(
    config: MkDocsConfig, settings: AcademicConfig, data: Mapping[str, Any], report: Report
) -> tuple[tuple[NavItem, ...], str]:
    """Return the author's top bar and the file that holds it."""
    written: object = settings.navigation
    path = config.config_file_path or "mkdocs.yml"
    if written is None:
        written, path = data.get("navigation"), str(Path(config.docs_dir, "_data", "navigation.yml"))
    if written is None:
        return (), ""
    from ..jekyll.navigation import read_navigation

    return read_navigation(written, place=Place(project_path(config, path)), report=report), path

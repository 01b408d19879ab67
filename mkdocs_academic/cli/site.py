"""What `mkdocs.yml` says of the author, their publications and their citation numbers, read without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import click
import yaml

FILE = "mkdocs.yml"
_NAMES = (FILE, "mkdocs.yaml")
_MOST_PARENTS = 10


class Site(NamedTuple):
    """The settings of the site in `folder`; empty where it has none.

    Arguments:
        files: The BibTeX files, in their order.
        author: The `author` of the plugin, keys and values as written.
        names: Further names of the author, from the `names` of `publications`.
        merges: Whether the versions of one work are one publication, from its `merge`.
        repository: `repository` of the plugin as written.
        repo_url: The setting of MkDocs, which stands in where the plugin's is missing.
        use_cdn: `google_scholar_stats_use_cdn`.
        scholar: The settings of the citation numbers as written.
        site_url: The setting of MkDocs: where the site is published.
    """

    folder: Path
    docs_dir: Path
    files: tuple[Path, ...] = ()
    author: Mapping[str, object] = MappingProxyType({})
    names: tuple[str, ...] = ()
    merges: bool = True
    repository: str = ""
    use_cdn: bool = False
    scholar: Mapping[str, object] = MappingProxyType({})
    repo_url: str = ""
    site_url: str = ""

    def docs_files(self) -> Iterator[str]:
        """Yield the files of the docs folder, relative to it."""
        for path in sorted(self.docs_dir.rglob("*")):
            if path.is_file():
                yield path.relative_to(self.docs_dir).as_posix()


def has_settings(folder: Path) -> bool:
    """Whether this is the folder of a site."""
    return any((folder / name).is_file() for name in _NAMES)


def read_site(folder: Path) -> Site:
    """Return what the settings in `folder` say; a site without settings has its defaults.

    Raises:
        click.ClickException: The settings cannot be read.
    """
    name = next((name for name in _NAMES if (folder / name).is_file()), "")
    settings = _settings(folder / name, _MOST_PARENTS) if name else {}
    docs_dir = settings.get("docs_dir")
    docs = folder / (docs_dir if isinstance(docs_dir, str) else "docs")
    academic = _academic(settings.get("plugins"))
    author, publications, scholar = (academic.get(name) for name in ("author", "publications", "scholar"))
    publications = publications if isinstance(publications, dict) else {"file": publications}
    return Site(
        folder,
        docs,
        tuple(_file(name, docs, folder) for name in _texts(publications.get("file"))),
        author if isinstance(author, dict) else {},
        tuple(_texts(publications.get("names"))),
        publications.get("merge") is not False,
        _first_text(academic.get("repository")),
        academic.get("google_scholar_stats_use_cdn") is True,
        scholar if isinstance(scholar, dict) else {},
        _first_text(settings.get("repo_url")),
        _first_text(settings.get("site_url")),
    )


def _settings(path: Path, most_parents: int) -> dict[str, Any]:
    """Return the settings of a file, below them those of the file that it inherits from, as MkDocs merges them."""
    try:
        settings = yaml.load(path.read_text(encoding="utf-8-sig"), _Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "strerror", None) or "it is no text in UTF-8"
        raise click.ClickException(f"{path.name}{line}: cannot be read: {reason}. Correct it first.") from error
    settings = settings if isinstance(settings, dict) else {}
    parent = settings.get("INHERIT")
    if isinstance(parent, str) and most_parents:
        return _merged(_settings(path.parent / parent, most_parents - 1), settings)
    return settings


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    both = {key: _merged(parent[key], value) for key, value in child.items() if _are_dicts(parent.get(key), value)}
    return {**parent, **child, **both}


def _are_dicts(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)


def _academic(plugins: object) -> Mapping[str, Any]:
    """Return the settings of the plugin in a list of plugins, or in a mapping of them."""
    listed = [plugins] if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else []
    found = [plugin["academic"] for plugin in listed if isinstance(plugin, dict) and "academic" in plugin]
    return found[0] if found and isinstance(found[0], dict) else {}


def _texts(value: object) -> list[str]:
    """Return a text, or those of a list, that are not empty."""
    return [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text.strip()]


def _first_text(value: object) -> str:
    return next((text.strip() for text in _texts(value)), "")


def _file(name: str, docs: Path, folder: Path) -> Path:
    return docs / name if (docs / name).exists() or not (folder / name).exists() else folder / name


class _Loader(yaml.SafeLoader):
    """Reads what MkDocs reads, without running anything: names of Python become nothing."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    """Return the first variable that is set; of a list its last item is the default.

    Source: https://www.mkdocs.org/user-guide/configuration/#environment-variables
    """
    if isinstance(node, yaml.SequenceNode):
        items = loader.construct_sequence(node, deep=True)
        names, default = (items[:-1], items[-1]) if len(items) > 1 else (items, None)
    else:
        names, default = [getattr(node, "value", "")], None
    found = next((os.environ[name] for name in names if isinstance(name, str) and name in os.environ), None)
    return default if found is None else yaml.safe_load(found)


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    """Stand for what only MkDocs can make of a value."""


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _nothing)
_Loader.add_multi_constructor("!", _nothing)

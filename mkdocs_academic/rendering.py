"""The theme's templates: where they stand among the site's and Material's, what is kept, fragments of a page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import jinja2
import jinja2.bccache

THEME_DIR = Path(__file__).parent / "theme"
PREFIX = "material!"


def layer(env: jinja2.Environment, dirs: Sequence[str], ours: int) -> None:
    """Put our templates in their place, and let them extend those that they hide, as `material!/base.html`.

    Arguments:
        env: The theme's environment, which knows the folders without ours.
        dirs: The theme's folders with ours, the first one wins.
        ours: The position of ours among them.
    """
    below = jinja2.PrefixLoader({PREFIX: jinja2.FileSystemLoader(list(dirs[ours + 1 :]))})
    above = jinja2.FileSystemLoader(list(dirs[: ours + 1]))
    env.loader = jinja2.ChoiceLoader([below, above, *([env.loader] if env.loader else [])])


class CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Compiled templates, kept in a folder between builds.

    MkDocs compiles all templates anew at each build; Material's take longer than a small site's pages. Jinja tells by
    the source whether one is still good. The site's own templates are not kept: what Jinja computes while compiling
    may come from a filter of its hooks.

    Arguments:
        own: The folder of the site's own templates, "" without one.

    Source: https://jinja.palletsprojects.com/en/stable/api/#bytecode-cache
    """

    def __init__(self, folder: Path, *, own: str) -> None:
        super().__init__(str(folder), "%s.cache")
        self._own = own

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        is_own = self._own and filename and filename.startswith(self._own + os.sep)
        return "" if is_own else super().get_cache_key(name, filename)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key:
            try:
                super().load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - a damaged file raises whatever pickle and marshal make of it
                bucket.reset()

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if bucket.key:
            with suppress(OSError):
                super().dump_bytecode(bucket)


class Fragments:
    """Templates for parts of a page's content, every value escaped unless it is `Markup`.

    Arguments:
        dirs: Theme folders, the first one wins, so that a site can override a fragment.
    """

    def __init__(self, dirs: Sequence[str]) -> None:
        loader = jinja2.FileSystemLoader(list(dirs))
        self._env = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)

    def render(self, template_name: str, **values: object) -> str:
        return self._env.get_template(template_name).render(**values)


def theme_fragments() -> Fragments:
    """Return the fragments of this package alone, for use without MkDocs."""
    return Fragments([str(THEME_DIR)])

"""The theme's templates: where they stand among the site's and Material's, and fragments for a page's content."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import jinja2

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

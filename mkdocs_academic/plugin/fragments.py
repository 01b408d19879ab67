"""The theme's fragments in the pages of one build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from .theme import theme_dirs

if TYPE_CHECKING:
    from ..rendering import Fragments


class PageFragments:
    """Renders fragments; the templates are read when the first one is asked for."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._fragments: Fragments | None = None

    @property
    def is_used(self) -> bool:
        return self._fragments is not None

    def render(self, template_name: str, **values: object) -> str:
        """Return the HTML of a fragment.

        Raises:
            PluginError: The site's own template cannot be rendered.
        """
        if self._fragments is None:
            from ..rendering import Fragments

            self._fragments = Fragments(theme_dirs(self._config))
        try:
            return self._fragments.render(template_name, **values)
        except jinja2.TemplateError as error:
            line = f", line {error.lineno}" if isinstance(error, jinja2.TemplateSyntaxError) else ""
            message = f"{template_name}{line}: cannot be rendered: {error}. Mend the template, or remove the override."
            raise PluginError(message) from error

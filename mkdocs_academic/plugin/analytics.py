"""Counting visits, where the site's `extra.analytics` asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..analytics import Analytics, read_analytics
from ..errors import Problem, Report
from .settings import settings_place

_MATERIALS = "google"  # Material has a template for it, which stays where nothing else is ours


class ChosenAnalytics:
    """What counts visits; `read` once it is known whether our theme is used."""

    def __init__(self, config: MkDocsConfig, report: Report) -> None:
        self._config = config
        self._report = report
        written = config.extra.get("analytics")
        self._written: Mapping[str, object] = written if isinstance(written, Mapping) else {}

    @property
    def needs_theme(self) -> bool:
        return self._is_ours and self._written["provider"] != _MATERIALS

    @property
    def _is_ours(self) -> bool:
        provider = self._written.get("provider")
        if not provider:
            return False
        own = self._config.theme.custom_dir
        return not (own and Path(own, "partials/integrations/analytics", f"{provider}.html").is_file())

    def read(self) -> Analytics | None:
        """Return what our templates count with, None where the site's own or Material's do."""
        if not self._is_ours:
            return None
        is_empty = "property" in self._written and self._written["property"] in ("", None)
        if is_empty and not self._written.get("src"):  # a variable of the environment, set where the site is published
            self._say("property is empty; no visit is counted.", is_info=True)
            return Analytics()
        return read_analytics(self._written, self._say)

    def _say(self, message: str, *, is_info: bool = False) -> None:
        problem = Problem(settings_place(self._config), f"extra.analytics: {message}", "info" if is_info else "warning")
        self._report(problem)

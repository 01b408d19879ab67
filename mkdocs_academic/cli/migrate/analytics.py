"""The service that counts the old site's visits, if one did: as acad-homepage, al-folio and others write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...analytics import SERVICES, read_analytics
from ...errors import Problem
from .old_config import OldConfig
from .placeholders import is_placeholder
from .plan import Plan

_WITHOUT = ("cronitor", "fathom", "goatcounter", "openpanel", "pirsch")
_NAMES = ("id", "tracking_id", "token", "property")
_HOSTS = ("host", "domain", "url")


class Written(NamedTuple):
    """What a setting says of a service."""

    key: str
    provider: str
    name: str
    host: str = ""


def read_old_analytics(config: OldConfig, plan: Plan) -> dict[str, str]:
    """Return `extra.analytics` of the new site; what has no counterpart is reported."""
    for one in _written(config):
        if not one.name or is_placeholder(one.name) or config.values.get(f"enable_{one.provider}_analytics") is False:
            continue
        if one.provider in _WITHOUT:
            plan.cannot_map(config.place(one.key), f"nothing here counts visits with {one.provider.title()}.")
            continue
        chosen = {"provider": one.provider, "property": one.name, **({"host": one.host} if one.host else {})}
        wrong: list[str] = []
        read_analytics(chosen, wrong.append)
        if not wrong:
            return chosen
        plan.unmapped.append(Problem(config.place(one.key), f"{wrong[0]} Not set."))
    return {}


def _written(config: OldConfig) -> Iterator[Written]:
    """Yield the services in the order of the table, Google's first."""
    yield Written("google_analytics_id", "google", config.text("google_analytics_id"))
    nested = config.mapping("analytics")
    is_off = "provider" in nested and not nested["provider"]  # minimal-mistakes: `provider: false`
    for provider in (*SERVICES, *_WITHOUT):
        yield Written(f"{provider}_analytics", provider, config.text(f"{provider}_analytics"))
        value = nested.get(provider)
        if isinstance(value, dict) and not is_off:
            yield Written(f"analytics.{provider}", provider, _first(value, _NAMES), _host(_first(value, _HOSTS)))


def _first(values: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    found = (values.get(key) for key in keys)
    return next((str(value).strip() for value in found if isinstance(value, str | int) and value is not True), "")


def _host(written: str) -> str:
    """Return an address of its own: jekyll-theme-chirpy asks for the bare name of the host."""
    return f"https://{written}" if written and "://" not in written else written

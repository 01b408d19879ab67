"""The way to the services, which a test replaces by its own through click's context."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import click

from ..web.session import Limits, Web

_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", re.ASCII)


def _web(mailto: str, within_s: float = math.inf, limits: Limits = Limits()) -> Web:  # noqa: B008 (a constant)
    """Return a session that goes through the proxies of the system, as every program of the author does."""
    from urllib.request import getproxies

    return Web(mailto=mailto, limits=limits, proxies=getproxies(), within_s=within_s)


class Services(NamedTuple):
    """Where services are, if elsewhere than they say themselves, and what asks them.

    Arguments:
        make_web: Gets the author's address, "" for none, the seconds for all questions, and the limits of each.
    """

    base_urls: Mapping[str, str] = MappingProxyType({})
    make_web: Callable[..., Web] = _web


def services_of(context: click.Context) -> Services:
    return context.obj if isinstance(context.obj, Services) else Services()


def _check_mail(context: click.Context, parameter: click.Parameter, value: str) -> str:
    if value and not _MAIL.fullmatch(value):
        raise click.BadParameter(f"{value!r} is no mail address.")
    return value


mailto_option = click.option(
    "--mailto",
    default="",
    callback=_check_mail,
    metavar="ADDRESS",
    help="Your mail address, for the services to write to; some answer faster then.",
)

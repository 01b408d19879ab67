"""When a page of the old site is of: its day is that of the zone in which Jekyll built the site."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ...jekyll.collections import date_of

_WITH_ZONE = re.compile(r":\d\d\s*(?:Z|[+-]\d\d:?\d\d)\s*\Z")


def moment_of(written: object, path: str, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the date of the front matter, else of the file's name: a time is seen from `zone`, a day stays.

    A time without a zone is in UTC, as YAML has it.
    """
    date = date_of(written, path)
    is_moment = isinstance(written, dt.datetime) or (isinstance(written, str) and _WITH_ZONE.search(written))
    return date.astimezone(zone) if date is not None and is_moment else date


def zone_of(name: str) -> dt.tzinfo:
    """Return the zone of the setting `timezone`; GitHub builds sites that have none in UTC."""
    try:
        return ZoneInfo(name) if name else dt.UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return dt.UTC

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
    """Return the zone of the setting `timezone`; UTC where there is none of that name, as in Jekyll."""
    if not name:
        return dt.UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # some machines have no zones at all
        from dateutil.zoneinfo import get_zonefile_instance  # type: ignore[import-untyped]

        zone: dt.tzinfo | None = get_zonefile_instance().get(name)
        return zone or dt.UTC

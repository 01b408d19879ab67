"""Dates for Liquid: what counts as one, and Ruby's `strftime`, in English whatever the machine's language.

The clock is never asked: "now" is the time that the caller gives. Times without a zone are in UTC.

Source: Liquid's `Utils.to_date`; https://docs.ruby-lang.org/en/3.3/strftime_formatting_rdoc.html
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DIRECTIVE = re.compile(r"%(?P<flags>[-0_^#]*)(?P<width>\d{0,2})(?P<colons>:{0,2})(?P<name>[A-Za-z%+])")

# name: value, width, and what fills the width
_NUMBERS: dict[str, tuple[Callable[[dt.datetime], int], int, str]] = {
    "Y": (lambda time: time.year, 4, "0"),
    "G": (lambda time: time.isocalendar().year, 4, "0"),
    "C": (lambda time: time.year // 100, 2, "0"),
    "y": (lambda time: time.year % 100, 2, "0"),
    "g": (lambda time: time.isocalendar().year % 100, 2, "0"),
    "m": (lambda time: time.month, 2, "0"),
    "d": (lambda time: time.day, 2, "0"),
    "e": (lambda time: time.day, 2, " "),
    "j": (lambda time: time.timetuple().tm_yday, 3, "0"),
    "H": (lambda time: time.hour, 2, "0"),
    "k": (lambda time: time.hour, 2, " "),
    "I": (lambda time: (time.hour - 1) % 12 + 1, 2, "0"),
    "l": (lambda time: (time.hour - 1) % 12 + 1, 2, " "),
    "M": (lambda time: time.minute, 2, "0"),
    "S": (lambda time: time.second, 2, "0"),
    "L": (lambda time: time.microsecond // 1000, 3, "0"),
    "N": (lambda time: time.microsecond * 1000, 9, "0"),
    "s": (lambda time: int(_in_utc(time).timestamp()), 1, "0"),
    "u": (lambda time: time.isoweekday(), 1, "0"),
    "w": (lambda time: time.isoweekday() % 7, 1, "0"),
    "V": (lambda time: time.isocalendar().week, 2, "0"),
    "U": (lambda time: (time.timetuple().tm_yday + 6 - time.isoweekday() % 7) // 7, 2, "0"),
    "W": (lambda time: (time.timetuple().tm_yday + 6 - time.weekday()) // 7, 2, "0"),
}
_WORDS: dict[str, Callable[[dt.datetime], str]] = {
    "A": lambda time: _DAYS[time.weekday()],
    "a": lambda time: _DAYS[time.weekday()][:3],
    "B": lambda time: _MONTHS[time.month - 1],
    "b": lambda time: _MONTHS[time.month - 1][:3],
    "h": lambda time: _MONTHS[time.month - 1][:3],
    "p": lambda time: "AM" if time.hour < 12 else "PM",
    "P": lambda time: "am" if time.hour < 12 else "pm",
    "Z": lambda time: _in_utc(time).tzname() or "",
    "n": lambda _: "\n",
    "t": lambda _: "\t",
    "%": lambda _: "%",
}
_SHORTHANDS = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "T": "%H:%M:%S",
    "v": "%e-%^b-%Y",
    "X": "%H:%M:%S",
    "x": "%m/%d/%y",
    "+": "%a %b %e %H:%M:%S %Z %Y",
}
_ZONES = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}


def strftime(time: dt.datetime, pattern: str) -> str:
    """Return `time` as `pattern` says, with Ruby's flags (`%-d`, `%_m`, `%^b`, `%:z`)."""
    return _DIRECTIVE.sub(lambda match: _written(time, match), pattern)


def read_date(value: object, now: object) -> dt.datetime | None:
    """Return the time that `value` means, None when it means none.

    Arguments:
        value: A date, a time, seconds since 1970 as a number or its digits, a text such as "May 28, 1936", or "now".
        now: What "now" means, in one of these forms.
    """
    if isinstance(value, dt.datetime):
        return _in_utc(value)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time.min, dt.UTC)
    if isinstance(value, str) and value.strip().lower() in ("now", "today"):
        return None if now == value else read_date(now, now)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_seconds(value)
    if isinstance(value, str):
        return _from_seconds(int(value)) if re.fullmatch(r"[0-9]{1,15}", value) else _from_text(value, now)
    return None


def _written(time: dt.datetime, match: re.Match[str]) -> str:
    name, flags, width = match["name"], match["flags"], int(match["width"] or 0)
    if name in _NUMBERS:
        value, usual_width, fill = _NUMBERS[name]
        fill = "0" if "0" in flags else " " if "_" in flags else fill
        return str(value(time)).rjust(0 if "-" in flags else width or usual_width, fill)
    if name == "z":
        return _offset(time, match["colons"])
    if name in _SHORTHANDS:
        text = strftime(time, _SHORTHANDS[name])
    elif name in _WORDS:
        text = _WORDS[name](time)
    else:
        return match[0]
    text = text.upper() if "^" in flags else text.swapcase() if "#" in flags else text
    return text.rjust(width, "0" if "0" in flags else " ")


def _offset(time: dt.datetime, colons: str) -> str:
    seconds = int((_in_utc(time).utcoffset() or dt.timedelta()).total_seconds())
    sign = "-" if seconds < 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    separator = ":" if colons else ""
    text = f"{sign}{hours:02}{separator}{rest // 60:02}"
    return f"{text}:{rest % 60:02}" if len(colons) == 2 else text


def _in_utc(time: dt.datetime) -> dt.datetime:
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def _from_seconds(seconds: float) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, OSError, ValueError):
        return None


def _from_text(text: str, now: object) -> dt.datetime | None:
    """Return the time in a text; what the text leaves out is the first of its kind, the year that of `now`."""
    from dateutil import parser  # type: ignore[import-untyped]

    start = now if isinstance(now, dt.date) else dt.date(1970, 1, 1)
    default = dt.datetime(start.year, 1, 1, tzinfo=dt.UTC)
    try:
        found: dt.datetime = parser.parse(text[:200], default=default, tzinfos=_zone)
        return _in_utc(found)
    except (ValueError, OverflowError, TypeError):
        return None


def _zone(name: str | None, offset_s: int | None) -> dt.timezone:
    """Return the zone of a text: a name of RFC 822 or an offset. Other names depend on the machine; they are UTC."""
    if offset_s is None:
        return dt.timezone(dt.timedelta(hours=_ZONES.get(name or "", 0)))
    return dt.timezone(dt.timedelta(seconds=offset_s))

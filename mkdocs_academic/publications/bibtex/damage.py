"""Reading entries that are not well-formed: as many of their fields as can be told apart, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .blocks import STRING_TYPE, Block, Fault, Field, Lines
from .values import NAME, literal, part_end, skip_blanks

BLOCK_START = re.compile(rf"@\s*+({NAME})\s*+([{{(])")
# Where a damaged entry ends at the latest: an entry that begins on a line of its own or behind the end of another.
_NEXT_BLOCK = re.compile(rf"(?:^|[}})])[ \t]*+@\s*+{NAME}\s*+[{{(]", re.MULTILINE)
_FIELD = re.compile(rf"({NAME})\s*+=")
_GOES_ON = re.compile(rf"[ \t}}]{{0,20}}+(?:,\s*+|\n[ \t]*+){NAME}\s*+=\s*+[{{\"\d]")
_FIELD_AHEAD = re.compile(rf"\n[ \t]*+{NAME}[ \t]*+=|,[ \t]*+{NAME}\s*+=\s*+(?:[{{\"]|\d++\s*+[,}}])")
_COMMENTS = re.compile(r"(?:\s++|%[^\n]*+)*+")
_BETWEEN_FIELDS = re.compile(r"(?:[\s,]++|%[^\n]*+)*+")
_REST = re.compile(r"[^,\n{}()]*+")
_KEY = {"}": re.compile(r"[^,={}\"\n]*+"), ")": re.compile(r"[^,={}()\"\n]*+")}
_MOST_FAULTS = 5


def goes_on(text: str, end: int) -> bool:
    """Tell whether fields follow the end of an entry: a brace too many has closed it."""
    return _GOES_ON.match(text, end) is not None


def scan(text: str, start: int, limit: int, lines: Lines) -> Iterator[Block]:
    """Yield the entries and strings between two positions, whatever their form; time grows with the length."""
    at = ahead = start
    while match := BLOCK_START.search(text, at, limit):
        if ahead < match.end():
            following = _NEXT_BLOCK.search(text, match.end(), limit)
            ahead = text.index("@", following.start()) if following else limit
        block = _Scanner(text, match, ahead, lines).block()
        at = max(block.end, match.end())
        yield block


class _Scanner:
    """Reads one block; positions are those of the file's text."""

    def __init__(self, text: str, match: re.Match[str], limit: int, lines: Lines) -> None:
        self._text = text
        self._match = match
        self._limit = limit
        self._ahead = -1
        self._has_open_group = False
        self._lines = lines
        self._type = match[1].lower()
        self._closing = "}" if match[2] == "{" else ")"
        self._faults: list[Fault] = []
        self._fields: list[Field] = []

    def block(self) -> Block:
        start = self._match.start()
        key, at = ("", self._match.end()) if self._type == STRING_TYPE else self._key()
        key_faults = list(self._faults)
        end = self._read_fields(at, by_line=False)
        if end is None:  # a value may have run over the fields behind it
            self._fields.clear()
            self._faults = key_faults
            end = self._read_fields(at, by_line=True)
        if end is None:
            self._fault(start, "has no end. Close it with a brace.")
            end = start + len(self._text[start : self._limit].rstrip())
        return Block(self._type, key, tuple(self._fields), start, end, self._lines.at(start), faults=self._shown())

    def _shown(self) -> tuple[Fault, ...]:
        hidden = len(self._faults) - _MOST_FAULTS
        if hidden <= 0:
            return tuple(self._faults)
        more = Fault(self._faults[_MOST_FAULTS].line, f"has {hidden} more such places. Look at the whole entry.")
        return (*self._faults[:_MOST_FAULTS], more)

    def _fault(self, at: int, message: str) -> None:
        self._faults.append(Fault(self._lines.at(at), message))

    def _key(self) -> tuple[str, int]:
        """Return the key, and where the fields begin."""
        start = skip_blanks(self._text, self._match.end(), self._limit)
        match = _KEY[self._closing].match(self._text, start, self._limit)
        end = match.end() if match else start
        key = self._text[start:end].strip()
        behind = skip_blanks(self._text, end, self._limit)
        following = self._text[behind] if behind < self._limit else ""
        if following == "=":  # the first field stands where the key is due
            *before, _ = key.split() or [""]
            if not before:
                return "", start
            key, end = before[0], start + len(before[0])
        if key and following not in (",", self._closing, ""):
            self._fault(end, "has no comma after its key. Add one.")
        return key, end

    def _read_fields(self, at: int, *, by_line: bool) -> int | None:
        """Collect the fields; return where the entry ends, None where it does not."""
        while True:
            between = _BETWEEN_FIELDS.match(self._text, at, self._limit)
            at = between.end() if between else at
            if at >= self._limit:
                return None
            if self._text[at] == self._closing:
                at += 1
                if not _GOES_ON.match(self._text, at, self._limit):
                    return at
                self._fault(at, f"has a '{self._closing}' too many before this place. Delete it.")
            elif field := _FIELD.match(self._text, at, self._limit):
                value_end = self._read_value(field, by_line=by_line)
                if value_end is None:
                    return None
                at = value_end
            else:
                at = self._skip(at)

    def _skip(self, start: int) -> int:
        end = start
        while end == start or not (self._is_end(end) or self._text[end] == "\n" or _FIELD.match(self._text, end)):
            group = self._group_end(end)
            rest = _REST.match(self._text, end, self._limit)
            end = group or max(rest.end() if rest else end, end + 1)
        what = self._text[start:end].strip()
        self._fault(start, f"has {what[:60]!r} where a field is due; left out. Write fields as 'name = {{value}},'.")
        return end

    def _group_end(self, start: int) -> int | None:
        """Return where the braces or quotes at `start` end; not looked for again once there was no end."""
        if self._has_open_group or self._text[start] not in '{"':
            return None
        end = part_end(self._text, start, self._limit)
        self._has_open_group = end is None
        return end

    def _read_value(self, field: re.Match[str], *, by_line: bool) -> int | None:
        """Collect one field; return where its value ends, None where it does not."""
        text, name = self._text, field[1]
        start = skip_blanks(text, field.end(), self._limit)
        limit = self._value_limit(start) if by_line else self._limit
        end = self._parts_end(start, limit)
        if end is None:
            if not by_line:
                return None
            return self._take_unclosed(field, start, limit)
        value = text[start:end]
        if not value:
            self._fault(start, f"has no value for '{name}'. Write one, or delete the field.")
        elif (
            value[0] == '"' and not self._is_end(self._behind_comments(end)) and (cut := self._value_limit(start)) < end
        ):
            return self._take_unclosed(field, start, cut)
        elif value[0] not in '{"' and (bare := self._bare(end)) > end:
            end, value = bare, text[start:bare].strip()
            self._fault(start, f"has no braces about the value of '{name}'. Put it in braces.")
            self._add(field, value, value)
            return end
        self._add(field, value, literal(value) if value else "")
        return self._behind_value(name, end)

    def _add(self, field: re.Match[str], value: str, content: str | None) -> None:
        self._fields.append(Field(field[1], value, content, self._lines.at(field.start())))

    def _is_end(self, at: int) -> bool:
        return at >= self._limit or self._text[at] in (",", self._closing)

    def _behind_comments(self, start: int) -> int:
        match = _COMMENTS.match(self._text, start, self._limit)
        return match.end() if match else start

    def _bare(self, end: int) -> int:
        """Return where text without braces ends, of which the first word ends at `end`."""
        at = self._behind_comments(end)
        if at >= self._limit or self._text[at] in ",#(){}" or _FIELD.match(self._text, at, self._limit):
            return end
        rest = _REST.match(self._text, at, self._limit)
        return rest.end() if rest else end

    def _value_limit(self, start: int) -> int:
        """Return where the next field seems to begin; looked for once, however many values lie before it."""
        if self._ahead < start:
            ahead = _FIELD_AHEAD.search(self._text, start, self._limit)
            self._ahead = ahead.start() if ahead else self._limit
        return self._ahead

    def _parts_end(self, start: int, limit: int) -> int | None:
        """Return where the parts that `#` joins end; `start` where there is none; None where the last has no end."""
        at = start
        while at < limit and self._text[at] not in (",", self._closing) and not _FIELD.match(self._text, at, limit):
            end = part_end(self._text, at, limit)
            if end is None:
                return None if self._text[at] in '{"' else at
            following = skip_blanks(self._text, end, limit)
            if following >= limit or self._text[following] != "#":
                return end
            at = skip_blanks(self._text, following + 1, limit)
        return at

    def _take_unclosed(self, field: re.Match[str], start: int, limit: int) -> int:
        sign = self._text[start]
        value = self._text[start:limit].rstrip(", \t\r\n")
        self._fault(start, f"has no closing brace or quote for '{field[1]}'; it is read up to the next field. Add one.")
        self._add(field, value, value[1:] if sign in '{"' else value)
        return limit

    def _behind_value(self, name: str, end: int) -> int:
        """Report what stands between a value and the comma that is due, and step over it."""
        at = self._behind_comments(end)
        if self._is_end(at):
            return at
        if _FIELD.match(self._text, at, self._limit):
            self._fault(end, f"has no comma after '{name}'; the next field is read all the same. Add one.")
            return at
        rest = _REST.match(self._text, at, self._limit)
        rest_end = max(rest.end() if rest else at, at + 1)
        what = self._text[at:rest_end].strip()
        self._fault(at, f"has {what[:60]!r} behind the value of '{name}'; left out. Put all of it in braces.")
        return rest_end

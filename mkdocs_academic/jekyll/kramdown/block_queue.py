"""The blocks of a long text, in the order in which they are taken."""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence
from typing import Any


class BlockQueue(MutableSequence[str]):
    """Blocks as the processors of Python-Markdown know them, a list, but the first is taken off at no cost."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._last_to_first = list(reversed(blocks))

    def __len__(self) -> int:
        return len(self._last_to_first)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, int):
            return self._last_to_first[-1 - index]
        return self._last_to_first[self._from_end(index)][::-1]

    def __setitem__(self, index: Any, value: Any) -> None:
        self._last_to_first[self._from_end(index)] = list(value)[::-1] if isinstance(index, slice) else value

    def __delitem__(self, index: Any) -> None:
        del self._last_to_first[self._from_end(index)]

    def insert(self, index: int, value: str) -> None:
        self._last_to_first[self._from_end(slice(index, index))] = [value]

    def _from_end(self, index: Any) -> Any:
        """Return where an index, or a slice without a step, is in the list from the last to the first."""
        if not isinstance(index, slice):
            return -1 - index
        start, stop, _ = index.indices(len(self))
        return slice(len(self) - max(start, stop), len(self) - start)

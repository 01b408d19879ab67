"""What every room does with a plain text."""

from __future__ import annotations

from collections.abc import Mapping


def cut_at_word(text: str, limit: int) -> str:
    """Return `text` if it is no longer than `limit`, else how it begins, cut between words, with an ellipsis.

    Where its last blank is far from the end, as in Chinese, it is cut between characters.
    """
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    if not text[limit - 1].isspace():
        words = cut.rpartition(" ")[0]
        cut = words if len(words) > limit // 2 else cut
    return f"{cut.rstrip(' ,;:.–—-') or cut}…"


def own_word(labels: Mapping[str, object], text: str) -> str:
    """Return the site's own word for one of ours."""
    label = labels.get(text)
    return text if label is None else str(label)

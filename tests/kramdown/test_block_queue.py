"""A queue of blocks does what a list does, as far as processors of blocks go."""

from __future__ import annotations

import markdown
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_academic.jekyll.kramdown.block_queue import BlockQueue

INDEX = st.integers(-4, 12)
BLOCKS = st.lists(st.sampled_from("abc"), max_size=8)


@given(BLOCKS, INDEX, INDEX, BLOCKS)
def test_every_change_is_that_of_a_list(blocks: list[str], start: int, stop: int, others: list[str]) -> None:
    for change in (
        lambda value: value.__setitem__(slice(start, stop), others),
        lambda value: value.__delitem__(slice(start, stop)),
        lambda value: value.__setitem__(start, "x"),
        lambda value: value.__delitem__(start),
        lambda value: value.insert(start, "x"),
        lambda value: value.pop(0),
        lambda value: value.pop(),
        lambda value: value.extend(others),
        lambda value: value.clear(),
    ):
        outcomes = []
        for value in (list(blocks), BlockQueue(blocks)):
            try:
                outcomes.append((change(value), list(value)))
            except IndexError:
                outcomes.append(("no such block", list(value)))
        assert outcomes[0] == outcomes[1]


@given(BLOCKS, INDEX, INDEX)
def test_every_part_is_that_of_a_list(blocks: list[str], start: int, stop: int) -> None:
    queue = BlockQueue(blocks)
    assert queue[start:stop] == blocks[start:stop]
    assert len(queue) == len(blocks)
    assert bool(queue) == bool(blocks)


def test_thousands_of_blocks_are_rendered_as_a_few_are() -> None:
    block = "# a\n\n- b\n\n      c\n\ntext\n: meaning\n\n    more\n\n[^1] *b*\n\n"
    extensions = ["mkdocs_academic.jekyll.kramdown"]
    few = markdown.markdown(block * 2 + "[^1]: c\n\n    d", extensions=extensions)
    many = markdown.markdown(block * 400 + "[^1]: c\n\n    d", extensions=extensions)
    for element in ("<h1", "<li>\n<p>b", "<pre", "<dt", "<dd", "<em>"):
        assert many.count(element) == 200 * few.count(element) > 0

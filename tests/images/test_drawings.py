"""The size of an SVG, read from its first tag."""

from __future__ import annotations

import pytest

from mkdocs_academic.images.svg import read_drawing

BOMB = b'<!DOCTYPE svg [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;">]><svg width="&b;" height="&b;"/>'


@pytest.mark.parametrize(
    ("text", "size", "asks"),
    [
        (b'<svg width="40" height="30">', (40, 30), True),
        (b'<?xml version="1.0"?><!-- <svg width="1"> --><svg width="40px" height=" 30 ">', (40, 30), True),
        (b'<svg width="1in" height="72pt" viewBox="0 0 1 1">', (96, 96), True),
        (b'<svg width="25.4mm" height="2.54cm">', (96, 96), True),
        (b'<svg width="100" viewBox="0 0 20 10">', (100, 50), True),
        (b'<svg height="100" viewBox="0,0,20,10">', (200, 100), True),
        (b'<svg viewBox="0 0 24 24">', (24, 24), False),
        (b'<svg width="100%" height="100%" viewBox="0 0 24 12">', (24, 12), False),
        (b'<svg width="100%">', (0, 0), False),
        (b'<svg width="0" height="0">', (0, 0), False),
        (b'<svg width="1e99" height="1e99">', (0, 0), False),
        (b'<svg width="' + b"9" * 5000 + b'" height="5">', (0, 0), False),
        (b'<svg width="-4" height="5">', (0, 0), False),
        (b"<html>", (0, 0), False),
        (b"\xff\xfe<\0s\0v\0g\0", (0, 0), False),
        (b"", (0, 0), False),
        (BOMB, (0, 0), False),
    ],
)
def test_size(text: bytes, size: tuple[int, int], asks: bool) -> None:
    header, is_size = read_drawing(text)
    assert ((header.width, header.height), is_size) == (size, asks)

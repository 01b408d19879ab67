"""Attribute lists: `{: #id .class key="value"}`.

Source: kramdown's `parser/kramdown/extensions.rb`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

_PART = re.compile(
    r"""(?:^|(?<=\s))(?:
        (?P<key>[A-Za-z_][\w:.-]*)=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')
      | (?P<names>(?:[#.][^\s.#]+)+)
      | (?P<reference>\w[\w-]*)
    )(?=\s|$)""",
    re.VERBOSE,
)
_NAME = re.compile(r"([#.])([^\s.#]+)")


def parse_attributes(source: str) -> dict[str, str]:
    """Return the attributes of a list without its braces; a bare word, such as `toc`, is a key without value."""
    attributes: dict[str, str] = {}
    for match in _PART.finditer(source):
        if match["key"]:
            attributes[match["key"]] = (match["double"] or match["single"] or "").replace("\\}", "}")
        elif match["names"]:
            for sign, name in _NAME.findall(match["names"]):
                if sign == "#":
                    attributes["id"] = name
                else:
                    attributes["class"] = f"{attributes.get('class', '')} {name}".lstrip()
        else:
            attributes[match["reference"]] = ""
    return attributes


def apply_attributes(element: etree.Element, attributes: dict[str, str]) -> None:
    """Set the attributes on the element; classes are added to those it has."""
    for name, value in attributes.items():
        if name == "class" and element.get("class"):
            element.set("class", f"{element.get('class')} {value}")
        elif value or name == "toc":
            element.set(name, value)

"""MathML as HTML, mended for what browsers show.

Source: MathML Core, which Chromium and Firefox implement: of `mathvariant` only "normal" is left, `columnalign`, named
spaces and `menclose` are gone, and the operator dictionary asks for `<mo>` around what has space about it.
"""

from __future__ import annotations

import html
import re
import unicodedata
import xml.etree.ElementTree as etree

_KEPT = frozenset(
    {
        *("accent", "accentunder", "depth", "displaystyle", "fence", "form", "height", "largeop", "linethickness"),
        *("lspace", "mathbackground", "mathcolor", "maxsize", "minsize", "movablelimits", "rspace", "scriptlevel"),
        *("separator", "stretchy", "style", "symmetric", "voffset", "width"),
    }
)
_SPACES = {"negativethinmathspace": "-0.167em"}
_THIN = etree.Element("mspace", {"width": "0.167em"})
_IDENTIFIERS = frozenset("∞∅⊤")
_LIMITS = frozenset({"munder", "mover", "munderover"})
_SCRIPTS = frozenset({"msub", "msup", "msubsup"})
_MERGED = {"mathvariant": "normal"}


def write_mathml(tree: etree.Element, *, is_block: bool) -> str:
    """Return the HTML of a `<math>` element as the library makes it, which may be changed by this.

    Marks at a name, such as `$^{1,\\dagger}$`, become a plain `<sup>`: a line could break before `<math>`.
    The library writes character references into the texts of its tree; they are read here, and escaped anew.
    """
    parts: list[str] = []
    tree.attrib.clear()
    _mend(tree)
    if not is_block and (marks := _marks(tree)):
        return f"<sup>{html.escape(marks, quote=False)}</sup>"
    _write(tree, parts)
    return "".join(parts).replace("<math>", '<math display="block">' if is_block else "<math>", 1)


def _marks(tree: etree.Element) -> str:
    """Return the text of a formula that is nothing but a superscript of signs and numbers, "" for any other."""
    nodes = [node for node in tree.iter() if node.tag not in ("math", "mrow")]
    if [node.tag for node in nodes[:2]] != ["msup", "mi"] or nodes[1].text:
        return ""
    text = "".join(node.text or "" for node in nodes[2:])
    is_plain = len(tree[0]) == 1 and all(node.tag in ("mi", "mn", "mo") and not node.attrib for node in nodes[2:])
    return text if is_plain and not any(map(str.isalpha, text)) else ""


def _mend(element: etree.Element) -> None:
    """Change an element and all below it into what browsers show."""
    element.text = html.unescape(element.text or "")
    for child in element:
        _mend(child)
    if element.tag == "mo" and len(element):
        element.tag = "mrow"
    elif element.tag == "mo":
        _mend_operator(element)
    elif element.tag == "mi" and len(element.text) == 1:
        _mend_identifier(element)
    elif element.tag == "menclose":
        element.tag = "mrow"
        element.set("style", "border:1px solid;padding:.2em")
    elif element.tag == "mspace":
        element.set("width", _SPACES.get(element.get("width", "0"), element.get("width", "0")))
    elif element.tag == "mtable":
        _align(element)
    if element.tag in _LIMITS and element[0].tag == "mi" and len(element[0].text or "") > 1:
        element[0].tag = "mo"
    if element.tag in ("mrow", "math", "mtd", "mstyle"):
        _mergenames(element)
        _spacenames(element)


def _mend_operator(element: etree.Element) -> None:
    text = element.text or ""
    if text in _IDENTIFIERS or (len(text) > 1 and text.isalpha() and not element.get("movablelimits")):
        element.tag = "mi"


def _mend_identifier(element: etree.Element) -> None:
    """Make an operator of what the library takes for an identifier, since no letter."""
    text = element.text or ""
    if text == "~":  # the library's sign for a relation; a tie in the source comes out as a no-break space
        text = element.text = "∼"
    category = unicodedata.category(text)
    if category in ("Ps", "Pe"):
        element.set("stretchy", "false")
    if category in ("Sm", "Ps", "Pe") or text in ":;":
        element.tag = "mo"
        element.attrib.pop("mathvariant", None)


def _align(table: etree.Element) -> None:
    is_close = table.get("columnspacing", "").startswith("0em")
    for cell in table.iter("mtd"):
        side = cell.get("columnalign")
        if side in ("left", "right"):
            gap = f";padding-{side}:0" if is_close else ""
            cell.set("style", f"text-align:{side}{gap}")


def _mergenames(row: etree.Element) -> None:
    """Make one name of upright letters that stand side by side."""
    for index in range(len(row) - 1, 0, -1):
        first, second = row[index - 1], row[index]
        if first.tag == second.tag == "mi" and first.attrib == second.attrib == _MERGED:
            first.text = f"{first.text}{second.text}"
            row.remove(second)


def _spacenames(row: etree.Element) -> None:
    """Set the name of a function apart from what it stands beside, unless that is an operator or a bracket."""
    for index in range(len(row) - 1, 0, -1):
        first, second = row[index - 1], row[index]
        if any(part.tag in ("mo", "mspace", "mtext") for part in (first, second)):
            continue
        is_bracketed = second.tag == "mrow" and len(second) and second[0].tag == "mo"
        if (_is_name(first) or _is_name(second)) and not is_bracketed:
            row.insert(index, _THIN)


def _is_name(element: etree.Element) -> bool:
    base = element[0] if element.tag in _SCRIPTS and len(element) else element
    while base.tag == "mrow" and len(base) == 1:
        base = base[0]
    return base.tag == "mi" and len(base.text or "") > 1 and (base.text or "").isalpha()


def _write(element: etree.Element, parts: list[str]) -> None:
    text = element.text or ""
    variant = element.get("mathvariant", "")
    opening, closing = "", ""
    if element.tag == "mtext":
        opening = ("<b>" if "bold" in variant else "") + ("<i>" if "italic" in variant else "")
        closing = ("</i>" if "italic" in variant else "") + ("</b>" if "bold" in variant else "")
    elif variant not in ("", "normal"):
        text = "".join(_styled(character, variant) for character in text)
    attributes = [f' {name}="{html.escape(value)}"' for name, value in element.items() if name in _KEPT]
    if variant == "normal" and len(text) == 1:
        attributes.append(' mathvariant="normal"')
    parts.append(f"<{element.tag}{''.join(attributes)}>{opening}{html.escape(text, quote=False)}")
    for child in element:
        _write(child, parts)
    parts.append(f"{closing}</{element.tag}>")


def _styled(character: str, variant: str) -> str:
    """Return the letter of Unicode's mathematical alphabets, or the same where they have none for it."""
    name = re.sub(r"^(?:LATIN|GREEK) | LETTER(?= )", "", unicodedata.name(character, ""))
    style = variant.replace("bold-sans-serif", "sans-serif-bold").replace("sans-serif", "sans_serif")
    style = style.replace("double-struck", "double_struck").replace("-", " ").replace("_", "-").upper()
    for prefix in (f"MATHEMATICAL {style}", style.replace("FRAKTUR", "BLACK-LETTER"), "MATHEMATICAL BOLD"):
        if prefix != "MATHEMATICAL BOLD" or "BOLD" in style:
            try:
                return unicodedata.lookup(f"{prefix} {name}")
            except KeyError:
                continue
    return character

"""HTML's elements, sorted by what browsers do where one stands in another.

Source: WHATWG HTML, 13.2.6.4.7 and 13.2.6.4.9 (the rules for "in body" and "in table").
"""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


VOID = names("area base br col embed hr img input link meta param source track wbr")

ENDS_PARAGRAPH = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer h1 h2 h3 h4"
    " h5 h6 header hgroup hr li main menu nav ol p pre search section summary table ul dd dt form"
)

FORMATTING = names("a b big code em font i nobr s small strike strong tt u")
"""These go on behind what cuts them off."""

END_MAY_BE_MISSING = names("p li dd dt option")

ITEMS = names("li dd dt")
HEADINGS = names("h1 h2 h3 h4 h5 h6")

CELLS = names("caption colgroup tbody td tfoot th thead tr")
ROWS = CELLS - {"td", "th", "caption"} | {"table"}
"""These hold nothing but cells and rows."""

ANYWHERE = names("script style template")

STARTS_AFRESH = names("applet caption marquee object table td th button")
"""A paragraph around one of these is none inside it, nor is a link but for tables and buttons."""

SEPARATES_ITEMS = ENDS_PARAGRAPH - names("address div p") | CELLS | STARTS_AFRESH
"""An item in one of these does not end the item around it; what is of its own sort is looked for before."""

OTHER_RULES = names("iframe math select svg template")
IGNORED = names("body head html")
BEYOND = names("frame frameset image keygen listing noembed noframes plaintext xmp noscript")
"""What browsers make of these depends on more than is followed here."""

DECIDES = ENDS_PARAGRAPH | STARTS_AFRESH | CELLS | OTHER_RULES | IGNORED | BEYOND | {"a"}
"""Whatever stands in or around these, a paragraph, a link and a form end with these alone."""

"""HTML elements as kramdown sorts them.

Source: kramdown's `parser/html.rb`, and the content categories of the HTML standard.
"""

from __future__ import annotations


def names(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


SPAN_ELEMENTS = names(
    "a abbr acronym b bdi bdo big br button cite code data del dfn em i img input ins kbd label mark option q rb rbc"
    " rp rt rtc ruby s samp select small span strike strong sub sup time tt u var wbr"
)
"""At the start of a line these open a paragraph; every other name opens a block of its own."""

VOID_ELEMENTS = names("area base br col command embed hr img input keygen link meta param source track wbr")
"""Elements that have no content and no end tag."""

RAW_TEXT_ELEMENTS = frozenset({"script", "style", "textarea"})
"""Elements whose content is never markup."""

BLOCK_ELEMENTS = names(
    "address applet article aside audio blockquote body canvas caption center col colgroup dd details dialog dir div dl"
    " dt embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html"
    " iframe legend li link main map marquee math menu meta nav noscript object ol optgroup p picture pre script search"
    " section source style summary svg table tbody td template textarea tfoot th thead title tr ul video"
)
"""Known names that open a block; any other name is unknown to HTML."""

KNOWN_ELEMENTS = SPAN_ELEMENTS | VOID_ELEMENTS | BLOCK_ELEMENTS

SPAN_CONTENT = names(
    "a abbr acronym b bdo big button caption cite del dfn dt em font h1 h2 h3 h4 h5 h6 i ins label legend optgroup p"
    " q rb rbc rp rt rtc ruby s select small span strong sub summary sup th tt u"
)
"""Elements whose content is text: `markdown="1"` renders it without paragraphs."""

RAW_CONTENT = names(
    "code colgroup kbd math ol optgroup option pre samp script style svg table tbody textarea tfoot thead tr ul var"
)
"""Elements in which `markdown="1"` changes nothing, since Markdown cannot say what they hold."""

OPTIONAL_END = names("caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr")
"""Elements whose end tag may be left out (HTML standard, 13.1.2.4)."""

RENDERED_IN_TEXT = names(
    "a abbr acronym b bdo big button cite del dfn em i ins label q rb rbc rp rt rtc ruby select small span strong sub"
    " sup tt"
)
"""Inline elements whose content is Markdown; that of any other reaches the page as it is, as in kramdown."""

ENDS_BEFORE = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    "option": frozenset({"option"}),
    "p": frozenset({"p"}),
}
"""An opening tag of this name ends an open element of those names without an end tag."""

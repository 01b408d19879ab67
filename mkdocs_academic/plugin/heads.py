"""What the head of a page says to machines, as HTML."""

from __future__ import annotations

from markupsafe import Markup, escape

from ..markup import json_script
from ..sharing.graph import graph
from ..sharing.open_graph import open_graph
from ..sharing.records import PageFacts, SiteFacts


def head(site: SiteFacts, page: PageFacts, *, has_card: bool = True, is_drawn_elsewhere: bool = False) -> Markup:
    """Return the metadata of a page.

    Arguments:
        has_card: Whether that of social networks is part of it.
        is_drawn_elsewhere: As in `open_graph`.
    """
    lines = [f'<meta name="robots" content="{escape(page.robots)}">'] if page.robots else []
    for name, content in open_graph(site, page, is_drawn_elsewhere=is_drawn_elsewhere) if has_card else ():
        attribute = "name" if name.startswith("twitter:") else "property"
        lines.append(f'<meta {attribute}="{escape(name)}" content="{escape(content)}">')
    if data := graph(site, page):
        lines.append(f'<script type="application/ld+json">{json_script(data)}</script>')
    return Markup("\n" + "\n".join(lines))

"""What the page of a publication says to search engines, reference managers and social networks."""

from .highwire import dublin_core, highwire
from .open_graph import open_graph
from .structured import json_ld

__all__ = ["dublin_core", "highwire", "json_ld", "open_graph"]

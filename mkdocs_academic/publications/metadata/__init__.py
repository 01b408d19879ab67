"""What the page of a publication says to search engines, reference managers and social networks."""

from .highwire import dublin_core, highwire
from .open_graph import article
from .structured import json_ld

__all__ = ["article", "dublin_core", "highwire", "json_ld"]

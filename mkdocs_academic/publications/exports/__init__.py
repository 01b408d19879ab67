"""The files beside a list of publications, for reference managers and readers of feeds."""

from ..csl_json import export_csl_json
from .atom import export_atom
from .bibtex import export_bibtex, public_source
from .ris import export_ris

__all__ = ["export_atom", "export_bibtex", "export_csl_json", "export_ris", "public_source"]

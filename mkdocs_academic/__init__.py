"""The homepage of a researcher: a MkDocs plugin and a theme layer on Material for MkDocs."""

__version__ = "0.1.0"

"""Identifiers of works and of people: what they look like, where they lead, and how people paste them."""

"""One identifier, one work: which service is asked for which identifier."""

from __future__ import annotations

from collections.abc import Mapping

from ...identifiers.pasted import Identifier
from ...web.session import NotFound, ServiceError
from .arxiv import Arxiv
from .crossref import Crossref
from .datacite import DataCite
from .work import FoundWork, WorkProvider


class Lookup:
    """Finds works by DOI and by arXiv identifier.

    A DOI is Crossref's or DataCite's; which of them gave it cannot be seen, so both are asked in this order.
    """

    def __init__(self, crossref: Crossref, datacite: DataCite, arxiv: Arxiv) -> None:
        self._providers: Mapping[str, tuple[WorkProvider, ...]] = {"doi": (crossref, datacite), "arxiv": (arxiv,)}

    def find(self, identifier: Identifier) -> FoundWork:
        """Return the work.

        Raises:
            NotFound: None of the services knows the identifier.
            ServiceError: One that may know it does not answer well.
        """
        providers = self._providers[identifier.scheme]
        for provider in providers:
            try:
                return provider.find(identifier.value)
            except NotFound:
                continue
            except ServiceError as error:
                raise ServiceError(f"{provider.title}: {error}") from error
        raise NotFound(f"unknown to {' and '.join(provider.title for provider in providers)}")

    def completed(self, work: FoundWork) -> FoundWork:
        """Return what the publisher says of a work that another service lists; the work itself where nobody answers."""
        for scheme in ("doi", "arxiv"):
            if value := work.identifiers.get(scheme):
                try:
                    found = self.find(Identifier(scheme, value))
                except ServiceError:  # the list has said enough to print the work
                    continue
                return found._replace(identifiers={**work.identifiers, **found.identifiers})
        return work

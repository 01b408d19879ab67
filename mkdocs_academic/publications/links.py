"""Where a publication leads: its PDF, its identifiers, its code, slides, videos and pages, as an ordered list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ..errors import Problem, Report
from ..identifiers.kinds import IDENTIFIERS, identify_address
from .addresses import has_scheme, web_url, written_address
from .docs_files import DocsFiles
from .fields import Fields
from .measures import measure_links
from .records import Link, Teaser

# The fields that are links, with their titles and icons, in the order of the links behind those of the identifiers.
LINK_FIELDS: Mapping[str, tuple[str, str]] = {
    "html": ("HTML", "material/file-document-outline"),
    "code": ("Code", "material/code-tags"),
    "project": ("Project", "material/web"),
    "slides": ("Slides", "material/presentation"),
    "poster": ("Poster", "material/image-outline"),
    "video": ("Video", "material/play-circle-outline"),
    "dataset": ("Dataset", "material/database-outline"),
    "model": ("Model", "material/cube-outline"),
    "demo": ("Demo", "material/cursor-default-click-outline"),
    "blog": ("Blog", "material/post-outline"),
    "supplement": ("Supplement", "material/paperclip"),
}
PDF_ICON = "material/file-pdf-box"
URL_ICON = "material/link-variant"
HOST_ICONS = {
    "github.com": "simple/github",
    "github.io": "simple/github",
    "gitlab.com": "simple/gitlab",
    "codeberg.org": "simple/codeberg",
    "bitbucket.org": "simple/bitbucket",
    "huggingface.co": "simple/huggingface",
    "youtube.com": "simple/youtube",
    "youtu.be": "simple/youtube",
    "vimeo.com": "simple/vimeo",
    "zenodo.org": "simple/zenodo",
    "kaggle.com": "simple/kaggle",
    "colab.research.google.com": "simple/googlecolab",
}
_HOSTED = {"code", "video", "dataset", "model", "demo"}
_VIDEO = re.compile(r"(?i)\.(?:mp4|webm|mov|m4v|ogv)(?:[?#].*)?$")
_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|webp|avif|svg|apng|bmp|jxl|ico)$")
_LEADS_TO_TEXT = (
    "doi",
    "arxiv",
    "acl",
    "openreview",
    "pmcid",
    "pmid",
    "hal",
    "osf",
    "zenodo",
    "huggingface",
    "inspire",
)
_DOCUMENTS = frozenset({"pdf", "slides", "poster", "supplement"})
_PDF_FOLDERS = ("assets/pdf",)
_FOLDERS = {"teaser": ("assets/img/publication_preview",)}
"""Where al-folio looks for the files that a field names."""
_LONGEST = 4_000
_BETWEEN_ADDRESSES = re.compile(r"(?i)(?:(?<=[\w/])[;,])?(?<!\s)\s+(?=https?://)|[;,](?=https?://)")
_ARXIV_PAGE = re.compile(r"^(https?://arxiv\.org)/abs/")
_NO_ADDRESS = "is no http(s) address; not linked. Write it like 'https://…'."
_SAME_PAGE = {"arxiv": "10.48550/", "zenodo": "10.5281/", "osf": "10.312", "acl": "10.18653/"}
"""Prefixes of DOIs that lead to the same page as another identifier; one link is enough."""


class Destinations(NamedTuple):
    """Where a publication leads: `url` for its title, `pdf`, and all as `links`; as in `Publication`."""

    url: str
    pdf: str
    links: tuple[Link, ...]


class LinkReader:
    """Reads the links of entries.

    Arguments:
        docs: The files that a value may name.
        report: Told of the values that lead nowhere.
    """

    def __init__(self, docs: DocsFiles, report: Report) -> None:
        self._docs = docs
        self._report = report
        self._folders: dict[str, str] = {}

    def read(self, fields: Fields, identifiers: Mapping[str, str], category: str) -> Destinations:
        url = self.target(fields, "url") if "url" in fields else _stray_address(fields)
        is_identifier = bool(url) and bool(identify_address(url))
        pdf = self._pdf(fields) or (url if url.lower().endswith(".pdf") and not is_identifier else "")
        links = [Link("pdf", "PDF", pdf, PDF_ICON)] if pdf else []
        links += _identifier_links(identifiers, category)
        own = {name: found for name in LINK_FIELDS if name in fields and (found := self.target(fields, name))}
        html = own.get("html", "")
        if html and identify_address(html).items() & identifiers.items():
            del own["html"]  # the link of the identifier leads there
        if url and "doi" not in identifiers and url != pdf and not is_identifier:
            links.append(Link("url", "Link", url, URL_ICON))
        links += (Link(name, LINK_FIELDS[name][0], own[name], _icon(name, own[name])) for name in own)
        if "altmetric" in fields or "dimensions" in fields:
            links += measure_links(fields, identifiers.get("doi", ""))
        return Destinations(html or _main_url(url, identifiers) or pdf, pdf, tuple(links))

    def _pdf(self, fields: Fields) -> str:
        written = self.target(fields, "pdf") if "pdf" in fields else ""
        return _ARXIV_PAGE.sub(r"\1/pdf/", written) or self._docs.pdf_of(fields.entry.citation_key)

    def teaser(self, fields: Fields) -> Teaser | None:
        """Return the picture or the video of an entry, None where it has none that a page may show."""
        url = self.target(fields, "teaser") if "teaser" in fields else ""
        is_video = bool(_VIDEO.search(url))
        if url.startswith("http://"):
            self._warn(
                fields, "teaser", "is not encrypted; not shown. Write 'https://', or name a file of the docs folder."
            )
        elif url and "://" not in url and not is_video and not _PICTURE.search(url):
            self._warn(
                fields, "teaser", "is neither a picture nor a video; not shown. Name a file such as 'x.png' or 'x.mp4'."
            )
        else:
            return Teaser(url, is_video) if url else None
        return None

    def target(self, fields: Fields, name: str) -> str:
        """Return the web address or the file of the docs folder that a field names, "" where it names neither."""
        written = written_address(fields[name])
        if not written:
            return ""
        if written[:4].lower() == "www.":
            written = f"https://{written}"
        if has_scheme(written):
            if url := web_url(written):
                return url
            return self._first_of_several(fields, name, written)
        for kind in ("arxiv", "doi") if name == "html" else ():  # al-folio's older bibliographies
            if identifier := IDENTIFIERS[kind].read(written):
                return IDENTIFIERS[kind].address(identifier)
        found = self._docs.find(written, near=self._near(fields), folders=_FOLDERS.get(name, _PDF_FOLDERS))
        if not found and name in _DOCUMENTS and "." not in written[-5:]:
            found = self._docs.find(f"{written}.pdf", near=self._near(fields), folders=_PDF_FOLDERS)
        if not found:
            self._warn(fields, name, self._why_not_found(written))
        return found

    def _first_of_several(self, fields: Fields, name: str, written: str) -> str:
        """Return the first of several addresses in one field, as Mendeley writes them; "" where it is none."""
        several = _BETWEEN_ADDRESSES.split(written[:_LONGEST])
        url = web_url(several[0]) if len(several) > 1 else ""
        if url:
            message = f"{fields.written(name)} of entry '{fields.entry.citation_key}' holds {len(several)} addresses;"
            self._report(Problem(fields.place(name), f"{message} the first is linked.", "info"))
        else:
            self._warn(fields, name, _NO_ADDRESS)
        return url

    def _near(self, fields: Fields) -> str:
        file = fields.entry.place.file
        if file not in self._folders:
            self._folders[file] = self._docs.folder_of(file)
        return self._folders[file]

    def _why_not_found(self, written: str) -> str:
        several = self._docs.ending_in(written)
        if len(several) > 1:
            return f"may be '{several[0]}' or '{several[1]}'; not linked. Write its path from the docs folder."
        looks_like_web = re.match(r"[\w-]+(\.[\w-]+)*\.(com|org|io|net|edu|co|ai|dev)/", written[:100])
        return (
            f"is no file of the docs folder; not linked. Did you mean 'https://{written[:80]}'?"
            if looks_like_web
            else "is no file of the docs folder; not linked. Put it there, or write an address with 'https://'."
        )

    def _warn(self, fields: Fields, name: str, why: str) -> None:
        what = f"{fields.written(name)} '{written_address(fields[name])[:80]}' of entry '{fields.entry.citation_key}'"
        self._report(Problem(fields.place(name), f"{what} {why}"))


def _stray_address(fields: Fields) -> str:
    """Return the address of a page that stands where an identifier belongs: `arxiv = {https://example.org/paper}`."""
    found = (web_url(written_address(fields[name])) for name in ("arxiv", "doi") if name in fields)
    return next((url for url in found if url and not identify_address(url)), "")


def _identifier_links(identifiers: Mapping[str, str], category: str) -> Iterator[Link]:
    """Yield one link for each page that identifiers lead to; an ISBN leads to the book and not to its chapters."""
    doi = identifiers.get("doi", "")
    for key, identifier in identifiers.items():
        if key == "doi" and any(other in identifiers and doi.startswith(start) for other, start in _SAME_PAGE.items()):
            continue
        if key == "isbn" and category != "book":
            continue
        kind = IDENTIFIERS[key]
        yield Link(key, kind.title, kind.address(identifier), kind.icon)


def _main_url(url: str, identifiers: Mapping[str, str]) -> str:
    if url:
        return url
    key = next((key for key in _LEADS_TO_TEXT if key in identifiers), "")
    return IDENTIFIERS[key].address(identifiers[key]) if key else ""


def _icon(name: str, url: str) -> str:
    if name in _HOSTED and "://" in url:
        host = url.split("/")[2].lower().removeprefix("www.")
        return HOST_ICONS.get(host) or HOST_ICONS.get(".".join(host.split(".")[-2:])) or LINK_FIELDS[name][1]
    return LINK_FIELDS[name][1]

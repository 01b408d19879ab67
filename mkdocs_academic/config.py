"""The plugin's settings, as a site writes them under `plugins: - academic:`."""

from __future__ import annotations

from typing import TypeVar

from mkdocs.config import base
from mkdocs.config import config_options as c

AUTO = "auto"
SomeConfig = TypeVar("SomeConfig", bound=base.Config)
SOURCES = ("google", "serpapi", "openalex", "semanticscholar", "crossref", "inspire", "by_hand")
"""What `scholar.sources` may name."""


class Between(base.BaseConfigOption[float]):
    """A number between two others."""

    def __init__(self, least: float, most: float, *, default: float | None = None) -> None:
        super().__init__()
        self.default = default
        self._least = least
        self._most = most

    def run_validation(self, value: object) -> float:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not self._least <= float(value) <= self._most:  # type: ignore[arg-type]
            raise base.ValidationError(f"{value!r} is no number between {self._least:g} and {self._most:g}.")
        return float(value)  # type: ignore[arg-type]


class ScholarConfig(base.Config):
    """Where the citation numbers come from, and how pages say them."""

    branch = c.Type(str, default="google-scholar-stats")
    """The branch of `repository` that holds the files. Example: `branch: stats`."""

    file = c.Type(str, default="gs_data.json")
    """The file with the numbers, in the docs folder and on the branch. Example: `file: data/gs_data.json`."""

    host = c.Type(str, default="")
    """A host that mirrors the selected one under the same path. Example: `host: fastly.jsdelivr.net`."""

    mirrors = c.Optional(c.ListOfItems(c.Type(str)))
    """Where else the numbers are, in order; by default GitHub's and jsDelivr's hosts, which your own list replaces.

    Example: `mirrors: [fastly.jsdelivr.net, "https://example.org/stats/{file}"]`.
    """

    fetch = c.Choice((AUTO, "never"), default=AUTO)
    """Whether a build asks for the numbers: `auto` if a page shows some and the docs folder lacks them, or `never`."""

    max_age_hours = Between(0, 8760, default=24)
    """How long numbers that were asked for are used without asking again."""

    timeout_s = Between(0.1, 600, default=10)
    """How many seconds a build may wait for the numbers, all addresses together."""

    text = c.Type(str, default="| Citations: {count}")
    """What a paper's number becomes in `span.show_paper_citations`. Example: `text: "| 被引用 {count} 次"`."""

    thousands = c.Type(str, default=",")
    """What groups the digits of large numbers. Example: `thousands: "."`."""

    show_zero = c.Type(bool, default=True)
    """Whether a paper that nobody has cited yet says so; lists of publications never do."""

    labels = c.Type(dict, default={})
    """Other words for those that charts and badges print. Example: `labels: {citations: Zitate}`."""

    refresh = c.Type(bool, default=False)
    """Whether the visitor's browser asks for newer numbers once the page has shown."""

    sources = c.Optional(c.ListOfItems(c.Choice(SOURCES)))
    """Which sources `mkdocs-academic scholar` asks, in order. Example: `sources: [openalex, crossref]`."""

    by_hand = c.Type(str, default="citations.yml")
    """A file with numbers that you write yourself, beside `mkdocs.yml`. Example: `by_hand: data/citations.yml`."""


class PublicationsConfig(base.Config):
    """The author's publications; `publications: publications.bib` is short for its `file`."""

    file = c.Type((str, list), default="")
    """The BibTeX file, or a list of them, in the docs folder or beside `mkdocs.yml`. Example: `file: papers.bib`."""

    names = c.ListOfItems(c.Type(str), default=[])
    """Further names of the author, such as a former one; `author.name` and `author.native_name` count anyway.

    Example: `names: [Byron, Augusta Ada]`.
    """

    pages = c.Type(bool, default=True)
    """Whether each publication has a page of its own, with the metadata that Google Scholar reads."""

    merge = c.Type(bool, default=True)
    """Whether a preprint and the published version of one work are shown as one."""

    style = c.Type(str, default="")
    """A CSL file, in the docs folder or beside `mkdocs.yml`, whose citation style lists are printed in.

    Example: `style: ieee.csl`.
    """

    labels = c.Type(dict, default={})
    """Other words for those that lists print. Example: `labels: {Abstract: Zusammenfassung}`."""

    badges = c.ListOfItems(c.Choice(("altmetric", "dimensions")), default=[])
    """Pages of numbers about a paper with a DOI that its links lead to. Example: `badges: [altmetric]`."""

    badge_scripts = c.Type(bool, default=False)
    """Whether `badges` are drawn by the scripts of those hosts, in each visitor's browser."""


class PublicationsOption(c.SubConfig[PublicationsConfig]):
    """The settings of the publications, or just their file or files."""

    def run_validation(self, value: object) -> PublicationsConfig:
        if value is None:  # the key alone
            return super().run_validation({})
        return super().run_validation({"file": value} if isinstance(value, str | list) else value)


class Switched(c.SubConfig[SomeConfig]):
    """The settings of something, or just whether it is wanted: `false` is short for `{key: false}` of each key."""

    def __init__(self, config_class: type[SomeConfig], *keys: str) -> None:
        super().__init__(config_class)
        self.config_class = config_class  # MkDocs takes it for no subclass of its own
        self._keys = keys

    def run_validation(self, value: object) -> SomeConfig:
        if value is None:  # the key alone
            return super().run_validation({})
        return super().run_validation(dict.fromkeys(self._keys, value) if isinstance(value, bool | str) else value)


class NewsConfig(base.Config):
    """The feed that is made of the list below the heading "News"; `news: false` is short for its `feed`."""

    feed = c.Choice((AUTO, True, False), default=AUTO)
    """Whether there is one: `auto` on a site with a profile or a bar. Example: `feed: false`."""

    page = c.Type(str, default="")
    """The page with the news; by default the first one that has some, the home page first. Example: `page: news.md`."""

    heading = c.Type(str, default="")
    """The text or the id of the heading above them; by default the usual words. Example: `heading: Diary`."""


class ContactConfig(base.Config):
    """The contact card for address books; `contact: false` is short for its `card`."""

    card = c.Choice((AUTO, True, False), default=AUTO)
    """Whether there is a file `contact.vcf`: `auto` on a site with a profile. Example: `card: false`."""

    show = c.Type(bool, default=False)
    """Whether the profile leads to it, and shows it as a QR code. Example: `show: true`."""

    email = c.Type(bool, default=False)
    """Whether the mail address is in it, where machines read it too. Example: `email: true`."""

    labels = c.Type(dict, default={})
    """Other words for those that the profile prints with it. Example: `labels: {Contact card: Visitenkarte}`."""


class MachinesConfig(base.Config):
    """What machines that read get of the site; `machines: false` is short for both."""

    llms = c.Choice((AUTO, True, False), default=AUTO)
    """Whether `llms.txt` says what there is: `auto` on a site with a profile or a bar. Example: `llms: false`."""

    markdown = c.Choice((AUTO, True, False), default=AUTO)
    """Whether pages are there as Markdown too: `auto` on a site with a profile or a bar. Example: `markdown: false`."""


class Colour(c.Type[str | None]):
    """A colour; None where the key has no value, which is what a comment behind it leaves."""

    def validate(self, value: object) -> str | None:
        return None if value is None else self.run_validation(value)


class LookConfig(base.Config):
    """How the page looks, where the site does not like it as it is."""

    accent = Colour(str, default="")
    """The colour of links and marks, as `#rrggbb` or by its name in CSS; by default that of Material's palette.

    Each scheme makes it dark or light enough to be read. Example: `accent: "#7a1f3d"`.
    """

    fonts = c.Type(dict, default={})
    """Fonts of your own for `text`, `headings` and `code`: WOFF2 files in the docs folder; by default the reader's.

    Example: `fonts: {text: fonts/serif.woff2, headings: {bold: fonts/sans-bold.woff2}}`.
    """

    page_width = c.Optional(Between(960, 2400))
    """How wide bar, profile and text are together at most, in pixels; by default 1260."""

    profile_width = c.Optional(Between(200, 400))
    """How wide the profile is beside the text, in pixels; by default 280."""

    text_width = c.Optional(Between(40, 120))
    """How long a line of text is at most, in characters; by default about 72."""

    density = c.Choice(("comfortable", "compact"), default="comfortable")
    """How much air there is between lines and sections."""

    portrait = c.Choice(("round", "rounded", "square"), default="round")
    """The shape of the portrait."""


class Widths(c.ListOfItems[float]):
    """Widths of pictures in pixels: each another file of every picture."""

    _MOST = 12

    def __init__(self, *, default: list[float]) -> None:
        super().__init__(Between(16, 8000, default=16), default=default)

    def run_validation(self, value: object) -> list[float]:
        widths = super().run_validation(value)
        if not 1 <= len(widths) <= self._MOST:
            raise base.ValidationError(f"{len(widths)} widths, where there may be 1 to {self._MOST}.")
        return widths


class ImagesConfig(base.Config):
    """What becomes of the pictures of the site; `images: false` is short for its `enabled`."""

    enabled = c.Choice((AUTO, True, False), default=AUTO)
    """Whether pages get pictures in sizes that fit: `auto` where the site has a profile or a bar.

    Example: `enabled: false`.
    """

    widths = Widths(default=[320, 480, 720, 1080, 1600])
    """How many pixels wide the smaller forms of a picture are. Example: `widths: [400, 800, 1600]`."""

    quality = Between(1, 100, default=75)
    """How much of a photograph its smaller forms keep, 1 to 100. Example: `quality: 90`."""


class SharingConfig(base.Config):
    """How the site is found and shared; `sharing: false` leaves all of it to Material."""

    enabled = c.Choice((AUTO, True, False), default=AUTO)
    """Whether all this is done: `auto` on a site with an author or a navigation, `true` on any, `false` on none."""

    metadata = c.Type(bool, default=True)
    """Whether each page has a title, a description, a card's texts and structured data of its own."""

    card = c.Choice((True, False, "pages"), default=True)
    """Whether a picture for social networks is drawn, with portrait, name and role; `pages` draws one for each page.

    Example: `card: pages`.
    """

    image = c.Type(str, default="")
    """A picture of your own for all pages, instead of those that are drawn. Example: `image: images/card.png`."""

    font = c.Type(str, default="")
    """A font for the pictures, in the docs folder or beside `mkdocs.yml`. Example: `font: fonts/Inter.ttf`."""

    icons = c.Type(bool, default=True)
    """Whether a site without a favicon gets one made of its author's initials, and icons for a phone's screen."""

    robots = c.Type(bool, default=True)
    """Whether a site without a `robots.txt` gets one that forbids nothing and names the sitemap."""

    dates = c.Type(bool, default=True)
    """Whether the sitemap says when each page was last changed, by its front matter or git, not when it was built."""


class AcademicConfig(base.Config):
    """The settings; every one is optional, and each adds one thing."""

    author = c.Type(dict, default={})
    """Who the site is about: every key that acad-homepage and academicpages know, empty ones accepted.

    Example: `author: {name: Ada Lovelace, avatar: images/ada.jpg, orcid: 0000-0000-0000-0000}`.
    """

    author_profile = c.Type(bool, default=True)
    """Whether pages show the profile; a page's front matter decides otherwise. Example: `author_profile: false`."""

    repository = c.Type(str, default="")
    """Owner and name on GitHub; by default from `repo_url`, else from the git remote.

    Example: `repository: ada/ada.github.io`.
    """

    google_scholar_stats_use_cdn = c.Type(bool, default=False)
    """Whether citation numbers are addressed through jsDelivr instead of raw.githubusercontent.com."""

    scholar = c.SubConfig(ScholarConfig)
    """The citation numbers. Example: `scholar: {branch: stats}`."""

    publications = PublicationsOption(PublicationsConfig)
    """The author's publications. Example: `publications: publications.bib`."""

    look = c.SubConfig(LookConfig)
    """How the page looks. Example: `look: {accent: "#7a1f3d", portrait: rounded}`."""

    images = Switched(ImagesConfig, "enabled")
    """The site's pictures in sizes that fit. Example: `images: false`."""

    sharing = Switched(SharingConfig, "enabled")
    """How the site is found and shared. Example: `sharing: {card: false}`."""

    navigation = c.Optional(c.Type((list, dict)))
    """The top bar, in the form of Jekyll's `_data/navigation.yml`; by default that file, else the home page's sections.

    Example: `navigation: [{title: News, url: "/#news"}, {title: CV, url: /cv/}]`.
    """

    news = Switched(NewsConfig, "feed")
    """The feed of the news. Example: `news: {page: news.md}`."""

    contact = Switched(ContactConfig, "card")
    """The contact card. Example: `contact: {show: true}`."""

    machines = Switched(MachinesConfig, "llms", "markdown")
    """What machines that read get. Example: `machines: {markdown: false}`."""

    liquid = c.Choice((AUTO, True, False), default=AUTO)
    """Whether Liquid is evaluated: `auto` on pages with a Liquid tag outside code, `true` on all, `false` on none."""

    dialect = c.Choice((AUTO, "kramdown", "python-markdown"), default=AUTO)
    """What pages are written in: `auto` takes a page with Liquid or a `permalink` as kramdown's, no other."""

    repair_html = c.Type(bool, default=True)
    """Whether HTML in backticks becomes what was meant, and HTML that browsers have to repair is repaired.

    Example: `repair_html: false`.
    """

"""The networks an author may be found in, as a table; its order is the order on the page.

The keys are those of acad-homepage and academicpages, with the ones that their users add by hand. A network has forms:
what a user name looks like (a pattern with groups), and the address it stands for. One without forms wants an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

HANDLE = r"@?([^\s@/?#:<>\"'\\]+)"
PLAIN = r"@?([\w-]+)"
NUMBER = r"(\d+)"


class Network(NamedTuple):
    """One row of the table.

    Arguments:
        icon: A file below Material's `templates/.icons/`, without its suffix.
        aliases: Other spellings of the key; case, `-`, `_` and blanks never matter.
        closed: When the network ended; what an author still has of it is accepted and not shown.
        identifies: Whether the page there says who the author is (schema.org's `sameAs`).
    """

    key: str
    title: str
    icon: str
    forms: tuple[tuple[str, str], ...] = ()
    aliases: tuple[str, ...] = ()
    closed: str = ""
    identifies: bool = True

    def address_of(self, handle: str) -> tuple[str, tuple[str, ...]]:
        """Return the address that `handle` stands for with "{}" for each part, and the parts; "" if it is no handle."""
        for pattern, address in self.forms:
            if match := re.fullmatch(pattern, handle):
                return address, match.groups()
        return "", ()

    @property
    def domain(self) -> str:
        """The host of the network's addresses: a bare `ada.tumblr.com` is an address, a bare `ada.lovelace` is not."""
        host = urlsplit(self.forms[-1][1]).netloc if self.forms else ""
        return re.sub(r"^(?:\{\d?\}|www)(?=\.)|\{\d?\}", "", host)

    @property
    def example(self) -> str:
        """What the address of an author there looks like."""
        return re.sub(r"\{\d?\}", "…", self.forms[-1][1]) if self.forms else "https://…"


def _row(key: str, title: str, icon: str, address: str = "", pattern: str = HANDLE, *aliases: str) -> Network:
    return Network(key, title, icon, ((pattern, address),) if address else (), aliases)


_ACADEMIC = (
    _row(
        "googlescholar",
        "Google Scholar",
        "fontawesome/brands/google-scholar",
        "https://scholar.google.com/citations?user={}",
        r"([\w-]{12})",
        "scholar",
    ),
    _row(
        "orcid",
        "ORCID",
        "fontawesome/brands/orcid",
        "https://orcid.org/{}-{}-{}-{}",
        r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])",
    ),
    _row("dblp", "DBLP", "simple/dblp", "https://dblp.org/pid/{}", r"(?:pid/)?([\w/-]+)"),
    _row(
        "semantic",
        "Semantic Scholar",
        "simple/semanticscholar",
        "https://www.semanticscholar.org/author/{}",
        r"((?:[\w.-]+/)?\d+)",
        "semanticscholar",
    ),
    _row(
        "openreview",
        "OpenReview",
        "material/comment-check-outline",
        "https://openreview.net/profile?id=~{}",
        r"~?([^\W\d][\w.'-]*\d+)",
    ),
    _row("arxiv", "arXiv", "simple/arxiv", "https://arxiv.org/a/{}", r"([\w-]+)"),
    _row(
        "acl",
        "ACL Anthology",
        "material/book-open-page-variant-outline",
        "https://aclanthology.org/people/{}/",
        r"([\w-]+(?:/unverified)?)",
        "aclanthology",
    ),
    _row(
        "inspire-hep",
        "INSPIRE-HEP",
        "simple/inspire",
        "https://inspirehep.net/authors/{}",
        NUMBER,
        "inspire",
    ),
    _row("hal", "HAL", "simple/hal", "https://cv.hal.science/{}", r"([\w-]+)"),
    _row(
        "ssrn",
        "SSRN",
        "simple/ssrn",
        "https://papers.ssrn.com/sol3/cf_dev/AbsByAuth.cfm?per_id={}",
        NUMBER,
    ),
    _row("pubmed", "PubMed", "simple/pubmed", "https://pubmed.ncbi.nlm.nih.gov/?term={}", r"([\w '\[\]-]+)"),
    _row("researchgate", "ResearchGate", "fontawesome/brands/researchgate", "https://www.researchgate.net/profile/{}"),
    _row("academia", "Academia.edu", "simple/academia"),
    _row("scopus", "Scopus", "simple/scopus", "https://www.scopus.com/authid/detail.uri?authorId={}", NUMBER),
    _row(
        "researcherid",
        "Web of Science",
        "simple/clarivate",
        "https://www.webofscience.com/wos/author/record/{}",
        r"([A-Z]{1,3}-\d{4}-\d{4}|\d+)",
        "webofscience",
        "wos",
        "publons",
    ),
    _row("openalex", "OpenAlex", "material/graph-outline", "https://openalex.org/{}", r"([Aa]\d+)"),
    _row("acm", "ACM Digital Library", "simple/acm", "https://dl.acm.org/profile/{}", NUMBER),
    _row("ieee", "IEEE Xplore", "simple/ieee", "https://ieeexplore.ieee.org/author/{}", NUMBER),
    _row("lattes", "Lattes", "material/school-outline", "http://lattes.cnpq.br/{}", NUMBER),
    _row("researchmap", "researchmap", "material/map-search-outline", "https://researchmap.jp/{}"),
    _row("osf", "OSF", "simple/osf", "https://osf.io/{}/", PLAIN),
    _row("zenodo", "Zenodo", "simple/zenodo", "https://zenodo.org/communities/{}", PLAIN),
    _row("zotero", "Zotero", "simple/zotero", "https://www.zotero.org/{}"),
    _row("impactstory", "Impactstory", "material/chart-bubble", "https://profiles.impactstory.org/u/{}"),
    _row("wikidata", "Wikidata", "simple/wikidata", "https://www.wikidata.org/wiki/{}", r"(Q\d+)"),
    _row(
        "wikipedia",
        "Wikipedia",
        "fontawesome/brands/wikipedia-w",
        "https://en.wikipedia.org/wiki/User:{}",
        r"(?:User:)?([^/?#:<>\"'\\]+)",
    ),
)

_WORK = (
    _row("uri", "Website", "material/web", "", "", "url", "website", "homepage"),
    _row("github", "GitHub", "fontawesome/brands/github", "https://github.com/{}", PLAIN),
    _row("gitlab", "GitLab", "fontawesome/brands/gitlab", "https://gitlab.com/{}"),
    _row("bitbucket", "Bitbucket", "fontawesome/brands/bitbucket", "https://bitbucket.org/{}"),
    _row("codeberg", "Codeberg", "simple/codeberg", "https://codeberg.org/{}"),
    _row("huggingface", "Hugging Face", "simple/huggingface", "https://huggingface.co/{}"),
    _row("kaggle", "Kaggle", "fontawesome/brands/kaggle", "https://www.kaggle.com/{}"),
    _row(
        "stackoverflow",
        "Stack Overflow",
        "fontawesome/brands/stack-overflow",
        "https://stackoverflow.com/users/{}",
        r"(\d+(?:/[\w-]+)?)",
    ),
    _row("leetcode", "LeetCode", "simple/leetcode", "https://leetcode.com/u/{}/"),
    _row("codepen", "CodePen", "fontawesome/brands/codepen", "https://codepen.io/{}"),
    _row("keybase", "Keybase", "fontawesome/brands/keybase", "https://keybase.io/{}"),
)

_SOCIAL = (
    _row("linkedin", "LinkedIn", "fontawesome/brands/linkedin", "https://www.linkedin.com/in/{}"),
    Network(
        "bluesky",
        "Bluesky",
        "fontawesome/brands/bluesky",
        (
            (r"@?([\w-]+(?:\.[\w-]+)+)", "https://bsky.app/profile/{}"),
            (PLAIN, "https://bsky.app/profile/{}.bsky.social"),
        ),
    ),
    Network(
        "mastodon",
        "Mastodon",
        "fontawesome/brands/mastodon",
        ((r"@?([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", "https://{1}/@{0}"),),
    ),
    _row("twitter", "X (Twitter)", "fontawesome/brands/x-twitter", "https://x.com/{}", PLAIN, "x"),
    _row("threads", "Threads", "fontawesome/brands/threads", "https://www.threads.com/@{}"),
    _row("zhihu", "Zhihu", "fontawesome/brands/zhihu", "https://www.zhihu.com/people/{}"),
    _row("weibo", "Weibo", "fontawesome/brands/weibo", "https://www.weibo.com/{}", r"@?((?:u/)?[\w-]+)"),
    _row(
        "xiaohongshu",
        "Xiaohongshu",
        "simple/xiaohongshu",
        "https://www.xiaohongshu.com/user/profile/{}",
        r"([0-9a-f]{24})",
        "rednote",
    ),
    _row("bilibili", "Bilibili", "fontawesome/brands/bilibili", "https://space.bilibili.com/{}", NUMBER),
    _row("douban", "Douban", "simple/douban", "https://www.douban.com/people/{}"),
    _row("csdn", "CSDN", "simple/csdn", "https://blog.csdn.net/{}"),
    Network(
        "youtube",
        "YouTube",
        "fontawesome/brands/youtube",
        (
            (r"(?:channel/)?(UC[\w-]{22})", "https://www.youtube.com/channel/{}"),
            (r"@([^\s@/?#:<>\"'\\]+)", "https://www.youtube.com/@{}"),
            (r"(?:user/)?([\w-]+)", "https://www.youtube.com/user/{}"),  # as both templates read a bare name
        ),
    ),
    _row("medium", "Medium", "fontawesome/brands/medium", "https://medium.com/@{}"),
    _row("substack", "Substack", "simple/substack", "https://{}.substack.com", PLAIN),
    _row("telegram", "Telegram", "fontawesome/brands/telegram", "https://t.me/{}", PLAIN),
    _row("whatsapp", "WhatsApp", "fontawesome/brands/whatsapp", "https://wa.me/{}", r"\+?(\d+)"),
    _row("discord", "Discord", "fontawesome/brands/discord", "https://discord.com/users/{}", r"(\d{17,20})"),
    _row("facebook", "Facebook", "fontawesome/brands/facebook", "https://www.facebook.com/{}"),
    _row("instagram", "Instagram", "fontawesome/brands/instagram", "https://www.instagram.com/{}"),
    _row("tiktok", "TikTok", "fontawesome/brands/tiktok", "https://www.tiktok.com/@{}"),
    _row("reddit", "Reddit", "fontawesome/brands/reddit", "https://www.reddit.com/user/{}", r"(?:u/)?([\w-]+)"),
    _row("xing", "XING", "fontawesome/brands/xing", "https://www.xing.com/profile/{}"),
    _row("tumblr", "Tumblr", "fontawesome/brands/tumblr", "https://{}.tumblr.com", PLAIN),
    Network(
        "goodreads",
        "Goodreads",
        "fontawesome/brands/goodreads",
        ((NUMBER, "https://www.goodreads.com/user/show/{}"), (HANDLE, "https://www.goodreads.com/{}")),
    ),
    _row("artstation", "ArtStation", "fontawesome/brands/artstation", "https://www.artstation.com/{}"),
    _row("dribbble", "Dribbble", "fontawesome/brands/dribbble", "https://dribbble.com/{}"),
    _row("flickr", "Flickr", "fontawesome/brands/flickr", "https://www.flickr.com/people/{}", r"([\w@-]+)"),
    _row("unsplash", "Unsplash", "fontawesome/brands/unsplash", "https://unsplash.com/@{}"),
    _row("pinterest", "Pinterest", "fontawesome/brands/pinterest", "https://www.pinterest.com/{}"),
    _row("foursquare", "Foursquare", "fontawesome/brands/foursquare", "https://foursquare.com/{}"),
    _row("lastfm", "Last.fm", "fontawesome/brands/lastfm", "https://www.last.fm/user/{}"),
    _row("soundcloud", "SoundCloud", "fontawesome/brands/soundcloud", "https://soundcloud.com/{}"),
    _row("spotify", "Spotify", "fontawesome/brands/spotify", "https://open.spotify.com/user/{}"),
    Network(
        "steam",
        "Steam",
        "fontawesome/brands/steam",
        ((r"(\d{17})", "https://steamcommunity.com/profiles/{}"), (HANDLE, "https://steamcommunity.com/id/{}")),
    ),
    _row("strava", "Strava", "fontawesome/brands/strava", "https://www.strava.com/athletes/{}"),
    _row("twitch", "Twitch", "fontawesome/brands/twitch", "https://www.twitch.tv/{}"),
    Network("rss", "RSS", "material/rss", aliases=("feed",), identifies=False),
    Network("google_plus", "Google+", "fontawesome/brands/google-plus", closed="2019"),
    Network("vine", "Vine", "fontawesome/brands/vine", closed="2017"),
)


def squash(key: str) -> str:
    """Return `key` as spellings are compared: `Inspire-HEP`, `inspire_hep` and `inspirehep` are one key."""
    return re.sub(r"[-_ ]", "", key).lower()


NETWORKS: Mapping[str, Network] = MappingProxyType(
    {network.key: network for network in (*_ACADEMIC, *_WORK, *_SOCIAL)},
)
KEYS: Mapping[str, str] = MappingProxyType(
    {squash(name): network.key for network in NETWORKS.values() for name in (network.key, *network.aliases)},
)
"""The network's key by every spelling, squashed."""

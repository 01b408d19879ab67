"""Where the citation numbers of a repository live, and which repository it is."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from ..web.loopback import is_plain_loopback

_CDN = "cdn.jsdelivr.net"
_RAW = "raw.githubusercontent.com"
_MAX_NAME = 200
_MAX_CONFIG = 1_000_000  # characters; git's own are a few hundred

# https, ssh and git addresses, scp's form `git@github.com:owner/name.git`, with a token or a port as CI writes them.
_GITHUB = re.compile(
    r"""(?:(?:(?:https?|ssh|git)://)?(?:[^/@\s]*@)?(?:www\.|ssh\.)?github\.com(?::\d+/|[/:]))
        (?P<owner>[A-Za-z0-9-]+)/(?P<name>[\w.-]+?)(?:\.git)?(?:[/?\#].*)?""",
    re.VERBOSE | re.IGNORECASE,
)
_SECTION = re.compile(r'\s*\[\s*remote\s+"(?P<name>[^"]*)"\s*\]', re.IGNORECASE)
_URL = re.compile(r'\s*url\s*=\s*"?(?P<url>[^"\s]+)', re.IGNORECASE)


def stats_url(
    repository: str,
    *,
    use_cdn: bool,
    branch: str = "google-scholar-stats",
    file: str = "gs_data_shieldsio.json",
    host: str = "",
) -> str:
    """Return the address of a file of citation numbers, as acad-homepage's pages select it.

    Arguments:
        repository: `owner/name` on GitHub.
        use_cdn: jsDelivr (`/gh/owner/name@branch/file`) instead of GitHub's raw files (`/owner/name/branch/file`).
        host: Takes the place of the selected host; the path keeps that host's form. Example: `fastly.jsdelivr.net`.
            Asked by `https`; only this machine is by `http`, where it is written so.
    """
    scheme = "http" if is_plain_loopback(host.strip()) else "https"
    host = re.sub(r"^https?://", "", host.strip()).strip("/") or (_CDN if use_cdn else _RAW)
    path = f"gh/{repository}@{branch}/{file}" if use_cdn else f"{repository}/{branch}/{file}"
    return f"{scheme}://{host}/{quote(path, safe='/@')}"


def is_data_file(name: str) -> bool:
    """Whether a name is that of a `.json` file inside the folder that it counts from."""
    path = PurePosixPath(name.replace("\\", "/"))
    is_inside = not path.is_absolute() and ".." not in path.parts and ":" not in name
    return is_inside and path.suffix == ".json" and len(name) <= _MAX_NAME


def repository_from(remote_or_url: str) -> str:
    """Return `owner/name` of a GitHub address in any form that git or a browser knows, "" for any other."""
    match = _GITHUB.fullmatch(remote_or_url.strip())
    return f"{match['owner']}/{match['name']}" if match else ""


def git_remote(folder: Path) -> str:
    """Return the address of the remote `origin` (else of the first) of the repository around `folder`, "" if none.

    Reads git's configuration without running git; knows work trees and submodules, whose `.git` is a file.

    Source: https://git-scm.com/docs/gitrepository-layout
    """
    for parent in (folder, *folder.absolute().parents):
        if (parent / ".git").exists():
            remotes = _remotes(_read(_git_dir(parent / ".git") / "config"))
            return remotes.get("origin") or next(iter(remotes.values()), "")
    return ""


def _git_dir(git: Path) -> Path:
    """Return the folder with the configuration: `.git` itself, or the one that a `.git` file leads to."""
    if git.is_dir():
        return git
    written = _read(git)
    if not written.startswith("gitdir:"):
        return git
    git_dir = git.parent / written.removeprefix("gitdir:").strip()
    return git_dir / _read(git_dir / "commondir").strip()


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(_MAX_CONFIG)
    except OSError:  # no remote is known then, which is an answer
        return ""


def _remotes(config: str) -> dict[str, str]:
    remotes: dict[str, str] = {}
    name = ""
    for line in config.splitlines():
        if line.lstrip().startswith("["):
            section = _SECTION.match(line)
            name = section["name"] if section else ""
        elif name and (found := _URL.match(line)):
            remotes.setdefault(name, found["url"])
    return remotes

"""The theme layer between the site's own overrides and Material."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils.yaml import yaml_load

from .assets import shorten

if TYPE_CHECKING:
    from ..rendering import CompiledTemplates

THEME_DIR = str(Path(__file__).parent.parent / "theme")
MATERIAL_THEMES = ("material", "materialx")
ASSETS = "assets/academic/"
CACHE = ".cache/plugin/academic"  # beside mkdocs.yml, where Material's plugins have theirs

_SKIP = "__skip"
_SKIP_LINK = re.compile(r'(<a href=")[^"]*(" class="md-skip">)')
_ARTICLE = re.compile(r'(<article class="md-content__inner md-typeset")>')
_TOGGLE = re.compile(r'(<input class="md-toggle" [^<>]*) autocomplete="off">')

# Both schemes, the reader's system first; a site that sets its own palette keeps it.
PALETTE = [
    {
        "media": "(prefers-color-scheme)",
        "primary": "indigo",
        "accent": "indigo",
        "toggle": {"icon": "material/brightness-auto", "name": "Switch to the light scheme"},
    },
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "indigo",
        "accent": "indigo",
        "toggle": {"icon": "material/brightness-7", "name": "Switch to the dark scheme"},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "indigo",
        "accent": "indigo",
        "toggle": {"icon": "material/brightness-4", "name": "Follow the system's scheme"},
    },
]
DEFAULTS = {"font": False, "palette": PALETTE}


def theme_dirs(config: MkDocsConfig) -> list[str]:
    """Return the folders of templates in the order of their precedence: the site's own, ours, Material's."""
    own = 1 if config.theme.custom_dir else 0
    return [*config.theme.dirs[:own], THEME_DIR, *config.theme.dirs[own:]]


def has_own_partials(config: MkDocsConfig) -> bool:
    """Whether the site's own templates may change a part of the page that its blocks include."""
    return config.theme.custom_dir is not None and Path(config.theme.custom_dir, "partials").is_dir()


def layer_theme(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Put our templates between the site's own and Material's, and our style sheets and script into the site.

    Not before it is known that a page needs them: a site that uses nothing of ours is built without a trace of it.
    """
    from ..rendering import layer

    dirs = theme_dirs(config)
    layer(env, dirs, dirs.index(THEME_DIR))
    env.bytecode_cache = _kept_templates(config)
    for path in sorted(Path(THEME_DIR, ASSETS).iterdir()):
        uri = ASSETS + path.name
        if files.get_file_from_path(uri) is None:  # the site may bring its own in overrides/
            content = shorten(path.name, path.read_text(encoding="utf-8"))
            files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))


def theme_language(config: MkDocsConfig) -> str:
    """Return the code of the language that the theme is set to, "" where it has none."""
    return str(config.theme.get("language") or "")


def cache_folder(config: MkDocsConfig) -> Path | None:
    """Return where things are kept between builds; None where the site has no file of settings to keep them beside."""
    return Path(config.config_file_path).absolute().parent / CACHE if config.config_file_path else None


def _kept_templates(config: MkDocsConfig) -> CompiledTemplates | None:
    """Return where the compiled templates of the site are kept; None where there is no place for them."""
    from ..rendering import CompiledTemplates

    folder = cache_folder(config)
    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError:
        return None
    return CompiledTemplates(folder, own=config.theme.custom_dir or "")


def with_sound_frame(html: str) -> str:
    """Return a page of Material's with what stands outside the blocks of its template as it should be.

    The checkboxes have an attribute that HTML does not know there; the link that skips to the content skips all before
    the first section, too.
    """
    html = _TOGGLE.sub(r"\1>", html, count=2)
    return _ARTICLE.sub(rf'\1 id="{_SKIP}" tabindex="-1">', _SKIP_LINK.sub(rf"\1#{_SKIP}\2", html, count=1), count=1)


def watch_overrides(config: MkDocsConfig) -> None:
    """Let `mkdocs serve` rebuild on an edit of the site's own templates, which MkDocs itself does not watch."""
    if config.theme.custom_dir:
        folder = str(Path(config.theme.custom_dir).resolve())
        if folder not in config.watch:
            config.watch.append(folder)


def set_defaults(config: MkDocsConfig) -> None:
    """Set what the site's own `theme` leaves open: no foreign fonts, both colour schemes."""
    written = _written_theme(config)
    for key, value in DEFAULTS.items():
        if key not in written:
            config.theme[key] = value


def _written_theme(config: MkDocsConfig) -> dict[str, object]:
    """Return the site's own `theme`: the configuration itself no longer tells what was written from what is default."""
    if not config.config_file_path:
        return {}
    with Path(config.config_file_path).open("rb") as file:
        theme = yaml_load(file).get("theme")
    return theme if isinstance(theme, dict) else {}

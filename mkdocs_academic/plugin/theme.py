"""The theme layer between the site's own overrides and Material."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.utils.yaml import yaml_load

THEME_DIR = str(Path(__file__).parent.parent / "theme")
MATERIAL_THEMES = ("material", "materialx")
ASSETS = "assets/academic/"

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


def layer_theme(config: MkDocsConfig) -> list[str]:
    """Put our templates after the site's own and before Material's; return the folders below ours."""
    position = 1 if config.theme.custom_dir else 0
    config.theme.dirs.insert(position, THEME_DIR)
    if config.theme.custom_dir and config.theme.custom_dir not in config.watch:
        config.watch.append(str(Path(config.theme.custom_dir).resolve()))  # MkDocs itself does not watch it
    return config.theme.dirs[position + 1 :]


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


def remove_assets(files: Files) -> None:
    """Keep our style sheet and script out of a site that uses nothing of ours."""
    for file in [file for file in files if file.src_uri.startswith(ASSETS) and _is_ours(file)]:
        files.remove(file)


def _is_ours(file: File) -> bool:
    return bool(file.abs_src_path) and str(file.abs_src_path).startswith(THEME_DIR)

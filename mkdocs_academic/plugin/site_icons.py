"""The icons of a site that has none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from ..sharing.colours import GROUND
from ..sharing.icons import LARGE, MANIFEST, SIZES, SMALL, SVG, icon_png, icon_svg, manifest
from .kept import digest, name_of
from .languages import language_folder
from .owner import Owner
from .theme import ASSETS, theme_language

_DEFAULT = "assets/images/favicon.png"  # Material's own logo
_FOLDERS = ("", "images/", "img/", "assets/", "assets/images/", "assets/img/", "static/")
_NAMES = ("favicon.svg", "favicon.png", "favicon.ico", "favicon-32x32.png")
_MANIFESTS = (MANIFEST, "manifest.json", "manifest.webmanifest")
_VERSION = 1


def own_favicon(config: MkDocsConfig, files: Files) -> str:
    """Return the site's own favicon, whether the settings name it or it lies where favicons do; "" without one."""
    written = config.theme.get("favicon")
    if written not in (_DEFAULT, ASSETS + SVG):  # ours is there from the build of another language
        return str(written or "")
    own = {file.src_uri for file in files if _is_own(file, config)}
    return next((uri for folder in _FOLDERS for name in _NAMES if (uri := folder + name) in own), "")


def add_icons(config: MkDocsConfig, files: Files, owner: Owner) -> bool:
    """Put icons of the initials among the files of a site; return whether all of them could be drawn."""
    config.theme["favicon"] = _add(config, files, ASSETS + SVG, icon_svg(owner.initials, owner.accent))
    drawn = dict(_pngs(owner))
    if len(drawn) < len(SIZES):
        return False
    for name, content in drawn.items():
        _add(config, files, ASSETS + name, content)
    if not language_folder(config) and not any(files.get_file_from_path(name) for name in _MANIFESTS):
        text = manifest(
            name=config.site_name,
            letters=owner.initials,
            accent=owner.accent,
            background=GROUND["default"],
            language=theme_language(config),
            icons={ASSETS + name: SIZES[name] for name in (SMALL, LARGE)},
        )
        _add(config, files, MANIFEST, text)
    return True


def _pngs(owner: Owner) -> Iterator[tuple[str, bytes]]:
    """Yield the icons by their names, up to the first that cannot be drawn."""
    kept = owner.kept("icons")
    same = (_VERSION, owner.initials, owner.accent, digest(owner.font_file))
    for name, size in SIZES.items():
        kept_name = f"{name_of(*same, size)}.png"
        content = kept.read(kept_name)
        if content is None:
            content = icon_png(owner.initials, owner.accent, size, owner.fonts)
            if content is None:
                return
            kept.write(kept_name, content)
        yield name, content


def _add(config: MkDocsConfig, files: Files, uri: str, content: str | bytes) -> str:
    if files.get_file_from_path(uri) is None:  # the site may bring its own
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED))
    return uri


def _is_own(file: File, config: MkDocsConfig) -> bool:
    source = file.abs_src_path or ""
    folders = [config.docs_dir, *([config.theme.custom_dir] if config.theme.custom_dir else [])]
    return file.inclusion.is_included() and any(Path(source).is_relative_to(folder) for folder in folders)

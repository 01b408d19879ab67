"""The fonts that cards and icons are lettered in: the site's own, Pillow's, else one of this machine's."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .lettering import needs_shaping

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_MOST_FONTS = 400  # that are opened to find one for a text
_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_PROBE = 24
# Sans serifs for a text, from the first choice on; then what else there is, by name.
_PREFERRED = (
    *("inter-regular", "inter", "opensans-regular", "sourcesans3-regular", "notosans-regular", "segoeui", "arial"),
    *("liberationsans-regular", "helvetica", "dejavusans", "roboto-regular", "notosanscjk-regular"),
    *("sourcehansans", "sourcehansanssc-regular", "pingfang", "hiragino sans gb", "msyh", "yugothm", "malgun"),
    *("applesdgothicneo", "notosanssc-regular", "notosansjp-regular", "notosanskr-regular", "wqy-microhei"),
    *("wqy-zenhei", "droidsansfallbackfull", "droidsansfallback", "notosansarabic-regular", "geezapro", "tahoma"),
    *("notosanshebrew-regular", "notosansdevanagari-regular", "notosansthai-regular", "arial unicode", "freesans"),
)
# No texts are set in these; the last ones have a box for every character.
_UNFIT = re.compile(
    r"bold|black|heavy|italic|oblique|mono|condensed|narrow|light|thin|emoji|symbol|dingbat|math|icon|barcode"
    r"|unifont|lastresort|adobeblank|tofu|fallback-regular|cursive|chancery|script|antiqua",
    re.IGNORECASE,
)
# The shapes of Chinese characters differ; Noto's file holds them in this order.
_CJK_INDEX = {"ja": 0, "ko": 1, "zh": 2, "zh-hans": 2, "zh-hant": 3, "zh-tw": 3, "zh-hk": 4}


class Font(NamedTuple):
    """A font's file, "" for the one that comes with Pillow, and which of the faces in it."""

    path: str = ""
    face: int = 0


class Fonts:
    """The fonts of one build.

    Arguments:
        own: The file of the site's own font, which is the first choice.
        language: Of the site: it decides among the shapes of Chinese characters.
        folders: Where else fonts lie; by default where this system keeps them.
    """

    def __init__(self, *, own: str = "", language: str = "", folders: Sequence[Path] | None = None) -> None:
        self._own = own
        self._language = language.lower()
        self._folders = font_folders() if folders is None else folders
        self._loaded: dict[tuple[Font, int, bool], FreeTypeFont] = {}
        self._known: dict[tuple[Font, str], bool] = {}
        self._unreadable: set[Font] = set()

    def find(self, text: str) -> Font | None:
        """Return the first font that has every character of `text`; None where no font has."""
        if needs_shaping(text) and not _can_shape():
            return None
        return next((font for font in self._candidates() if self.has(font, text)), None)

    def has(self, font: Font, text: str) -> bool:
        """Whether a font draws every character of `text`, and none as the box that stands for what it lacks."""
        if font in self._unreadable:
            return False
        try:
            return all(self._has(font, char) for char in sorted(set(text)) if not char.isspace())
        except (OSError, ValueError):  # no font, or a damaged one
            self._unreadable.add(font)
            return False

    def load(self, font: Font, size: int, *, shaped: bool = False) -> FreeTypeFont:
        """Return a font at a size in pixels.

        Raises:
            OSError: It is no font.
        """
        key = (font, size, shaped)
        if key not in self._loaded:
            self._loaded[key] = _load(font, size, shaped=shaped)
        return self._loaded[key]

    def _has(self, font: Font, char: str) -> bool:
        if (font, char) not in self._known:
            glyph = self._drawn(font, char)
            self._known[font, char] = bool(glyph[1].strip(b"\0")) and glyph != self._drawn(font, "\U0010fffe")
        return self._known[font, char] or char in "\u200c\u200d"

    def _drawn(self, font: Font, char: str) -> tuple[tuple[int, int], bytes]:
        mask = self.load(font, _PROBE).getmask(char, mode="L")
        return mask.size, bytes(mask)

    def _candidates(self) -> Iterator[Font]:
        if self._own:
            yield Font(self._own)
        yield Font()
        yield from self._of_the_system

    @cached_property
    def _of_the_system(self) -> tuple[Font, ...]:
        """The fonts of this machine, always in the same order."""
        found: dict[str, str] = {}
        for folder in self._folders:
            for path in _font_files(folder):
                found.setdefault(Path(path).name, path)
        ranked = sorted((_rank(name), name) for name in found)[:_MOST_FONTS]
        return tuple(Font(found[name], self._index(name)) for _, name in ranked)

    def _index(self, name: str) -> int:
        if not name.lower().startswith("notosanscjk"):
            return 0
        return _CJK_INDEX.get(self._language, _CJK_INDEX.get(self._language.partition("-")[0], 2))


def font_folders() -> tuple[Path, ...]:
    """Return where this system keeps its fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts")
        return Path(os.environ.get("WINDIR", "C:\\Windows"), "Fonts"), local
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"


def _font_files(folder: Path) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(_ENDINGS) and not _UNFIT.search(name):
                yield str(Path(parent, name))


def _rank(name: str) -> int:
    stem = name.lower().rpartition(".")[0]
    return _PREFERRED.index(stem) if stem in _PREFERRED else len(_PREFERRED)


def _can_shape() -> bool:
    from PIL import features

    return bool(features.check("raqm"))


def _load(font: Font, size: int, *, shaped: bool) -> FreeTypeFont:
    """Letters that stand for themselves are set by the basic engine, which every Pillow has: the same everywhere."""
    from PIL import ImageFont

    source: str | io.BytesIO = font.path
    if not font.path:
        default = ImageFont.load_default(size)
        if not isinstance(default, ImageFont.FreeTypeFont):
            raise OSError("this Pillow has no FreeType")
        source = io.BytesIO(default.font_bytes)
    engine = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(source, size, index=font.face, layout_engine=engine)

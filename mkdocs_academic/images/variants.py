"""Smaller forms of a picture, in WebP; the one module that decodes pictures."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterator, Sequence
from threading import Lock

from PIL import Image, ImageOps

from .records import Header, Picture, Variant

MAX_BYTES = 100_000_000
MAX_PIXELS = 64_000_000
"""A telephone takes 50 million; decoded, so many pixels take 256 MB."""

_SMALL = 10_000  # bytes: not worth another request's trouble
_ENOUGH = 0.95  # of the file's size, below which a variant is worth having
_NEAR = 1.15  # a size that is so near to the next is left out
_MAX_SIDE = 16_383  # of a WebP, RFC 9649 section 2.7
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "AVIF")
_MODES = {"RGBA": "RGBA", "LA": "RGBA", "PA": "RGBA", "CMYK": "RGB"}
_HARD_EDGES = frozenset({"png", "gif", "bmp", "tiff"})  # may be drawings, which a lossy WebP spoils
_TRIAL = 320  # pixels: what is smaller at this width is smaller at the others


class Maker:
    """Makes the variants of pictures; several threads may have one each.

    Arguments:
        widths: In pixels; none is larger than the picture itself.
        quality: Of what is photographed, 1 to 100.
        opening: Held while a file is opened, for what Python warns of then is the whole process's.
    """

    def __init__(self, widths: Sequence[int], quality: int, opening: Lock) -> None:
        self._widths = widths
        self._quality = quality
        self._opening = opening

    def make(self, data: bytes, header: Header) -> Picture:
        """Return the picture of a file with its variants; what cannot be decoded has a problem and no variants."""
        if header.kind == "heic":  # whatever it holds: hardly a browser shows it
            return Picture(header)
        if problem := _why_not(data, header):
            return Picture(header, (), problem)
        try:
            with self._open(data) as image:
                header = _with_size(header, image)
                if problem := _why_not(data, header):
                    return Picture(header, (), problem)
                variants = () if self._has_none(data, header, image) else tuple(self._variants(image, header))
                if not variants:
                    image.load()  # whether it is broken is not known before
        except Exception as error:  # noqa: BLE001 - whatever a decoder makes of hostile bytes
            return Picture(header, (), f"cannot be read ({_reason(error)})")
        largest = max((len(variant.content) for variant in variants), default=0)
        is_worth_it = header.kind == "tiff" or 0 < largest < len(data) * _ENOUGH
        return Picture(header, variants if is_worth_it else ())

    def _open(self, data: bytes) -> Image.Image:
        with self._opening, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(data), formats=_FORMATS)

    def _has_none(self, data: bytes, header: Header, image: Image.Image) -> bool:
        is_other = _mode(image) is None or header.kind == "avif" or header.height > _MAX_SIDE
        return header.is_animated or is_other or (len(data) < _SMALL and header.kind != "tiff")

    def _variants(self, image: Image.Image, header: Header) -> Iterator[Variant]:
        widths = chosen_widths(self._widths, header.width)
        profile = _profile(image)
        image.draft(None, _as_stored((widths[-1], _height(header, widths[-1])), header, image))
        upright = _converted(ImageOps.exif_transpose(image))
        lossless = header.kind in _HARD_EDGES and self._is_drawing(upright)
        for width in widths:
            if header.kind == "webp" and width == header.width:
                yield Variant(width, b"")
                continue
            shown = (width, _height(header, width))
            resized = upright.resize(shown, Image.Resampling.LANCZOS, reducing_gap=3.0)
            yield Variant(width, self._webp(resized, lossless=lossless, profile=profile))

    def _is_drawing(self, image: Image.Image) -> bool:
        """Whether a small form of the picture takes less without losses, as flat colours do, or hardly more."""
        width = min(_TRIAL, image.width)
        small = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
        return len(self._webp(small, lossless=True)) <= 1.25 * len(self._webp(small, lossless=False))

    def _webp(self, image: Image.Image, *, lossless: bool, profile: bytes = b"") -> bytes:
        written = io.BytesIO()
        quality = 70 if lossless else self._quality  # of what is lossless: how hard to try
        image.save(written, "WEBP", lossless=lossless, quality=quality, method=4, icc_profile=profile, exif=b"")
        return written.getvalue()


def chosen_widths(widths: Sequence[int], intrinsic: int) -> tuple[int, ...]:
    """Return the widths to make: those that are clearly smaller than the picture, and its own unless it is larger."""
    smaller = [width for width in sorted(set(widths)) if width * _NEAR < intrinsic]
    return (*smaller, intrinsic) if len(smaller) < len(set(widths)) else tuple(smaller)


def _why_not(data: bytes, header: Header) -> str:
    if len(data) > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1_000_000} MB"
    if header.width * header.height > MAX_PIXELS:
        return f"has {header.width} x {header.height} pixels, more than {MAX_PIXELS // 1_000_000} million"
    return ""


def _with_size(header: Header, image: Image.Image) -> Header:
    """Return the header with the size that the decoder knows, where the file's first bytes did not say."""
    if header.width:
        return header
    is_animated = header.is_animated or bool(getattr(image, "is_animated", False) and header.kind == "avif")
    lies = image.getexif().get(0x0112) in (5, 6, 7, 8) and header.kind != "avif"
    width, height = reversed(image.size) if lies else image.size
    return header._replace(width=width, height=height, is_animated=is_animated)


def _mode(image: Image.Image) -> str | None:
    """Return what a picture is made into, None where its colours are of a kind that no browser shows."""
    if image.mode in ("P", "RGB", "L", "1"):
        return "RGBA" if "transparency" in image.info else "RGB"
    return _MODES.get(image.mode)


def _converted(image: Image.Image) -> Image.Image:
    mode = _mode(image)
    if image.mode == "CMYK" and image.info.get("icc_profile"):
        from PIL import ImageCms

        with contextlib.suppress(OSError, ImageCms.PyCMSError):  # browsers show it as if it had no profile
            profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
            return ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    return image if image.mode == mode else image.convert(mode)


def _profile(image: Image.Image) -> bytes:
    """Return the colours' profile where it says something: what has none is sRGB anyway."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or image.mode not in ("RGB", "RGBA", "P"):
        return b""
    return b"" if b"sRGB" in profile[:4096].replace(b"\0", b"") else profile


def _height(header: Header, width: int) -> int:
    return max(1, round(header.height * width / header.width))


def _as_stored(size: tuple[int, int], header: Header, image: Image.Image) -> tuple[int, int]:
    return size if (image.width >= image.height) == (header.width >= header.height) else (size[1], size[0])


def _reason(error: Exception) -> str:
    """Return in a few words what a decoder says of a file."""
    name = type(error).__name__
    if name == "UnidentifiedImageError":
        return "it is no picture of a known kind"
    if "truncated" in str(error).lower() or isinstance(error, EOFError):
        return "it ends too early"
    return " ".join(str(error).split())[:80].rstrip(".") or name

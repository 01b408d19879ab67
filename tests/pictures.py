"""Pictures for tests, drawn when they are asked for."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageDraw


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def photograph(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """Return a picture with the detail of a photograph: broad shades with noise upon them."""
    shades = Image.linear_gradient("L").resize((width, height))
    noise = Image.frombytes("L", (width, height), random.Random(1).randbytes(width * height))
    image = Image.merge("RGB", [Image.blend(shades, noise, share) for share in (0.1, 0.2, 0.3)])
    return encoded(image.convert(mode), kind, **options)


def drawing(width: int, height: int, kind: str = "PNG", **options: Any) -> bytes:
    """Return a picture of a few flat colours, dark in its left half and with a line through it."""
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height), fill="navy")
    draw.line((0, 0, width, height), fill="red", width=3)
    return encoded(image, kind, **options)


def moving(width: int, height: int, kind: str = "GIF", frames: int = 3) -> bytes:
    shown = [
        opened(photograph(width, height + number)).crop((0, number, width, height + number)) for number in range(frames)
    ]
    return encoded(shown[0], kind, save_all=True, append_images=shown[1:])


def exif(orientation: int = 1, *, place: bool = True, thumbnail: bytes = b"") -> bytes:
    """Return Exif data as a telephone writes it: where the picture was taken, by whom, and which way is up."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x013B] = "Somebody"
    if place:
        data.get_ifd(0x8825).update({1: "N", 2: (53.0, 28.0, 0.0), 3: "W", 4: (2.0, 14.0, 0.0)})
    written: bytes = data.tobytes()
    return written + thumbnail


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


PNG = drawing(2, 2)

"""Screenshots that are kept, each with its digest, so that a changed one is seen."""

from __future__ import annotations

import base64
import hashlib
import struct
import tomllib
import zlib
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "screens"
DIGESTS = FOLDER / "digests.toml"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UNPACK = """async (picture) => {
  const image = new Image();
  image.src = "data:image/png;base64," + picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width, image.height];
  const drawn = canvas.getContext("2d");
  drawn.drawImage(image, 0, 0);
  const raw = drawn.getImageData(0, 0, image.width, image.height).data;
  let words = "";
  for (let at = 0; at < raw.length; at += 30000) {
    words += String.fromCharCode(...raw.subarray(at, at + 30000));
  }
  return btoa(words);
}"""
_HEAD = "# Written by `make screens`, with the pictures beside it.\n"


def digests() -> dict[str, str]:
    """Give the digest of each screenshot that is kept, by the name of its file."""
    if not DIGESTS.exists():
        return {}
    found: dict[str, str] = tomllib.loads(DIGESTS.read_text(encoding="utf-8"))
    return found


def keep_screen(name: str, picture: bytes) -> None:
    """Write a screenshot, and its digest."""
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(picture)
    known = digests() | {f"{name}.png": hashlib.sha256(picture).hexdigest()}
    rows = [f'"{file}" = "{digest}"\n' for file, digest in sorted(known.items())]
    DIGESTS.write_text(_HEAD + "".join(rows), encoding="utf-8")


def in_few_colours(picture: bytes, page: Page) -> bytes:
    """Give a screenshot anew with at most 256 colours: a third of the bytes.

    The commonest colours stay as they are; each other becomes the nearest of them.

    Args:
        picture: The screenshot.
        page: An empty page, whose browser unpacks the picture.
    """
    width, height = struct.unpack_from(">II", picture, 16)
    told = page.evaluate(_UNPACK, base64.b64encode(picture).decode())
    pixels = np.frombuffer(base64.b64decode(told), np.uint8).reshape(height * width, 4)
    packed = pixels[:, :3].astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
    found, places, counts = np.unique(packed, return_inverse=True, return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int64)
    table = colours[np.argsort(counts)[::-1][:256]]
    nearest = np.array([((table - each) ** 2).sum(axis=1).argmin() for each in colours])
    rows = nearest[places].astype(np.uint8).reshape(height, width)
    lines = np.concatenate([np.zeros((height, 1), np.uint8), rows], axis=1)
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", table.astype(np.uint8).tobytes()),
            (b"IDAT", zlib.compress(lines.tobytes(), 9)),
            (b"IEND", b""),
        )
    )

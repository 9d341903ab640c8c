"""Looks into one untrusted file in a process of its own, with limits: pages, pixels, time, memory.

Run as `python -m motcua.papers.providers.reading look|join FOLDER`; it knows no Django and has no
secrets in its environment. Whatever goes wrong in here ends this process and nothing else.

look  reads `content` and writes `found.json` and a picture `<n>.jpg` of each of the first pages.
join  reads `plan.json` (file, page, turn) and writes `whole.pdf`.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageOps


MEMORY: Final = 2 * 1024**3
SECONDS: Final = 60
WRITTEN: Final = 400 * 1024**2
MOST_PIXELS: Final = 120_000_000  # A3 at 600 dpi is 70 million
THUMB: Final = 320
A4: Final = (595.28, 841.89)
_UPRIGHT: Final = {3: 180, 6: 90, 8: 270}  # how a camera says that it was held


def main() -> int:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses at twice this
    folder = Path(sys.argv[2])
    if sys.argv[1] == "look":
        most_pages, most_thumbs = (int(word) for word in sys.argv[3:5])
        found = look(folder, most_pages=most_pages, most_thumbs=most_thumbs)
        (folder / "found.json").write_text(json.dumps(found), "utf-8")
    else:
        join(folder, json.loads((folder / "plan.json").read_text("utf-8")))
    return 0


def look(folder: Path, *, most_pages: int, most_thumbs: int) -> dict[str, Any]:
    file = folder / "content"
    if not _is_pdf(file):
        with Image.open(file) as picture:
            _small(ImageOps.exif_transpose(picture)).save(folder / "1.jpg", quality=72)
        return {"pages": 1, "is_active": False}
    document = pdfium.PdfDocument(file)
    pages = len(document)
    if not 0 < pages <= most_pages:
        return {"pages": 0, "is_active": False}
    for number in range(min(pages, most_thumbs)):
        page = document[number]
        scale = THUMB / max(*page.get_size(), 1.0)
        page.render(scale=scale).to_pil().convert("RGB").save(
            folder / f"{number + 1}.jpg", quality=72
        )
    return {"pages": pages, "is_active": _is_active(document)}


def _is_active(document: pdfium.PdfDocument) -> bool:
    """Programs and cargo, also where the objects are compressed."""
    return bool(
        raw.FPDFDoc_GetJavaScriptActionCount(document) > 0
        or raw.FPDFDoc_GetAttachmentCount(document) > 0
        or document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)
    )


def _is_pdf(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(5) == b"%PDF-"


def _small(picture: Image.Image) -> Image.Image:
    small = picture.convert("RGB")
    small.thumbnail((THUMB, THUMB))
    return small


def join(folder: Path, plan: list[tuple[str, int, int]]) -> None:
    """All pages in their order; a page of a PDF stays what it was, a picture becomes an A4 page."""
    whole = pdfium.PdfDocument.new()
    opened: dict[str, pdfium.PdfDocument] = {}
    for name, number, turn in plan:
        file = folder / name
        if _is_pdf(file):
            source = opened.setdefault(name, pdfium.PdfDocument(file))
            whole.import_pages(source, [number - 1])
            page = whole[len(whole) - 1]
            page.set_rotation((page.get_rotation() + turn) % 360)
        else:
            _add_picture(whole, file, turn)
    whole.save(folder / "whole.pdf")


def _add_picture(whole: pdfium.PdfDocument, file: Path, turn: int) -> None:
    with Image.open(file) as picture:
        is_jpeg = picture.format == "JPEG"
        upright = _UPRIGHT.get(picture.getexif().get(0x0112, 1), 0)
        width, height = picture.size
        image = pdfium.PdfImage.new(whole)
        if is_jpeg:
            image.load_jpeg(file, inline=True)  # byte for byte, nothing is lost
        else:
            image.set_bitmap(pdfium.PdfBitmap.from_pil(picture.convert("RGB")))
    long, short = max(A4), min(A4)
    box = (long, short) if width > height else (short, long)
    scale = min(box[0] / width, box[1] / height)
    size = (width * scale, height * scale)
    image.set_matrix(pdfium.PdfMatrix().scale(*size))
    page = whole.new_page(*size)
    page.insert_obj(image)
    page.gen_content()
    page.set_rotation((upright + turn) % 360)


if __name__ == "__main__":
    sys.exit(main())

"""Read a PDF back as a person or a machine would."""

import ctypes
import re
from io import BytesIO

import pypdfium2
from pypdfium2 import raw


POINTS_PER_MM = 72 / 25.4


def pages(pdf):
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in _open(pdf)]


def text(pdf):
    return " ".join(pages(pdf))


def size_mm(pdf):
    return tuple(round(side / POINTS_PER_MM, 1) for side in _open(pdf)[0].get_size())


def grey(pdf, *, per_mm=8):
    """The first page as an office printer without colour shows it."""
    image = _open(pdf)[0].render(scale=per_mm / POINTS_PER_MM)
    return image.to_pil().convert("L")


def title(pdf):
    return _open(pdf).get_metadata_value("Title")


def language(pdf):
    document = _open(pdf)
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def conformance(pdf):
    """What the XMP metadata claims: «2B» for PDF/A-2b."""
    claims = re.findall(rb"<pdfaid:(?:part|conformance)>(\w)<", pdf)
    return b"".join(claims).decode()


def fonts(pdf):
    """Name of each font used on the first page, and whether the file carries it."""
    found = set()
    for thing in _open(pdf)[0].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(thing.raw)
        buffer = ctypes.create_string_buffer(200)
        raw.FPDFFont_GetBaseFontName(font, buffer, 200)
        found.add((buffer.value.decode(), bool(raw.FPDFFont_GetIsEmbedded(font))))
    return found


def qr_modules(pdf, *, side, width_mm=24, right_mm=11):
    """The QR code in the upper right, sampled in the middle of each of its modules."""
    image = grey(pdf, per_mm=16)
    left = image.width - round((right_mm + width_mm) * 16)
    band = image.crop((left, 0, left + width_mm * 16, image.height))
    top = next(y for y in range(30 * 16, image.height) if band.getpixel((4, y)) < 128)
    step = width_mm * 16 / side
    return [
        [
            int(band.getpixel((int((x + 0.5) * step), top + int((y + 0.5) * step))) < 128)
            for x in range(side)
        ]
        for y in range(side)
    ]


def _open(pdf):
    return pypdfium2.PdfDocument(BytesIO(pdf))

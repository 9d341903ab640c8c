"""Real files: PDF of so many pages, photographs, a PDF with cargo."""

from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image


def pdf(pages=1, *, width=595, height=842):
    document = pdfium.PdfDocument.new()
    for number in range(pages):
        document.new_page(width + number, height)
    return _bytes(document)


def pdf_with_cargo():
    """An attachment, whose name no search of the bytes finds when objects are compressed."""
    document = pdfium.PdfDocument.new()
    document.new_page(100, 100)
    document.new_attachment("virus.exe").set_data(b"MZ")
    return _bytes(document)


def picture(kind="JPEG", *, width=800, height=600, held=1):
    made = Image.new("RGB", (width, height), "white")
    made.paste("black", (0, 0, width // 4, height // 4))
    exif = Image.Exif()
    exif[0x0112] = held
    out = BytesIO()
    made.save(out, kind, exif=exif)
    return out.getvalue()


def sizes(content):
    """Width and height of each page as it is shown, and how it is turned."""
    document = pdfium.PdfDocument(content)
    return [(*map(round, page.get_size()), page.get_rotation()) for page in document]


def _bytes(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()

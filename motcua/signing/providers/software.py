"""Signing with a key from a PKCS#12 file, by pyHanko: PAdES B-B, B-T where there is a time stamp.

The key lives in this object and nowhere else. pyHanko stamps in UTC and wants fonts of 1000 units
an em; so typst draws the stamp, with the words as they are to be read.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from importlib import resources
from io import BytesIO

import fontpkg_noto_serif
import typst
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle

from motcua.signing.errors import CannotSignFile, TimestampFailed, WrongPassphrase
from motcua.signing.rules import Level, Stamp


WIDTH, HEIGHT, EDGE = 216, 40, 20  # points; stamp.typ has the same
TSA_SECONDS = 5


class SoftwareSigner:
    """See `Signer`. Raises WrongPassphrase where the file does not open."""

    def __init__(self, content: bytes, pin: str, *, timestamp_url: str = "") -> None:
        key = signers.SimpleSigner.load_pkcs12_data(content, (), passphrase=pin.encode())
        if key is None:
            raise WrongPassphrase
        self._key = key
        self._authority = (
            timestamps.HTTPTimeStamper(timestamp_url, timeout=TSA_SECONDS)
            if timestamp_url
            else None
        )

    def sign(self, pdf: bytes, stamp: Stamp, *, at: datetime) -> tuple[bytes, Level]:
        """The pages as they are, then the signature: nothing that was there is rewritten."""
        try:
            signed = self._signed(pdf, stamp)
        except timestamps.TimestampRequestError:
            raise TimestampFailed from None
        except (PdfError, SigningError, ValueError, KeyError) as fault:
            raise CannotSignFile(why=_why(fault)) from fault
        return signed, Level.B_T if self._authority else Level.B_B

    def _signed(self, pdf: bytes, stamp: Stamp) -> bytes:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        if writer.prev.encrypted:
            raise CannotSignFile(why="tệp có đặt mật khẩu")
        count = len(writer.prev.embedded_regular_signatures)
        name = f"KySo{count + 1}"
        spec = fields.SigFieldSpec(name, on_page=-1, box=_box(writer.prev, count))
        signer = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=name,
                subfilter=fields.SigSeedSubFilter.PADES,
                md_algorithm="sha256",
                name=stamp.name,
            ),
            self._key,
            timestamper=self._authority,
            stamp_style=StaticStampStyle(border_width=0, background=_Drawn(stamp)),
            new_field_spec=spec,
        )
        out = BytesIO()
        signer.sign_pdf(writer, output=out)
        return out.getvalue()


def _why(fault: Exception) -> str:
    return "tệp PDF có cấu trúc lạ" if isinstance(fault, PdfError) else "tệp không như chờ đợi"


def _box(reader: PdfFileReader, before: int) -> tuple[int, int, int, int]:
    """At the foot of the last page; over those who signed before."""
    page = reader.root["/Pages"]
    while "/Kids" in page:
        page = {**_inherited(page), **page["/Kids"][-1]}
    left, bottom, *_ = (float(number) for number in page.get("/MediaBox", (0, 0, 0, 0)))
    x, y = round(left) + EDGE, round(bottom) + EDGE + before * (HEIGHT + 4)
    return (x, y, x + WIDTH, y + HEIGHT)


def _inherited(node: dict[str, object]) -> dict[str, object]:
    return {"/MediaBox": node["/MediaBox"]} if "/MediaBox" in node else {}


class _Drawn(PdfContent):
    """The stamp as a page of typst's, from memory: pyHanko's own importer wants a file."""

    def __init__(self, stamp: Stamp) -> None:
        self._pdf = _drawn(stamp)
        super().__init__(box=BoxConstraints(width=WIDTH, height=HEIGHT))

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Stamp"] = page
        return b"/Stamp Do"


@lru_cache(maxsize=8)
def _drawn(stamp: Stamp) -> bytes:
    """One drawing for a whole batch."""
    made = typst.compile(
        str(resources.files("motcua.signing").joinpath("data/stamp.typ")),
        format="pdf",
        font_paths=typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[fontpkg_noto_serif.ROOT / "files"],
        ),
        sys_inputs={"lines": json.dumps(stamp.lines)},
    )
    assert isinstance(made, bytes)
    return made

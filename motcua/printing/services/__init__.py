"""Official papers as files. They write nothing: the caller records who printed."""

from motcua.printing.services.pdf import pdf, qr_svg, shown
from motcua.printing.services.sheets import register_book
from motcua.printing.services.typeset import packaged_fonts


__all__ = ["packaged_fonts", "pdf", "qr_svg", "register_book", "shown"]

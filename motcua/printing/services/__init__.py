"""Official papers as files. They write nothing: the caller records who printed."""

from motcua.printing.services.pdf import pdf, qr_svg
from motcua.printing.services.sheets import register_book


__all__ = ["pdf", "qr_svg", "register_book"]

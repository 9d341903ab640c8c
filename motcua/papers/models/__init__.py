from motcua.papers.models.archive import Loan, Placement
from motcua.papers.models.paper import TO_SCAN, Page, Paper, Scan
from motcua.papers.models.tray import LooseScan


__all__ = ["TO_SCAN", "LooseScan", "Loan", "Page", "Paper", "Placement", "Scan"]

"""Reading the ledger: sums of any period, and the dossiers behind a number."""

from motcua.ledger.queries.cases import Case, CasePage, cases
from motcua.ledger.queries.sums import By, counts, officer_counts, recounted


__all__ = ["By", "Case", "CasePage", "cases", "counts", "officer_counts", "recounted"]

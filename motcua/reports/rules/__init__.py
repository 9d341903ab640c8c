"""The figures of a report, their periods, the sums they must make, rates and words. Pure."""

from motcua.reports.rules import periods
from motcua.reports.rules.figures import FIGURE, FIGURES, PUBLISHED, Figure, Row, figure
from motcua.reports.rules.identities import (
    Finding,
    findings_of,
    flow_findings,
    level_findings,
    recount_findings,
)
from motcua.reports.rules.periods import Named
from motcua.reports.rules.rates import NOTHING_YET, SHARE, SHARES, Rate, Share
from motcua.reports.rules.reading import parse


__all__ = [
    "FIGURE",
    "FIGURES",
    "NOTHING_YET",
    "PUBLISHED",
    "SHARE",
    "SHARES",
    "Figure",
    "Finding",
    "Named",
    "Rate",
    "Row",
    "Share",
    "figure",
    "findings_of",
    "flow_findings",
    "level_findings",
    "parse",
    "periods",
    "recount_findings",
]

"""Charts as values for the templates in `charts/`: a sentence for who cannot see them, shapes in
per cent of the width, so that letters keep their size on every screen.

Bars begin at zero. What is late is hollow, not only red: it can be told apart in grey.
"""

from motcua.web.lead.charts.bars import CHANNELS, OUTCOMES, bars, by_age, whole
from motcua.web.lead.charts.columns import received_and_resolved, resolved, two_years
from motcua.web.lead.charts.lines import shares


__all__ = [
    "CHANNELS",
    "OUTCOMES",
    "bars",
    "by_age",
    "received_and_resolved",
    "resolved",
    "shares",
    "two_years",
    "whole",
]

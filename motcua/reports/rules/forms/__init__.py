"""The statutory forms of dossiers: columns, rows, sums and what stands over and under them. Pure.

Sources
    TT 01/2020/TT-VPCP, Biểu số II.06a, II.06b with the form of causes, II.07b (law.md §3.2 to 3.4).
"""

from motcua.reports.rules.forms.causes import Cause, LateField, causes
from motcua.reports.rules.forms.headings import HEADINGS, TEMPLATES, Heading, heading, issued
from motcua.reports.rules.forms.one_stop import ByLevel, Offered, levels, one_stop
from motcua.reports.rules.forms.resolution import About, Group, Line, by_field, by_unit
from motcua.reports.rules.forms.shape import as_data, digest, from_data
from motcua.reports.rules.forms.values import (
    Change,
    Column,
    Form,
    HeadCell,
    Key,
    Kind,
    Row,
    RowKind,
    changes,
)


__all__ = [
    "HEADINGS",
    "TEMPLATES",
    "About",
    "ByLevel",
    "Cause",
    "Change",
    "Column",
    "Form",
    "Group",
    "HeadCell",
    "Heading",
    "Key",
    "Kind",
    "LateField",
    "Line",
    "Offered",
    "Row",
    "RowKind",
    "as_data",
    "by_field",
    "by_unit",
    "causes",
    "changes",
    "digest",
    "from_data",
    "heading",
    "issued",
    "levels",
    "one_stop",
]

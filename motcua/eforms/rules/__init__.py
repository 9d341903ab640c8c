"""Electronic forms (tờ khai điện tử): fields, conditions, checks, cards. Pure."""

from motcua.eforms.rules.answers import read_answer
from motcua.eforms.rules.checking import check
from motcua.eforms.rules.conditions import holds, rows_of, visible
from motcua.eforms.rules.identity import (
    Card,
    birth_year,
    objection_to_number,
    parse_cccd,
    sex,
)
from motcua.eforms.rules.prefilling import prefill
from motcua.eforms.rules.reading import Library, expand, library_from
from motcua.eforms.rules.values import (
    NO,
    ROW,
    SEPARATOR,
    YES,
    Checked,
    Field,
    FieldType,
    Form,
    Group,
)


__all__ = [
    "NO",
    "ROW",
    "SEPARATOR",
    "YES",
    "Card",
    "Checked",
    "Field",
    "FieldType",
    "Form",
    "Group",
    "Library",
    "birth_year",
    "check",
    "expand",
    "holds",
    "library_from",
    "objection_to_number",
    "parse_cccd",
    "prefill",
    "read_answer",
    "rows_of",
    "sex",
    "visible",
]

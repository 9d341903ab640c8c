"""Figures of dossiers, as programs and everybody get them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from motcua.ledger.rules import Period
from motcua.reports.queries import Published, Report
from motcua.reports.rules import PUBLISHED, SHARES, Finding, Named, Row, Share
from motcua.web.api.shapes.values import Answer


class Figures(Answer):
    """TT 01/2020/TT-VPCP, Biểu II.06: received = resolved + in_progress, and what each is made of.

    Of the granted ones: `digitised` and `e_results`.
    """

    received: int
    received_online: int
    received_direct: int
    received_postal: int
    carried_over: int
    resolved: int
    resolved_early: int
    resolved_on_time: int
    resolved_late: int
    in_progress: int
    in_progress_in_time: int
    in_progress_late: int
    awaiting_supplement: int
    paused: int
    not_eligible: int
    withdrawn: int
    stopped: int
    granted: int
    digitised: int
    e_results: int


class ReportRow(Figures):
    key: Annotated[
        str, Field(description="Mã đơn vị, lĩnh vực, mã thủ tục, cấp, hoặc số của cán bộ.")
    ]
    label: str


class FailedSum(Answer):
    """Một phép cộng không khớp: `left` là tổng ghi, `right` là các phần cộng lại."""

    key: str
    name: str
    where: str
    left: int
    right: int
    difference: int
    message: str


class ReportPeriod(Answer):
    from_: Annotated[date, Field(alias="from")]
    to: Annotated[date, Field(description="Số liệu tính đến hết ngày này.")]


class DossierReport(ReportPeriod):
    unit: str
    unit_name: str
    below: Annotated[bool, Field(description="Có tính các đơn vị bên dưới.")]
    by: str
    title: Annotated[str, Field(examples=["quý I/2026 (15/12/2025–14/3/2026)"])]
    rows: list[ReportRow]
    total: Figures
    findings: Annotated[list[FailedSum], Field(description="Trống khi mọi phép cộng đều khớp.")]


class RateShown(Answer):
    name: str
    label: str
    numerator: int
    base: int
    text: Annotated[str, Field(examples=["98,5% (1.524/1.547)"])]


class Statistics(ReportPeriod):
    unit: str
    unit_name: str
    title: str
    total: Figures
    rates: list[RateShown]
    units: list[ReportRow]
    fields: list[ReportRow]


def report_shown(found: Report, title: str) -> DossierReport:
    return DossierReport.model_validate(
        {
            **_days(found.period),
            "unit": found.scope.unit.code if found.scope.unit else "",
            "unit_name": found.scope.name,
            "below": found.scope.has_below,
            "by": found.by.value,
            "title": title,
            "rows": [_row(row) for row in found.rows],
            "total": _figures(found.total),
            "findings": [_failed(finding) for finding in found.findings],
        }
    )


def statistics_shown(found: Published, named: Named, today: date) -> Statistics:
    return Statistics.model_validate(
        {
            **_days(found.period),
            "unit": found.code,
            "unit_name": found.name,
            "title": named.title(today),
            "total": _figures(found.total),
            "rates": [_rate(share, found.total) for share in SHARES],
            "units": [_row(row) for row in found.units],
            "fields": [_row(row) for row in found.fields],
        }
    )


def _days(period: Period) -> dict[str, date]:
    return {"from": period.first, "to": period.last}


def _figures(row: Row) -> dict[str, int]:
    return row.figures(PUBLISHED)


def _row(row: Row) -> dict[str, object]:
    return {"key": row.key, "label": row.label, **_figures(row)}


def _rate(share: Share, row: Row) -> dict[str, object]:
    rate = share.of(row)
    return {
        "name": share.name,
        "label": share.label,
        "numerator": rate.numerator,
        "base": rate.base,
        "text": rate.text(),
    }


def _failed(finding: Finding) -> dict[str, object]:
    return {
        "key": finding.key,
        "name": finding.name,
        "where": finding.where,
        "left": finding.left,
        "right": finding.right,
        "difference": finding.difference,
        "message": finding.message,
    }

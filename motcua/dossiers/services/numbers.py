"""Running numbers: of a day's dossiers, of a year's register, of a year's papers of one form."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from motcua.dossiers.models import Dossier, IssuedPaper
from motcua.dossiers.rules import PaperForm


REGISTER = "register"


def next_of_day(agency_code: str, on: date) -> int:
    """Unique and without gaps: the row stays locked until the creation commits."""
    return _next(
        """INSERT INTO dossiers_daycounter (agency_code, "on", last) VALUES (%s, %s, 1)
           ON CONFLICT (agency_code, "on") DO UPDATE SET last = dossiers_daycounter.last + 1
           RETURNING last""",
        [agency_code, on],
    )


def next_of_year(unit_id: int, series: str, year: int) -> int:
    """Continuous within the year (TT 01/2018/TT-VPCP, Điều 10); locked like the day's number."""
    return _next(
        """INSERT INTO dossiers_yearcounter (unit_id, series, year, last) VALUES (%s, %s, %s, 1)
           ON CONFLICT (unit_id, series, year)
           DO UPDATE SET last = dossiers_yearcounter.last + 1
           RETURNING last""",
        [unit_id, series, year],
    )


def enter_in_register(dossier: Dossier, *, at: datetime) -> None:
    """Give an accepted dossier its line in Sổ theo dõi hồ sơ. The caller saves the dossier."""
    year = timezone.localdate(at).year
    dossier.register_year = year
    dossier.register_number = next_of_year(dossier.receiving_unit_id, REGISTER, year)


def issue(dossier: Dossier, form: PaperForm, *, unit_id: int, by: int | None, at: datetime) -> int:
    """Number an official paper of the dossier; returns the number."""
    year = timezone.localdate(at).year
    number = next_of_year(unit_id, form.value, year)
    IssuedPaper.objects.create(
        dossier=dossier,
        form=form.value,
        unit_id=unit_id,
        year=year,
        number=number,
        issued_at=at,
        issuer_id=by,
    )
    return number


def _next(statement: str, values: list[str | int | date]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        number: int = cursor.fetchone()[0]
    return number

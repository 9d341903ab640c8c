"""Running numbers for many at once: read, counted on in memory, written back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from motcua.dossiers.models import DayCounter, YearCounter


class Numbers:
    """Of some agencies' days and some units' years; goes on where the counters stand.

    The counters stay locked until the transaction ends.
    """

    def __init__(self, *, agency_codes: Collection[str], unit_ids: Collection[int]) -> None:
        days = DayCounter.objects.select_for_update().filter(agency_code__in=agency_codes)
        years = YearCounter.objects.select_for_update().filter(unit__in=unit_ids)
        self._days = {(row.agency_code, row.on): row.last for row in days}
        self._years = {(row.unit_id, row.series, row.year): row.last for row in years}

    def of_day(self, agency_code: str, on: date) -> int:
        last = self._days[agency_code, on] = self._days.get((agency_code, on), 0) + 1
        return last

    def of_year(self, unit_id: int, series: str, year: int) -> int:
        key = (unit_id, series, year)
        last = self._years[key] = self._years.get(key, 0) + 1
        return last

    def save(self) -> None:
        DayCounter.objects.bulk_create(
            (DayCounter(agency_code=c, on=on, last=n) for (c, on), n in self._days.items()),
            update_conflicts=True,
            unique_fields=["agency_code", "on"],
            update_fields=["last"],
        )
        YearCounter.objects.bulk_create(
            (
                YearCounter(unit_id=unit_id, series=series, year=year, last=n)
                for (unit_id, series, year), n in self._years.items()
            ),
            update_conflicts=True,
            unique_fields=["unit", "series", "year"],
            update_fields=["last"],
        )

"""How many dossiers each unit has: asked of the ledger, each question once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from motcua.catalog import queries as catalog
from motcua.ledger import queries as ledger
from motcua.ledger.queries import By
from motcua.ledger.rules import Counts, Period
from motcua.targets.queries.cards import QuotaCard, TargetCard
from motcua.targets.queries.scopes import Scope, scope_of, whole_agencies
from motcua.targets.rules import Draft, Progress, Reached, judged, shifted


Key = tuple[int, str]
NOTHING = Counts()


class Reader:
    """The answers of one page or one run. One query for each distinct scope, one for each day on
    which the levels of online services are needed."""

    def __init__(self) -> None:
        self._found: dict[Scope, Mapping[int | str | None, Counts]] = {}
        self._levels: dict[date, dict[str, tuple[str, ...]]] = {}

    def reached(
        self, draft: Draft, keys: Iterable[Key], agencies: Mapping[int, int], *, last: date
    ) -> dict[Key, Reached]:
        """By unit and own field, from the first day of the draft to the end of `last`."""
        wanted = list(keys)
        if last < draft.first:
            return {key: Reached(0) for key in wanted}
        whole = whole_agencies(wanted, agencies)
        found = {}
        for unit_id, field in wanted:
            agency = agencies[unit_id]
            scope = scope_of(draft, field, agency, whole, last=last)
            counts = self._counts(scope).get(field or agency, NOTHING)
            base = draft.base.of(counts) if draft.base else 0
            found[unit_id, field] = Reached(draft.figure.of(counts), base)
        return found

    def procedures(self, draft: Draft, *, last: date) -> str | tuple[str, ...]:
        """As the ledger is asked for them: "" is all, a tuple is only these."""
        return self._procedures(draft.procedure, draft.service_level, last)

    def _counts(self, scope: Scope) -> Mapping[int | str | None, Counts]:
        if scope not in self._found:
            self._found[scope] = ledger.counts(
                Period(scope.first, scope.last),
                units=scope.agencies,
                by=By.FIELD if scope.is_by_field else By.UNIT,
                field=scope.field,
                procedure=self._procedures(scope.procedure, scope.service_level, scope.last),
            )
        return self._found[scope]

    def _procedures(self, procedure: str, level: str, on: date) -> str | tuple[str, ...]:
        """Of what can be done online wholly or in part as the catalogue says on that day."""
        if not level:
            return procedure
        if on not in self._levels:
            self._levels[on] = catalog.codes_by_service_level(on)
        codes = self._levels[on].get(level, ())
        return codes if not procedure else tuple(code for code in codes if code == procedure)


def progress_of(
    card: TargetCard, *, on: date, today: date, reader: Reader | None = None
) -> dict[QuotaCard, Progress]:
    """How far each unit is at the end of the day `on`, in the order of the card."""
    last = min(on, card.draft.due_on)
    agencies = {quota.unit_id: quota.agency_id for quota in card.quotas}
    keys = [quota.key for quota in card.quotas]
    found = (reader or Reader()).reached(card.draft, keys, agencies, last=last)
    return {
        quota: judged(card.aim(quota), found[quota.key], on=on, today=today)
        for quota in card.quotas
    }


def last_year(draft: Draft, keys: Iterable[Key], agencies: Mapping[int, int]) -> dict[Key, Reached]:
    """What the same units had in the same days of the year before."""
    before = Draft(
        name=draft.name,
        figure=draft.figure,
        kind=draft.kind,
        base=draft.base,
        first=shifted(draft.first, -1),
        due_on=shifted(draft.due_on, -1),
        field=draft.field,
        procedure=draft.procedure,
        service_level=draft.service_level,
    )
    return Reader().reached(before, keys, agencies, last=before.due_on)

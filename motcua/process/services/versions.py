"""Drafting, approving and withdrawing versions of internal processes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.journal import services as journal
from motcua.people.rules import Actor, Role, has_control_characters
from motcua.process import queries
from motcua.process.errors import (
    BadProcess,
    FaultyProcess,
    LaterVersionApproved,
    NoSuchProcess,
    NotADraft,
    NotInUse,
    OnlyAdmin,
)
from motcua.process.facts import (
    ProcessApproved,
    ProcessChanged,
    ProcessDrafted,
    ProcessWithdrawn,
)
from motcua.process.models import ProcessVersion
from motcua.process.rules import Draft, State, checked_draft
from motcua.process.rules.checking import LONGEST
from motcua.process.services.rows import (
    columns,
    keep_steps,
    limit_label,
    lock_series,
    next_version,
)


@transaction.atomic
def create_draft(draft: Draft, *, by: Actor, at: datetime) -> int:
    """Keep a new version as a draft; it may still be incomplete. Returns its id.

    Raises OnlyAdmin, BadProcess.
    """
    _demand_admin(by)
    fields = columns(checked_draft(draft))
    series = (draft.procedure, draft.level.value, draft.case)
    lock_series(*series)
    version = ProcessVersion.objects.create(version=next_version(*series), **fields)
    keep_steps([version], [draft])
    fact = ProcessDrafted(
        subject=_subject(version),
        procedure=draft.procedure,
        level=draft.level.value,
        version=version.version,
    )
    journal.record(fact, by=by.user_id, at=at)
    return version.pk


@transaction.atomic
def change_draft(process_id: int, draft: Draft, *, by: Actor, at: datetime) -> None:
    """Put other content in place of a draft's; procedure, level and case stay what they are.

    Raises OnlyAdmin, NoSuchProcess, NotADraft, BadProcess.
    """
    _demand_admin(by)
    version = _locked_draft(process_id)
    fields = columns(checked_draft(draft))
    if any(fields[name] != getattr(version, name) for name in ("procedure", "level", "case")):
        raise BadProcess(what="dự thảo giữ nguyên thủ tục, cấp và trường hợp. Lập dự thảo khác.")
    for name, value in fields.items():
        setattr(version, name, value)
    version.save(update_fields=list(fields))
    version.steps.all().delete()
    keep_steps([version], [draft])

    fact = ProcessChanged(
        subject=_subject(version), steps=len(draft.steps), limit=limit_label(draft.limit)
    )
    journal.record(fact, by=by.user_id, at=at)


@transaction.atomic
def approve_process(process_id: int, *, by: Actor, at: datetime) -> None:
    """Put a draft in force from its `since` on; the version before it ends the day before.

    Dossiers that began under that version keep it. Raises OnlyAdmin, NoSuchProcess, NotADraft,
    FaultyProcess with all faults at once, LaterVersionApproved.
    """
    _demand_admin(by)
    version = _locked_draft(process_id)
    if found := queries.findings_of(queries.process(process_id)):
        raise FaultyProcess(faults=" ".join(finding.text for finding in found))
    replaces = _end_the_one_before(version)

    version.state = State.APPROVED.value
    version.approved_at = at
    version.approved_by_id = by.user_id
    version.save(update_fields=["state", "approved_at", "approved_by"])

    fact = ProcessApproved(
        subject=_subject(version),
        procedure=version.procedure,
        level=version.level,
        version=version.version,
        since=version.since,
        replaces=replaces,
    )
    journal.record(fact, by=by.user_id, at=at)


@transaction.atomic
def withdraw_process(process_id: int, *, reason: str, by: Actor, at: datetime) -> None:
    """Take a draft or an approved version out of use; dossiers that began under it keep it.

    Raises OnlyAdmin, NoSuchProcess, NotInUse, BadProcess.
    """
    _demand_admin(by)
    _demand_reason(reason)
    version = _locked(process_id)
    if version.state == State.WITHDRAWN:
        raise NotInUse(state=State.WITHDRAWN.label)
    version.state = State.WITHDRAWN.value
    version.save(update_fields=["state"])

    fact = ProcessWithdrawn(
        subject=_subject(version),
        procedure=version.procedure,
        version=version.version,
        reason=reason,
    )
    journal.record(fact, by=by.user_id, at=at)


def _end_the_one_before(version: ProcessVersion) -> int | None:
    """The id of the approved version that now ends where this one begins, if there is one."""
    lock_series(version.procedure, version.level, version.case)
    others = ProcessVersion.objects.approved().of_same_case(version)
    overlapping = others.filter(Q(until=None) | Q(until__gte=version.since))
    if version.until is not None:
        overlapping = overlapping.filter(since__lte=version.until)
    replaces = None
    for other in overlapping.select_for_update().order_by("since"):
        if other.since >= version.since:
            raise LaterVersionApproved(version=other.version, since=other.since)
        other.until = version.since - timedelta(days=1)
        other.save(update_fields=["until"])
        replaces = other.pk
    return replaces


def _locked(process_id: int) -> ProcessVersion:
    try:
        return ProcessVersion.objects.select_for_update(of=("self",)).get(pk=process_id)
    except ProcessVersion.DoesNotExist:
        raise NoSuchProcess() from None


def _locked_draft(process_id: int) -> ProcessVersion:
    version = _locked(process_id)
    if version.state != State.DRAFT:
        raise NotADraft(state=State(version.state).label)
    return version


def _demand_admin(by: Actor) -> None:
    if Role.ADMIN not in by.roles:
        raise OnlyAdmin()


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise BadProcess(what="cần ghi lý do bãi bỏ.")
    if len(reason) > LONGEST or has_control_characters(reason):
        raise BadProcess(what=f"lý do dài nhất {LONGEST} ký tự, không có ký tự lạ.")


def _subject(version: ProcessVersion) -> str:
    return f"process:{version.pk}"

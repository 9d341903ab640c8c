"""Idempotency-Key: the same answer to the same request for 24 hours, done once.

The row that holds the key is written before the work and filled after it, in one transaction with
it. So the work and the note of its answer are kept together or not at all, and a second request
with the same key waits at the unique index until the first is through; when that takes too long it
is told so. Refusals are answers too and are kept; a failure (5xx) is not, it may be tried again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from motcua.web.api.callers import POST_HEADER, account_of
from motcua.web.api.errors import FieldWrong, OtherBody, StillRunning
from motcua.web.models import IdempotentAnswer


HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotent-Replayed"
KEPT_FOR: Final = timedelta(hours=24)
LONGEST_KEY: Final = 200
PATIENCE: Final = "5s"


def answer(request: HttpRequest, work: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `work`, or the one given already.

    Raises FieldWrong, OtherBody and StillRunning.
    """
    key = request.headers.get(HEADER)
    if request.method != "POST" or key is None:
        return work()
    if not (key.isascii() and key.isprintable() and 0 < len(key) <= LONGEST_KEY):
        why = f"Khóa có từ 1 đến {LONGEST_KEY} ký tự ASCII in được"
        raise FieldWrong(field=HEADER, why=why)
    account_id = account_of(request)
    if account_id is None:
        return work()  # it will say who may not
    digest = _digest(request)
    with transaction.atomic():
        note = _taken(account_id, key, digest, at=timezone.now())
        return _replayed(note, digest) if note.status else _done(note, work)


def _digest(request: HttpRequest) -> str:
    """What makes two requests the same: where, at which post, and every byte of the body."""
    parts = (request.get_full_path(), request.headers.get(POST_HEADER, ""))
    return sha256("\n".join(parts).encode() + b"\n" + request.body).hexdigest()


def _taken(account_id: int, key: str, digest: str, *, at: datetime) -> IdempotentAnswer:
    """The row of this key, locked: a new one, or that of an earlier request."""
    IdempotentAnswer.objects.filter(
        account_id=account_id, key=key, created_at__lte=at - KEPT_FOR
    ).delete()
    row = IdempotentAnswer(account_id=account_id, key=key, request=digest, created_at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
        try:
            IdempotentAnswer.objects.bulk_create([row], ignore_conflicts=True)
        except OperationalError as error:
            if isinstance(error.__cause__, LockNotAvailable):
                raise StillRunning() from None
            raise
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    return IdempotentAnswer.objects.select_for_update().get(account_id=account_id, key=key)


def _replayed(note: IdempotentAnswer, digest: str) -> HttpResponse:
    if note.request != digest:
        raise OtherBody()
    response = HttpResponse(bytes(note.content), status=note.status, content_type=note.media_type)
    if note.location:
        response["Location"] = note.location
    response[REPLAYED] = "true"
    return response


def _done(note: IdempotentAnswer, work: Callable[[], HttpResponse]) -> HttpResponse:
    response = work()
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        transaction.set_rollback(True)
        return response
    note.status = response.status_code
    note.media_type = response["Content-Type"]
    note.location = response.get("Location", "")
    note.content = response.content
    note.save(update_fields=["status", "media_type", "location", "content"])
    return response


def forget(*, at: datetime) -> int:
    """Delete the answers that nobody can ask for any more; returns how many there were."""
    count, _ = IdempotentAnswer.objects.filter(created_at__lte=at - KEPT_FOR).delete()
    return count

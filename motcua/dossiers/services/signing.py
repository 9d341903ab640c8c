"""The result of a dossier: its draft laid down, signed and approved in one stroke."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from motcua.dossiers.errors import ResultFileChanged, ResultNotPdf
from motcua.dossiers.rules.signing import draft_objection, file_objection
from motcua.dossiers.services.paper_ground import seen
from motcua.dossiers.services.steps import approve
from motcua.errors import DomainError
from motcua.papers import queries as papers
from motcua.papers import services as paper_services
from motcua.papers.queries.results import result_files
from motcua.papers.rules import PDF, content_hash, safe_name
from motcua.papers.services import Vetted
from motcua.papers.services.results import lay_result
from motcua.people.rules import Actor
from motcua.signing import services as signing
from motcua.signing.rules import LineState, Stamp
from motcua.signing.services import OpenKey
from motcua.signing.services.batches import assert_bearable


logger = logging.getLogger(__name__)

SIGNED_WORDS = "Đã ký số và duyệt."
BROKEN = "Phần mềm gặp lỗi ở hồ sơ này, chưa có gì thay đổi. Mở hồ sơ để ký riêng."


@dataclass(frozen=True, slots=True)
class ChosenResult:
    """A result as it was looked at: the dossier's version and the file that was shown."""

    code: str
    version: int | None = None
    sha256: str = ""
    about: str = ""


def draft_result(code: str, *, name: str, content: bytes, by: Actor, at: datetime) -> None:
    """Lay down the PDF that is to be signed; a later one takes its place.

    Raises NoSuchDossier, ResultNotPdf, what `draft_objection` returns and the refusals of papers.
    """
    file = paper_services.vet(name, content)
    if file.media_type != PDF:
        raise ResultNotPdf
    with transaction.atomic():
        if refusal := draft_objection(by, seen(code, by)):
            raise refusal
        lay_result(code, file, is_whole=False, by=by.user_id, at=at)


def sign_results(
    chosen: Sequence[ChosenResult], certificate_id: int, pin: str, *, by: Actor, at: datetime
) -> int:
    """Sign and approve each of these with one PIN; returns the batch, where each row says how it
    went.

    Not in a transaction: each row is one of its own, in which it is signed and approved or neither.
    The key lives only as long as this call. Raises NothingChosen, TooManyAtOnce and what `open_key`
    raises; then nothing is signed.
    """
    rows = list({row.code: row for row in chosen}.values())
    assert_bearable(len(rows))
    key = signing.open_key(certificate_id, pin, by=by, at=at)
    about = [(row.code, row.about) for row in rows]
    batch_id = signing.begin_batch(about, certificate_id, by=by, at=at)
    for position, row in enumerate(rows, 1):
        _sign_row(batch_id, position, row, key, by=by, at=at)
    signing.end_batch(batch_id, at=timezone.now())
    return batch_id


def _sign_row(
    batch_id: int, position: int, row: ChosenResult, key: OpenKey, *, by: Actor, at: datetime
) -> None:
    try:
        with transaction.atomic():
            sign_result(row, key, by=by, at=at)
            signing.settle(batch_id, position, LineState.DONE, SIGNED_WORDS)
    except DomainError as refusal:
        signing.settle(batch_id, position, LineState.REFUSED, str(refusal))
    except Exception:
        logger.exception("Signing batch %s: a row failed", batch_id)
        signing.settle(batch_id, position, LineState.REFUSED, BROKEN)


@transaction.atomic
def sign_result(row: ChosenResult, key: OpenKey, *, by: Actor, at: datetime) -> None:
    """Approve, then sign the last file of the result; the dossier is locked meanwhile.

    Raises what `approve`, `file_objection` and the signer refuse, and ResultFileChanged.
    """
    approve(row.code, by=by, at=at, expect_version=row.version)
    files = result_files([row.code]).get(row.code, ())
    if refusal := file_objection(files):
        raise refusal
    source = files[-1]
    if row.sha256 and row.sha256 != source.sha256:
        raise ResultFileChanged
    content = papers.scan_content(row.code, source.sha256)[1]
    signed, level = key.signer.sign(content, _stamp(by, at), at=at)
    digest = content_hash(signed)
    file = Vetted(_signed_name(source.name), signed, PDF, digest)
    lay_result(row.code, file, is_whole=True, by=by.user_id, at=at)
    signing.note_signature(
        row.code,
        source_sha256=source.sha256,
        signed_sha256=digest,
        key=key,
        level=level,
        by=by,
        at=at,
    )


def _stamp(by: Actor, at: datetime) -> Stamp:
    local = timezone.localtime(at)
    offset = f"{local:%z}"
    moment = f"{local:%d/%m/%Y %H:%M:%S} {offset[:3]}:{offset[3:]}"
    return Stamp(by.name, f"{by.title}, {by.agency_name}", moment)


def _signed_name(name: str) -> str:
    return safe_name(f"{name.rpartition('.')[0] or name} da-ky.pdf")

"""What needs no token. How often one address may ask is limited at the door."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from motcua.dossiers import queries as dossiers
from motcua.web.api.paging import USUAL, Cursor, Limit
from motcua.web.api.shapes.procedures import Procedures
from motcua.web.api.shapes.public import PublicDossier, public_of
from motcua.web.api.views.procedures import Field, OfLevel, Words, found_procedures


router = Router(tags=["Công khai"])


@router.get("/dossiers/{code}", response=PublicDossier, summary="Tiến độ một hồ sơ")
def public_dossier(
    request: HttpRequest, code: Annotated[str, Path(examples=["H40.12.05-261121-0007"])]
) -> PublicDossier:
    """Không có dữ liệu cá nhân (TT 01/2018/TT-VPCP, Điều 16)."""
    return public_of(dossiers.progress(code, now=timezone.now()))


@router.get("/procedures", response=Procedures, summary="Tìm thủ tục")
def public_procedures(
    request: HttpRequest,
    q: Words,
    field: Field,
    level: OfLevel,
    limit: Limit = USUAL,
    cursor: Cursor = "",
) -> Procedures:
    return found_procedures(q, field=field, level=level, limit=limit, cursor=cursor)

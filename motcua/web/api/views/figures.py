"""Do the figures of a report add up?"""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Body, Router

from motcua.figures.rules import check_all
from motcua.web.api.shapes.figures import (
    AskedFigures,
    CheckedFigures,
    check_of,
    checked_of,
    figure_of,
)


router = Router(tags=["Số liệu báo cáo"])


@router.post("/figures/check", response=CheckedFigures, summary="Kiểm số liệu của một báo cáo")
def check_figures(request: HttpRequest, asked: Annotated[AskedFigures, Body()]) -> CheckedFigures:
    """Tỷ lệ làm tròn nửa lên; mục tiêu xét trên số đếm. Không số nào được lưu lại."""
    judged = check_all(
        [figure_of(figure) for figure in asked.figures],
        [check_of(check) for check in asked.checks],
    )
    return CheckedFigures(checks=[checked_of(one) for one in judged])

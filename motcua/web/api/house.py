"""The API itself: its routes, its renderer, its published description."""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder
from ninja.types import DictStrAny

from motcua.web.api import once, problems
from motcua.web.api.callers import POST_HEADER, bearer
from motcua.web.api.reading import StrictParser
from motcua.web.api.views import (
    actions,
    deadlines,
    dossiers,
    figures,
    procedures,
    public,
    reports,
    scorecards,
)


DESCRIPTION: Final = """\
Giao diện lập trình của motcua. Cán bộ và hệ thống khác gọi bằng khóa truy cập
(`Authorization: Bearer <khóa>`); các địa chỉ dưới `/public/` không cần khóa và giới hạn số lần gọi.
Mọi từ chối theo RFC 9457 (`application/problem+json`), `detail` nói phải làm gì. Thời điểm theo
ISO 8601 với giờ Việt Nam. POST kèm `Idempotency-Key` thì trong 24 giờ được trả lời như lần đầu."""

PROBLEM: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Một câu tiếng Việt: việc gì và phải làm gì."},
        "code": {"type": "string", "examples": ["dossiers.WrongStatus"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "actions": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Ở lỗi 409 của một việc: các việc người gọi làm được lúc này.",
        },
        "version": {"type": "integer", "description": "Đi cùng actions."},
    },
}


class Renderer(BaseRenderer):
    """Vietnamese as it is written, not as escapes."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        return json.dumps(data, cls=NinjaJSONEncoder, ensure_ascii=False)


class HouseAPI(NinjaAPI):
    _described: OpenAPISchema | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: DictStrAny | None = None
    ) -> OpenAPISchema:
        """With what every operation has: problems and headers. Made once; it can't change."""
        if self._described is not None:
            return self._described
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
        problem = {"description": "Từ chối", "content": {problems.MEDIA_TYPE: reference}}
        for operations in schema["paths"].values():
            for method, operation in operations.items():
                operation["responses"]["4XX"] = problem
                operation.setdefault("parameters", []).extend(_headers(method, operation))
        self._described = schema
        return schema


def _headers(method: str, operation: DictStrAny) -> list[DictStrAny]:
    names = [POST_HEADER] if "security" in operation else []
    names += [once.HEADER] if method == "post" else []
    text = {"type": "string"}
    return [{"in": "header", "name": name, "required": False, "schema": text} for name in names]


def build() -> HouseAPI:
    """One for the process; a second one would clash with its names."""
    api = HouseAPI(
        title="motcua",
        version="1",
        description=DESCRIPTION,
        urls_namespace="api",
        docs_url=None,
        auth=bearer,
        parser=StrictParser(),
        renderer=Renderer(),
    )
    problems.add_handlers(api)
    for router in (deadlines.router, procedures.router, dossiers.router, actions.router):
        api.add_router("", router)
    api.add_router("", reports.router)
    api.add_router("", figures.router)
    api.add_router("", scorecards.router)
    api.add_router("/public", public.router, auth=None)
    api.add_router("/public", reports.public_router, auth=None)
    return api

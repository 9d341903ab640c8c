"""What pydantic found wrong, as a field's name and a Vietnamese sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from motcua.dossiers.rules import Action


MOST_ERRORS: Final = 100
LONGEST_FIELD: Final = 200

_TAGS: Final = {action.value for action in Action}
_SENTENCES: Final[Mapping[str, str]] = {
    "missing": "Thiếu trường này.",
    "extra_forbidden": "Không nhận trường này.",
    "string_type": "Phải là một chuỗi chữ.",
    "string_too_short": "Ngắn nhất {min_length} ký tự.",
    "string_too_long": "Dài nhất {max_length} ký tự.",
    "greater_than_equal": "Nhỏ nhất là {ge}.",
    "less_than_equal": "Lớn nhất là {le}.",
    "literal_error": "Chỉ nhận {expected}.",
    "enum": "Chỉ nhận {expected}.",
    "union_tag_invalid": "Không có việc này. Chỉ nhận {expected_tags}.",
    "union_tag_not_found": "Thiếu trường này.",
    "list_type": "Phải là một danh sách.",
    "tuple_type": "Phải là một danh sách.",
    "too_long": "Nhiều nhất {max_length} mục.",
    "dict_type": "Phải là một đối tượng JSON.",
    "model_type": "Phải là một đối tượng JSON.",
    "model_attributes_type": "Phải là một đối tượng JSON.",
    "timezone_aware": "Thời điểm thiếu múi giờ. Ghi như 2026-11-23T09:00:00+07:00.",
    "decimal_max_digits": "Số có quá nhiều chữ số.",
    "decimal_max_places": "Nhiều nhất {decimal_places} chữ số sau dấu phẩy.",
    "decimal_whole_digits": "Số có quá nhiều chữ số.",
}
# By the first word of the error's kind, where many kinds mean the same to the one who sent it.
_FAMILIES: Final[Mapping[str, str]] = {
    "int": "Phải là một số nguyên.",
    "bool": "Phải là true hoặc false.",
    "decimal": "Phải là một số.",
    "float": "Phải là một số.",
    "finite": "Phải là một số.",
    "datetime": "Thời điểm không đúng. Ghi như 2026-11-23T09:00:00+07:00.",
    "date": "Ngày không đúng. Ghi như 2026-11-23.",
    "time": "Giờ không đúng. Ghi như 15:00.",
}
_OTHERWISE: Final = "Giá trị không hợp lệ."


def field_errors(found: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """One line for each fault, at most MOST_ERRORS of them."""
    return [
        {"field": _field(error["loc"], error["type"]), "message": _sentence(error)}
        for error in found[:MOST_ERRORS]
    ]


def _field(loc: Sequence[object], kind: str) -> str:
    """`limit.amount` for ("body", "asked", "limit", "amount"); the tag of a union is no field."""
    source, *path = loc
    if source == "body":
        path = path[1:]
    if kind.startswith("union_tag"):
        path = [*path, "action"]
    elif path and path[0] in _TAGS:
        path = path[1:]
    return ".".join(map(str, path))[:LONGEST_FIELD] or str(source)


def _sentence(error: Mapping[str, Any]) -> str:
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind == "value_error":
        return str(context["error"])
    if kind in _SENTENCES:
        return _SENTENCES[kind].format_map(_Shown(context))
    return _FAMILIES.get(kind.partition("_")[0], _OTHERWISE)


class _Shown(dict[str, object]):
    """Values of pydantic's context, with its English conjunction in ours."""

    def __init__(self, context: Mapping[str, object]) -> None:
        show: Callable[[object], str] = lambda value: str(value).replace(" or ", " hoặc ")  # noqa: E731
        super().__init__({key: show(value) for key, value in context.items()})

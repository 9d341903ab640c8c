"""Reading JSON strictly: what two programs could understand differently is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from motcua.web.api.errors import NotJsonType, NotReadable, StrangeCharacters


_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")
_JSON_TYPE: Final = re.compile(r"application/(?:[\w.+-]+\+)?json", re.ASCII)
_MOST_DEPTH: Final = 40


class StrictParser(Parser):
    """UTF-8 only; no NaN, no key twice, no NUL or half character anywhere, not endlessly deep."""

    def parse_body(self, request: HttpRequest) -> Any:
        if not _is_json(request):
            raise NotJsonType()
        try:
            text = request.body.decode("utf-8")
        except UnicodeDecodeError:
            raise NotReadable(why="không phải mã UTF-8") from None
        return read_json(text)


def read_json(text: str) -> Any:
    """Raises NotReadable."""
    try:
        value = json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object_of,
        )
    except RecursionError:
        raise NotReadable(why="lồng quá nhiều lớp") from None
    except (ValueError, ArithmeticError):
        raise NotReadable(why="không phải JSON") from None
    for part, depth in _parts(value):
        if depth > _MOST_DEPTH:
            raise NotReadable(why="lồng quá nhiều lớp")
        if _UNSTORABLE.search(part):
            raise NotReadable(why="có ký tự NUL hoặc nửa ký tự")
    return value


def refuse_strange_address(request: HttpRequest) -> None:
    """Raises StrangeCharacters for what no table can hold, in the path or the query."""
    texts = [request.path_info, *(text for pair in request.GET.lists() for text in _flat(pair))]
    if any(_UNSTORABLE.search(text) for text in texts):
        raise StrangeCharacters()


def _flat(pair: tuple[str, list[str]]) -> Iterator[str]:
    key, values = pair
    yield key
    yield from values


def _is_json(request: HttpRequest) -> bool:
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    return bool(_JSON_TYPE.fullmatch(request.content_type or "")) and charset.lower() in (
        "utf-8",
        "utf8",
    )


def _refuse_constant(name: str) -> NoReturn:
    raise NotReadable(why=f"JSON không có {name}")


def _object_of(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotReadable(why="một đối tượng có hai trường cùng tên")
    return found


def _parts(value: Any) -> Iterator[tuple[str, int]]:
    """Every text in it with its depth, keys included. Without recursion."""
    waiting = [(value, 0)]
    while waiting:
        here, depth = waiting.pop()
        if isinstance(here, str):
            yield here, depth
        elif isinstance(here, dict):
            yield "", depth
            waiting.extend((part, depth + 1) for pair in here.items() for part in pair)
        elif isinstance(here, list):
            yield "", depth
            waiting.extend((part, depth + 1) for part in here)

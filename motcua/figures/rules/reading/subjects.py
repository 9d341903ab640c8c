"""Whose numbers these are: a district, its communes, one office, one field. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Subject:
    """`key` is the same for «UBND huyện», «cấp huyện» and «huyện Bố Trạch»."""

    key: str = ""
    words: str = ""

    @property
    def is_whole(self) -> bool:
        return self.key.startswith("toàn ")


NOBODY: Final = Subject()
COMMUNES: Final = "các xã"
LEVELS: Final = ("tỉnh", "huyện", COMMUNES)

_CAPITAL: Final = "[A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x1EFA)))) + "]"
_NAME: Final = rf"{_CAPITAL}\w*(?:[ \u00a0]+{_CAPITAL}\w*){{0,4}}"
_FIND: Final = re.compile(
    rf"""(?P<whole>[Tt]oàn\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|ngành|địa\s+bàn))
    | (?P<field>[Ll]ĩnh\s+vực\s+[^\d,;:.()\n]{{2,40}})
    | (?P<communes>(?:[Cc]ấp|[Cc]ác)\s+(?:xã|phường|thị\s+trấn)
        (?:\s*,\s*(?:xã|phường|thị\s+trấn|đặc\s+khu))*)
    | (?P<commune>(?<!\w)(?:[Xx]ã|[Pp]hường|[Tt]hị\s+trấn)\s+(?!hội){_NAME})
    | (?P<office>(?<!\w)(?:Sở|Phòng|Ban|Chi\s+cục|Chi\s+nhánh|Công\s+an)\s+{_NAME})
    | (?P<province>(?<!\w)(?:UBND|[Cc]ấp)\s+tỉnh)
    | (?P<district>(?:(?<!\w)(?:UBND|[Cc]ấp)\s+(?:huyện|quận|thị\s+xã|thành\s+phố)
        |(?<!\w)(?:[Hh]uyện|[Qq]uận|[Tt]hị\s+xã|[Tt]hành\s+phố)(?=\s+{_CAPITAL}))
        (?:\s+{_NAME})?)""",
    re.VERBOSE,
)
_KEYS: Final = {"communes": COMMUNES, "province": "tỉnh", "district": "huyện"}


def subject_in(text: str) -> Subject | None:
    """The last one that is named."""
    found = list(_FIND.finditer(text))
    if not found or found[-1].lastgroup is None:
        return None
    last = found[-1]
    words = " ".join(last.group().split())
    return Subject(_KEYS.get(last.lastgroup or "", words.lower()), words)

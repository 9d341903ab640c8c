"""The paragraph an office writes of a period, from its figures. Pure.

In the shape of the reports that offices publish, with what those leave open said: dossiers of the
period before as a class of their own, no «tiếp nhận và giải quyết» for a number with open ones in
it, the days the period has, the base of each rate, and a target that was missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.figures.rules import write_number
from motcua.reports.rules.identities import findings_of
from motcua.reports.rules.rates import Rate


DIGITISE_ALL: Final = 100  # NĐ 61/2018/NĐ-CP as amended by NĐ 107/2021/NĐ-CP: whole dossiers

_CHANNELS: Final = (
    ("received_direct", "trực tiếp"),
    ("received_online", "trực tuyến"),
    ("received_postal", "qua bưu chính"),
    ("carried_over", "từ kỳ trước chuyển sang"),
)
_SPLIT: Final = (("granted_early", "trước hạn"), ("granted_on_time", "đúng hạn"))
_REST: Final = (
    ("awaiting_supplement", "chờ bổ sung"),
    ("paused", "tạm dừng chờ thực hiện nghĩa vụ tài chính"),
    ("not_eligible", "không đủ điều kiện giải quyết"),
    ("withdrawn", "người nộp rút"),
    ("stopped", "dừng giải quyết"),
)
_ENDED: Final = (
    ("not_eligible", "không đủ điều kiện"),
    ("withdrawn", "rút"),
    ("stopped", "dừng"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Of whom a paragraph speaks («UBND huyện Xuân Trường») and their figures by name."""

    name: str
    figures: Mapping[str, int]

    def get(self, name: str) -> int:
        return self.figures.get(name, 0)


@dataclass(frozen=True, slots=True)
class Style:
    """`is_merged`: «sớm và đúng hạn» in one number. `is_whole`: what follows is part of the first.

    `shows_channels`: how dossiers came in.
    """

    is_merged: bool = False
    is_whole: bool = False
    shows_channels: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    paragraphs: tuple[str, ...]
    remarks: tuple[str, ...]

    def __str__(self) -> str:
        lines = [*self.paragraphs, *(f"- {remark}" for remark in self.remarks)]
        return "\n".join(lines)


def paragraph(title: str, parts: Sequence[Part], style: Style | None = None) -> Text:
    """`title` as `Named.title` gives it; the first part is the agency, the others lie below it."""
    chosen = style or Style()
    opening = _upper(title) if title.startswith("từ ") else f"Trong {title}"
    paragraphs = []
    for number, part in enumerate(parts):
        said = _said(part, chosen)
        if number == 0:
            paragraphs.append(f"{opening}, {said}")
        else:
            paragraphs.append(f"Trong đó, {said}" if chosen.is_whole else _upper(said))
    remarks = [remark for part in parts for remark in _remarks(part)]
    return Text(tuple(paragraphs), tuple(remarks))


def below_name(names: Iterable[str]) -> str:
    """«UBND các xã, thị trấn» for the names of agencies below, in the usual order."""
    lowered = [name.lower() for name in names]
    known = ("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "thị trấn", "đặc khu")
    found = [
        word for word in known if any(name.startswith((f"ubnd {word} ", word)) for name in lowered)
    ]
    return f"UBND các {', '.join(found)}" if found else "Các đơn vị trực thuộc"


def _said(part: Part, style: Style) -> str:
    if not part.get("received"):
        return f"{part.name} không tiếp nhận hồ sơ nào và không có hồ sơ từ kỳ trước chuyển sang."
    clauses = [_received(part, style), _granted(part, style)]
    if part.get("being_resolved"):
        late = part.get("in_progress_late")
        open_late = f", trong đó {write_number(late)} hồ sơ đã quá hạn" if late else ""
        clauses.append(f"đang giải quyết {_dossiers(part.get('being_resolved'))}{open_late}")
    clauses += [f"{word} {_dossiers(part.get(name))}" for name, word in _REST if part.get(name)]
    if part.get("granted") and "digitised" in part.figures:
        rate = Rate(part.get("digitised"), part.get("granted"))
        clauses.append(f"số hóa {_of(rate)} hồ sơ ({rate.percent_text(DIGITISE_ALL)})")
    return "; ".join(clauses) + "."


def _received(part: Part, style: Style) -> str:
    said = f"{part.name} tiếp nhận {_dossiers(part.get('received'))}"
    ways = [f"{word} {_dossiers(part.get(name))}" for name, word in _CHANNELS if part.get(name)]
    return f"{said}, gồm: {', '.join(ways)}" if style.shows_channels and ways else said


def _granted(part: Part, style: Style) -> str:
    granted, late = part.get("granted"), part.get("granted_late")
    if not granted:
        return "chưa có hồ sơ được giải quyết xong"
    ended_late = f"quá hạn {_dossiers(late)}" if late else "không có hồ sơ quá hạn"
    if style.is_merged:
        in_time = part.get("granted_early") + part.get("granted_on_time")
        split = [f"sớm và đúng hạn {_dossiers(in_time)}"] if in_time else []
    else:
        split = [f"{word} {_dossiers(part.get(name))}" for name, word in _SPLIT if part.get(name)]
    return f"đã giải quyết {_dossiers(granted)}, gồm: {', '.join([*split, ended_late])}"


def _remarks(part: Part) -> Iterator[str]:
    """What whoever signs must know before."""
    for finding in findings_of(part.figures, part.name):
        yield f"Số liệu chưa khớp. {finding.message}"
    digitised = Rate(part.get("digitised"), part.get("granted"))
    if "digitised" in part.figures and digitised.reaches(DIGITISE_ALL) is False:
        missing = write_number(digitised.missing(DIGITISE_ALL))
        yield (
            f"{part.name}: số hóa {digitised.text(DIGITISE_ALL)}. "
            f"Không đạt {DIGITISE_ALL}%: còn {missing} hồ sơ chưa số hóa."
        )
    yield from _lateness(part)
    others = part.get("resolved") - part.get("granted")
    if others > 0:
        which = ", ".join(
            f"{word} {write_number(part.get(name))}" for name, word in _ENDED if part.get(name)
        )
        yield (
            f"{part.name}: Biểu II.06 tính cả hồ sơ kết thúc không có kết quả ({which}) "
            f"vào số đã giải quyết, là {_dossiers(part.get('resolved'))}."
        )
    online = Rate(part.get("received_online"), part.get("received_in_period"))
    if online.base and part.get("carried_over"):
        yield (
            f"{part.name}: tỷ lệ trực tuyến {online.text()} tính trên hồ sơ nhận trong kỳ, "
            "không tính hồ sơ từ kỳ trước."
        )


def _lateness(part: Part) -> Iterator[str]:
    ended, still = part.get("resolved_late"), part.get("in_progress_late")
    if not (ended or still):
        return
    late = [
        f"{write_number(count)} hồ sơ {words}"
        for count, words in ((ended, "giải quyết quá hạn"), (still, "đang quá hạn"))
        if count
    ]
    in_time = Rate(part.get("resolved") - ended, part.get("resolved"))
    rate = f" Tỷ lệ trước hạn và đúng hạn {in_time.text(100)}." if in_time.base else ""
    yield f"{part.name}: {', '.join(late)}; từng hồ sơ cần văn bản giải trình.{rate}"


def _dossiers(count: int) -> str:
    return f"{write_number(count)} hồ sơ"


def _of(rate: Rate) -> str:
    return f"{write_number(rate.numerator)}/{write_number(rate.base)}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]

"""A verdict as a Vietnamese sentence: which sum, by how much, what it could mean; no repair."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import floor
from typing import Final

from motcua.figures.rules.numbers import (
    Exact,
    rounded,
    shown_share,
    write_exact,
    write_number,
)
from motcua.figures.rules.values import Check, Figure, Span, Verdict


MOST_EQUALS: Final = 2
_LONGEST_WORDS: Final = 80
UNPRINTED: Final = (
    "có loại hồ sơ chưa in trong tổng: kỳ trước chuyển qua, đang giải quyết, chờ bổ sung."
)
_CAUTIONS: Final = {
    "%": "Cộng tỷ lệ chỉ có nghĩa khi cùng mẫu số và không chồng lên nhau.",
    "procedures": "Một thủ tục có thể thuộc nhiều cấp: đừng in như số thủ tục khác nhau.",
}


def shown(span: Span) -> str:
    if span.is_range:
        return f"{write_exact(span.low)} đến {write_exact(span.high)}"
    return write_exact(span.low)


def named(figure: Figure) -> str:
    """The words it was printed with, «trực tiếp 37 hồ sơ», else the number."""
    number = shown(figure.value)
    words = " ".join(figure.words.split())[:_LONGEST_WORDS]
    if not words or words == number:
        return number
    has_it = number in words or number.replace(".", "") in words.replace(".", "")
    return f"«{words}»" if has_it else f"{number} («{words}»)"


def _series(terms: Sequence[Figure]) -> str:
    text = _bracketed(terms[0].value)
    for figure in terms[1:]:
        value = figure.value
        text += f" − {_bracketed(-value)}" if value.high < 0 else f" + {_bracketed(value)}"
    return text


def _bracketed(span: Span) -> str:
    return f"({shown(span)})" if span.is_range else shown(span)


def adds_up(terms: Sequence[Figure], total: Figure) -> str:
    if len(terms) == 1:
        return f"Hai chỗ cùng ghi {shown(total.value)}."
    return f"{_series(terms)} = {shown(total.value)}, khớp."


def derived(check: Check, terms: Sequence[Figure], left: Span) -> str:
    units = {figure.unit for figure in terms}
    cautions = [text for unit, text in _CAUTIONS.items() if unit in units and len(terms) > 1]
    more = "".join(f" {text}" for text in (*check.readings, *cautions))
    return f"{_series(terms)} = {shown(left)}: số tính ra, báo cáo không in để đối chiếu.{more}"


def approximate(used: Sequence[Figure]) -> str:
    about = next(figure for figure in used if figure.is_approximate)
    return f"{named(about)} không phải số chính xác, nên không đối chiếu được."


def gap(
    check: Check, terms: Sequence[Figure], total: Figure, left: Span, known: Sequence[Figure]
) -> str:
    """Both sides, the gap, and what it could be; the report decides neither."""
    is_short = left.high < total.value.low
    size = total.value.low - left.high if is_short else left.low - total.value.high
    word = "thiếu" if is_short else "thừa"
    summed = f"{_series(terms)} = {shown(left)}" if len(terms) > 1 else named(terms[0])
    sentence = f"{summed}, không bằng {named(total)}: {word} {write_exact(size)}."
    used = {figure.id for figure in (*terms, total)}
    readings = [*check.readings]
    if not readings and is_short and len(terms) > 1:
        readings.append(UNPRINTED)
    readings += _equals(size, total, used, known)
    if not readings:
        return sentence
    if len(readings) == 1:
        return f"{sentence} Có thể {readings[0]}"
    listed = " ".join(f"({number}) {text}" for number, text in enumerate(readings, 1))
    return f"{sentence} Có thể: {listed} Số liệu không cho biết cách hiểu nào đúng."


def _equals(size: Fraction, total: Figure, used: set[str], known: Sequence[Figure]) -> list[str]:
    """Other numbers of the same report that are just as large as the gap."""
    found = [
        figure
        for figure in known
        if figure.id not in used
        and figure.source == total.source
        and figure.value.low == figure.value.high == size
        and figure.unit != "%"
    ]
    return [
        f"khoảng chênh {write_exact(size)} trùng với {named(figure)}: nhầm với số đó, "
        "hoặc chỉ là trùng hợp, không mặc nhiên là cùng những hồ sơ."
        for figure in found[:MOST_EQUALS]
    ]


def in_order(terms: Sequence[Figure]) -> str:
    return " ≤ ".join(shown(figure.value) for figure in terms) + ", hợp lý."


def out_of_order(one: Figure, other: Figure) -> str:
    over = write_exact(one.value.low - other.value.high)
    return f"{named(one)} lớn hơn {named(other)} là {over}, mà lẽ ra không thể lớn hơn."


def no_base(printed: Figure | None) -> str:
    if printed is None:
        return "Mẫu số là 0, không có tỷ lệ."
    return f"Báo cáo in {shown(printed.value)}% nhưng mẫu số là 0, không tính được tỷ lệ nào."


def derived_rate(part: Figure, whole: Figure, left: Span) -> str:
    return f"{shown(part.value)}/{shown(whole.value)} = {shown(left)}%: số tính ra."


def rate(
    part: Figure, whole: Figure, printed: Figure, exact: Fraction, decimals: int, *, holds: bool
) -> str:
    base = f"{shown(part.value)}/{shown(whole.value)}"
    computed = write_number(rounded(exact, decimals))
    precise = write_exact(rounded(exact, max(4, decimals + 1)))
    if holds:
        text = f"{base} = {precise}%, làm tròn {computed}%, khớp."
        if exact < 100 <= rounded(exact, decimals):
            short = write_exact(whole.value.low - part.value.low)
            full = write_number(shown_share(part.value.low, whole.value.low, decimals=decimals))
            text += f" Nhưng còn thiếu {short} mới đủ 100%: nên ghi {full}%."
        return text
    text = f"{base} = {precise}%: {computed}% nếu làm tròn"
    if printed.value.low == _cut(exact, decimals):
        return f"{text}; {shown(printed.value)}% là cắt bỏ phần lẻ."
    over = write_exact(abs(printed.value.low - Fraction(rounded(exact, decimals))))
    word = "thấp hơn" if printed.value.low < exact else "cao hơn"
    return f"{text}; báo cáo in {shown(printed.value)}%, {word} {over} điểm phần trăm."


def _cut(value: Exact, decimals: int) -> Fraction:
    return Fraction(floor(Fraction(value) * 10**decimals), 10**decimals)


def target(check: Check, reached: Figure, of: Figure, right: Fraction, verdict: Verdict) -> str:
    count, base = shown(reached.value), shown(of.value)
    percent = write_exact(check.required_percent)
    if verdict is Verdict.FAILS:
        over = write_exact(reached.value.low - of.value.low)
        return f"{count} nhiều hơn chính số phải làm là {base}: thừa {over}."
    if not of.value.low:
        return "Không có hồ sơ nào phải làm, mục tiêu không bị thiếu."
    found = shown_share(reached.value.low, of.value.low, decimals=2, target=check.required_percent)
    so_far = f"{count}/{base} ({write_exact(found)}%)"
    if verdict is Verdict.HOLDS:
        return f"{so_far}, đạt mục tiêu {percent}%."
    short = write_exact(right - reached.value.low)
    return f"{so_far}, còn thiếu {short} so với mục tiêu {percent}%."

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from motcua.catalog.rules import (
    COLUMNS,
    as_data,
    component_key,
    fingerprint,
    from_data,
    read_fee,
    read_limit,
    read_row,
)
from motcua.deadlines.rules import LimitUnit

from .conftest import delivered, row_of


DAY, CALENDAR = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY
HOUR, MONTH = LimitUnit.WORKING_HOUR, LimitUnit.MONTH


@pytest.mark.parametrize(
    ("text", "amount", "unit", "cutoff"),
    [
        ("3 ngày làm việc", "3", DAY, None),
        ("05 ngày làm việc", "5", DAY, None),
        ("  3  Ngày Làm Việc ", "3", DAY, None),
        ("0,5 ngày làm việc", "0.5", DAY, None),
        ("0.25 ngày làm việc", "0.25", DAY, None),
        ("15 ngày", "15", CALENDAR, None),
        ("8 giờ làm việc", "8", HOUR, None),
        ("6 tháng", "6", MONTH, None),
        ("1", "0", DAY, None),
        ("trong ngày", "0", DAY, None),
        ("Ngay trong ngày làm việc", "0", DAY, None),
        ("Giải quyết ngay trong ngày", "0", DAY, None),
        ("trong ngày (sau 15h: ngày làm việc tiếp theo)", "0", DAY, time(15)),
        ("trong ngày (nhận sau 15 giờ: ngày làm việc tiếp theo)", "0", DAY, time(15)),
        ("trong ngày (sau 15h30: ngày làm việc tiếp theo)", "0", DAY, time(15, 30)),
        ("trong ngày (sau 15:00 thì ngày làm việc tiếp theo)", "0", DAY, time(15)),
        ("3 nga\u0300y la\u0300m vie\u0323\u0302c", "3", DAY, None),
    ],
)
def test_a_limit_that_can_be_read(text, amount, unit, cutoff):
    read = read_limit(text, source="QĐ 1")

    assert read.limit is not None
    assert (read.limit.amount, read.limit.unit, read.cutoff) == (Decimal(amount), unit, cutoff)
    assert read.limit.source == "QĐ 1"
    assert read.unknown_because == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("?", "chưa ghi"),
        ("", "chưa ghi"),
        ("2", "không ghi đơn vị"),
        ("10", "không ghi đơn vị"),
        ("theo kế hoạch", "theo kế hoạch"),
        ('theo kỳ/quy định riêng (DB ghi "1")', "theo kỳ"),
        ("3–5 ngày làm việc", "khoảng"),
        ("3 - 5 ngày làm việc", "khoảng"),
        ("3 đến 5 ngày", "khoảng"),
        ("12 giờ", "giờ liên tục"),
        ("22 ngày làm việc (before 2025) / 10 ngày làm việc (2025)", "nhiều mức"),
        ("1 ngày làm việc (DB 7/2026; NĐ 168/2025: 03 ngày làm việc)", "nhiều mức"),
        ("ngay khi tiếp nhận; hoàn tất hồ sơ 10 ngày làm việc", "nhiều mức"),
        ("0,5 ngày", "Chưa đọc được"),
        ("9999 ngày làm việc", "Chưa đọc được"),
        ("trong ngày (sau 99h: mai)", "Chưa đọc được"),
        ("sớm nhất có thể", "Chưa đọc được"),
        ("-3 ngày làm việc", "Chưa đọc được"),
        ("٣ ngày làm việc", "Chưa đọc được"),
    ],
)
def test_a_limit_that_is_not_clear_is_never_guessed(text, why):
    read = read_limit(text, source="QĐ 1")

    assert read.limit is None
    assert why in read.unknown_because
    assert read.unknown_because.endswith(".")


@pytest.mark.parametrize(
    ("text", "amount", "per"),
    [
        ("Miễn phí", 0, ""),
        ("0", 0, ""),
        ("không thu", 0, ""),
        ("", None, ""),
        ("?", None, ""),
        ("8,000 Việt Nam Đồng", 8000, ""),
        ("4,500,000 Việt Nam Đồng", 4_500_000, ""),
        ("2.000 đồng/trang", 2000, "trang"),
        ("70000", 70000, ""),
        ("50.000đ", 50000, ""),
    ],
)
def test_a_fee_that_can_be_read(text, amount, per):
    fee = read_fee(text)

    assert fee is not None
    assert (fee.amount, fee.per) == (amount, per)


@pytest.mark.parametrize("text", ["-5", "theo quy định", "2,5", "1e9", "99999999999", "10-20.000"])
def test_a_fee_that_can_not_be_read(text):
    assert read_fee(text) is None


@given(text=st.text(max_size=60))
@example(text="9" * 60)
@example(text="1 ngày\x00")
def test_any_text_is_a_limit_or_a_reason(text):
    read = read_limit(text, source="x")
    fee = read_fee(text)

    assert (read.limit is None) == bool(read.unknown_because)
    assert fee is None or fee.amount is None or fee.amount >= 0


@pytest.mark.parametrize("row", delivered(), ids=lambda row: f"{row['code']}-{row['since']}")
def test_every_delivered_row_is_sound(row):
    read, problems = read_row(row)

    assert problems == []
    content = read.content
    assert from_data(as_data(content)) == content
    assert content.components or row["code"] == "3.000182"
    assert content.legal_basis
    assert all(component.name[0].isupper() for component in content.components)
    glued = (".doc", ".pdf", ".xls", "Mẫu số 01 Phụ")
    names = " ".join(c.name + c.note for c in content.components)
    assert not any(part in names for part in glued)
    assert all(t.limit is None or t.limit.source for t in content.by_channel)
    assert content.can_be_filed == all(t.limit is not None for t in content.by_channel)
    assert len({terms.mark for terms in content.by_channel}) == 1


def test_delivered_versions_of_a_procedure_do_not_overlap():
    spans = {}
    for row in delivered():
        spans.setdefault(row["code"], []).append((row["since"], row.get("until", "9999")))

    assert len(spans) == 157
    for found in spans.values():
        found.sort()
        assert all(a[1] < b[0] for a, b in zip(found, found[1:], strict=False))


def test_the_fingerprint_is_that_of_the_content():
    row = row_of("1.001193")
    turned = dict(reversed(row.items())) | {"fees": dict(reversed(row["fees"].items()))}
    other = row | {"note": "khác"}

    prints = [fingerprint(read_row(one)[0].content) for one in (row, turned, other)]

    assert prints[0] == prints[1] != prints[2]


def test_the_key_of_a_component_follows_from_its_name():
    assert component_key("Tờ khai đăng ký khai sinh") == "to-khai-dang-ky-khai-sinh"
    assert component_key("…") == "giay-to"
    read, _ = read_row(row_of("1.001193") | {"components": [{"name": "Đơn"}, {"name": "Đơn"}]})
    assert [c.key for c in read.content.components] == ["don", "don-2"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["direct", "amount", "unit", "name", "key", "commune", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(changes=st.dictionaries(st.sampled_from(sorted(COLUMNS)), ANYTHING, max_size=4))
@example(changes={"limits": {"direct": {"amount": float("inf"), "unit": "month"}}})
@example(changes={"levels": [None]})
def test_any_row_is_read_or_refused_with_its_columns(changes):
    row, problems = read_row(row_of("1.001193") | changes)

    assert (row is None) == bool(problems)
    assert all(problem.message.endswith(".") for problem in problems)

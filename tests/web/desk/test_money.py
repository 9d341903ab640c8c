"""Money on the desk: the box of a dossier, the forms, the receipt, the month as a file."""

import csv
import io
from http import HTTPStatus

import pytest
from python_calamine import CalamineWorkbook

from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.payments import queries as payments
from motcua.payments.models import Receipt
from motcua.payments.rules import Kind, Method
from tests import factories
from tests.factories import MORNING, at_step, finished, later, received, submitted
from tests.web.desk.conftest import act_url, desk_of, dossier_url, text_of
from tests.web.desk.test_budgets import count_queries


pytestmark = pytest.mark.django_db
FEE = 75_000
MOST = 10
PAID = {"amount": "75.000", "kind": "charge", "method": "cash", "payer": "Đặng Ngọc Quyên"}


@pytest.fixture
def world(db):
    return factories.office(fee=FEE)


def fee_url(code, what="thu-phi"):
    return f"{dossier_url(code)}{what}/"


def pay(code, by, **changes):
    given = {"amount": FEE, "kind": Kind.CHARGE, "method": Method.CASH, "payer": "Quyên", **changes}
    return services.collect_fee(code, by=by, at=MORNING, **given)


def the(code):
    return Dossier.objects.get(code=code)


def test_the_box_says_what_is_owed_and_leads_to_taking_it(world):
    code = received(world)

    page = desk_of(world.hieu).get(dossier_url(code))

    assert f'href="{fee_url(code)}"' in page.content.decode()
    assert "75.000\N{NO-BREAK SPACE}đồng" in page.content.decode()
    assert fee_url(code) not in desk_of(world.lan).get(dossier_url(code)).content.decode()


def test_it_is_taken_and_the_receipt_is_there_to_print(world):
    code, desk = received(world), desk_of(world.hieu)
    form = desk.get(fee_url(code)).content.decode()
    assert 'value="75000"' in form
    assert 'value="Đặng Ngọc Quyên"' in form

    answer = desk.post(fee_url(code), {**PAID, "version": the(code).version}, follow=True)

    assert answer.redirect_chain == [(fee_url(code, "bien-lai"), HTTPStatus.FOUND)]
    assert "0000001" in text_of(answer)
    receipt = payments.live_receipt(code)
    words = text_of(desk.get(f"/can-bo/bien-lai/{receipt.id}/"))
    assert "Biên lai thu lệ phí" in words
    assert "Bảy mươi lăm nghìn đồng" in words
    assert "Nguyễn Văn Hiếu" in words
    assert "Thu 75.000 đồng, biên lai số 0000001" in text_of(desk.get(dossier_url(code)))


def test_pressed_twice_it_is_taken_once(world):
    code, desk = received(world), desk_of(world.hieu)
    sent = {**PAID, "version": the(code).version}
    desk.post(fee_url(code), sent)

    again = desk.post(fee_url(code), sent)

    assert again.status_code == HTTPStatus.CONFLICT
    assert Receipt.objects.count() == 1
    assert "Không làm được. Hồ sơ này đã thu đủ." in text_of(desk.get(fee_url(code)))


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("amount", "50.000", "phải nộp 75.000 đồng"),
        ("amount", "bảy mươi", "chỉ gồm chữ số"),
        ("amount", "9" * 5000, "chỉ gồm chữ số"),
        ("amount", "-5", "lớn hơn 0"),
        ("payer", " ", "Ghi họ tên người nộp tiền"),
        ("payer", "Quyên\u202e", "không in được"),
        ("kind", "tip", "không phải là một trong các lựa chọn"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(world, field, typed, said):
    code = received(world)

    answer = desk_of(world.hieu).post(fee_url(code), {**PAID, field: typed})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert said in text_of(answer)
    assert not Receipt.objects.exists()


def test_a_waiver_is_written_down_and_shown(world):
    code, desk = received(world), desk_of(world.hieu)

    desk.post(fee_url(code, "mien-giam"), {"due": "0", "reason": "Người có công"})

    assert the(code).money_state == "nothing_owed"
    words = text_of(desk.get(fee_url(code, "bien-lai")))
    assert "Miễn: từ 75.000\N{NO-BREAK SPACE}đồng" in desk.get(
        fee_url(code, "bien-lai")
    ).content.decode().replace('<span class="num">', "")
    assert "Người có công" in words


def test_a_receipt_is_crossed_out(world):
    code, desk = received(world), desk_of(world.hieu)
    receipt = pay(code, world.hieu)

    desk.post(fee_url(code, "bien-lai/huy"), {"reason": "Sai tên"})

    assert the(code).money_state == "owed"
    assert "Đã hủy" in text_of(desk.get(f"/can-bo/bien-lai/{receipt}/"))


def test_a_refund_is_suggested_where_a_dossier_ended_without_what_was_paid_for(world):
    code, desk = submitted(world), desk_of(world.hieu)
    pay(code, world.hieu)
    services.decline(code, reason="Không thuộc địa bàn", by=world.hieu, at=MORNING)

    assert "Nên hoàn tiền." in text_of(desk.get(dossier_url(code)))
    assert "Không thuộc địa bàn</textarea>" in desk.get(
        fee_url(code, "bien-lai/hoan")
    ).content.decode().replace("\n", "")
    desk.post(fee_url(code, "bien-lai/hoan"), {"method": "cash", "reason": "Không tiếp nhận"})

    assert the(code).money_state == "refunded"


def test_at_the_return_one_is_asked_for_what_is_owed(world):
    owed, paid, desk = finished(world), finished(world), desk_of(world.hieu)
    pay(paid, world.hieu)

    assert "Thu 75.000" in text_of(desk.get(act_url(owed, "return_result")))
    assert "fee_paid" not in desk.get(act_url(paid, "return_result")).content.decode()
    desk.post(act_url(owed, "return_result"), {"handed_to": "Quyên", "fee_paid": "on"})

    assert payments.live_receipt(owed).payer == "Quyên"


def test_the_receipts_of_a_day(world):
    code, desk = received(world), desk_of(world.hieu)
    pay(code, world.khue)

    words = text_of(desk.get("/can-bo/bien-lai/"))

    assert code in words
    assert "Lê Minh Khuê" in words
    assert "số tiếp theo 2" in words
    assert "Không có biên lai nào" in text_of(desk.get("/can-bo/bien-lai/?ngay=2026-08-23"))


def test_a_stranger_sees_no_receipt_of_ours(world):
    receipt = pay(received(world), world.hieu)

    answer = desk_of(world.la).get(f"/can-bo/bien-lai/{receipt}/")

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Không có biên lai nào" in text_of(desk_of(world.la).get("/can-bo/bien-lai/"))


def test_a_book_is_opened(world):
    desk = desk_of(world.hieu)

    answer = desk.post(
        "/can-bo/bien-lai/quyen/", {"symbol": "AB-26T", "volume": 2, "first": 51, "last": 100}
    )
    again = desk.post(
        "/can-bo/bien-lai/quyen/", {"symbol": "AB-26T", "volume": 2, "first": 51, "last": 100}
    )
    pay(received(world), world.hieu)

    assert answer.status_code == HTTPStatus.FOUND
    assert again.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Receipt.objects.get().number == 51


def test_a_month_is_settled_with_each_agency(world):
    pay(received(world), world.hieu)

    words = text_of(desk_of(world.hieu).get("/can-bo/bien-lai/thang/?thang=2026-08"))

    assert "UBND phường An Thịnh Lệ phí 1 75.000" in words
    assert "Tháng này chưa có biên lai." in text_of(
        desk_of(world.hieu).get("/can-bo/bien-lai/thang/?thang=2026-07")
    )
    assert "UBND phường An Thịnh" in text_of(desk_of(world.chu).get("/can-bo/bien-lai/thang/"))
    assert desk_of(world.anh).get("/can-bo/bien-lai/thang/").status_code == HTTPStatus.FORBIDDEN


FORMULA = '=HYPERLINK("http://x","y")'


def test_the_file_of_a_month_has_numbers_and_no_formulas(world):
    pay(received(world), world.hieu, payer=FORMULA)
    desk = desk_of(world.hieu)

    book = CalamineWorkbook.from_filelike(
        io.BytesIO(desk.get("/can-bo/bien-lai/thang.xlsx").content)
    )
    sums = book.get_sheet_by_name("Tổng hợp").to_python()
    rows = book.get_sheet_by_name("Biên lai").to_python()
    text = desk.get("/can-bo/bien-lai/thang.csv").content.decode("utf-8-sig")
    (_header, line) = list(csv.reader(io.StringIO(text)))

    assert sums[1] == ["UBND phường An Thịnh", "Lệ phí", 1.0, 75_000.0, 0.0, 75_000.0]
    assert (rows[1][2], rows[1][9], rows[1][11]) == (1.0, FORMULA, 75_000.0)
    assert (line[9], line[11]) == (f"'{FORMULA}", "75000")
    assert desk.get("/can-bo/bien-lai/thang.pdf").status_code == HTTPStatus.NOT_FOUND


def test_no_page_of_money_asks_more_than_it_may(world):
    owed, step = received(world), at_step(world, 3)
    for _ in range(3):
        pay(received(world), world.khue)
    paid = pay(step, world.hieu)
    desk = desk_of(world.hieu)
    pages = (
        dossier_url(step),
        fee_url(owed),
        fee_url(owed, "mien-giam"),
        fee_url(step, "bien-lai"),
        "/can-bo/bien-lai/",
        f"/can-bo/bien-lai/{paid}/",
        "/can-bo/bien-lai/thang/",
        "/can-bo/bien-lai/quyen/",
    )
    counts = {page: count_queries(desk, page) for page in pages}

    assert {page: count for page, count in counts.items() if count > MOST} == {}


def test_a_page_of_money_after_midnight_is_of_the_new_day(world, morning):
    pay(received(world), world.hieu)
    morning.move_to(later(hours=16), tick=False)

    assert "Không có biên lai nào" in text_of(desk_of(world.hieu).get("/can-bo/bien-lai/"))

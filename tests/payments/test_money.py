"""A fee through its life: collected, cancelled, given back, waived; with and beside the dossier."""

import pytest
from django.db import IntegrityError, transaction

from motcua.dossiers import services
from motcua.dossiers.errors import NoSuchDossier, NotYourRole, NotYourUnit, StalePage, WrongStatus
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import Money
from motcua.journal import queries as journal
from motcua.payments import queries
from motcua.payments import services as payments
from motcua.payments.errors import (
    AlreadyCancelled,
    AlreadyPaid,
    AmountRefused,
    BookFull,
    BookRefused,
    DayChanged,
    DayIsClosed,
    NoSuchReceipt,
    NothingOwed,
    NothingPaid,
    NotTheSameDay,
    NotToReopen,
    NotWhatIsOwed,
    NotYourReceipt,
    ReasonNeeded,
    TextRefused,
)
from motcua.payments.models import Book, DayClose, Receipt, Relief
from motcua.payments.rules import Kind, Method
from tests.factories import MONDAY, MORNING, at_step, finished, later, office, received, submitted


pytestmark = pytest.mark.django_db
FEE = 75_000


@pytest.fixture
def world():
    return office(fee=FEE)


def pay(code, by, *, at=MORNING, amount=FEE, method=Method.CASH, **more):
    return services.collect_fee(
        code,
        amount=amount,
        method=method,
        kind=Kind.CHARGE,
        payer="Đặng Ngọc Quyên",
        by=by,
        at=at,
        **more,
    )


def the(code):
    return Dossier.objects.get(code=code)


def test_what_is_owed_is_paid_with_a_receipt(world):
    code = received(world)

    receipt = queries.receipt(pay(code, world.hieu), unit_ids=[world.one_stop.pk])

    assert (the(code).money_state, the(code).fee) == (Money.PAID, FEE)
    assert (receipt.subject, receipt.amount, receipt.number) == (code, FEE, 1)
    assert (receipt.symbol, receipt.volume, receipt.on) == ("BL-26", 1, MONDAY)
    assert receipt.agency_id == world.commune.pk
    assert receipt.amount_in_words == "Bảy mươi lăm nghìn đồng"
    event = journal.history(code)[-1]
    assert (event.kind, event.by_id, event.facts["number"]) == (
        "payment.collected",
        world.hieu.user_id,
        1,
    )


def test_numbers_run_on_without_gaps_also_when_one_is_refused(world):
    codes = [received(world) for _ in range(3)]
    pay(codes[0], world.hieu)
    with pytest.raises(TextRefused):
        services.collect_fee(
            codes[1],
            amount=FEE,
            method=Method.CASH,
            kind=Kind.FEE,
            payer=" ",
            by=world.hieu,
            at=MORNING,
        )
    pay(codes[1], world.khue)
    pay(codes[2], world.hieu)

    assert list(Receipt.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]


def test_twice_is_once(world):
    code = received(world)
    pay(code, world.hieu)

    with pytest.raises(AlreadyPaid):
        pay(code, world.khue)

    assert Receipt.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("lan", NotYourRole), ("chu", NotYourRole), ("la", NoSuchDossier), ("quan", NoSuchDossier)],
)
def test_only_its_own_counter_takes_money(world, who, refusal):
    code = received(world)

    with pytest.raises(refusal):
        pay(code, getattr(world, who))

    assert the(code).money_state == Money.OWED
    assert not Receipt.objects.exists()


def test_a_counter_of_the_same_agency_that_has_nothing_to_do_with_it_takes_nothing(world):
    from motcua.people.rules import Role, UnitKind  # noqa: PLC0415
    from tests.factories import person, unit  # noqa: PLC0415

    code = received(world)
    second = unit("H40.12.05.09", "Điểm tiếp nhận số 2", UnitKind.ONE_STOP, world.commune)
    other = person("hai", "Lê Hai", second, "Cán bộ quầy", Role.COUNTER)

    with pytest.raises(NotYourUnit):
        pay(code, other)


@pytest.mark.parametrize("amount", [FEE - 1, FEE * 2, 1])
def test_neither_more_nor_less_than_is_owed(world, amount):
    code = received(world)

    with pytest.raises(NotWhatIsOwed, match=r"75\.000 đồng"):
        pay(code, world.hieu, amount=amount)

    assert the(code).money_state == Money.OWED


def test_an_old_page_takes_no_money(world):
    code = received(world)

    with pytest.raises(StalePage, match="Nguyễn Văn Hiếu"):
        pay(code, world.hieu, expect_version=the(code).version - 1)


def test_nothing_is_taken_where_nothing_is_owed():
    world = office(fee=0)
    code = received(world)

    with pytest.raises(NothingOwed):
        pay(code, world.hieu)


def test_a_fee_the_catalogue_does_not_know_is_taken_as_it_is_read():
    world = office(fee=None)
    code = received(world)

    pay(code, world.hieu, amount=12_000)

    assert (the(code).fee, the(code).money_state) == (12_000, Money.PAID)


def test_nothing_is_taken_for_what_was_declined(world):
    code = submitted(world)
    services.decline(code, reason="Không thuộc địa bàn", by=world.hieu, at=MORNING)

    with pytest.raises(WrongStatus):
        pay(code, world.hieu)


def test_what_was_paid_before_it_was_declined_stays_paid_and_is_given_back(world):
    code = submitted(world)
    pay(code, world.hieu)
    services.decline(code, reason="Không thuộc địa bàn", by=world.hieu, at=MORNING)
    assert the(code).money_state == Money.PAID

    services.refund_fee(
        code, reason="Không tiếp nhận", method=Method.CASH, by=world.khue, at=later(days=1)
    )

    assert the(code).money_state == Money.REFUNDED
    figures = queries.day_figures(world.one_stop.pk, world.khue.user_id, MONDAY.replace(day=25))
    assert (figures.expected, figures.refunds) == (-FEE, 1)
    assert queries.day_figures(world.one_stop.pk, world.hieu.user_id, MONDAY).expected == FEE
    with pytest.raises(NothingPaid):
        services.refund_fee(
            code, reason="Lần nữa", method=Method.CASH, by=world.khue, at=later(days=1)
        )
    with pytest.raises(AlreadyPaid):
        pay(code, world.hieu)


def test_a_slip_is_crossed_out_and_its_number_never_used_again(world):
    code = received(world)
    first = pay(code, world.hieu)

    services.cancel_receipt(code, reason="Ghi sai tên", by=world.hieu, at=later(minutes=5))
    second = pay(code, world.hieu, at=later(minutes=6))

    mine = [world.one_stop.pk]
    assert queries.receipt(first, unit_ids=mine).state == "Đã hủy"
    assert queries.receipt(second, unit_ids=mine).number == 2
    figures = queries.day_figures(world.one_stop.pk, world.hieu.user_id, MONDAY)
    assert (figures.expected, figures.receipts, figures.cancelled) == (FEE, 1, 1)


def test_only_who_wrote_it_and_on_its_day_crosses_it_out(world):
    code = received(world)
    pay(code, world.hieu)

    with pytest.raises(NotYourReceipt):
        services.cancel_receipt(code, reason="Sai", by=world.khue, at=MORNING)
    with pytest.raises(NotTheSameDay):
        services.cancel_receipt(code, reason="Sai", by=world.hieu, at=later(days=1))
    with pytest.raises(ReasonNeeded):
        services.cancel_receipt(code, reason=" ", by=world.hieu, at=MORNING)

    assert the(code).money_state == Money.PAID
    assert queries.live_receipt(code) is not None


def test_a_cancelled_receipt_is_not_cancelled_again(world):
    receipt = pay(received(world), world.hieu)
    payments.cancel(receipt, reason="Sai", by=world.hieu, at=MORNING)

    with pytest.raises(AlreadyCancelled):
        payments.refund(receipt, reason="x", method=Method.CASH, by=world.hieu, at=MORNING)
    with pytest.raises(NoSuchReceipt):
        payments.cancel(receipt, reason="Sai", by=world.la, at=MORNING)


def test_less_is_asked_for_a_reason(world):
    code = received(world)

    services.relieve_fee(code, due=30_000, reason="Hộ cận nghèo", by=world.hieu, at=MORNING)

    assert (the(code).fee, the(code).money_state) == (30_000, Money.OWED)
    with pytest.raises(NotWhatIsOwed):
        pay(code, world.hieu)
    pay(code, world.hieu, amount=30_000)
    relief = queries.relief_of(code)
    assert (relief.owed, relief.due, relief.label) == (FEE, 30_000, "Giảm")


def test_nothing_is_asked_for_a_reason(world):
    code = received(world)
    with pytest.raises(ReasonNeeded):
        services.relieve_fee(code, due=0, reason="", by=world.hieu, at=MORNING)
    with pytest.raises(AmountRefused):
        services.relieve_fee(code, due=FEE, reason="x", by=world.hieu, at=MORNING)

    services.relieve_fee(code, due=0, reason="Người có công", by=world.hieu, at=MORNING)

    assert the(code).money_state == Money.NOTHING_OWED
    with pytest.raises(NothingOwed):
        pay(code, world.hieu, amount=1)
    assert not Receipt.objects.exists()


def test_the_result_is_handed_over_for_what_is_owed(world):
    code = finished(world)

    services.return_result(code, handed_to="Quyên", fee_paid=True, by=world.hieu, at=MORNING)

    receipt = queries.live_receipt(code)
    assert (receipt.amount, receipt.payer, receipt.method) == (FEE, "Quyên", Method.CASH)
    assert the(code).money_state == Money.PAID


def test_what_was_paid_before_is_not_paid_again_at_the_return(world):
    code = finished(world)
    pay(code, world.khue)

    services.return_result(code, handed_to="Quyên", fee_paid=True, by=world.hieu, at=MORNING)

    assert Receipt.objects.count() == 1


def test_after_the_day_is_closed_no_result_is_returned_for_money(world):
    code = finished(world)
    close(world.hieu, 0)

    with pytest.raises(DayIsClosed):
        services.return_result(code, handed_to="Quyên", fee_paid=True, by=world.hieu, at=MORNING)

    assert the(code).returned_at is None


# Books


def test_a_printed_book_ends_and_the_next_one_is_opened(world):
    payments.open_book("AB-26T", 3, first=101, last=102, by=world.hieu, at=MORNING)
    pay(received(world), world.hieu)
    pay(received(world), world.khue)
    code = received(world)
    with pytest.raises(BookFull):
        pay(code, world.hieu)
    assert the(code).money_state == Money.OWED

    payments.open_book("AB-26T", 4, first=1, last=50, by=world.khue, at=MORNING)
    pay(code, world.hieu)

    numbers = Receipt.objects.order_by("pk").values_list("book__volume", "number")
    assert list(numbers) == [(3, 101), (3, 102), (4, 1)]
    assert Book.objects.filter(closed_at=None).count() == 1


def test_a_book_is_used_once(world):
    payments.open_book("AB-26T", 3, first=1, last=50, by=world.hieu, at=MORNING)

    with pytest.raises(BookRefused, match="đã có"):
        payments.open_book("AB-26T", 3, first=51, last=99, by=world.hieu, at=MORNING)

    assert Book.objects.get(closed_at=None).next == 1


@pytest.mark.parametrize(
    ("symbol", "volume", "first", "last"),
    [("", 1, 1, 50), ("A", 0, 1, 50), ("A", 1, 51, 50), ("A", 1, 0, 5), ("A", 1, 1, 10_000_000)],
)
def test_what_is_no_book(world, symbol, volume, first, last):
    with pytest.raises(BookRefused):
        payments.open_book(symbol, volume, first=first, last=last, by=world.hieu, at=MORNING)


def test_numbers_of_the_house_begin_anew_each_year(world):
    pay(received(world), world.hieu)

    next_year = later(days=150)
    pay(received(world, at=next_year), world.hieu, at=next_year)

    assert list(Receipt.objects.order_by("pk").values_list("book__symbol", "number")) == [
        ("BL-26", 1),
        ("BL-27", 1),
    ]


# The end of the day


def close(by, shown, counts=None, *, reason="", at=MORNING):
    payments.close_day(counts or {}, shown=shown, reason=reason, by=by, at=at)


def test_a_day_is_closed_and_nothing_moves_in_it_any_more(world):
    code, other = received(world), received(world)
    pay(code, world.hieu)
    close(world.hieu, FEE, {50_000: 1, 20_000: 1, 5_000: 1})

    with pytest.raises(DayIsClosed):
        pay(other, world.hieu)
    with pytest.raises(DayIsClosed):
        services.cancel_receipt(code, reason="Sai", by=world.hieu, at=MORNING)
    with pytest.raises(DayIsClosed):
        services.refund_fee(code, reason="Sai", method=Method.CASH, by=world.hieu, at=MORNING)
    with pytest.raises(DayIsClosed):
        close(world.hieu, FEE, {50_000: 1, 20_000: 1, 5_000: 1})

    assert the(other).money_state == Money.OWED
    pay(other, world.khue)  # a colleague's day is their own
    pay(received(world), world.hieu, at=later(days=1))  # and tomorrow is another day


def test_a_difference_needs_its_reason(world):
    pay(received(world), world.hieu)

    with pytest.raises(ReasonNeeded, match=r"lệch -25\.000 đồng"):
        close(world.hieu, FEE, {50_000: 1})
    close(world.hieu, FEE, {50_000: 1}, reason="Thối nhầm")

    day = queries.closes([world.one_stop.pk], MONDAY)[0]
    assert (day.difference, day.reason, day.counts) == (-25_000, "Thối nhầm", {50_000: 1})


def test_a_transfer_is_not_in_the_drawer(world):
    pay(received(world), world.hieu, method=Method.TRANSFER)

    close(world.hieu, 0)

    assert DayClose.objects.get().expected == 0


def test_a_receipt_since_the_count_is_noticed(world):
    code = received(world)
    pay(code, world.hieu)

    with pytest.raises(DayChanged):
        close(world.hieu, 0)

    assert not DayClose.objects.exists()


def test_a_leader_opens_a_day_again_and_nobody_who_closed_it(world):
    code = received(world)
    close(world.hieu, 0)
    closed = queries.closes([world.one_stop.pk], MONDAY)[0].id
    for who in ("hieu", "khue", "lan", "anh"):
        with pytest.raises(NotToReopen):
            payments.reopen_day(closed, reason="Sót", by=getattr(world, who), at=MORNING)
    with pytest.raises(ReasonNeeded):
        payments.reopen_day(closed, reason="", by=world.chu, at=MORNING)

    payments.reopen_day(closed, reason="Sót một biên lai", by=world.chu, at=MORNING)
    pay(code, world.hieu)
    close(world.hieu, FEE, {50_000: 1, 20_000: 1, 5_000: 1})

    assert [day.reopen_reason for day in queries.closes([world.one_stop.pk], MONDAY)] == [
        "Sót một biên lai",
        "",
    ]
    days = [e.kind for e in journal.history("unit:H40.12.05.01") if ".day_" in e.kind]
    assert days == ["payment.day_closed", "payment.day_reopened", "payment.day_closed"]


# The month


def test_a_month_is_settled_by_agency_and_kind(world):
    august = MONDAY.replace(day=1)
    paid, crossed, returned = (received(world) for _ in range(3))
    pay(paid, world.hieu)
    pay(crossed, world.hieu)
    services.cancel_receipt(crossed, reason="Sai", by=world.hieu, at=MORNING)
    pay(returned, world.khue)
    services.refund_fee(
        returned, reason="Rút", method=Method.TRANSFER, by=world.khue, at=later(days=10)
    )

    rows = queries.month(world.one_stop.pk, august, august.replace(month=9))
    (sums,) = queries.settled(rows)
    (september,) = queries.settled(
        queries.month(world.one_stop.pk, august.replace(month=9), august.replace(month=10))
    )

    assert [row.taken for row in rows] == [FEE, 0, FEE]
    assert (sums.agency_id, sums.kind, sums.receipts) == (world.commune.pk, Kind.CHARGE, 2)
    assert (sums.taken, sums.given_back, sums.due) == (2 * FEE, 0, 2 * FEE)
    assert (september.taken, september.given_back, september.due) == (0, FEE, -FEE)


# What the database refuses


def row(receipt_id, **changes):
    found = Receipt.objects.get(pk=receipt_id)
    found.pk, found.number, found.subject = None, 900, "H40.12.05-260824-9999"
    for name, value in changes.items():
        setattr(found, name, value)
    return found


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"amount": 0}, "receipt_amount_bounded"),
        ({"kind": "tip"}, "receipt_kind_known"),
        ({"payer": ""}, "receipt_payer_named"),
        ({"number": 1}, "receipt_number_once"),
        ({"cancelled_at": MORNING}, "receipt_cancelled_at_and_by|receipt_ends_once"),
        ({"refunded_on": MONDAY}, "receipt_refund_whole"),
    ],
)
def test_the_database_refuses_a_receipt(world, changes, constraint):
    receipt = pay(received(world), world.hieu)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(receipt, **changes).save()


def test_the_database_refuses_a_second_receipt_of_a_dossier(world):
    code = received(world)
    receipt = pay(code, world.hieu)

    with pytest.raises(IntegrityError, match="receipt_one_of_subject"), transaction.atomic():
        row(receipt, subject=code).save()


def test_the_database_refuses_a_relief_that_is_none(world):
    with pytest.raises(IntegrityError, match="relief_lowers"), transaction.atomic():
        Relief.objects.create(
            subject="x",
            owed=5,
            due=5,
            reason="x",
            granted_at=MORNING,
            granted_by_id=world.hieu.user_id,
        )


def test_what_is_shown_of_a_fee_at_any_step(world):
    code = at_step(world, 3)
    pay(code, world.hieu)

    assert the(code).step_order == 3

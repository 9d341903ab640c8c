"""Many at once: one receipt, numbers without gaps, a day that is closed stays closed."""

import pytest

from motcua.dossiers import services
from motcua.dossiers.models import Dossier
from motcua.errors import DomainError
from motcua.payments import queries
from motcua.payments import services as payments
from motcua.payments.errors import AlreadyPaid, DayChanged, DayIsClosed
from motcua.payments.models import Book, DayClose, Receipt
from motcua.payments.rules import Kind, Method
from tests.factories import MONDAY, MORNING, office, received


pytestmark = pytest.mark.django_db(transaction=True)
FEE = 75_000


def pay(code, by):
    return services.collect_fee(
        code, amount=FEE, method=Method.CASH, kind=Kind.FEE, payer="Quyên", by=by, at=MORNING
    )


def test_two_officials_collect_one_fee_once(at_once):
    world = office(fee=FEE)
    code = received(world)
    officials = iter([world.hieu, world.khue] * 4)

    answers = at_once(8, lambda: pay(code, next(officials)))

    assert sum(isinstance(answer, int) for answer in answers) == 1
    assert sum(isinstance(answer, AlreadyPaid) for answer in answers) == 7, answers
    assert Receipt.objects.count() == 1
    assert Dossier.objects.get().money_state == "paid"


def test_the_first_receipts_of_a_unit_come_from_one_book_without_gaps(at_once):
    world = office(fee=FEE)
    codes = iter([received(world) for _ in range(8)])

    answers = at_once(8, lambda: pay(next(codes), world.hieu))

    assert all(isinstance(answer, int) for answer in answers), answers
    assert Book.objects.count() == 1
    assert sorted(Receipt.objects.values_list("number", flat=True)) == list(range(1, 9))


def test_a_receipt_never_slips_into_a_closed_day(at_once):
    world = office(fee=FEE)
    codes = iter([received(world) for _ in range(4)])
    deeds = iter(
        [lambda: payments.close_day({}, shown=0, by=world.hieu, at=MORNING)]
        + [lambda: pay(next(codes), world.hieu)] * 4
    )

    answers = at_once(5, lambda: next(deeds)())

    refusals = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(refusal, DomainError) for refusal in refusals), refusals
    figures = queries.day_figures(world.one_stop.pk, world.hieu.user_id, MONDAY)
    if DayClose.objects.exists():
        assert figures.expected == DayClose.objects.get().expected == 0
        assert all(isinstance(refusal, DayIsClosed) for refusal in refusals)
    else:
        assert [type(refusal) for refusal in refusals] == [DayChanged]


def test_a_day_is_closed_once(at_once):
    world = office(fee=FEE)

    answers = at_once(4, lambda: payments.close_day({}, shown=0, by=world.hieu, at=MORNING))

    assert answers.count(None) == 1
    assert DayClose.objects.count() == 1

"""The demonstration: laid out by real services, whole after an interruption, sound in every way."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from motcua.demo import queries, services
from motcua.dossiers import queries as dossiers
from motcua.dossiers.models import Dossier
from motcua.dossiers.rules import TRANSITIONS, Channel, Status, Timeliness
from motcua.journal import queries as journal
from motcua.journal.models import Entry
from motcua.payments.models import DayClose, Receipt
from motcua.people.models import Account, Unit
from motcua.people.services import sign_in


pytestmark = pytest.mark.django_db

# 23/11/2026, 15:05 in Hanoi: a Monday, the eve of a holiday.
NOW = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
REACHABLE = {*TRANSITIONS.values(), Status.REGISTERED}
PLACES = ("demo:2026",)


LESS = """
[[district]]
key = "2024-less"
title = "Huyện Xuân Trường, ít hồ sơ"
source = "test"
period = [2024-01-01, 2024-05-31]
code = "H40.15"
name = "Xuân Trường"
place_code = "364"
prefix = "xt"
province = { code = "H40", name = "Nam Định", place_code = "36" }
successor = { code = "H42", name = "Ninh Bình", place_code = "37" }
choices = []
communes = [["14089", "thị trấn", "Xuân Trường"], ["14095", "xã", "Xuân Hồng"]]
[district.counts.district]
received_online = 12
carried_over = 3
granted_early = 9
granted_on_time = 4
awaiting_supplement = 2
[district.counts.commune]
received_direct = 20
granted_early = 15
granted_on_time = 4
granted_late = 1
"""
PAST = 35


class CutOff(Exception):
    """The power went, or somebody pressed Ctrl-C."""


class CutOffAt:
    """In the middle of a dossier's life: just before so many stays at a step were written."""

    def __init__(self, stays):
        self.left = stays

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "dossiers_steprun"'):
            self.left -= 1
            if self.left == 0:
                raise CutOff
        return execute(sql, params, many, context)


@pytest.fixture(scope="module")
def district(tmp_path_factory, django_db_setup, django_db_blocker):
    """The place of today and a small district of the past; cut off twice and gone on with.

    What there was after each interruption: dossiers, and entries of the journal that say so.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(queries, "DISTRICTS", with_less_past(tmp_path_factory))
        with django_db_blocker.unblock(), transaction.atomic():
            left = [cut_off(stays) for stays in (40, 200)]
            services.load(size="district", at=LATER)
            yield left
            transaction.set_rollback(True)


def with_less_past(tmp_path_factory):
    """One district of two communes."""
    path = tmp_path_factory.mktemp("demo") / "districts.toml"
    text = queries.DISTRICTS.read_text("utf-8")
    path.write_text(text[: text.index('[[district]]\nkey = "2024-xuan')] + LESS, "utf-8")
    return path


def cut_off(stays):
    with pytest.raises(CutOff), connection.execute_wrapper(CutOffAt(stays)):
        services.load(size="district", at=NOW)
    return Dossier.objects.count(), sum(queries.made(place) for place in PLACES)


def counts():
    return {
        "dossiers": Dossier.objects.count(),
        "made": [queries.made(place) for place in PLACES],
        "units": Unit.objects.count(),
        "people": Account.objects.count(),
        "entries": Entry.objects.count(),
    }


def test_what_is_cut_off_in_the_middle_of_a_dossier_leaves_no_half_of_it(district):
    for there, told in district:
        assert there == told > 0


def test_it_goes_on_where_it_was_cut_off(district):
    assert counts()["made"] == [220]
    assert counts()["dossiers"] == 220 + PAST


def test_the_moment_of_the_first_start_is_kept(district):
    """Resumed two days later, nothing of the first place happened after the first start."""
    planned = [event for event in journal.history("demo:2026") if event.kind == "demo.planned"]

    assert [event.facts["now"] for event in planned] == [NOW.isoformat()]
    lived = Entry.objects.filter(kind__startswith="dossier.", subject__startswith="H42.")
    assert not lived.filter(at__gt=NOW).exists()


def test_again_it_changes_nothing(district):
    before = counts()

    services.load(size="district", at=LATER)

    assert counts() == before


def test_every_status_and_class_is_there_to_be_seen(district):
    statuses = set(Dossier.objects.values_list("status", flat=True))
    concluded = Entry.objects.filter(kind="dossier.concluded").values_list("facts", flat=True)
    classes = Counter(facts["timeliness"] for facts in concluded)
    channels = set(Dossier.objects.values_list("channel", flat=True))

    assert statuses == {status.value for status in REACHABLE}
    assert set(classes) == {each.value for each in Timeliness}
    assert channels == {each.value for each in Channel}
    assert classes["late"] < classes.total() / 10


def test_the_counter_digitised_most_and_forgot_some(district):
    lived = queries.codes("demo:2026")
    told = Entry.objects.filter(kind="dossier.concluded", subject__in=lived)
    marks = [facts["is_digitised"] for facts in told.values_list("facts", flat=True)]

    assert len(marks) / 2 < sum(marks) < len(marks)


def test_the_journal_holds(district):
    verdict = journal.verify()

    assert verdict.entries > 500
    assert verdict.broken == ()


def test_every_due_moment_follows_from_what_is_stored(district):
    wrong = [
        dossier.code
        for dossier in Dossier.objects.exclude(due_at=None)
        if dossiers.recomputed_due(dossier.code) != dossier.due_at
    ]

    assert wrong == []


def test_every_desk_that_is_shown_has_somebody_and_opens(district):
    for account in queries.accounts():
        assert sign_in(account.username, account.password, at=LATER).username == account.username


def test_nobody_s_number_or_telephone_is_in_it(district):
    """Their last six digits begin with 000; the telephone numbers are of a series without users."""
    rows = Dossier.objects.values_list("applicant_id_number", "applicant_phone")

    assert all(re.fullmatch(r"\d{6}000\d{3}", number) for number, _ in rows)
    assert all(re.fullmatch(r"0900000\d{3}", phone) for _, phone in rows)


def test_a_size_that_there_is_not_is_refused(db):
    with pytest.raises(KeyError):
        services.load(size="country", at=NOW)


def test_every_fee_that_is_paid_has_its_receipt_and_every_past_day_is_counted(district):
    paid = set(Dossier.objects.filter(money_state="paid").values_list("code", flat=True))
    receipts = list(Receipt.objects.values_list("subject", "on", "unit", "collected_by"))
    past = {row[1:] for row in receipts if NOW.date() - timedelta(days=20) < row[1] < LATER.date()}
    closed = set(DayClose.objects.values_list("on", "unit", "official"))

    assert len(paid) > 10
    assert {row[0] for row in receipts} == paid
    assert past
    assert past <= closed

"""People are told once, who may see the dossier, and nothing is lost by a run that died."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.alerts.models import Alert
from motcua.alerts.rules import Kind
from motcua.dossiers import services as dossiers
from motcua.dossiers.models import Dossier
from motcua.lateness import tasks
from motcua.lateness.models import Warned
from motcua.lateness.services import warn, warning
from motcua.people.models import Account, Post
from motcua.people.rules import Role
from tests.factories import at_step, finished, later, office, person, submitted


pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 8, 28, 2, 0, tzinfo=UTC)  # the morning after the promised day


@pytest.fixture
def world():
    return office()


def told(who, *, about=None):
    rows = Alert.objects.filter(recipient=who.user_id)
    if about:
        rows = rows.filter(subject=about)
    return list(rows.order_by("pk").values_list("kind", "text"))


def test_who_has_it_is_told_before_its_step_is_due(world):
    code = at_step(world, 3)
    dossiers.claim(code, by=world.lan, at=later())
    due = Dossier.objects.get(code=code).step_due_at

    assert warn(at=due - timedelta(minutes=90)) == 1

    [(kind, text)] = told(world.lan)
    assert kind == Kind.WARNING
    assert code in text
    assert "Thụ lý" in text
    assert told(world.son) == told(world.anh) == told(world.chu) == []


def test_all_of_the_role_where_nobody_has_it(world):
    code = at_step(world, 3)

    warn(at=Dossier.objects.get(code=code).step_due_at - timedelta(minutes=90))

    assert len(told(world.lan)) == len(told(world.son)) == 1
    assert told(world.anh) == told(world.hieu) == []


def test_once_however_often_it_runs(world):
    at_step(world, 3)
    warn(at=FRIDAY)
    before = Alert.objects.count(), Warned.objects.count()

    assert warn(at=FRIDAY + timedelta(minutes=15)) == 0

    assert (Alert.objects.count(), Warned.objects.count()) == before


def test_late_the_head_hears_and_is_asked_to_explain(world):
    code = at_step(world, 3)

    warn(at=FRIDAY)

    kinds = [kind for kind, _ in told(world.anh)]
    assert Kind.ESCALATION in kinds
    assert kinds.count(Kind.EXPLANATION) == 1
    demanded = next(text for kind, text in told(world.anh) if kind == Kind.EXPLANATION)
    assert "Trễ ở bước Thụ lý, Phòng Văn hóa - Xã hội" in demanded
    assert code in demanded
    assert not [kind for kind, _ in told(world.lan) if kind != Kind.WARNING]


def test_the_leader_hears_after_one_more_working_day(world):
    at_step(world, 3)
    warn(at=FRIDAY)
    whole = [text for _, text in told(world.chu) if "ngày trả" in text or "bước" not in text]
    assert whole == []

    warn(at=datetime(2026, 9, 1, 2, 0, tzinfo=UTC))

    assert [kind for kind, _ in told(world.chu)][-1] == Kind.ESCALATION


def test_an_office_without_a_head_is_its_leaders(world):
    code = at_step(world, 6)

    warn(at=FRIDAY)

    assert any(code in text for _, text in told(world.chu))


def test_nobody_who_may_not_see_it_is_told(world):
    at_step(world, 3)
    for days in (3, 5, 8):
        warn(at=later(days=days))

    strangers = (world.la, world.quan, world.khue, world.hieu, world.thu)
    assert not Alert.objects.filter(recipient__in=[w.user_id for w in strangers]).exists()


def test_who_left_the_office_is_not_told_but_who_is_there(world):
    code = at_step(world, 3)
    dossiers.claim(code, by=world.lan, at=later())
    Post.objects.filter(account=world.lan.user_id).update(until=later(days=-1).date())
    Account.objects.filter(pk=world.lan.user_id).update(is_active=False)

    warn(at=Dossier.objects.get(code=code).step_due_at - timedelta(minutes=90))

    assert told(world.lan) == []
    assert len(told(world.son)) == 1


def test_nobody_there_is_told_when_somebody_is(world):
    at_step(world, 3)
    Post.objects.exclude(account=world.hieu.user_id).update(until=later(days=-1).date())
    assert warn(at=FRIDAY) == 0
    new = person("moi", "Trịnh Mới", world.culture, "Trưởng phòng", Role.UNIT_HEAD)

    warn(at=FRIDAY)

    assert told(new)


def test_a_result_ends_all_warnings(world):
    finished(world)

    assert warn(at=later(days=30)) == 0


def test_a_filing_is_told_at_once_reminded_and_escalated(world):
    code = submitted(world)
    assert warn(at=later(minutes=1)) == 1
    assert [kind for kind, _ in told(world.hieu, about=code)] == [Kind.WARNING]
    assert [kind for kind, _ in told(world.khue, about=code)] == [Kind.WARNING]
    assert told(world.la) == told(world.lan) == []
    due = Dossier.objects.get(code=code).answer_due_at

    warn(at=due - timedelta(minutes=60))
    assert len(told(world.hieu)) == 2
    warn(at=due + timedelta(minutes=1))

    assert "quá hạn" in told(world.chu)[-1][1]  # this one-stop has no head of its own


def test_accepted_nobody_is_reminded_to_accept(world):
    code = submitted(world)
    dossiers.accept(code, by=world.hieu, at=later(minutes=5))

    warn(at=later(minutes=10))

    assert told(world.khue) == []


def test_a_new_deadline_is_warned_of_anew(world):
    code = at_step(world, 3)
    warn(at=Dossier.objects.get(code=code).step_due_at - timedelta(minutes=90))
    dossiers.forward(code, by=world.lan, at=later(days=1))
    dossiers.send_back(code, reason="Thiếu số liệu", by=world.anh, at=later(days=1, hours=1))
    before = len(told(world.lan))

    warn(at=Dossier.objects.get(code=code).step_due_at - timedelta(minutes=30))

    assert len(told(world.lan)) > before


def test_a_run_that_dies_in_the_middle_loses_nothing(world, monkeypatch):
    codes = [at_step(world, 3, at=later(minutes=n)) for n in range(4)]
    real, calls = warning.alerts.tell, []

    def dies(*given, **named):
        calls.append(named["key"])
        if len(calls) == 5:
            raise KeyboardInterrupt
        real(*given, **named)

    monkeypatch.setattr(warning.alerts, "tell", dies)
    with pytest.raises(KeyboardInterrupt):
        warn(at=FRIDAY, batch=1)
    monkeypatch.setattr(warning.alerts, "tell", real)

    warn(at=FRIDAY, batch=1)

    for code in codes:
        kinds = [kind for kind, _ in told(world.anh, about=code)]
        assert sorted(kinds) == sorted([Kind.ESCALATION, Kind.ESCALATION, Kind.EXPLANATION])


def test_the_number_of_queries_does_not_grow_with_what_is_in_time(
    world, django_assert_max_num_queries
):
    for n in range(12):
        at_step(world, 3, at=later(minutes=n))

    with django_assert_max_num_queries(9):  # two reads, units, calendar, savepoints
        warn(at=later(hours=1))


def test_the_tasks_call_the_services(world, time_machine):
    code = at_step(world, 3)
    time_machine.move_to(FRIDAY)

    tasks.warn(0)
    tasks.close_unanswered(0)

    assert told(world.anh, about=code)

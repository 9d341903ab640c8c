"""The page of one dossier: where it is and until when, and nobody's name."""

from dataclasses import fields
from datetime import date
from http import HTTPStatus

import pytest
from django.core.cache import cache

from motcua.dossiers import services
from tests.factories import MORNING, at_step, filing, finished, later, office, received, submitted


pytestmark = pytest.mark.django_db


@pytest.fixture
def world(time_machine):
    cache.clear()
    time_machine.move_to(MORNING)
    return office()


@pytest.fixture
def seen(client, django_assert_max_num_queries):
    def see(code):
        with django_assert_max_num_queries(10):
            answer = client.get(f"/tra-cuu/{code}/")
        assert answer.status_code == HTTPStatus.OK
        return answer.content.decode()

    return see


def test_a_dossier_in_process_shows_promise_place_and_steps(world, seen):
    code = received(world)

    html = seen(code)

    assert f'<span class="code">{code}</span>' in html
    assert 'class="state ok chip"' in html
    assert "Hẹn trả kết quả" in html
    assert 'aria-current="step"' in html
    assert "Đang ở" in html


def test_a_late_dossier_comes_with_an_apology(world, seen, time_machine):
    code = received(world)
    time_machine.move_to(later(days=30))

    html = seen(code)

    assert 'class="state late chip"' in html
    assert "Chúng tôi trả kết quả chậm và xin lỗi ông/bà." in html


def test_a_finished_dossier_says_where_to_fetch_the_result(world, seen):
    html = seen(finished(world))

    assert "Có kết quả từ" in html
    assert "Nơi trả kết quả" in html
    assert "xin lỗi" not in html


def test_a_dossier_that_is_not_accepted_yet_promises_nothing(world, seen):
    html = seen(submitted(world))

    assert "Hẹn trả kết quả" not in html


def test_nobody_is_named(world, seen):
    """TT 01/2018/TT-VPCP, Điều 16.2d: without signing in, only how far the dossier is."""
    applicant = filing(world).applicant
    texts = [str(getattr(applicant, part.name)) for part in fields(applicant)]
    personal = [text for text in texts if len(text) > 7]
    assert personal

    for code in (submitted(world), received(world), at_step(world, 2), finished(world)):
        html = seen(code)

        assert [text for text in personal if text in html] == []
        assert world.hieu.name not in html


def test_a_new_day_is_shown_with_the_apology_and_the_first_day(world, seen, time_machine):
    """NĐ 61/2018/NĐ-CP, Điều 19.9: the applicant hears of the new day, with an apology."""
    code = at_step(world, 3)
    time_machine.move_to(later(days=4))
    services.apologise(
        code, new_due_on=date(2026, 9, 3), reason="Thiếu người", by=world.chu, at=later(days=4)
    )

    html = seen(code)

    assert "Ngày hẹn mới" in html
    assert "03/09/2026" in html
    assert "Ngày hẹn lần đầu" in html
    assert "Chúng tôi xin lỗi ông/bà." in html
    assert "đã quá ngày hẹn trả" in " ".join(html.split())
    assert "Thiếu người" not in html  # what an office writes may name people

    time_machine.move_to(later(days=20))
    assert "quá cả ngày hẹn mới" in seen(code)


def test_an_extension_in_time_is_no_delay(world, seen):
    code = at_step(world, 3)
    services.extend(code, new_due_on=date(2026, 8, 28), reason="x", by=world.chu, at=MORNING)

    html = seen(code)

    assert "cần thêm thời gian" in html
    assert "đã quá ngày hẹn" not in html

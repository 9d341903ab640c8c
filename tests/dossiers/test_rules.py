from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from motcua.dossiers.errors import BadCode, FieldRefused
from motcua.dossiers.rules import (
    CLOSED,
    TRANSITIONS,
    Action,
    Applicant,
    ApplicantKind,
    Channel,
    ComponentLine,
    Intake,
    Status,
    Timeliness,
    TimeState,
    checked_intake,
    complete_moment,
    dossier_code,
    normal_code,
    status_after,
    time_state,
    timeliness,
)
from motcua.dossiers.rules.states import diagram
from tests.factories import APPLICANT, MORNING


def test_the_ten_states_are_the_ten_national_codes():
    assert sorted(status.national_code for status in Status) == list(range(1, 11))


def test_every_open_status_has_a_way_out():
    ways = {before for (before, _), after in TRANSITIONS.items() if after is not before}
    assert ways == set(Status) - CLOSED


def test_every_status_can_be_reached():
    assert set(TRANSITIONS.values()) | {Status.REGISTERED} == set(Status)


def test_what_was_asked_for_before_acceptance_comes_back_to_it():
    waiting = Status.AWAITING_SUPPLEMENT

    assert status_after(waiting, Action.SUPPLY, was_accepted=False) is Status.REGISTERED
    assert status_after(waiting, Action.SUPPLY, was_accepted=True) is Status.IN_PROCESS


def test_the_diagram_in_the_docs_is_current():
    page = Path("docs/reference/dossier-states.md").read_text("utf-8")

    assert diagram() in page, "write rules.states.diagram() into the page"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("H40.12.05-261121-0007", "H40.12.05-261121-0007", id="as printed"),
        pytest.param(" h40.12.05-261121-0007 ", "H40.12.05-261121-0007", id="small letters"),
        pytest.param("H40.12.05 - 261121 - 0007", "H40.12.05-261121-0007", id="spaces"),
        pytest.param("H40.12.05–261121–0007", "H40.12.05-261121-0007", id="long dashes"),
        pytest.param("G09.20-20260609-0092637", "G09.20-20260609-0092637", id="a ministry's"),
        pytest.param("000.00.12.H40-261121-0007", "000.00.12.H40-261121-0007", id="of before 2020"),
    ],
)
def test_a_code_is_read_as_people_type_it(typed, code):
    assert normal_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "H40", "H40-2611-1", "H40.12.05-261121-0007' OR 1=1", "A" * 10_000, "\x00", "٣-٢"]
)
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(BadCode, match="có dạng"):
        normal_code(typed)


def test_the_number_of_a_code_grows_beyond_four_digits():
    assert dossier_code("H40", date(2026, 11, 21), 12345) == "H40-261121-12345"


DUE = datetime(2026, 8, 27, 10, 0, tzinfo=UTC)  # Thursday, 17:00 in Hà Nội


@pytest.mark.parametrize(
    ("finished_at", "expected"),
    [
        pytest.param(datetime(2026, 8, 26, 16, 59, tzinfo=UTC), Timeliness.EARLY, id="day before"),
        pytest.param(datetime(2026, 8, 27, 1, 0, tzinfo=UTC), Timeliness.ON_TIME, id="due day"),
        pytest.param(
            datetime(2026, 8, 27, 16, 0, tzinfo=UTC), Timeliness.ON_TIME, id="after hours"
        ),
        pytest.param(
            datetime(2026, 8, 27, 17, 0, tzinfo=UTC), Timeliness.LATE, id="after midnight"
        ),
    ],
)
def test_in_time_is_decided_by_the_day(finished_at, expected):
    assert timeliness(finished_at, DUE) is expected


@pytest.mark.parametrize(
    ("status", "now", "expected"),
    [
        (Status.IN_PROCESS, datetime(2026, 8, 26, 2, tzinfo=UTC), TimeState.OK),
        (Status.IN_PROCESS, datetime(2026, 8, 27, 2, tzinfo=UTC), TimeState.SOON),
        (Status.IN_PROCESS, datetime(2026, 8, 28, 2, tzinfo=UTC), TimeState.LATE),
        (Status.AWAITING_SUPPLEMENT, datetime(2026, 9, 28, 2, tzinfo=UTC), TimeState.WAIT),
        (Status.REGISTERED, datetime(2026, 8, 28, 2, tzinfo=UTC), TimeState.NEW),
        (Status.RETURNED, datetime(2026, 9, 28, 2, tzinfo=UTC), TimeState.DONE),
    ],
)
def test_what_a_list_shows(status, now, expected):
    assert time_state(status, DUE, now) is expected


@pytest.mark.parametrize(
    ("channel", "supplied_at", "expected"),
    [
        pytest.param(Channel.DIRECT, None, "accepted", id="at the counter: when accepted"),
        pytest.param(
            Channel.DIRECT, "supplied", "accepted", id="at the counter after a supplement"
        ),
        pytest.param(Channel.ONLINE, None, "submitted", id="online: when the house had it"),
        pytest.param(Channel.ONLINE, "supplied", "supplied", id="online: when it was complete"),
        pytest.param(Channel.POSTAL, None, "submitted", id="by post: when it arrived"),
    ],
)
def test_the_moment_complete(channel, supplied_at, expected):
    moments = {
        "submitted": MORNING,
        "supplied": MORNING.replace(hour=3),
        "accepted": MORNING.replace(hour=4),
    }

    answer = complete_moment(
        channel,
        submitted_at=moments["submitted"],
        supplied_at=moments.get(supplied_at or ""),
        accepted_at=moments["accepted"],
    )

    assert answer == moments[expected]


def intake(**fields):
    person = {"kind": ApplicantKind.CITIZEN, "name": APPLICANT.name} | fields
    return Intake("1.001193", Channel.DIRECT, 1, Applicant(**person))


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        pytest.param({"name": "  Đặng   Ngọc Quyên "}, {"name": "Đặng Ngọc Quyên"}, id="spaces"),
        pytest.param({"name": "Nguye\u0302\u0303n"}, {"name": "Nguyễn"}, id="NFD becomes NFC"),
        pytest.param({"name": "<b>O'Hara</b>"}, {"name": "<b>O'Hara</b>"}, id="HTML is only text"),
        pytest.param({"name": "Ya Ðăm; DROP TABLE"}, {"name": "Ya Ðăm; DROP TABLE"}, id="SQL"),
        pytest.param({"id_number": "036 198 001 234"}, {"id_number": "036198001234"}, id="CCCD"),
        pytest.param({"phone": "0912.345.318"}, {"phone": "0912345318"}, id="phone with dots"),
        pytest.param({"phone": "+84912345318"}, {"phone": "+84912345318"}, id="phone of abroad"),
    ],
)
def test_what_is_typed_is_kept_faithfully(fields, kept):
    applicant = checked_intake(intake(**fields)).applicant

    assert {key: getattr(applicant, key) for key in kept} == kept


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        pytest.param({"name": ""}, "name", id="no name"),
        pytest.param({"name": "12345"}, "name", id="no letter"),
        pytest.param({"name": "An\x00"}, "name", id="NUL"),
        pytest.param({"name": "An\u202edoc"}, "name", id="direction override"),
        pytest.param({"name": "A" * 1_000_000}, "name", id="a megabyte"),
        pytest.param({"id_number": "12345"}, "id_number", id="too short"),
        pytest.param({"id_number": "٠٣٦١٩٨٠٠١٢٣٤"}, "id_number", id="digits of another script"),
        pytest.param({"phone": "12"}, "phone", id="phone"),
        pytest.param({"email": "x@y"}, "email", id="e-mail"),
        pytest.param({"address": "a\x1b[31m"}, "address", id="escape"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(fields, field):
    with pytest.raises(FieldRefused) as refused:
        checked_intake(intake(**fields))

    assert refused.value.facts["field"] == field


def test_a_checklist_has_an_end():
    lines = tuple(ComponentLine(f"Giấy {n}") for n in range(61))

    with pytest.raises(FieldRefused, match="Quá 60"):
        checked_intake(Intake("1.001193", Channel.DIRECT, 1, APPLICANT, components=lines))

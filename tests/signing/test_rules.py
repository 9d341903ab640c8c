from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.signing.rules import Checked, TimeFrom, Validity, opening_name, validity
from tests.factories import MORNING


DAY = timedelta(days=1)
SOUND = Checked(
    name="Vũ Đình Chu",
    issuer="Gốc",
    serial="1",
    fingerprint="0" * 64,
    intact=True,
    whole=True,
    trusted=True,
    in_time=True,
    signed_at=MORNING,
    time_from=TimeFrom.REGISTER,
)


@pytest.mark.parametrize(
    ("since", "until", "revoked", "expected"),
    [
        (-10, 100, None, Validity.GOOD),
        (-10, 31, None, Validity.GOOD),
        (-10, 30, None, Validity.EXPIRING),
        (-10, 0, None, Validity.EXPIRING),
        (-10, -1, None, Validity.EXPIRED),
        (1, 100, None, Validity.NOT_YET),
        (-10, 100, -1, Validity.REVOKED),
        (-10, -5, -7, Validity.REVOKED),
        (-10, 100, 1, Validity.GOOD),
    ],
)
def test_a_certificate_on_a_day(since, until, revoked, expected):
    revoked_at = None if revoked is None else MORNING + revoked * DAY

    found = validity(
        MORNING + since * DAY, MORNING + until * DAY, revoked_at, MORNING, warn_days=30
    )

    assert found is expected


def test_only_what_counts_today_can_sign():
    assert {v for v in Validity if v.can_sign} == {Validity.GOOD, Validity.EXPIRING}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"intact": False}, "Không toàn vẹn"),
        ({"whole": False}, "Không toàn vẹn"),
        ({"trusted": False}, "không rõ nơi cấp"),
        ({"in_time": False}, "ngoài thời hạn"),
        ({"revoked_at": MORNING - DAY}, "đã thu hồi"),
        ({"revoked_at": MORNING}, "đã thu hồi"),
        ({"revoked_at": MORNING + DAY, "signed_at": None}, "đã thu hồi"),
    ],
)
def test_one_fault_is_enough(changed, words):
    found = replace(SOUND, **changed)

    assert not found.holds
    assert words in found.verdict
    assert found.look != "done"


def test_revoked_afterwards_still_holds():
    found = replace(SOUND, revoked_at=MORNING + DAY)

    assert (found.holds, found.verdict, found.look) == (True, "Hợp lệ", "done")


def test_a_name_behind_a_number():
    assert opening_name("MST:0101234567, Vũ Đình Chu") == "Vũ Đình Chu"
    assert opening_name("Vũ Đình Chu") == "Vũ Đình Chu"

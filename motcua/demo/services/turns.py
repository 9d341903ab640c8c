"""What happens to few dossiers: taken back, stopped, a payment waited for, a new day promised."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from motcua.deadlines import queries as deadlines
from motcua.demo.rules import Fate
from motcua.dossiers import services
from motcua.errors import DomainError
from motcua.people.rules import Actor


NOTICE = "Thông báo nghĩa vụ tài chính số {number}/TB-CT"
WITHDRAWN = "Gia đình chưa có nhu cầu làm thủ tục này nữa"
STOPPED = "Có tranh chấp về thửa đất, Tòa án đang thụ lý"
DELAYED = "Cần xác minh thêm tại nơi cư trú trước đây"


def take(
    fate: Fate, code: str, *, specialist: Actor, counter: Actor, leader: Actor, at: datetime
) -> bool:
    """Let the dossier's fate happen at its specialist's step; False when it has no such fate.

    A new day is promised only where the law still lets the agency do so.
    """
    if fate is Fate.WITHDRAWN:
        services.withdraw(code, reason=WITHDRAWN, by=counter, at=at)
    elif fate is Fate.STOPPED:
        services.stop(code, reason=STOPPED, by=leader, at=at)
    elif fate is Fate.OWING:
        number = int(code.rpartition("-")[2])
        services.pause(code, source=NOTICE.format(number=number), by=specialist, at=at)
    elif fate is Fate.EXTENDED:
        return _extend(code, by=leader, at=at)
    else:
        return False
    return True


def _extend(code: str, *, by: Actor, at: datetime) -> bool:
    calendar = deadlines.work_calendar()
    day = timezone.localdate(at) + timedelta(days=21)
    new_due_on = calendar.next_working(day)
    try:
        services.extend(code, new_due_on=new_due_on, reason=DELAYED, by=by, at=at)
    except DomainError:  # too late for that, or nobody may
        return False
    return True

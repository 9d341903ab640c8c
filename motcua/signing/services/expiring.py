"""Telling holders in time that their certificate ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from motcua.alerts import services as alerts
from motcua.alerts.rules import Kind
from motcua.signing.models import Certificate


LOOK_BACK = timedelta(days=7)  # so long after its end a holder is still told, once


def warn_of_expiry(*, at: datetime) -> int:
    """Each holder once when the end comes near, once when it has come. Returns how many."""
    near = at + timedelta(days=settings.CERTIFICATE_WARN_DAYS)
    found = Certificate.objects.filter(
        revoked_at=None, valid_until__gt=at - LOOK_BACK, valid_until__lte=near
    ).order_by("valid_until")
    rows = found.values_list("pk", "holder", "valid_until", "serial")
    for pk, holder, until, serial in rows:
        ended = until <= at
        when = f"{timezone.localtime(until):%d/%m/%Y}"
        verb = "đã hết hạn ngày" if ended else "hết hạn ngày"
        alerts.tell(
            [holder],
            kind=Kind.WARNING,
            subject=f"certificate:{pk}",
            text=f"Chứng thư số {serial[:20]} {verb} {when}. Xin nơi cấp gia hạn rồi tải lên.",
            key=f"certificate:{pk}:{'ended' if ended else 'ending'}",
            at=at,
        )
    return len(rows)

"""What applicants of the demonstration said when they had their results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from motcua.dossiers.errors import NoSuchDossier
from motcua.dossiers.queries.rating import returned
from motcua.surveys import queries, services
from motcua.surveys.rules import Answer, Voice


ANSWERS_OF_TEN: Final = 7
FACES: Final = (5, 5, 5, 4, 4, 4, 4, 3, 4, 2)
COMMENTS: Final = {
    5: (
        "Cán bộ hướng dẫn tận tình, cảm ơn.",
        "Nộp buổi sáng, chiều đã có kết quả.",
        "Được chỉ cách nộp trực tuyến, lần sau đỡ phải đi.",
    ),
    4: ("Giấy hẹn ghi rõ ngày, đến đúng ngày là có.", "Quầy gọi số trật tự."),
    3: ("Phải chờ hơi lâu ở quầy.", "Máy lấy số chữ nhỏ, người già khó đọc."),
    2: (
        "Lần đầu hướng dẫn chưa đủ giấy, phải đi lại.",
        "Hẹn lại một lần mà không ai gọi báo trước.",
    ),
}


def rate(codes: Sequence[str], *, at: datetime) -> None:
    """Seven in ten of those who had a result answered a few hours later; once, however often."""
    for code in codes:
        random = Random(code)
        try:
            about = returned(code)
        except NoSuchDossier:
            continue
        when = about.returned_at + timedelta(hours=random.randint(1, 60))
        if queries.invitation(code) or when > at:
            continue
        token = services.invite(code, at=about.returned_at)
        if random.randrange(10) < ANSWERS_OF_TEN:
            voice = Voice.CITIZEN if about.is_citizen else Voice.BUSINESS
            services.answer(token, _answer(random, voice), at=when)


def _answer(random: Random, voice: Voice) -> Answer:
    face = random.choice(FACES)
    good = 2 if face >= 4 else 1
    return Answer(
        overall=face,
        voice=voice,
        attitude=good,
        time=random.choice((good, 1)),
        guidance=2 if face >= 4 else 0,
        comment=random.choice(COMMENTS[face]) if random.random() < 0.4 else "",
    )

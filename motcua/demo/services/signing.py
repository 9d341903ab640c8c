"""Certificates for the leaders and the clerk, and files that wait for a signature."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Final

import fontpkg_noto_serif
import typst
from django.utils import timezone

from motcua.demo import queries
from motcua.dossiers.queries.signing import ToSign, to_sign
from motcua.papers import services as papers
from motcua.papers.services.results import lay_result
from motcua.people import queries as people
from motcua.people.rules import Actor, Role
from motcua.signing import services as signing


DAYS: Final = 365
ENDING: Final = 21  # of the clerk: a certificate near its end
MOST: Final = 12
_PAGE: Final = b"""#let row = json(bytes(sys.inputs.row))
#set page(paper: "a4", margin: 25mm)
#set text(font: "Noto Serif", size: 13pt, lang: "vi")
#for line in row { block(line) }
"""


def prepare(agency_id: int, *, at: datetime) -> None:
    """The PIN is the password of the demonstration. However often it is started, once."""
    today = timezone.localdate(at)
    wanted: list[tuple[Actor, int]] = []
    for post in people.staff_of(agency_id, today):
        if post.roles & {Role.LEADER, Role.CLERK}:
            actor = people.actor_of(post.holder_id, post_id=post.id, on=today)
            wanted.append((actor, DAYS if Role.LEADER in post.roles else ENDING))
    signing.equip(wanted, pin=queries.PASSWORD, at=at)
    for actor, _ in wanted:
        if Role.LEADER in actor.roles:
            for waiting in to_sign(actor, now=at)[:MOST]:
                if waiting.file is None:
                    _lay_down(waiting, actor, at=at)


def _lay_down(waiting: ToSign, actor: Actor, *, at: datetime) -> None:
    row = waiting.row
    lines = [
        "KẾT QUẢ GIẢI QUYẾT HỒ SƠ",
        row.procedure_name,
        f"Hồ sơ {row.code}",
        f"Người nộp: {row.applicant_name}",
    ]
    lines.append("TRÌNH DIỄN – không có giá trị pháp lý")
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[fontpkg_noto_serif.ROOT / "files"],
    )
    made = typst.compile(
        _PAGE, format="pdf", font_paths=fonts, sys_inputs={"row": json.dumps(lines)}
    )
    file = papers.vet(f"ket-qua {row.code}.pdf", made)
    lay_result(row.code, file, is_whole=False, by=actor.user_id, at=at)

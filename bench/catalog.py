"""How fast a procedure is found among five thousand.

    .venv/bin/python -m bench catalog

Works in a database of its own on the embedded server, which it drops at the end.
"""

from __future__ import annotations

import json
import random
import statistics
import time
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import connection

from bench import ground
from motcua import catalog
from motcua.catalog import queries
from motcua.catalog.services import import_procedures


PROCEDURES = 5000
SEARCHES = 300
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
PLACES = ("vùng cao", "đô thị", "ven biển", "biên giới", "hải đảo", "nông thôn mới", "khu kinh tế")
PEOPLE = ("cá nhân", "tổ chức", "hộ gia đình", "người cao tuổi", "trẻ em", "doanh nghiệp nhỏ")
VERBS = ("Cấp lại", "Gia hạn", "Điều chỉnh", "Thu hồi", "Xác nhận", "Công bố", "Thẩm định")
THINGS = (
    "giấy phép vận tải", "chứng chỉ hành nghề", "quyết định giao rừng", "phù hiệu xe",
    "giấy chứng nhận an toàn thực phẩm", "giấy phép lao động", "thẻ hướng dẫn viên",
    "giấy phép khai thác khoáng sản", "chứng nhận làng nghề", "giấy phép bán lẻ rượu",
)  # fmt: skip


def rows() -> list[dict[str, object]]:
    """The delivered procedures, and variations of them up to the number wanted."""
    chance = random.Random(2026)
    data = Path(catalog.__file__).parent / "data" / "procedures.json"
    real = [row for row in json.loads(data.read_text("utf-8")) if "until" not in row]
    made = list(real)
    while len(made) < PROCEDURES:
        row = dict(chance.choice(real))
        row["code"] = f"7.{len(made):06}"
        ending = f"đối với {chance.choice(PEOPLE)} ở {chance.choice(PLACES)}"
        if chance.random() < 0.5:
            row["name"] = f"{row['name'][:300]} {ending}"
        else:
            row["name"] = f"{chance.choice(VERBS)} {chance.choice(THINGS)} {ending}"
        made.append(row)
    return made


def searches() -> list[str]:
    """What people typed in the tests of relevance, names in part, without accents, with slips."""
    chance = random.Random(7)
    data = Path(catalog.__file__).parent / "data"
    spoken = json.loads((data / "synonyms.json").read_text("utf-8"))["phrases"]
    texts = [text for entry in spoken for text in entry["words"]]
    names = [row["name"] for row in json.loads((data / "procedures.json").read_text("utf-8"))]
    found = []
    while len(found) < SEARCHES:
        words = chance.choice(names).split()
        start = chance.randrange(max(1, len(words) - 3))
        text = chance.choice([" ".join(words[start : start + 4]), chance.choice(texts)])
        found.append(with_slip(text, chance) if chance.random() < 0.4 else text)
    return found


def with_slip(text: str, chance: random.Random) -> str:
    place = chance.randrange(max(1, len(text) - 1))
    a, b = text[place : place + 1], text[place + 1 : place + 2]
    return text[:place] + chance.choice([b + a, a, a + a + b, "x" + b]) + text[place + 2 :]


def measure(texts: list[str]) -> list[float]:
    taken = []
    for text in texts:
        start = time.perf_counter()
        queries.search(text, on=TODAY)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def main(_words: list[str]) -> None:
    with ground.database():
        run()


def run() -> None:
    made = rows()
    start = time.perf_counter()
    report = import_procedures(made, by=None, at=NOW)
    print(f"import of {report.rows} procedures: {time.perf_counter() - start:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    texts = searches()
    measure(texts[:20])
    taken = measure(texts)
    print(f"{len(taken)} searches over {len(made)} procedures")
    print(f"p50 {statistics.median(taken):.1f} ms · p95 {taken[int(len(taken) * 0.95)]:.1f} ms")
    print(f"longest {taken[-1]:.1f} ms")

"""Answers that a careful person could give to any form, drawn by a random generator."""

from datetime import date, timedelta

from motcua.eforms.rules import NO, SEPARATOR, YES, FieldType, visible


TODAY = date(2026, 11, 21)
NAMES = ("Nguyễn Thị Hoa", "Trần Mai Anh", "H'Mây Niê", "Lò Văn Phát", "Đặng Ngọc Ánh")
WORDS = ("Thôn Bản Cuôn, xã Ngọc Đường", "Số 12, đường Hoàng Văn Thụ", "Con đẻ", "Số 05/2020")


def filled(form, rng, *, today=TODAY):
    """Every field shown is answered, those that appear by an answer too; files are left out."""
    answers = {}
    for _ in range(20):
        wanted = [
            f
            for f in visible(form, answers, today=today)
            if f.key not in answers and f.type not in (FieldType.FILE, FieldType.REPEATED_GROUP)
        ]
        if not wanted:
            return answers
        for field in wanted:
            answers[field.key] = answer_to(field, rng, answers, today)
    raise AssertionError(f"{form.id} never stops asking")


def answer_to(field, rng, answers, today):
    if field.type in SIMPLE:
        return rng.choice(SIMPLE[field.type])
    match field.type:
        case FieldType.TEXT:
            return rng.choice(TEXTS[field.limits.rule])
        case FieldType.DATE:
            return day_for(field, rng, answers, today)
        case FieldType.NUMBER:
            return number_for(field, rng, answers)
        case FieldType.YES_NO:
            return YES if field.limits.must_be_yes else rng.choice((YES, NO))
        case FieldType.CHOICE:
            return rng.choice(field.choices)
        case FieldType.MULTI_CHOICE:
            return SEPARATOR.join(rng.sample(field.choices, rng.randint(1, len(field.choices))))
    raise AssertionError(f"{field.key} has a type that nobody can fill: {field.type}")


SIMPLE = {
    FieldType.PERSON_NAME: NAMES,
    FieldType.ID_NUMBER: ("001090123456", "079 195 000 001", "002201654321"),
    FieldType.PHONE: ("0912345678", "+84 912 345 678", "0219 386 1234"),
    FieldType.EMAIL: ("hoa.nguyen@example.vn",),
    FieldType.MONEY: ("0", "12.500.000", "1000000 đồng"),
    FieldType.PLACE: ("Tuyên Quang", "Phường Hà Giang 2"),
}
TEXTS = {
    "": WORDS,
    "tax_code": ("0100109106", "0100109106-001"),
    "bank_account": ("8800205123456",),
    "business_number": ("001090123456", "10A8001234"),
    "industry_code": ("4711", "5610"),
}


def day_for(field, rng, answers, today):
    limits = field.limits
    start = answers.get(limits.after_field) or answers.get(limits.years_from_field)
    if start:
        return (date.fromisoformat(start) + timedelta(days=rng.randint(1, 300))).isoformat()
    if limits.most_years or limits.not_before_today:
        return (today + timedelta(days=rng.randint(1, 300))).isoformat()
    day = today - timedelta(days=rng.randint(1, 30_000))
    if field.partial and rng.random() < 0.3:
        return str(day.year)
    return day.isoformat()


def number_for(field, rng, answers):
    limits = field.limits
    least = max(int(limits.least or 0), int(float(answers.get(limits.not_below_field, "0"))))
    most = int(limits.most) if limits.most is not None else least + 100
    return str(rng.randint(least, max(least, most)))

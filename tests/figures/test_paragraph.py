"""A paragraph as people write it: what is found, what is tested, what is said about it."""

import unicodedata
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.figures.errors import TextTooLong, TextUnreadable, TooManyNumbers
from motcua.figures.rules import write_number
from motcua.figures.rules.reading.paragraph import Mark, read_paragraph
from motcua.figures.rules.reading.tokens import LONGEST
from tests.web.strange import STRANGE


XUAN_TRUONG = """UBND huyện đã chỉ đạo thực hiện việc số hóa 100% hồ sơ TTHC đối với cấp huyện \
từ ngày 1/12/2022 và đối với cấp xã từ ngày 1/6/2023. Tại bộ phận một cửa cấp huyện đã công khai \
248 TTHC; cấp xã 102 TTHC. Trong 5 tháng đầu năm 2024, UBND huyện Xuân Trường đã tiếp nhận 1.674 \
hồ sơ, gồm: tiếp nhận trực tiếp 37 hồ sơ, tiếp nhận trực tuyến 1389 hồ sơ; đã giải quyết 1.547 hồ \
sơ gồm: giải quyết trước hạn 1.068 hồ sơ, giải quyết đúng hạn 479 hồ sơ, đang giải quyết 86 hồ sơ, \
số hồ sơ chờ bổ sung 26 hồ sơ, 15 hồ sơ không đủ điều kiện để giải quyết; thực hiện số hóa được \
1524/1547 hồ sơ (đạt tỷ lệ 98,5%). UBND các xã, thị trấn tiếp nhận 8.210 hồ sơ, gồm: tiếp nhận \
trực tiếp 1 hồ sơ, tiếp nhận trực tuyến 8.209 hồ sơ; đã giải quyết 8.202 hồ sơ gồm: giải quyết \
trước hạn 7.056 hồ sơ, giải quyết đúng hạn 1.144 hồ sơ, giải quyết quá hạn 2 hồ sơ, có 6 hồ sơ \
không đủ điều kiện giải quyết; thực hiện số hóa được 8.184/8202 hồ sơ (đạt tỷ lệ 99,7%)."""
BO_TRACH = """Bố Trạch có 317 TTHC thuộc thẩm quyền giải quyết tại cấp huyện; 165 TTHC cấp xã. Từ \
đầu năm 2024 đến ngày 13/6, huyện Bố Trạch tiếp nhận 12.109 hồ sơ, trong đó giải quyết 10.539 hồ \
sơ, 1.570 hồ sơ đang giải quyết. Tỷ lệ hồ sơ trực tuyến đạt gần 90%, tỷ lệ số hóa kết quả hồ sơ \
đạt gần 91%."""
MEO_VAC = """19/03/2021 08:39
Hiện nay, huyện Mèo Vạc có 19 bộ phận nhận và trả kết quả; cấp huyện là 01, cấp xã, thị trấn là \
18. Trong quý I, toàn huyện đã tiếp nhận và giải quyết 3.985 hồ sơ; đã giải quyết 3.951 hồ sơ, \
đang giải quyết 34 hồ sơ. Trong đó, cấp xã đã tiếp nhận 3.600 hồ sơ, giải quyết sớm và đúng hạn \
3.600 hồ sơ, không có hồ sơ quá hạn."""
BAC_ME = """Trong 6 tháng đầu năm, đối với cấp huyện tổng số thủ tục hành chính được tiếp nhận và \
giải quyết 847 hồ sơ; cấp xã 11.409 hồ sơ; đã đạt mục tiêu 80% văn bản sử dụng dạng điện tử, nâng \
tỷ lệ máy tính trên cán bộ, công chức đạt 94%."""
BAC_KAN = """Được đưa vào sử dụng gần 10 năm nay. Từ đầu năm đến nay, phòng giao dịch một cửa \
phường Nguyễn Thị Minh Khai đã tiếp nhận và giải quyết gần 500 hồ sơ các loại. Dịch vụ công trực \
tuyến mức độ 3 là 50%; mức độ 4 là 25%. Năm 2018 xếp thứ 4; năm 2019 xếp thứ nhất."""


def verdicts(text, **given):
    """Whose, which sum, verdict, left, right."""
    return [
        (
            one.whose,
            one.judged.check.statement,
            one.judged.verdict.value,
            *(side and side.low for side in (one.judged.left, one.judged.right)),
        )
        for one in read_paragraph(text, **given).tested
    ]


def codes(text, **given):
    return {warning.code for warning in read_paragraph(text, **given).warnings}


def marks(text):
    return {
        piece.text: piece.mark for piece in read_paragraph(text).pieces if piece.mark is not None
    }


def messages(text):
    return " ".join(one.judged.message for one in read_paragraph(text).tested)


HUYEN, XA = "UBND huyện Xuân Trường", "các xã, thị trấn"


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param((HUYEN, "trực tiếp + trực tuyến", "fails", 1426, 1674), id="K12"),
        pytest.param((HUYEN, "trước hạn + đúng hạn", "holds", 1547, 1547), id="K13"),
        pytest.param((HUYEN, "đã giải quyết + đang giải quyết +", "holds", 1674, 1674), id="K14"),
        pytest.param((HUYEN, "tỷ lệ số hóa", "holds", 98.5, 98.5), id="K15"),
        pytest.param((XA, "trực tiếp + trực tuyến", "holds", 8210, 8210), id="K16"),
        pytest.param((XA, "trước hạn + đúng hạn + quá hạn", "holds", 8202, 8202), id="K17"),
        pytest.param((XA, "đã giải quyết + không đủ điều kiện", "fails", 8208, 8210), id="K18"),
        pytest.param((XA, "tỷ lệ số hóa", "fails", 99.8, 99.7), id="K19"),
        pytest.param((HUYEN, "mục tiêu số hóa 100%", "target missed", 1524, 1547), id="K21"),
        pytest.param((XA, "mục tiêu số hóa 100%", "target missed", 8184, 8202), id="K22"),
    ],
)
def test_xuan_truong(expected):
    whose, sum_, *rest = expected
    found = [line for line in verdicts(XUAN_TRUONG) if line[0] == whose and sum_ in line[1]]

    assert [[verdict, float(left), float(right)] for _, _, verdict, left, right in found] == [rest]


def test_xuan_truong_fails_three_times_and_misses_twice():
    reading = read_paragraph(XUAN_TRUONG)

    assert (reading.failed, reading.missed, reading.count) == (3, 2, 24)


def test_both_readings_of_a_gap_are_told_and_none_is_chosen():
    words = messages(XUAN_TRUONG)

    assert "thiếu 248" in words
    assert "kỳ trước chuyển qua" in words
    assert "248 trùng với «248 thủ tục»" in words
    assert "thiếu 2." in words
    assert "trùng với «quá hạn 2»" in words
    assert "không mặc nhiên là cùng những hồ sơ" in words
    assert "99,8% nếu làm tròn; 99,7% là cắt bỏ" in words


def test_bo_trach():
    assert verdicts(BO_TRACH) == [
        (
            "huyện Bố Trạch",
            "đã giải quyết + đang giải quyết = tiếp nhận",
            "holds",
            12109,
            12109,
        )
    ]
    assert codes(BO_TRACH) == {"qualifier", "no_base", "times"}


def test_meo_vac():
    found = verdicts(MEO_VAC)

    assert (
        "toàn huyện",
        "đã giải quyết + đang giải quyết = tiếp nhận",
        "holds",
        3985,
        3985,
    ) in found
    assert (
        "cấp xã",
        "trước hạn và đúng hạn + quá hạn = tiếp nhận",
        "holds",
        3600,
        3600,
    ) in found
    assert [line for line in found if line[2] == "derived"] == [
        ("", "toàn huyện: tiếp nhận, phần ngoài các xã", "derived", 385, None)
    ]
    assert {"merged", "unfinished"} <= codes(MEO_VAC)


def test_bac_me():
    assert verdicts(BAC_ME) == []
    assert {"merged", "procedures", "year"} <= codes(BAC_ME)


def test_bac_kan():
    assert verdicts(BAC_KAN) == []
    assert {"merged", "qualifier", "undated"} <= codes(BAC_KAN)
    assert set(marks(BAC_KAN).values()) == {Mark.UNTESTED}


def test_the_day_of_a_report_may_be_given_beside_it():
    text = "Trong quý I năm 2021 toàn huyện tiếp nhận 10 hồ sơ, đã giải quyết 10 hồ sơ."

    assert "unfinished" not in codes(text)
    assert "unfinished" in codes(text, written_on=date(2021, 3, 30))
    assert "unfinished" not in codes(text, written_on=date(2021, 3, 31))


def test_the_pieces_are_the_text_and_each_number_has_a_mark():
    found = marks(XUAN_TRUONG)

    assert "".join(piece.text for piece in read_paragraph(XUAN_TRUONG).pieces) == XUAN_TRUONG
    assert found["1.674"] is Mark.FAILS
    assert found["86"] is Mark.HOLDS
    assert found["1524/1547"] is Mark.MISSED
    assert found["248"] is Mark.UNTESTED
    assert "2024" not in found
    assert "1/6/2023" not in found


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(", ", ",\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" hồ sơ", "\u200b hồ sơ"),
        lambda text: text.replace(" hồ sơ", "\nhồ sơ").replace("tiếp nhận 1", "tiếp nhận\n1"),
    ],
    ids=["NFD", "nbsp", "line breaks", "CRLF", "zero width", "wrapped lines"],
)
@pytest.mark.parametrize("text", [XUAN_TRUONG, BO_TRACH], ids=["Xuân Trường", "Bố Trạch"])
def test_how_it_was_typed_changes_nothing(text, change):
    def numbers(found):
        return [line[2:] for line in found]

    assert numbers(verdicts(change(text))) == numbers(verdicts(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Tiếp nhận 100 hồ sơ (trực tiếp 40, trực tuyến 60); giải quyết 90 hồ sơ, đang giải "
            "quyết 10 hồ sơ (trong hạn 8, quá hạn 2).",
            ["holds"] * 3,
            id="brackets, no noun",
        ),
        pytest.param(
            "37 hồ sơ trực tiếp và 1.389 hồ sơ trực tuyến, tổng số hồ sơ tiếp nhận là 1.426 hồ sơ.",
            ["holds"],
            id="the class behind the number, the total last",
        ),
        pytest.param(
            "Tổng số hồ sơ tiếp nhận: 120 hồ sơ, trong đó: kỳ trước chuyển qua 20 hồ sơ, tiếp nhận "
            "trực tiếp 30 hồ sơ, tiếp nhận trực tuyến 70 hồ sơ. Đã giải quyết 110 hồ sơ; đang giải "
            "quyết 10 hồ sơ.",
            ["holds"] * 2,
            id="what was carried over is in the total",
        ),
        pytest.param(
            "Tiếp nhận trong kỳ 100 hồ sơ (trực tiếp 30, trực tuyến 70); kỳ trước chuyển qua 20 hồ "
            "sơ. Đã giải quyết 110 hồ sơ, đang giải quyết 10 hồ sơ.",
            ["holds"] * 2,
            id="what was carried over is beside the total",
        ),
        pytest.param(
            "Đã giải quyết 100 hồ sơ: trước hạn 70, đúng hạn 25, quá hạn 6.",
            ["fails"],
            id="one more",
        ),
        pytest.param(
            "- Tiếp nhận: 100 hồ sơ\n- Đã giải quyết: 90 hồ sơ\n- Đang giải quyết: 11 hồ sơ",
            ["fails"],
            id="a list",
        ),
        pytest.param(
            "Tiếp nhận 100 hồ sơ, trong đó trực tuyến 90 hồ sơ.",
            ["holds"],
            id="one class is a part",
        ),
        pytest.param(
            "Tiếp nhận 100 hồ sơ, trong đó trực tuyến 101 hồ sơ.", ["fails"], id="too large"
        ),
        pytest.param(
            "Tiếp nhận 200 hồ sơ, trực tuyến 150 hồ sơ, đạt 75%.", ["holds", "holds"], id="share"
        ),
        pytest.param(
            "Tiếp nhận 200 hồ sơ, trực tuyến 150 hồ sơ, đạt 76%.", ["holds", "fails"], id="no share"
        ),
        pytest.param(
            "Tiếp nhận 100 hồ sơ; đã giải quyết 90 hồ sơ; đang giải quyết 10 hồ sơ (trong đó chờ "
            "bổ sung 4 hồ sơ).",
            ["holds"],
            id="what waits is among what is open",
        ),
        pytest.param(
            "Tiếp nhận 100 hồ sơ (cấp huyện 30 hồ sơ, cấp xã 70 hồ sơ), đã giải quyết 90 hồ sơ, "
            "đang giải quyết 10 hồ sơ.",
            ["holds"],
            id="a bracket speaks of others and closes",
        ),
        pytest.param(
            "Năm 2023 tiếp nhận 100 hồ sơ, giải quyết 90 hồ sơ, đang giải quyết 10 hồ sơ. Năm 2024 "
            "tiếp nhận 200 hồ sơ, giải quyết 180 hồ sơ, đang giải quyết 20 hồ sơ.",
            ["holds", "holds"],
            id="two years",
        ),
        pytest.param(
            "Toàn huyện tiếp nhận 300 hồ sơ; trong đó cấp huyện tiếp nhận 100 hồ sơ, cấp xã tiếp "
            "nhận 190 hồ sơ.",
            ["fails"],
            id="levels",
        ),
        pytest.param(
            "Sở Xây dựng tiếp nhận 50 hồ sơ, giải quyết 40 hồ sơ, đang giải quyết 10 hồ sơ; Sở Y "
            "tế tiếp nhận 30 hồ sơ, giải quyết 30 hồ sơ.",
            ["holds", "holds"],
            id="two offices",
        ),
        pytest.param(
            "Tiếp nhận 100 hồ sơ, tăng 20 hồ sơ so với cùng kỳ; đã giải quyết 90 hồ sơ, đang giải "
            "quyết 10 hồ sơ, đạt 90%.",
            ["holds", "holds"],
            id="a growth is no class",
        ),
        pytest.param(
            "Quý III/2025, xã Yên Sơn tiếp nhận, giải quyết 1.250 hồ sơ. Kết quả: 1.200 hồ sơ giải "
            "quyết đúng hạn; 40 hồ sơ đang trong thời hạn giải quyết; 10 hồ sơ trễ hạn.",
            ["holds"],
            id="no resolved total, a year behind a stroke",
        ),
        pytest.param(
            "Tổng số hồ sơ tiếp nhận 500 hồ sơ: mới tiếp nhận trong kỳ 450 hồ sơ (trực tuyến 400; "
            "trực tiếp 50), kỳ trước chuyển qua 50 hồ sơ. Kết quả giải quyết: 480 hồ sơ, trong đó: "
            "trước hạn 300, đúng hạn 180, quá hạn 0; đang giải quyết: 20 hồ sơ, trong đó: chưa đến "
            "hạn 20, quá hạn 0.",
            ["holds"] * 5,
            id="as the form II.06 has it",
        ),
        pytest.param(
            "Đã giải quyết 2.400 hồ sơ (trước hạn 2.000, đúng hạn 395, quá hạn 5). Tỷ lệ hồ sơ "
            "giải quyết trước và đúng hạn đạt 99,8%. 100% hồ sơ được giải quyết đúng hạn.",
            ["holds", "holds", "target missed"],
            id="a hundred percent that is not",
        ),
        pytest.param(
            "Đã giải quyết 8.202 hồ sơ, trước hạn 7.056, đúng hạn 1.144, quá hạn 2. 100% hồ sơ "
            "được giải quyết theo Nghị quyết số 04-NQ/TU.",
            ["holds"],
            id="numbers of documents",
        ),
    ],
)
def test_ways_of_writing(text, expected):
    assert [line[2] for line in verdicts(text) if line[2] != "derived"] == expected


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_input_is_read_or_refused(text):
    with suppress(TextTooLong, TextUnreadable, TooManyNumbers):
        assert read_paragraph(text).failed == 0


@given(st.text(alphabet="0123456789.,/%;:() \nhồsơtiếpnhậnđúngạvàg", max_size=120))
def test_no_text_breaks_it(text):
    reading = read_paragraph(text)

    assert "".join(piece.text for piece in reading.pieces) == unicodedata.normalize("NFC", text)


# --- paragraphs that add up -------------------------------------------------------------------

COUNTS = st.integers(1, 20_000)


@st.composite
def reports(draw):
    """Numbers of an office that add up, and the way in which they are written."""
    late, waiting, refused, open_ = (draw(st.integers(0, 300)) for _ in range(4))
    early, on_time = draw(COUNTS), draw(COUNTS)
    resolved = early + on_time + late
    received = resolved + waiting + refused + open_
    direct = draw(st.integers(0, received))
    return {
        "received": received,
        "direct": direct,
        "online": received - direct,
        "resolved": resolved,
        "early": early,
        "on_time": on_time,
        "late": late,
        "open": open_,
        "waiting": waiting,
        "refused": refused,
    }


BEFORE = {
    "received": ("tiếp nhận {}", "tổng số hồ sơ tiếp nhận là {}"),
    "direct": ("tiếp nhận trực tiếp {}", "trực tiếp {}", "{} nộp trực tiếp"),
    "online": ("tiếp nhận trực tuyến {}", "trực tuyến {}", "{} nộp trực tuyến"),
    "resolved": ("đã giải quyết {}", "giải quyết xong {}"),
    "early": ("giải quyết trước hạn {}", "trước hạn {}", "{} trước hạn", "giải quyết sớm {}"),
    "on_time": ("giải quyết đúng hạn {}", "đúng hạn {}", "{} đúng hạn"),
    "late": ("giải quyết quá hạn {}", "quá hạn {}", "{} quá hạn"),
    "open": ("đang giải quyết {}", "{} đang giải quyết", "chưa giải quyết {}"),
    "waiting": ("chờ bổ sung {}", "số hồ sơ chờ bổ sung {}", "{} chờ bổ sung"),
    "refused": ("{} không đủ điều kiện giải quyết", "không đủ điều kiện {}"),
}


@st.composite
def paragraphs(draw, numbers):
    style = draw(st.sampled_from([write_number, str]))

    def said(name):
        form = draw(st.sampled_from(BEFORE[name]))
        return form.format(f"{style(numbers[name])} hồ sơ")

    listed = draw(
        st.sampled_from([", gồm: {}", " gồm: {}", " ({})", ", trong đó {}", ", bao gồm {}"])
    )
    channels = listed.format(", ".join(map(said, draw(st.permutations(["direct", "online"])))))
    times = listed.format(", ".join(map(said, draw(st.permutations(["early", "on_time", "late"])))))
    states = draw(st.permutations(["open", "waiting", "refused"]))
    tail = draw(st.sampled_from(["; ", ".\n", ";\n- "]))
    rest = draw(st.sampled_from([", ", "; "])).join(map(said, states))
    subject = draw(st.sampled_from(["UBND huyện ", "Trong 5 tháng đầu năm 2024, toàn huyện ", ""]))
    return f"{subject}{said('received')}{channels}{tail}{said('resolved')}{times}; {rest}."


@given(reports().flatmap(paragraphs))
def test_a_paragraph_that_adds_up_is_never_accused(text):
    reading = read_paragraph(text)

    assert reading.failed == 0, text
    assert reading.held == 3, text
    assert all(mark is Mark.HOLDS for mark in marks(text).values()), text


@given(st.data())
def test_one_wrong_number_is_found(data):
    right = data.draw(reports())
    name = data.draw(st.sampled_from(sorted(right)))
    wrong = right[name] + data.draw(st.integers(-300, 300))
    assume(wrong >= 0)
    off = wrong - right[name]
    assume(off != 0)
    # what could as well be read otherwise: who is not eligible counted among the resolved
    assume(right["refused"] not in (off, -off) and name != "refused")

    text = data.draw(paragraphs({**right, name: wrong}))

    assert read_paragraph(text).failed >= 1, text


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "\n", "1", "1.", "1/", "và ", "(", "tiếp nhận ", "trước hạn, đúng hạn ", "đang x "]
    + ["số hóa 1/2 hồ sơ ", "Xã Ab ", "trong đó ", "tiếp nhận 1 hồ sơ, ", "100% hồ sơ đúng hạn "],
)
def test_no_text_takes_long_to_read(piece):
    """No time is measured: a way of reading that goes over the text again and again never ends."""
    with suppress(TooManyNumbers):
        read_paragraph((piece * LONGEST)[:LONGEST])

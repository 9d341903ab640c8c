"""SC07: the head of an office and the leader who signs."""

import re
from datetime import UTC, datetime

import pytest

from motcua.demo import queries as demo
from motcua.dossiers import queries as dossiers_queries
from motcua.dossiers import services as dossiers
from motcua.dossiers.queries.lateness import backlog
from motcua.dossiers.services.signing import draft_result
from motcua.lateness import queries as lateness
from motcua.lateness import services as lateness_services
from motcua.lateness.rules import State
from motcua.people.rules import Role
from motcua.staff import queries as staff
from tests.e2e.conftest import NOW, actor, committed, filed, press, said
from tests.papers.samples import pdf
from tests.signing.people import looked_at
from tests.web.conftest import follow


pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# 26/10/2026, 9:00 in Hanoi: ten working days are over long before the day of the pictures.
IN_OCTOBER = datetime(2026, 10, 26, 2, 0, tzinfo=UTC)
ALLOWANCE = "1.001776"
WHY = "Công chức thụ lý nghỉ ốm."
NOT_ENOUGH = "Chưa nêu ai làm thay và ngày nào có kết quả."


@pytest.fixture
def explained(place, db):
    """A late dossier whose office has explained itself."""

    def lay_out():
        code = filed(ALLOWANCE, "Đoàn Văn Trễ", at=IN_OCTOBER, hands=[("anh", "lan")])
        lateness_services.explain_delay(
            code,
            reason=WHY,
            way_forward="Sẽ làm sớm.",
            signer="Trần Mai Anh",
            number="21/GTr-VHXH",
            signed_on=NOW.date(),
            by=actor("anh"),
            at=NOW,
        )
        return code

    return committed(lay_out)


def test_a_leader_sees_where_it_is_late_and_returns_an_explanation(people, explained):
    """Steps 1 and 3."""
    leader = people("vinh")
    sees_the_board(leader)
    sees_the_backlog_by_age(leader)
    returns_an_explanation(leader, explained)
    writes_another(people("anh"), explained)


def sees_the_board(page):
    page.goto("/dieu-hanh/")
    assert "hồ sơ quá hạn" in page.inner_text("h1")
    page.wait_for_selector("h2:has-text('Hài lòng')")
    assert page.inner_text("main h2 >> nth=0") == "Hài lòng"
    shown = page.locator("#qua-han .stacked a.code").all_inner_texts()
    since = NOW.date().replace(month=1, day=1)
    late = [row.row.code for row in lateness.late_list(actor("vinh"), now=NOW, since=since).late]

    assert shown == late[:20]
    figure = page.locator(".stat", has_text="Đang quá hạn").first.locator("b").inner_text()
    assert int(figure) == len(late)


def sees_the_backlog_by_age(page):
    follow(page, "nav[aria-label='Điều hành'] a:has-text('Tồn đọng')")
    section = page.locator("section", has=page.locator("h2:has-text('Theo tuổi hồ sơ')"))
    counts = [int(one) for one in section.locator("td b.num").all_inner_texts()]
    slices = backlog(actor("vinh"), now=NOW)

    assert sum(counts) == sum(one.open for one in slices) > 0
    assert f"{sum(counts)} hồ sơ chưa xong" in page.inner_text("h1")
    assert "số liệu khớp" in page.inner_text("main")


def returns_an_explanation(page, code):
    """Step 3: read, found insufficient, sent back with what is missing."""
    page.goto("/dieu-hanh/")
    assert re.search(r"\d+ văn bản chờ ông/bà xem", page.inner_text("main"))
    row = page.locator("tr", has_text=code)
    with page.expect_navigation():
        row.locator("a", has_text="Chờ lãnh đạo xem").click()
    words = page.inner_text("main")
    for part in (WHY, "Sẽ làm sớm.", "21/GTr-VHXH", "Trần Mai Anh", "Thẩm định"):
        assert part in words, part
    page.click("summary:has-text('Chưa đủ')")
    page.fill("details [name=reason]", NOT_ENOUGH)
    press(page, "Trả lại vì chưa đủ")

    assert f"Đã trả lại văn bản giải trình của {code}." in said(page)
    assert "Bị trả lại" in page.inner_text("main")
    assert lateness.last_states([code]) == {code: State.RETURNED}


def writes_another(page, code):
    """The office is told, and owes another."""
    page.goto("/can-bo/nhac-viec/")
    assert NOT_ENOUGH in page.locator("tr", has_text=code).first.inner_text()
    page.goto(f"/can-bo/ho-so/{code}/giai-trinh/")
    page.fill("[name=number]", "22/GTr-VHXH")
    page.fill("[name=reason]", WHY)
    page.fill("[name=way_forward]", "Ông Sơn làm thay, trình ngày 25/11/2026.")
    press(page, "Gửi văn bản giải trình")

    assert lateness.last_states([code]) == {code: State.SUBMITTED}
    assert [one.state for one in lateness.explanations_of(code)] == [
        State.SUBMITTED,
        State.RETURNED,
    ]


@pytest.fixture
def ten(place, db):
    """Ten results at the leader's step, each with its file."""
    return committed(lambda: [drafted(number) for number in range(1, 11)])


def drafted(number):
    name = f"Lò Văn Thứ {'I' * number}"
    code = filed(ALLOWANCE, name, at=NOW, hands=[("anh", "lan")])
    draft_result(code, name="quyet-dinh.pdf", content=pdf(number), by=actor("lan"), at=NOW)
    for who in ("lan", "anh"):
        dossiers.forward(code, by=actor(who), at=NOW)
    looked_at(code)
    return code


def test_ten_signatures_with_one_pin(people, ten):
    """Step 2: each signature verifies; the certificate's end is warned of."""
    leader = people("vinh")
    leader.goto("/can-bo/ky-so/")
    for box in leader.query_selector_all("[name=code]"):
        box.set_checked(box.get_attribute("value") in ten)
    leader.fill("[name=pin]", demo.PASSWORD)
    press(leader, "Ký số và duyệt các hồ sơ đã chọn")

    assert "Đã ký số và duyệt 10/10 hồ sơ." in leader.inner_text("main")
    checks = leader.locator("a", has_text="Kiểm tra chữ ký")
    addresses = [one.get_attribute("href") for one in checks.all()]
    assert len(addresses) == 10
    for address in addresses:
        leader.goto(address)
        words = leader.inner_text("main")
        assert "Hợp lệ" in words, words
        assert "Đỗ Quang Vinh" in words
    leader.goto("/can-bo/ky-so/")
    left = leader.locator("[name=code]").evaluate_all("boxes => boxes.map(box => box.value)")
    assert not set(ten) & set(left)
    assert {dossiers_queries.whereabouts(code).step_role for code in ten} == {Role.CLERK}
    clerk = people("thu")
    clerk.goto("/can-bo/chung-thu/")
    assert re.search(r"hết hạn .*, còn \d+ ngày", clerk.inner_text("main"))


def test_the_yearly_classification(people, place):
    """Step 5: proposed with its evidence by the head, signed by the leader, seen by the person."""
    proposes(people("dung"))
    signs_it(people("vinh"))
    sees_their_own(people("hoa"))


def proposes(page):
    page.goto("/dieu-hanh/xep-loai/")
    with page.expect_navigation():
        page.locator("tr", has_text="Vũ Thị Hòa").locator("a", has_text="Đề nghị").click()
    assert evidence_of(page) > 0
    page.get_by_label("Hoàn thành tốt nhiệm vụ", exact=True).check()
    page.fill("[name=comment]", "Làm chắc chắn, đúng hạn.")
    press(page, "Gửi đề nghị")
    assert "Đã đề nghị xếp loại Vũ Thị Hòa năm 2026." in said(page)


def signs_it(page):
    page.goto("/dieu-hanh/xep-loai/")
    with page.expect_navigation():
        page.locator("tr", has_text="Vũ Thị Hòa").locator("a", has_text="Đọc, ký").click()
    assert evidence_of(page) > 0
    press(page, "Ký xếp loại này")
    assert "Quyết định đã ký không sửa được" in page.inner_text("main")
    press(page, "Ký những người đã chọn")
    assert "Đã ký xếp loại 1 người." in said(page)


def sees_their_own(page):
    page.goto("/dieu-hanh/xep-loai/cua-toi/")
    words = page.inner_text("main")
    assert "Hoàn thành tốt nhiệm vụ" in words
    assert "Làm chắc chắn, đúng hạn." in words
    assert "Đỗ Quang Vinh" in words
    (card,) = staff.own_gradings(actor("hoa"))
    assert card.signed_at is not None


def evidence_of(page):
    """The number of dossiers the marks rest on, each of which can be opened."""
    words = page.inner_text("main").replace("\xa0", " ")
    count = int(re.search(r"(\d+) hồ sơ có kết quả trong năm", words)[1])
    address = page.locator("table.rows td.num a[href*='ho-so/?cs=']").first.get_attribute("href")
    assert page.request.get(address).status == 200
    return count

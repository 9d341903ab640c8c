import re
from html import unescape
from http import HTTPStatus

import pytest


BIRTH = "/thu-tuc/1.001193/"
STRANGE = [
    "\x00",
    "\x1b[2J",
    "\ud7ff\uffff",
    "' OR 1=1 --",
    "%",
    "_",
    "\\",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "💣" * 50,
    "a" * 5000,
    "ẾỀỂỄỆ" * 30,
    "\u202egnp.exe",
    "\u200b",
]

pytestmark = pytest.mark.usefixtures("some_procedures", "this_monday")


@pytest.fixture
def seen(client, django_assert_max_num_queries):
    """The text of a page, which may cost ten queries at most."""

    def see(address, **asked):
        with django_assert_max_num_queries(10):
            answer = client.get(address, asked)
        assert answer.status_code == HTTPStatus.OK
        return answer.content.decode()

    return see


def test_the_front_page_says_what_to_do_and_when_to_come(seen):
    html = seen("/")

    assert "Ông/bà cần làm" in html
    assert 'action="/tra-cuu/"' in html
    assert "Đang mở cửa đến 17\N{NO-BREAK SPACE}giờ." in html
    assert "nghỉ Ngày Văn hóa Việt Nam." in html
    assert html.index("Đăng ký khai sinh") < html.index("Đăng ký kết hôn")
    assert 'href="/viec/birth/"' in html


def test_a_search_without_accents_finds_the_procedure(seen):
    html = seen("/thu-tuc/", q="khai sinh")

    assert html.index('href="/thu-tuc/1.001193/"') < html.index("Đăng ký lại khai sinh")
    assert "Xong trong ngày · Không thu phí" in " ".join(html.split())


def test_a_slip_of_the_finger_is_understood(seen):
    assert 'href="/thu-tuc/1.001193/"' in seen("/thu-tuc/", q="khai sihn")


def test_nothing_found_says_where_to_go_on(seen):
    html = seen("/thu-tuc/", q="zzzzqq")

    assert "Không tìm thấy thủ tục nào" in html
    assert "Xem tất cả thủ tục" in html


def test_pages_follow_each_other_without_gap_or_repetition(client):
    address, codes = "/thu-tuc/", []
    while address:
        html = client.get(address).content.decode()
        codes += re.findall(r'href="/thu-tuc/([\d.]+)/"', html)
        following = re.search(r'href="([^"]+)" rel="next"', html)
        address = unescape(following[1]) if following else ""

    assert len(codes) == len(set(codes)) > 40


def test_a_level_and_a_field_narrow_the_list(seen):
    births = {"linh-vuc": "Hộ tịch", "q": "khai sinh"}

    assert re.search(r"<h1>\s*Hộ tịch\s*</h1>", seen("/thu-tuc/", **births))
    assert f'href="{BIRTH}"' in seen("/thu-tuc/", **births, cap="commune")
    assert f'href="{BIRTH}"' not in seen("/thu-tuc/", **births, cap="province")


def test_a_procedure_says_what_it_promises_and_asks_for(seen):
    html = seen(BIRTH)

    assert "Có kết quả trong ngày" in html
    assert "Nộp sau 15\N{NO-BREAK SPACE}giờ: trả vào ngày làm việc sau." in html
    assert "Không thu phí" in html
    assert "Giấy chứng sinh" in html
    assert html.index("Giấy tờ cần có") < html.index("Không phải nộp")
    assert 'href="/thu-tuc/1.001193/to-khai/"' in html


def test_a_procedure_that_cannot_be_filed_says_why(seen):
    html = seen("/thu-tuc/", **{"linh-vuc": "Trẻ em"}) + seen("/thu-tuc/", q="cách ly trẻ em")
    code = html.split("Chưa nhận hồ sơ")[0].rsplit('href="/thu-tuc/', 1)[1].split("/")[0]

    assert "Chưa nhận hồ sơ của thủ tục này." in seen(f"/thu-tuc/{code}/")


def test_another_day_shows_the_content_of_that_day(seen, client):
    assert "Nội dung của ngày 01/09/2025" in seen(BIRTH, on="2025-09-01")
    assert "Nội dung của ngày 01/09/2025" in seen(BIRTH, on="1/9/2025")
    assert "Nội dung của ngày" not in seen(BIRTH, on="23/11/2026")
    assert client.get(BIRTH, {"on": "1999-01-01"}).status_code == HTTPStatus.NOT_FOUND
    refused = client.get(BIRTH, {"on": "31/11/2026"})
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Ngày “31/11/2026” không có trong lịch." in refused.content.decode()


def test_the_checklist_and_the_blank_form_can_be_printed(seen, client):
    assert "Giấy chứng sinh" in seen(f"{BIRTH}in/")
    assert "Người yêu cầu" in seen(f"{BIRTH}to-khai/")
    assert client.get("/thu-tuc/9.999999/to-khai/").status_code == HTTPStatus.NOT_FOUND


def test_a_life_event_lists_its_procedures(seen, client):
    assert 'href="/thu-tuc/1.001193/"' in seen("/viec/birth/")
    assert client.get("/viec/nobody-knows/").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["q", "linh-vuc", "cap", "sau"])
def test_strange_text_in_the_search_is_no_bug(client, name):
    for text in STRANGE:
        answer = client.get("/thu-tuc/", {"q": "khai sinh", name: text})

        assert answer.status_code in {HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY}, repr(text)
        assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("page", ["/thu-tuc/{}/", "/thu-tuc/{}/in/", "/viec/{}/"])
def test_strange_text_in_the_address_is_no_bug(client, page):
    for text in ("%00", "%F0%9F%92%A3", "..%2F..%2Fetc", "1.001193%0A", "%FF"):
        assert client.get(page.format(text)).status_code == HTTPStatus.NOT_FOUND, text


def test_pages_are_compressed_and_kept_by_nobody_else(client):
    answer = client.get("/thu-tuc/", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Cache-Control"] == "private, max-age=0"
    assert "csrf" not in client.get("/thu-tuc/").content.decode()
    assert not client.get("/thu-tuc/").cookies

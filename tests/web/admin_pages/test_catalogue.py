import json
from datetime import date
from io import BytesIO

import pytest

from motcua.catalog import queries as catalog
from motcua.catalog.models import ProcedureVersion
from motcua.catalog.rules import Channel, Confidence
from motcua.web.admin_pages.uploads import MOST_PACKED
from tests import factories
from tests.web.admin_pages.conftest import words


BIRTH = factories.BIRTH
TODAY = factories.MONDAY


def form_of(response):
    """All that a browser would send back from the page of a version."""
    context = response.context
    forms = [context["form"], *(form for _, form in context["channels"]), *context["components"]]
    sent = {}
    for form in [*forms, context["components"].management_form]:
        for bound in form:
            value = bound.value()
            if bound.field.disabled or value is None or value is False:
                continue
            sent[bound.html_name] = shown(value)
    return sent


def shown(value):
    match value:
        case True:
            return "on"
        case date():
            return f"{value:%d/%m/%Y}"
    return value


def test_the_list_finds_by_words_and_code(quan):
    factories.procedure("1.000656", "Đăng ký khai tử")

    assert "Đăng ký khai tử" in words(quan.get("procedures"))
    assert "Đăng ký khai tử" not in words(quan.get("procedures", q=BIRTH))


def test_what_cannot_be_filed_is_listed_with_its_reason(quan):
    factories.procedure("1.000656", "Đăng ký khai tử", unknown_because="Nguồn chưa ghi thời hạn.")

    page = words(quan.get("procedures", loc="chua-nop"))

    assert "Nguồn chưa ghi thời hạn." in page
    assert BIRTH not in page


def test_a_procedure_shows_its_versions(quan):
    before = ProcedureVersion.objects.get()
    sent = form_of(quan.get("procedure_change", BIRTH))
    quan.post("procedure_change", BIRTH, **{**sent, "name": "Khai sinh mới", "since": "01/09/2026"})

    now = words(quan.get("procedure", BIRTH))
    coming = words(quan.get("procedure", BIRTH, ban=ProcedureVersion.objects.latest("since").pk))

    assert "<h1>Đăng ký khai sinh</h1>" in now
    assert "Chưa có hiệu lực" in now
    assert "<h1>Khai sinh mới</h1>" in coming
    before.refresh_from_db()
    assert before.until == date(2026, 8, 31)


def test_a_page_sent_back_as_it_came_changes_no_content(quan):
    before = ProcedureVersion.objects.get().fingerprint

    answer = quan.post("procedure_change", BIRTH, **form_of(quan.get("procedure_change", BIRTH)))

    assert answer.status_code == 302
    assert ProcedureVersion.objects.latest("since").fingerprint == before


def test_limits_and_fees_are_said_by_channel(quan):
    sent = form_of(quan.get("procedure_change", BIRTH))
    sent |= {
        "online-limit": "1 ngày làm việc",
        "online-fee": "4.000 đồng/bản",
        "direct-cutoff": "15:00",
    }
    del sent["postal-offered"]
    sent["postal-limit"] = "chưa rõ"  # of no account: nothing comes in by post

    quan.post("procedure_change", BIRTH, **sent)

    found = catalog.procedure(BIRTH, on=TODAY)
    assert found.channels == (Channel.DIRECT, Channel.ONLINE)
    assert found.terms("online").label == "1 ngày làm việc"
    assert found.terms("online").fee == 4000
    assert f"{found.terms('direct').cutoff:%H:%M}" == "15:00"
    assert found.terms("direct").limit.source == "QĐ ví dụ"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        pytest.param({"direct-limit": "vài ngày"}, "Chưa đọc được thời hạn", id="no limit"),
        pytest.param({"direct-limit": ""}, "Thiếu thời hạn", id="an empty limit"),
        pytest.param({"direct-fee": "tùy"}, "Chưa đọc được mức thu", id="no fee"),
        pytest.param({"direct-cutoff": "chiều"}, "Ghi giờ như", id="no hour"),
        pytest.param({"since": "23/08/2026"}, "ngày đã qua", id="in the past"),
        pytest.param({"giay-0-originals": "-1"}, "Giấy tờ 1:", id="less than nothing"),
        pytest.param({"giay-1-name": ""}, "Giấy tờ 2: Ghi tên giấy tờ.", id="a nameless paper"),
        pytest.param({"name": "a\0b"}, "ký tự không đọc được", id="NUL"),
        pytest.param({"levels": []}, "Chọn cấp thực hiện.", id="no level"),
        pytest.param({"authorities": ""}, "Ghi cơ quan thực hiện.", id="no authority"),
        pytest.param({"giay-TOTAL_FORMS": "9999"}, "Nhiều nhất 60 dòng.", id="rows without end"),
        pytest.param({"giay-TOTAL_FORMS": "x"}, "Tải lại trang", id="no count of rows"),
    ],
)
def test_a_refused_version_keeps_what_was_typed(quan, typed, told):
    sent = form_of(quan.get("procedure_change", BIRTH)) | {"note": "Ghi chú đang viết"}

    answer = quan.post("procedure_change", BIRTH, **{**sent, **typed})

    page = words(answer)
    assert answer.status_code == 422
    assert "<title> Lỗi: " in page
    assert told in page
    assert "Ghi chú đang viết" in page
    assert ProcedureVersion.objects.count() == 1


def names(answer):
    return [row["name"].value() or "" for row in answer.context["components"]]


def test_rows_come_and_go_without_saving(quan):
    sent = form_of(quan.get("procedure_change", BIRTH)) | {"giay-0-name": "Tờ khai mới"}

    more = quan.post("procedure_change", BIRTH, **sent, rows="add")
    fewer = quan.post("procedure_change", BIRTH, **form_of(more), rows="remove-1")

    assert more.status_code == fewer.status_code == 200
    assert names(more) == ["Tờ khai mới", "Giấy chứng sinh", ""]
    assert names(fewer) == ["Tờ khai mới", ""]
    assert ProcedureVersion.objects.count() == 1


def test_a_paper_taken_away_is_gone_and_the_others_keep_their_keys(quan):
    sent = form_of(quan.get("procedure_change", BIRTH))
    fewer = quan.post("procedure_change", BIRTH, **sent, rows="remove-0")

    quan.post("procedure_change", BIRTH, **form_of(fewer))

    found = catalog.procedure(BIRTH, on=TODAY).components
    assert [(paper.key, paper.name) for paper in found] == [("c1", "Giấy chứng sinh")]


def test_a_procedure_is_new(quan):
    sent = {
        "code": "1.004190",
        "since": "24/08/2026",
        "name": "Việc mới",
        "field": "Hộ tịch",
        "levels": ["commune"],
        "authorities": "UBND cấp xã",
        "service_level": "whole",
        "sets": "1",
        "limit_source": "QĐ 1",
        "direct-offered": "on",
        "direct-limit": "5 ngày làm việc",
        "giay-TOTAL_FORMS": "0",
        "giay-INITIAL_FORMS": "0",
    }

    answer = quan.post("procedure_create", **sent)

    found = catalog.procedure("1.004190", on=TODAY)
    assert answer.status_code == 302
    assert found.terms("direct").label == "5 ngày làm việc"
    assert found.confidence is Confidence.MEDIUM


def test_a_procedure_is_abolished(quan):
    asked = words(quan.get("procedure_close", BIRTH))
    refused = quan.post("procedure_close", BIRTH, until="31/12/2026", reason="")
    quan.post("procedure_close", BIRTH, until="31/12/2026", reason="QĐ 9")

    assert "không hoàn tác được" in asked
    assert refused.status_code == 422
    assert ProcedureVersion.objects.get().until == date(2026, 12, 31)
    assert "lý do: QĐ 9" in words(quan.get("procedure", BIRTH))


@pytest.mark.parametrize("name", ["procedure", "procedure_change", "procedure_close"])
def test_a_procedure_that_is_not_there(quan, name):
    for code in ("9.999999", "x", "1.001193\n", "Ж", "%00", "a" * 300):
        assert quan.get(name, code).status_code == 404, code


def row(code="1.004190", **changes):
    return {
        "code": code,
        "name": "Việc mới",
        "field": "Hộ tịch",
        "levels": ["commune"],
        "authorities": {"commune": "UBND cấp xã"},
        "limits": {"direct": {"amount": "5", "unit": "working_day", "source": "QĐ 1"}},
        "since": "2026-08-24",
        **changes,
    }


def sent_file(rows, name="thu-tuc.json"):
    file = BytesIO(json.dumps(rows).encode())
    file.name = name
    return {"file": file, "since": "24/08/2026"}


def test_procedures_are_tried_then_imported(quan):
    tried = quan.post("procedure_import", **sent_file([row()]))
    before = ProcedureVersion.objects.count()
    done = quan.post("procedure_import", parcel=tried.context["parcel"])

    assert "Nhập 1 thủ tục" in words(tried)
    assert before == 1
    assert done.status_code == 302
    assert ProcedureVersion.objects.count() == 2
    assert "Đã nhập 1 thủ tục mới" in words(quan.get("procedures"))


def test_wrong_rows_are_told_and_nothing_is_imported_unless_asked(quan):
    tried = quan.post("procedure_import", **sent_file([row(), row("sai", name="")]))
    page = words(tried)
    whole = quan.post("procedure_import", parcel=tried.context["parcel"])
    after_whole = ProcedureVersion.objects.count()
    quan.post("procedure_import", parcel=tried.context["parcel"], partial="1")

    assert "1 dòng cần sửa" in page
    assert "Mã thủ tục có dạng" in page
    assert "Tên thủ tục" in page
    assert "Chỉ nhập dòng đúng (1 thủ tục)" in page
    assert whole.status_code == 200
    assert after_whole == 1
    assert ProcedureVersion.objects.count() == 2


def test_what_one_administrator_tried_another_cannot_take_in(quan, world):
    tried = quan.post("procedure_import", **sent_file([row()]))
    other = factories.person("tam", "Lý Tâm", world.commune, "Quản trị", factories.Role.ADMIN)
    quan.client.force_login(factories.Account.objects.get(pk=other.user_id))

    answer = quan.post("procedure_import", parcel=tried.context["parcel"])

    assert answer.status_code == 409
    assert ProcedureVersion.objects.count() == 1


def test_a_file_that_would_not_travel_is_refused(quan):
    noise = "".join(f"{n * n * 7919:x}" for n in range(400_000))
    assert len(noise) > MOST_PACKED

    answer = quan.post("procedure_import", **sent_file([row(note=noise[:4_000_000])]))

    assert answer.status_code == 422
    assert "Chia thành nhiều tệp" in words(answer)


def test_the_sheet_that_is_exported_can_be_tried_as_it_is(quan):
    exported = quan.get("procedure_export")
    file = BytesIO(exported.content)
    file.name = "thu-tuc.xlsx"

    tried = quan.post("procedure_import", file=file, since="24/08/2026")

    assert exported["Content-Disposition"] == 'attachment; filename="thu-tuc-20260824.xlsx"'
    assert tried.context["outcome"].rows == 1
    assert tried.context["outcome"].faults == ()

"""Papers as a counter would make them; a situation is a change to one of these."""

from datetime import UTC, date, datetime

from motcua.dossiers.rules.register import RegisterLine
from motcua.printing import rules, services
from motcua.printing.rules import (
    Apology,
    Applicant,
    Component,
    ControlSlip,
    CopyKind,
    HandOver,
    Office,
    Receipt,
    Refusal,
    Register,
    StopNotice,
    SupplementItem,
    SupplementRequest,
)


OFFICE = Office(
    agency="UBND phường An Thịnh",
    name="Trung tâm Phục vụ hành chính công phường An Thịnh",
    place="An Thịnh",
    phone="0218 000 2468",
    look_up_at="motcua.anthinh.example/tra-cuu",
)
KHUE = Applicant(
    name="Lê Minh Khuê",
    address="Tổ 3, phường An Thịnh, tỉnh Đông Giang",
    phone="0900 000 417",
    email="khue@thu.example",
    identity="001300000417",
)
CODE = "H40.12.05-261123-0012"
URL = f"https://motcua.anthinh.example/tra-cuu/{CODE}"
MARRIAGE = "Cấp Giấy xác nhận tình trạng hôn nhân"
AFTERNOON = datetime(2026, 11, 23, 8, 20, tzinfo=UTC)  # Monday, 15:20 in Hà Nội

RECEIPT = Receipt(
    office=OFFICE,
    applicant=KHUE,
    procedure=MARRIAGE,
    officer="Nguyễn Văn Hiếu",
    code=CODE,
    number="2031",
    tracking_url=URL,
    components=(
        Component("Tờ khai cấp Giấy xác nhận tình trạng hôn nhân"),
        Component("Trích lục ghi chú ly hôn", CopyKind.CERTIFIED, 2),
    ),
    sets=1,
    received_at=AFTERNOON,
    due_at=datetime(2026, 11, 27, 10, 0, tzinfo=UTC),
    return_place="Quầy 5, Trung tâm Phục vụ hành chính công phường An Thịnh",
    legal_time="03 ngày làm việc",
    fees="Không thu",
    register_book="2026",
    register_number="2031",
    note="Nhận kết quả thay cần có giấy ủy quyền",
)
SUPPLEMENT = SupplementRequest(
    office=OFFICE,
    applicant=KHUE,
    procedure=MARRIAGE,
    officer="Nguyễn Văn Hiếu",
    code=CODE,
    number="212",
    tracking_url=URL,
    items=(
        SupplementItem(name="Trích lục ghi chú ly hôn", originals=1, photocopies=2),
        SupplementItem(name="Tờ khai: ghi lại ngày sinh cho khớp với căn cước"),
    ),
    reason="Hồ sơ chưa có giấy tờ chứng minh tình trạng hôn nhân trước đây.",
    legal_basis="Điều 22 Nghị định số 123/2015/NĐ-CP",
    complete_by=datetime(2026, 12, 14, tzinfo=UTC).date(),
    contact="bà Trần Mai Anh",
    contact_phone="0218 000 2469",
    issued_at=AFTERNOON,
)
REFUSAL = Refusal(
    office=OFFICE,
    applicant=KHUE,
    procedure=MARRIAGE,
    officer="Nguyễn Văn Hiếu",
    code=CODE,
    number="37",
    tracking_url=URL,
    reason="Ông/bà đăng ký thường trú tại phường Hòa Bình. Hồ sơ này do UBND phường Hòa Bình giải "
    "quyết.\nÔng/bà nộp hồ sơ tại Trung tâm Phục vụ hành chính công phường Hòa Bình.",
    legal_basis="Điều 21 Nghị định số 123/2015/NĐ-CP",
    issued_at=AFTERNOON,
)

DUE = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
APOLOGY = Apology(
    office=OFFICE,
    applicant=KHUE,
    procedure=MARRIAGE,
    officer="Vũ Đình Chu",
    code=CODE,
    number="8",
    tracking_url=URL,
    received_at=AFTERNOON,
    first_due_at=datetime(2026, 11, 26, 10, 0, tzinfo=UTC),
    due_at=DUE,
    new_due_at=datetime(2026, 12, 4, 10, 0, tzinfo=UTC),
    reason="Cơ quan phối hợp chưa trả lời.",
    issued_at=AFTERNOON,
    is_timely=False,
    asked_by="Phạm Thu Lan",
)
STOP = StopNotice(
    office=OFFICE,
    applicant=KHUE,
    procedure=MARRIAGE,
    officer="Nguyễn Văn Hiếu",
    code=CODE,
    number="5",
    tracking_url=URL,
    asked_at=AFTERNOON,
    received_at=AFTERNOON,
    reached="Thẩm định hồ sơ, Phòng Văn hóa - Xã hội",
    reason="Ông/bà không còn nhu cầu.",
    components=(Component("Trích lục ghi chú ly hôn"),),
    fee="Đã hoàn 20.000 đồng",
    issued_at=AFTERNOON,
)
CONTROL = ControlSlip(
    office=OFFICE,
    applicant=KHUE,
    procedure=MARRIAGE,
    officer="Nguyễn Văn Hiếu",
    code=CODE,
    number="2031",
    tracking_url=URL,
    received_at=AFTERNOON,
    due_at=DUE,
    resolved_by="UBND phường An Thịnh",
    with_help_of=("Công an phường An Thịnh",),
    hand_overs=(
        HandOver(
            giver="Bộ phận Một cửa",
            taker="Phòng Văn hóa - Xã hội",
            at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
            given_by="Nguyễn Văn Hiếu",
            taken_by="Trần Mai Anh",
            result="Trước hạn",
        ),
        HandOver(
            giver="Phòng Văn hóa - Xã hội",
            taker="UBND phường An Thịnh",
            at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC),
            given_by="Trần Mai Anh",
            result="Quá hạn",
            note="Chờ bổ sung",
        ),
    ),
)
LINE = RegisterLine(
    year=2026,
    number=2031,
    code=CODE,
    procedure_name=MARRIAGE,
    sets=1,
    applicant_name="Lê Minh Khuê",
    applicant_address="Tổ 3, phường An Thịnh",
    applicant_phone="0900 000 417",
    agency="UBND phường An Thịnh",
    accepted_at=AFTERNOON,
    due_at=DUE,
    sent_at=datetime(2026, 11, 24, 1, 0, tzinfo=UTC),
    finished_at=datetime(2026, 11, 26, 1, 0, tzinfo=UTC),
    returned_at=datetime(2026, 11, 28, 1, 0, tzinfo=UTC),
    delivery="Tại quầy",
    handed_to="Lê Minh Khuê",
    note="Hẹn lại 04/12/2026",
)
REGISTER = Register(
    office=OFFICE,
    since=date(2026, 11, 1),
    until=date(2026, 11, 30),
    lines=(LINE,),
    made_at=AFTERNOON,
)
SHEETS = {
    Receipt: rules.receipt_sheet,
    SupplementRequest: rules.supplement_request_sheet,
    Refusal: rules.refusal_sheet,
    Apology: rules.apology_sheet,
    StopNotice: rules.stop_sheet,
    ControlSlip: rules.control_sheet,
    Register: rules.register_sheet,
}


def sheet_of(data, edition):
    return SHEETS[type(data)](data, edition)


def pdf_of(data, *, edition):
    return services.pdf(sheet_of(data, edition))

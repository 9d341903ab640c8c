"""Papers as a counter would make them; a situation is a change to one of these."""

from datetime import UTC, datetime

from motcua.printing.rules import (
    Applicant,
    Component,
    CopyKind,
    Office,
    Receipt,
    Refusal,
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
    number="1847",
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
    register_book="04",
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

"""What a survey refuses, and what to do then."""

from __future__ import annotations

from motcua.errors import Conflict, Invalid, Missing


class NoSuchSurvey(Missing):
    message = "Không có phiếu đánh giá này. Quét lại mã QR hoặc mở lại từ trang tra cứu hồ sơ."


class AnsweredAlready(Conflict):
    message = "Hồ sơ này đã được đánh giá. Mỗi hồ sơ đánh giá một lần."


class SurveyClosed(Conflict):
    message = "Phiếu đánh giá đã đóng ngày {on:%d/%m/%Y}, sau {days} ngày kể từ khi trả kết quả."


class AnswerRefused(Invalid):
    """`facts["field"]` names the question."""

    message = "{why}."

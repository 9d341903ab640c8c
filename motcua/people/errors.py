"""Refusals about places, units, posts, accounts and signing in."""

from __future__ import annotations

from motcua.errors import Conflict, Forbidden, Invalid, Missing


# What was typed


class FieldBlank(Invalid):
    message = "Vui lòng nhập {field}."


class FieldTooLong(Invalid):
    message = "{field} dài quá {most} ký tự."


class FieldUnreadable(Invalid):
    message = "{field} có ký tự không đọc được. Vui lòng gõ lại thay vì dán."


class BadUsername(Invalid):
    message = (
        "Tên đăng nhập gồm 3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch nối, "
        "gạch dưới hoặc @; bắt đầu bằng chữ hoặc số."
    )


class BadEmail(Invalid):
    message = "Địa chỉ thư điện tử “{email}” không đúng dạng."


class BadAgencyCode(Invalid):
    message = (
        "Mã đơn vị “{code}” không đúng dạng: tối đa 35 ký tự, gồm các nhóm chữ hoa A–Z và chữ số "
        "0–9 cách nhau bằng dấu chấm (Quyết định 20/2020/QĐ-TTg, Điều 4)."
    )


class BadPlaceCode(Invalid):
    message = "Mã đơn vị hành chính “{code}” không đúng dạng: tỉnh 2 chữ số, xã 5 chữ số."


class WeakPassword(Invalid):
    message = "Mật khẩu chưa đạt: {reasons}."


class NoRole(Invalid):
    message = "Vị trí công tác phải có ít nhất một vai trò."


class PeriodReversed(Invalid):
    message = "Ngày kết thúc {until:%d/%m/%Y} trước ngày bắt đầu {since:%d/%m/%Y}."


# Units


class NoSuchUnit(Missing):
    message = "Không tìm thấy đơn vị “{unit}”."


class CodeInUse(Conflict):
    message = "Mã đơn vị {code} đã dùng cho đơn vị khác trong thời gian này."


class ParentNotAbove(Invalid):
    message = "{kind} không thể trực thuộc {parent}."


class NeedsParent(Invalid):
    message = "{kind} phải trực thuộc một đơn vị khác."


class UnderItself(Invalid):
    message = "Không thể chuyển đơn vị vào chính nó hoặc vào đơn vị trực thuộc nó."


class OutsideUnitPeriod(Conflict):
    message = "{unit} không hoạt động suốt thời gian này."


class UnitStillUsed(Conflict):
    message = (
        "Chưa thể đóng đơn vị: sau ngày này còn {units} đơn vị trực thuộc "
        "và {posts} vị trí công tác."
    )


class UnitClosed(Conflict):
    message = "Đơn vị đã kết thúc hoạt động từ {until:%d/%m/%Y}."


class BadRow(Invalid):
    message = "{reason}."


# Accounts, posts, tokens


class NotAdmin(Forbidden):
    message = "Chỉ Quản trị hệ thống mới được làm việc này."


class OutsideYourAgency(Forbidden):
    message = "Đơn vị hoặc người này không thuộc phạm vi quản trị của ông/bà."


class NoSuchAccount(Missing):
    message = "Không tìm thấy tài khoản “{username}”."


class UsernameTaken(Conflict):
    message = "Tên đăng nhập “{username}” đã có người dùng."


class AccountInactive(Conflict):
    message = "Tài khoản “{username}” đã ngừng hoạt động."


class LastAdmin(Conflict):
    message = (
        "Đây là người quản trị cuối cùng. Hãy giao vai trò Quản trị hệ thống cho người khác trước."
    )


class PostOverlaps(Conflict):
    message = (
        "Người này đã có vị trí công tác tại đơn vị trong thời gian đó. "
        "Hãy kết thúc vị trí cũ trước."
    )


class NoSuchPost(Missing):
    message = "Không tìm thấy vị trí công tác này."


class PostEnded(Conflict):
    message = "Vị trí công tác này đã kết thúc ngày {until:%d/%m/%Y}."


class NotYoursToHandOn(Forbidden):
    message = (
        "Chỉ người giữ vị trí, lãnh đạo của đơn vị hoặc cơ quan đó, hoặc Quản trị hệ thống mới cử "
        "được người thay. Nhờ một trong những người ấy."
    )


class NotYoursToSignOver(Forbidden):
    message = (
        "Chỉ người có thẩm quyền ký hoặc Quản trị hệ thống, theo văn bản ủy quyền, mới ghi được "
        "ủy quyền ký. Nhờ một trong những người ấy."
    )


class NotPassedOn(Forbidden):
    message = (
        "Ông/bà đang làm thay nên không cử tiếp người khác được (Nghị định 30/2020/NĐ-CP, "
        "Điều 13). Chuyển về vị trí của mình, hoặc để chính {name} cử người thay."
    )


class NothingToSignOver(Invalid):
    message = "Vị trí này không có quyền ký. Chọn hình thức “Làm thay”."


class NothingToHandOn(Invalid):
    message = "Vị trí này chỉ có vai trò quản trị, không có người làm thay. Giao vị trí mới."


class OwnSubstitute(Invalid):
    message = "Không ai tự thay mình. Chọn một người khác trong cơ quan."


class NotAColleague(Invalid):
    message = "Người làm thay phải đang giữ một vị trí ở {agency}. Chọn người khác."


class SubstitutionPast(Invalid):
    message = "Thời gian thay đã qua. Chọn ngày kết thúc từ hôm nay trở đi."


class SubstitutionTooLong(Invalid):
    message = "Chỉ cử người thay tối đa {most} ngày một lần. Chọn ngày kết thúc sớm hơn."


class SubstitutionOverlaps(Conflict):
    message = (
        "Vị trí này đã có người thay trong thời gian đó. Chấm dứt lần trước hoặc chọn ngày khác."
    )


class NoSuchSubstitution(Missing):
    message = "Không tìm thấy lần thay này. Mở lại trang Người thay để xem danh sách."


class SubstitutionOver(Conflict):
    message = "Lần thay này đã chấm dứt. Tải lại trang để xem danh sách mới."


class NoPost(Forbidden):
    message = "Ông/bà chưa được giao vị trí công tác nào đang hiệu lực. Vui lòng liên hệ quản trị."


class NoSuchToken(Missing):
    message = "Không tìm thấy khóa truy cập này."


# Signing in


class SignInRefused(Forbidden):
    message = "Tên đăng nhập hoặc mật khẩu không đúng."


class SignInLocked(Forbidden):
    message = (
        "Đã nhập sai nhiều lần. Vui lòng đăng nhập lại sau {until:%H:%M} ngày {until:%d/%m/%Y}, "
        "hoặc liên hệ quản trị để được đặt lại mật khẩu."
    )


class OldPasswordWrong(Invalid):
    message = "Mật khẩu hiện tại không đúng."


class TokenRefused(Forbidden):
    message = "Khóa truy cập không đúng, đã hết hạn hoặc đã bị thu hồi."


# Places


class NoSuchPlace(Missing):
    message = "Không có đơn vị hành chính mã {code} vào ngày {on:%d/%m/%Y}."

"""All commands, as one table: the parser, the help and docs/reference/commands.md follow it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Needs(Enum):
    """What must stand before the command runs."""

    NOTHING = auto()  # it looks after itself
    DATABASE = auto()  # the embedded server is started for it where none is given
    TABLES = auto()  # and the tables are those of the installed version
    KEPT_DATABASE = (
        auto()
    )  # a long-lived process: somebody else keeps the server, and it has tables


@dataclass(frozen=True, slots=True)
class Argument:
    name: str
    help: str
    metavar: str = ""
    is_required: bool = False

    @property
    def is_flag(self) -> bool:
        return self.name.startswith("--") and not self.metavar


@dataclass(frozen=True, slots=True)
class Command:
    name: str  # «serve», or «catalog import»
    help: str
    example: str
    run: str  # module:function; imported only when it is called, for some need Django first
    needs: Needs = Needs.TABLES
    arguments: tuple[Argument, ...] = ()


GROUPS: Final = {
    "catalog": "Danh mục thủ tục hành chính",
    "units": "Cơ quan, đơn vị",
    "token": "Khóa truy cập cho hệ thống khác",
    "journal": "Nhật ký",
    "scans": "Bản quét",
    "figures": "Số liệu của báo cáo",
}

COMMANDS: Final = (
    Command(
        name="demo",
        help="Chạy bản trình diễn: cơ sở dữ liệu, dữ liệu mẫu, máy chủ web và tiến trình nền",
        example="PORT=8001 motcua demo",
        run="motcua.cli.demo:demo",
        needs=Needs.NOTHING,
    ),
    Command(
        name="serve",
        help="Chạy máy chủ web",
        example="PORT=8000 motcua serve",
        run="motcua.cli.serve:serve",
        needs=Needs.NOTHING,
    ),
    Command(
        name="worker",
        help="Chạy tiến trình làm việc nền",
        example="motcua worker",
        run="motcua.cli.serve:work",
        needs=Needs.KEPT_DATABASE,
    ),
    Command(
        name="migrate",
        help="Đưa cơ sở dữ liệu và tệp giao diện lên bản đang cài",
        example="motcua migrate",
        run="motcua.cli.prepare:migrate",
        needs=Needs.DATABASE,
    ),
    Command(
        name="doctor",
        help="Tìm những gì sai ở bản cài đặt này và cho biết cách sửa",
        example="motcua doctor",
        run="motcua.cli.doctor:doctor",
        needs=Needs.NOTHING,
    ),
    Command(
        name="setup",
        help="Lần đầu: nạp địa danh, thủ tục, quy trình; lập cơ quan cấp tỉnh và người quản trị",
        example="motcua setup --code H42 --agency 'UBND tỉnh Ninh Bình' --province 37 --admin an",
        run="motcua.cli.setup:setup",
        arguments=(
            Argument("--code", "Mã định danh của cơ quan (QĐ 20/2020)", "CODE", is_required=True),
            Argument("--agency", "Tên cơ quan", "NAME", is_required=True),
            Argument("--province", "Mã tỉnh, để theo lịch làm việc", "CODE", is_required=True),
            Argument("--admin", "Tên đăng nhập của người quản trị", "NAME", is_required=True),
            Argument("--name", "Họ tên của người quản trị", "NAME"),
        ),
    ),
    Command(
        name="catalog import",
        help="Nhập danh mục thủ tục từ tệp .json hoặc .xlsx",
        example="motcua catalog import thu-tuc.xlsx",
        run="motcua.cli.imports:import_catalog",
        arguments=(
            Argument("file", "Tệp cần nhập", "FILE"),
            Argument("--partial", "Nhập những dòng đúng, bỏ qua và nêu tên những dòng sai"),
        ),
    ),
    Command(
        name="units import",
        help="Nhập cây cơ quan, đơn vị từ tệp .json hoặc .xlsx",
        example="motcua units import don-vi.json",
        run="motcua.cli.imports:import_units",
        arguments=(Argument("file", "Tệp cần nhập", "FILE"),),
    ),
    Command(
        name="token create",
        help="Cấp khóa truy cập API cho một tài khoản; khóa chỉ hiện một lần",
        example="motcua token create --user admin --name 'Cổng tỉnh'",
        run="motcua.cli.tokens:create_token",
        arguments=(
            Argument("--user", "Tên đăng nhập của tài khoản", "NAME", is_required=True),
            Argument("--name", "Tên gợi nhớ của khóa", "NAME"),
        ),
    ),
    Command(
        name="report",
        help="Báo cáo tình hình giải quyết hồ sơ của một cơ quan trong một kỳ",
        example="motcua report --unit H40.12.05 --period 2026-Q1",
        run="motcua.cli.report:report",
        arguments=(
            Argument("--unit", "Mã định danh của cơ quan", "CODE", is_required=True),
            Argument("--from", "Ngày đầu kỳ, như 2026-01-01", "DATE"),
            Argument("--to", "Ngày cuối kỳ, như 2026-06-13", "DATE"),
            Argument("--period", "Thay cho hai ngày: 2026-Q1, 2026-H1, 2026-9M, 2026", "PERIOD"),
            Argument("--by", "unit, level, field, procedure hoặc officer", "WAY"),
            Argument("--alone", "Không tính các đơn vị bên dưới"),
            Argument("--format", "text, json hoặc xlsx", "FORMAT"),
            Argument("--output", "Ghi vào tệp này thay cho màn hình", "FILE"),
        ),
    ),
    Command(
        name="journal verify",
        help="Kiểm tra nhật ký có bị thêm, bớt hay sửa không",
        example="motcua journal verify",
        run="motcua.cli.journal:verify",
    ),
    Command(
        name="report verify",
        help="Đối chiếu số liệu của một kỳ: số cộng sẵn, danh sách hồ sơ, nhật ký",
        example="motcua report verify --from 2026-01-01 --to 2026-03-31",
        run="motcua.cli.report_verify:verify",
        arguments=(
            Argument("--from", "Ngày đầu kỳ, YYYY-MM-DD", "DATE", is_required=True),
            Argument("--to", "Ngày cuối kỳ, YYYY-MM-DD", "DATE", is_required=True),
        ),
    ),
    Command(
        name="report rebuild",
        help="Dựng lại số liệu sai hoặc thiếu: số cộng sẵn, hồ sơ chưa có trong sổ số liệu",
        example="motcua report rebuild --sums",
        run="motcua.cli.report_rebuild:rebuild",
        arguments=(
            Argument("--sums", "Cộng lại số cộng sẵn từ danh sách hồ sơ"),
            Argument("--missing", "Ghi những hồ sơ chưa có trong sổ, đọc từ nhật ký"),
            Argument("--code", "Dựng lại một hồ sơ từ nhật ký của nó", "CODE"),
        ),
    ),
    Command(
        name="figures check",
        help="Kiểm số liệu của một báo cáo: tệp .json, hoặc đoạn văn trong tệp .txt",
        example="motcua figures check bao-cao.txt",
        run="motcua.cli.figures:check",
        needs=Needs.NOTHING,
        arguments=(
            Argument("file", "Tệp .json có figures và checks, hoặc .txt", "FILE"),
            Argument("--format", "text hoặc json", "FORMAT"),
            Argument("--on", "Ngày của báo cáo, như 2024-06-13", "DATE"),
        ),
    ),
    Command(
        name="scans watch",
        help="Nhận tệp máy quét ghi vào một thư mục: theo mã hồ sơ, còn lại vào khay bản quét",
        example="motcua scans watch /srv/may-quet --user hieu",
        run="motcua.cli.scans:watch",
        needs=Needs.KEPT_DATABASE,
        arguments=(
            Argument("folder", "Thư mục máy quét ghi vào", "FOLDER"),
            Argument("--user", "Tên đăng nhập của người quét", "NAME", is_required=True),
            Argument("--once", "Nhận những tệp đang có rồi thôi"),
        ),
    ),
    Command(
        name="backup",
        help="Sao lưu cơ sở dữ liệu và các tệp vào một thư mục còn trống",
        example="motcua backup /media/usb/motcua-2026-11-22",
        run="motcua.cli.backup:backup",
        needs=Needs.DATABASE,
        arguments=(Argument("folder", "Thư mục chưa có, hoặc còn trống", "DIR"),),
    ),
    Command(
        name="restore",
        help="Phục hồi từ một bản sao lưu; dữ liệu đang có được giữ lại bên cạnh",
        example="motcua restore /media/usb/motcua-2026-11-22",
        run="motcua.cli.backup:restore",
        needs=Needs.DATABASE,
        arguments=(Argument("folder", "Thư mục của bản sao lưu", "DIR"),),
    ),
)

"""The command line, read and explained in Vietnamese, after the table of commands."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

from motcua.cli.commands import COMMANDS, GROUPS, Argument


WRONG_USAGE = 2

# What argparse says, in Vietnamese.
_COMPLAINTS = (
    (r"the following arguments are required: (.*)", r"còn thiếu: \1"),
    (r"unrecognized arguments: (.*)", r"không hiểu: \1"),
    (r"argument .*: invalid choice: '?([^']*)'? \(.*\)", r"không có lệnh «\1»"),
    (r"argument (.*): expected one argument", r"\1 cần một giá trị đi kèm"),
    (r"argument (.*): ignored explicit argument .*", r"\1 không nhận giá trị"),
)


class Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: ")


class Parser(argparse.ArgumentParser):
    """argparse, speaking Vietnamese."""

    def __init__(self, *, prog: str, description: str, example: str = "") -> None:
        epilog = f"Ví dụ:\n  {example}" if example else None
        super().__init__(
            prog=prog,
            description=f"{description}.",
            epilog=epilog,
            formatter_class=Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.given = self.add_argument_group("Cần cho biết")
        self.options = self.add_argument_group("Tùy chọn")
        self.options.add_argument("-h", "--help", action="help", help="Hiện hướng dẫn này")
        self.set_defaults(parser=self)

    def error(self, message: str) -> NoReturn:
        for pattern, words in _COMPLAINTS:
            message = re.sub(f"^{pattern}$", words, message)
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"Sai cách dùng: {message}. Xem «{self.prog} --help».\n")


def read(words: Sequence[str] | None) -> argparse.Namespace:
    """What was asked. `report` is a command and so is `report verify`: the longer name wins."""
    given = list(sys.argv[1:] if words is None else words)
    names = {command.name for command in COMMANDS}
    if given[:1] and given[0] in names and " ".join(given[:2]) in names:
        given[:2] = [" ".join(given[:2])]
    return parser().parse_args(given)


def parser() -> Parser:
    """Of the words that `read` has put together."""
    whole = Parser(prog="motcua", description="Phần mềm một cửa", example="motcua doctor")
    branches = whole.add_subparsers(title="Các lệnh", metavar="LỆNH", parser_class=Parser)
    groups = {}
    for group, title in GROUPS.items():
        heading = branches.add_parser(group, prog=f"motcua {group}", description=title, help=title)
        groups[group] = heading.add_subparsers(
            title="Các lệnh", metavar="LỆNH", parser_class=Parser
        )
    for command in COMMANDS:
        group, _, name = command.name.rpartition(" ")
        home = groups.get(group, branches)
        one = home.add_parser(
            name if group in groups else command.name,
            prog=f"motcua {command.name}",
            description=command.help,
            help=command.help,
            example=command.example,
        )
        for argument in command.arguments:
            _add(one, argument)
        one.set_defaults(command=command)
    return whole


def _add(to: Parser, argument: Argument) -> None:
    if argument.is_flag:
        to.options.add_argument(argument.name, help=argument.help, action="store_true")
    elif argument.name.startswith("--"):
        to.options.add_argument(
            argument.name,
            help=argument.help,
            metavar=argument.metavar,
            default="",
            required=argument.is_required,
        )
    else:
        to.given.add_argument(argument.name, help=argument.help, metavar=argument.metavar)

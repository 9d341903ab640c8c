"""`motcua`: reads the command line, runs one command, answers with 0, 1 or 2.

0 done, 1 refused or failed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured

from motcua.cli import house
from motcua.cli.commands import Command, Needs
from motcua.cli.parser import WRONG_USAGE, read
from motcua.errors import DomainError


DONE, FAILED, INTERRUPTED = 0, 1, 130


def main(words: list[str] | None = None) -> int:
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _end_with_parent()
        arguments = read(words)
        if "command" not in arguments:
            arguments.parser.print_help(sys.stderr)
            return WRONG_USAGE
        return run(arguments.command, arguments)
    except (DomainError, ImproperlyConfigured) as refusal:
        print(refusal, file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def run(command: Command, arguments: argparse.Namespace) -> int:
    module, _, name = command.run.partition(":")
    with _ground(command.needs):
        try:
            if command.needs in (Needs.TABLES, Needs.KEPT_DATABASE):
                house.check_tables()
            act: Callable[[argparse.Namespace], int | None] = getattr(import_module(module), name)
            return act(arguments) or DONE
        finally:
            house.let_go_of_the_database()


def _ground(needs: Needs) -> AbstractContextManager[None]:
    match needs:
        case Needs.NOTHING:
            return nullcontext()
        case Needs.DATABASE | Needs.TABLES:
            return house.database(may_start=True)
        case Needs.KEPT_DATABASE:
            return house.database(may_start=False)


def _end_with_parent() -> None:
    """A child of `motcua demo` asks the kernel to be stopped with it, however the demo ends."""
    parent = os.environ.pop("MOTCUA_PARENT", "")
    if parent:
        set_death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGTERM)
        if os.getppid() != int(parent):
            sys.exit(FAILED)

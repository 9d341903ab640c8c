"""`python -m motcua.cli`: loads the rest in quiet, so that an early Ctrl-C just ends it."""

from __future__ import annotations

import signal
import sys
from importlib import import_module


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(import_module("motcua.cli.main").main())

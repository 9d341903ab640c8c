"""ClamAV's daemon over its socket: one file, one question, one answer (INSTREAM).

The protocol is four lines of clamd's manual: the command, chunks with their length before them, an
empty chunk, then a line that ends in OK or in the name of what was found and FOUND.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from motcua.papers.errors import FileInfected, VirusScannerDown


CHUNK: Final = 64 * 1024
PATIENCE: Final = 15.0  # seconds without a word


class VirusScanner(Protocol):
    def check(self, content: bytes) -> None:
        """Raises FileInfected, and VirusScannerDown when there is no answer."""


class NoScanner:
    """Where none is set up: every file passes."""

    def check(self, content: bytes) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Clamd:
    """`address`: `unix:/run/clamav/clamd.ctl` or `tcp:host:3310`."""

    address: str

    def check(self, content: bytes) -> None:
        try:
            with self._connected() as line:
                answer = _ask(line, content)
        except (OSError, UnicodeDecodeError, ValueError):
            raise VirusScannerDown() from None
        found = answer.removeprefix("stream: ")
        if found.endswith(" FOUND"):
            raise FileInfected(signature=found.removesuffix(" FOUND")[:80])
        if found != "OK":
            raise VirusScannerDown()

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        kind, _, place = self.address.partition(":")
        if kind == "unix":
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(PATIENCE)
                line.connect(place)
                yield line
        else:
            host, _, port = place.rpartition(":")
            with socket.create_connection((host, int(port)), timeout=PATIENCE) as line:
                yield line


def _ask(line: socket.socket, content: bytes) -> str:
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), CHUNK):
        part = content[start : start + CHUNK]
        line.sendall(struct.pack("!L", len(part)) + part)
    line.sendall(struct.pack("!L", 0))
    answer = bytearray()
    while not answer.endswith(b"\0"):
        part = line.recv(4096)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0").decode().strip()


def virus_scanner(address: str) -> VirusScanner:
    """The one at this address; none for an empty address."""
    return Clamd(address) if address else NoScanner()

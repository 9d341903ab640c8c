"""The arrows between capabilities, as the imports have them, drawn for docs/architecture.md.

python -m tests.arrows        writes the picture into the page
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import grimp


ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "architecture.md"
FENCE = re.compile(r"```mermaid\nflowchart TD\n.*?```\n", re.DOTALL)


def layers() -> list[list[str]]:
    """From top to bottom, as the linter has them."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contract = config["tool"]["importlinter"]["contracts"][0]
    return [
        [name.removeprefix("motcua.") for name in line.split(" | ")] for line in contract["layers"]
    ]


def arrows() -> dict[str, set[str]]:
    """Who imports whom."""
    graph = grimp.build_graph("motcua")
    names = [name for layer in layers() for name in layer]
    return {
        name: {
            other
            for other in names
            if other != name
            and graph.direct_import_exists(
                importer=f"motcua.{name}", imported=f"motcua.{other}", as_packages=True
            )
        }
        for name in names
    }


def mermaid() -> str:
    """Arrows that follow from others are left out: web → dossiers → people, so no web → people."""
    direct = arrows()
    lines = ["```mermaid", "flowchart TD"]
    lines += [
        f"    {name} --> {other}"
        for name, below in direct.items()
        for other in sorted(below - {far for near in below for far in reach(near, direct)})
    ]
    return "\n".join([*lines, "```", ""])


def reach(name: str, direct: dict[str, set[str]]) -> set[str]:
    """All that can be come to from here."""
    below = direct[name]
    return below.union(*(reach(other, direct) for other in below))


if __name__ == "__main__":
    PAGE.write_text(FENCE.sub(mermaid(), PAGE.read_text("utf-8")), "utf-8")

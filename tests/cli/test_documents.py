"""What the papers say of settings is what the code reads."""

import re
from pathlib import Path


ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'\b(?:env|env_bool|env_int|given|number)\(\s*"([A-Z_]+)"')


def test_every_setting_is_in_the_reference_and_nothing_else():
    sources = [ROOT / "motcua" / "settings.py", *sorted((ROOT / "motcua" / "cli").glob("*.py"))]
    read = {name for path in sources for name in READ.findall(path.read_text("utf-8"))}
    page = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))

    assert told == read

"""Templates as they go out: without the indentation that is there for who reads them."""

from __future__ import annotations

import re

from django.template import Origin
from django.template.loaders import filesystem


_INDENTATION = re.compile(r"\n(?:[ \t]*(</button>)|[ \t]+)")


class Loader(filesystem.Loader):
    """A page of lists is a third lighter; blanks at the end of a button would be seen as a gap.

    Templates therefore hold no text whose leading blanks mean something (`pre`, `textarea`).
    """

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return _INDENTATION.sub(lambda found: found[1] or "\n", contents)

"""Finding a procedure: by words, by field, by the level that resolves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from motcua.catalog import queries as catalog
from motcua.catalog.rules import Level
from motcua.web.http import public_page
from motcua.web.reading import text_in


A_PAGE: Final = 20
LEVELS: Final = {
    "": "Mọi cấp",
    **{level.value: level.label for level in (Level.COMMUNE, Level.PROVINCE)},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as it stands in the address."""

    text: str = ""
    field: str = ""
    level: str = ""
    after: str = ""

    @property
    def url(self) -> str:
        named = {"q": self.text, "linh-vuc": self.field, "cap": self.level, "sau": self.after}
        query = urlencode({name: value for name, value in named.items() if value})
        return reverse("citizen:procedures") + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    url: str
    is_chosen: bool
    count: int = 0


@public_page
def procedures(request: HttpRequest) -> HttpResponse:
    asked = _asked(request)
    on = timezone.localdate()
    found = catalog.search(
        asked.text,
        on=on,
        field=asked.field or None,
        level=asked.level or None,
        limit=A_PAGE,
        after=asked.after or None,
    )
    context = {
        "asked": asked,
        "cards": [hit.card for hit in found.hits],
        "suggestions": [hit.card for hit in found.did_you_mean],
        "mended": found.mended,
        "summary": _summary(asked, found),
        "levels": _levels(asked),
        "fields": _fields(asked, on),
        "without_field": replace(asked, field="", after="").url,
        "all_url": Asked().url,
        "first_url": replace(asked, after="").url if asked.after else "",
        "next_url": replace(asked, after=found.next_after).url if found.next_after else "",
        "events": catalog.life_events(),
    }
    return render(request, "citizen/procedures.html", context)


def _asked(request: HttpRequest) -> Asked:
    """A level that nobody knows filters nothing."""
    level = text_in(request, "cap")
    return Asked(
        text=text_in(request, "q"),
        field=text_in(request, "linh-vuc"),
        level=level if level in LEVELS else "",
        after=text_in(request, "sau"),
    )


def _summary(asked: Asked, found: catalog.Results) -> str:
    """No exact total of a large set: what stands on this page, and that more follows."""
    count = len(found.hits)
    if asked.after:
        return f"{count} thủ tục tiếp theo."
    if found.next_after:
        return f"Hơn {count} thủ tục."
    return f"{count} thủ tục."


def _levels(asked: Asked) -> list[Choice]:
    return [
        Choice(label, replace(asked, level=level, after="").url, level == asked.level)
        for level, label in LEVELS.items()
    ]


def _fields(asked: Asked, on: date) -> list[Choice]:
    """A field leaves the words behind: it is another way in, not a narrower one."""
    return [
        Choice(row.field, Asked(field=row.field).url, row.field == asked.field, row.count)
        for row in catalog.fields(on)
    ]

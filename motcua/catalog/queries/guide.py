"""What helps people find their way: life events, what is asked for most, steps in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from motcua.catalog.errors import NoSuchLifeEvent
from motcua.catalog.rules import Channel, Content


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Something that happens in a life, and the procedures that go with it."""

    key: str
    title: str
    icon: str
    lead: str
    codes: tuple[str, ...]
    words: tuple[str, ...]  # what people type for it


def life_events() -> tuple[LifeEvent, ...]:
    """In the order of the front page. No query."""
    return _events()


def life_event(key: str) -> LifeEvent:
    """Raises NoSuchLifeEvent."""
    event = next((event for event in _events() if event.key == key), None)
    if event is None:
        raise NoSuchLifeEvent()
    return event


def popular_codes() -> tuple[str, ...]:
    return tuple(data_file("life_events.json")["popular"])


def families() -> tuple[str, ...]:
    return tuple(data_file("families.json"))


def steps_of(content: Content) -> dict[Channel, tuple[str, ...]]:
    """What happens step by step, by each channel through which it can be filed."""
    family = data_file("families.json").get(content.family or "common", {})
    common = data_file("families.json")["common"]
    steps: Mapping[str, Any] = common["steps"] | family.get("steps", {})
    return {channel: tuple(steps[channel.value]) for channel in content.channels}


@cache
def data_file(name: str) -> dict[str, Any]:
    """A file of data/ as it was delivered; read once."""
    text = files("motcua.catalog").joinpath("data", name).read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@cache
def _events() -> tuple[LifeEvent, ...]:
    return tuple(
        LifeEvent(
            key=event["key"],
            title=event["title"],
            icon=event["icon"],
            lead=event["lead"],
            codes=tuple(event["codes"]),
            words=tuple(event["words"]),
        )
        for event in data_file("life_events.json")["events"]
    )

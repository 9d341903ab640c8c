from motcua.catalog import queries
from motcua.catalog.queries.guide import data_file
from motcua.catalog.rules import Channel
from motcua.web.icons import ICONS

from .conftest import delivered


CODES = {row["code"] for row in delivered()}


def test_every_life_event_leads_to_procedures_that_are_there():
    events = queries.life_events()

    assert len({event.key for event in events}) == len(events)
    for event in events:
        assert set(event.codes) <= CODES
        assert event.codes
        assert event.icon in ICONS
    assert set(queries.popular_codes()) <= CODES


def test_everyday_words_stand_for_procedures_that_are_there_and_for_one_thing_each():
    phrases = data_file("synonyms.json")["phrases"]
    words = [word for entry in phrases for word in entry["words"]]

    assert len(words) == len(set(words))
    assert all(set(entry["codes"]) <= CODES for entry in phrases)


def test_every_family_of_procedures_has_its_steps():
    families = data_file("families.json")

    assert {row["family"] for row in delivered()} <= set(queries.families())
    for family in families.values():
        assert set(family["steps"]) <= {channel.value for channel in Channel}
        for steps in family["steps"].values():
            assert 2 <= len(steps) <= 5
            assert all(step.endswith(".") and len(step) < 160 for step in steps)

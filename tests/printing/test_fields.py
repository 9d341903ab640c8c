"""Side by side with the law: every field of every form, in both sets, on paper and on screen."""

import re
import tomllib
from html import unescape
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from motcua.printing.rules import EDITIONS, Form, edition_named

from . import papers, reading


FORMS = tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))
SAMPLES = {
    "receipt": papers.RECEIPT,
    "supplement": papers.SUPPLEMENT,
    "refusal": papers.REFUSAL,
    "apology": papers.APOLOGY,
    "stop": papers.STOP,
    "control": papers.CONTROL,
    "register": papers.REGISTER,
}
PRINTED = [
    pytest.param(form, key, id=f"{form} {key}") for form in FORMS for key in FORMS[form]["numbers"]
]


def on_paper(sheet):
    return reading.text(papers.services.pdf(sheet))


def on_screen(sheet):
    page = render_to_string("desk/official/_sheet.html", {"sheet": sheet, "qr": ""})
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("shown", [on_paper, on_screen])
@pytest.mark.parametrize(("form", "key"), PRINTED)
def test_a_paper_has_each_field_of_its_edition_and_none_of_the_other(form, key, shown):
    edition = edition_named(key)
    text = shown(papers.sheet_of(SAMPLES[form], edition))
    has_other = len(FORMS[form]["numbers"]) > 1

    wrong = [
        field["name"]
        for field in FORMS[form]["field"]
        if (field["words"] in text) is not (key in field.get("editions", [key]))
    ]

    assert wrong == []
    assert f"Mẫu số {FORMS[form]['numbers'][key]}, {edition.act}" in text
    assert not has_other or edition_named("2018" if key == "2025" else "2025").act not in text


def test_the_sets_have_the_forms_of_the_law_and_their_numbers():
    listed = {
        edition.key: {form.value: number for form, number in edition.forms.items()}
        for edition in EDITIONS
    }

    assert set(FORMS) == set(Form)
    assert listed == {
        key: {form: FORMS[form]["numbers"][key] for form in FORMS if key in FORMS[form]["numbers"]}
        for key in ("2018", "2025")
    }
    assert [len(forms) for forms in listed.values()] == [6, 7]


def test_a_form_that_the_set_has_not_is_not_made():
    with pytest.raises(KeyError):
        papers.sheet_of(papers.STOP, edition_named("2018"))

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError


NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
NBSP = "\N{NO-BREAK SPACE}"


def shown(source, **context):
    return Template(source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        pytest.param("{{ x|vn_date }}", date(2026, 11, 26), "thứ Năm, 26/11/2026", id="day"),
        pytest.param("{{ x|vn_date }}", date(2026, 11, 29), "Chủ nhật, 29/11/2026", id="Sunday"),
        pytest.param(
            "{{ x|vn_date }}",
            datetime(2026, 11, 25, 18, 0, tzinfo=UTC),
            "thứ Năm, 26/11/2026",
            id="a moment is a day in Vietnam",
        ),
        pytest.param("{{ x|vn_moment }}", NOON, "12:00 thứ Hai, 23/11/2026", id="moment"),
        pytest.param("{{ x|vn_moment_short }}", NOON, "12:00 thứ Hai 23/11", id="short moment"),
        pytest.param("{{ x|vn_day_short }}", date(2026, 1, 2), "02/01", id="short day"),
        pytest.param("{{ x|vn_money }}", 75_000, f"75.000{NBSP}đồng", id="money"),
        pytest.param("{{ x|vn_money }}", 0, f"0{NBSP}đồng", id="zero is written"),
        pytest.param("{{ x|vn_number }}", Decimal("1284.5"), "1.284,5", id="comma for a fraction"),
        pytest.param("{{ x|vn_number }}", 1_000_000, "1.000.000", id="dots for thousands"),
        pytest.param("{{ x|code }}", "<H40>", '<span class="code">&lt;H40&gt;</span>', id="code"),
    ],
)
def test_filter(source, value, expected):
    assert shown(source, x=value) == expected


@pytest.mark.parametrize(
    "name",
    ["vn_date", "vn_day", "vn_day_short", "vn_time", "vn_moment", "vn_money", "vn_number"],
)
def test_what_is_not_known_is_not_shown(name):
    assert shown(f"{{{{ x|{name} }}}}", x=None) == ""


def test_a_state_has_colour_word_and_shape():
    assert shown('{% state "late" x %}', x="Quá 1 ngày") == (
        '<span class="state late">Quá 1 ngày</span>'
    )
    assert 'class="state ok chip"' in shown('{% state "ok" x chip=True %}', x="Còn hạn")


def test_a_state_that_nobody_drew_is_a_mistake():
    with pytest.raises(TemplateSyntaxError, match="purple"):
        shown('{% state "purple" "?" %}')


@pytest.mark.parametrize(
    ("kind", "share", "shape"),
    [
        pytest.param("ok", 0.66, '<rect width="66%"', id="running"),
        pytest.param("late", 1.4, '<rect width="100%"', id="never over the edge"),
        pytest.param("ok", -0.03, '<rect width="0%"', id="never below zero"),
        pytest.param("wait", 0.45, '<line x2="45%"', id="standing is dashed"),
    ],
)
def test_the_bar_has_no_inline_style(kind, share, shape):
    bar = shown("{% due_bar kind share %}", kind=kind, share=share)

    assert shape in bar
    assert "style" not in bar


class Example(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Viết đủ dấu.")
    phone = forms.CharField(label="Số điện thoại", required=False)
    channel = forms.ChoiceField(
        label="Cách nộp",
        choices=[("a", "Trực tiếp"), ("b", "Trực tuyến")],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label="Tôi cam đoan")


def test_a_field_ties_label_hint_and_error_to_its_input():
    form = Example({"name": ""})

    html = shown("{% field form.name %}", form=form)

    assert '<label for="id_name">Họ và tên</label>' in html
    assert 'aria-describedby="id_name-h id_name-e"' in html
    assert 'id="id_name-h">Viết đủ dấu.' in html
    assert 'id="id_name-e"' in html
    assert 'aria-invalid="true"' in html
    assert "field bad" in html


def test_a_field_says_when_it_may_stay_empty():
    html = shown("{% field form.phone %}", form=Example())

    assert "không bắt buộc" in html
    assert "aria-describedby" not in html


def test_choices_are_a_group_with_a_legend():
    html = shown("{% field form.channel %}", form=Example({}))

    assert re.search(r"<legend>\s*Cách nộp\s*</legend>", html)
    assert 'aria-describedby="id_channel-e"' in html
    assert html.count('type="radio"') == 2


def test_the_summary_leads_to_each_field_in_error():
    html = shown('{% include "parts/error_summary.html" %}', form=Example({}))

    assert "Còn 3 chỗ cần sửa" in html
    assert 'href="#id_name"' in html

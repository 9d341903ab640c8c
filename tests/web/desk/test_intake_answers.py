import pytest

from motcua.web.desk.eform_answers import answers_of


def shown(procedure, form):
    return [(answer.label, answer.value) for answer in answers_of(procedure, form)]


@pytest.mark.parametrize(
    ("procedure", "form", "expected"),
    [
        pytest.param("1.001193", {}, [], id="nothing"),
        pytest.param(
            "1.001193",
            {"birth_date": "2026-08-20", "requester.full_name": "Lê Na"},
            [
                ("Người yêu cầu: Họ, chữ đệm, tên người yêu cầu", "Lê Na"),
                ("Ngày, tháng, năm sinh", "20/08/2026"),
            ],
            id="in the order of the form",
        ),
        pytest.param(
            "1.001193", {"birth_date": "1990"}, [("Ngày, tháng, năm sinh", "1990")], id="a year"
        ),
        pytest.param(
            "2.000815",
            {"originals.1.name": "Bằng", "originals.0.name": "Sổ"},
            [("Tên giấy tờ (1)", "Sổ"), ("Tên giấy tờ (2)", "Bằng")],
            id="rows",
        ),
        pytest.param("1.001193", {"old_key": "x"}, [("old_key", "x")], id="not known today"),
        pytest.param("0.000000", {"a": "b"}, [("a", "b")], id="a procedure without a form"),
        pytest.param("1.001193", {"relation": ""}, [], id="blank"),
    ],
)
def test_answers_as_people_read_them(procedure, form, expected):
    assert shown(procedure, form) == expected

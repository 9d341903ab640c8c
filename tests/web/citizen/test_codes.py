import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossiers.errors import BadCode
from motcua.web.citizen.codes import typed_code


CODE = "H40.12.05-261121-0007"


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(CODE, id="as printed"),
        pytest.param(f"  {CODE.lower()} ", id="small letters, spaces around"),
        pytest.param("H40 12 05 261121 0007", id="spaces for signs"),
        pytest.param("h4012052611210007", id="no signs at all"),
        pytest.param("H40.12.05–261121—0007", id="long dashes"),
        pytest.param("H40,12,05-261121-0007", id="commas for dots"),
        pytest.param("H40.12.05-261121\n0007", id="broken over two lines"),
    ],
)
def test_a_code_as_people_type_it(typed):
    assert typed_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "H40",
        "0" * 500,
        "H40.12.05-261121-\x000007",
        "H40.12.05-261121-٠٠٠٧",
        "'; DROP",
        "💣" * 30,
    ],
)
def test_what_is_no_code(typed):
    with pytest.raises(BadCode):
        typed_code(typed)


@given(st.text())
def test_any_text_is_a_code_or_a_refusal(text):
    try:
        code = typed_code(text)
    except BadCode:
        return
    assert typed_code(code) == code

"""How much a request may ask of the database."""

import pytest

from tests import factories
from tests.web.api.conftest import filing


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/calendar/2026", 2),
        ("/procedures", 2),
        ("/procedures?q=khai+sinh", 7),
        ("/procedures/1.001193", 4),
        ("/dossiers", 5),
        ("/dossiers?q=quyen&status=accepted&assignee=hieu&overdue=false", 5),
        ("/dossiers/{code}", 5),
        ("/dossiers/{code}/journal", 7),
        ("/public/dossiers/{code}", 6),
        ("/public/procedures?q=khai+sinh", 6),
        ("/reports/dossiers?period=2026-Q3&by=procedure", 8),
        ("/scorecards/766", 10),
        ("/public/statistics", 6),
    ],
)
def test_a_read_costs_few_queries(world, hieu, django_assert_max_num_queries, path, most):
    codes = [factories.at_step(world, 3) for _ in range(3)]
    path = path.format(code=codes[0])
    hieu.get(path)
    with django_assert_max_num_queries(most):
        assert hieu.get(path).status_code == 200


def test_a_list_of_many_costs_no_more_than_a_list_of_one(
    world, hieu, django_assert_max_num_queries
):
    for order in (1, 2, 3, 4, 5, 6) * 3:
        factories.at_step(world, order)
    with django_assert_max_num_queries(6):
        assert len(hieu.get("/dossiers").json()["items"]) == 18


def test_a_write_costs_a_fixed_number(world, hieu, django_assert_max_num_queries):
    code = hieu.post("/dossiers", filing()).json()["code"]
    with django_assert_max_num_queries(26):
        assert hieu.post("/dossiers", filing()).status_code == 201
    with django_assert_max_num_queries(32):  # the first of its procedure in the figures
        assert hieu.act(code, "accept").status_code == 200
    with django_assert_max_num_queries(26):
        assert hieu.act(code, "forward").status_code == 200

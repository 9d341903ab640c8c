"""The published description tells the truth."""

import pytest

from tests import factories
from tests.web.api.conftest import filing


pytestmark = pytest.mark.django_db

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": int | float,
    "boolean": bool,
    "null": type(None),
}


@pytest.fixture
def schema(anyone):
    return anyone.get("/openapi.json").json()


def faults(value, shape, schema, where="$"):
    """What in the value the shape does not allow; the few words of JSON Schema that we use."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return faults(value, schema["components"]["schemas"][name], schema, where)
    if "anyOf" in shape:
        found = [faults(value, one, schema, where) for one in shape["anyOf"]]
        return [] if any(not one for one in found) else found[0]
    if "type" in shape and not isinstance(value, TYPES[shape["type"]]):
        return [f"{where}: {value!r} is no {shape['type']}"]
    if "enum" in shape and value not in shape["enum"]:
        return [f"{where}: {value!r} is not listed"]
    return list(inner_faults(value, shape, schema, where))


def inner_faults(value, shape, schema, where):
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, shape.get("items", {}), schema, f"{where}[{number}]")
    if isinstance(value, dict) and "properties" in shape:
        yield from (f"{where}: {key} is missing" for key in set(shape["required"]) - set(value))
        yield from (f"{where}: {key} is not told" for key in set(value) - set(shape["properties"]))
        for key, inner in shape["properties"].items():
            if key in value:
                yield from faults(value[key], inner, schema, f"{where}.{key}")


def shape_of(schema, method, path, status):
    answer = schema["paths"][f"/api/v1{path}"][method]["responses"][status]
    return next(iter(answer["content"].values()))["schema"]


def test_it_is_openapi_3_1(schema):
    assert schema["openapi"].startswith("3.1")
    assert schema["info"]["title"] == "motcua"


@pytest.mark.parametrize(
    ("path", "real"),
    [
        ("/calendar/{year}", "/calendar/2026"),
        ("/procedures", "/procedures"),
        ("/procedures/{code}", "/procedures/1.001193"),
        ("/dossiers", "/dossiers"),
        ("/dossiers/{code}", "/dossiers/{dossier}"),
        ("/dossiers/{code}/journal", "/dossiers/{dossier}/journal"),
        ("/scorecards/766", "/scorecards/766"),
        ("/public/dossiers/{code}", "/public/dossiers/{dossier}"),
        ("/public/procedures", "/public/procedures"),
        ("/reports/dossiers", "/reports/dossiers?period=2026-Q3"),
        ("/public/statistics", "/public/statistics?period=2026-Q3"),
    ],
)
def test_what_is_read_is_what_is_described(world, hieu, schema, path, real):
    code = factories.at_step(world, 4)
    answer = hieu.get(real.format(dossier=code)).json()

    assert faults(answer, shape_of(schema, "get", path, "200"), schema) == []


def test_what_is_written_is_what_is_described(hieu, schema):
    due = {
        "complete_at": "2026-11-23T09:00:00+07:00",
        "limit": {"amount": 3, "unit": "working_day"},
    }
    dossier = hieu.post("/dossiers", filing()).json()
    moved = hieu.act(dossier["code"], "accept").json()
    answer = hieu.post("/deadlines/compute", due).json()

    acted = shape_of(schema, "post", "/dossiers/{code}/actions", "200")
    assert faults(dossier, shape_of(schema, "post", "/dossiers", "201"), schema) == []
    assert faults(moved, acted, schema) == []
    assert faults(answer, shape_of(schema, "post", "/deadlines/compute", "200"), schema) == []


def test_what_is_refused_is_what_is_described(hieu, schema):
    problem = hieu.post("/dossiers", {}).json()

    assert faults(problem, shape_of(schema, "post", "/dossiers", "4XX"), schema) == []


def test_who_needs_a_token_is_told(schema):
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert ("security" in operation) == ("/public/" not in path)


def test_every_write_takes_a_key(schema):
    for operations in schema["paths"].values():
        for method, operation in operations.items():
            headers = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
            assert ("Idempotency-Key" in headers) == (method == "post")

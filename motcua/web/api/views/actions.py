"""Doing something with a dossier. The rules of `dossiers` say who may and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from django.http import HttpRequest
from django.utils import timezone
from ninja import Body, Router

from motcua.dossiers import services
from motcua.dossiers.errors import FieldRefused
from motcua.dossiers.rules import Action, normal_code
from motcua.errors import Conflict
from motcua.lateness import services as lateness
from motcua.lateness.errors import WordsRefused
from motcua.people import queries as people
from motcua.people.errors import NoSuchAccount, NoSuchUnit
from motcua.web.api.callers import actor_of
from motcua.web.api.errors import InField, NotPossibleNow
from motcua.web.api.shapes import actions as shapes
from motcua.web.api.shapes.dossiers import Dossier
from motcua.web.api.views.dossiers import Code, seen


router = Router(tags=["Hồ sơ"])

_SERVICES: Final[dict[str, Callable[..., object]]] = {
    Action.ACCEPT: services.accept,
    Action.DECLINE: services.decline,
    Action.ASK_SUPPLEMENT: services.ask_supplement,
    Action.SUPPLY: services.supply,
    Action.FORWARD: services.forward,
    Action.SEND_BACK: services.send_back,
    Action.APPROVE: services.approve,
    Action.REFUSE: services.refuse,
    Action.CONCLUDE: services.conclude,
    Action.RETURN_RESULT: services.return_result,
    Action.REASSIGN: services.reassign,
    Action.CLAIM: services.claim,
    "consult": services.consult,
    "answer_consult": services.answer_request,
    "start_leg": services.start_legs,
    "finish_leg": services.finish_leg,
    Action.PAUSE: services.pause,
    Action.RESUME: services.resume,
    Action.VERIFY_SITE: services.verify_site,
    Action.EXTEND: services.extend,
    Action.APOLOGISE: services.apologise,
    Action.WITHDRAW: services.withdraw,
    Action.STOP: services.stop,
    Action.CORRECT: services.correct,
    Action.RETURN_CORRECTION: services.return_correction,
    "explain_delay": lateness.explain_delay,
}
# Where the request has the field that the domain calls by another name.
_PLACES: Final = {"name": "handed_to"}


@router.post("/dossiers/{code}/actions", response=Dossier, summary="Làm một việc với hồ sơ")
def act(request: HttpRequest, code: Code, asked: Annotated[shapes.AskedAction, Body()]) -> Dossier:
    """Không làm được lúc này thì trả 409 với các việc làm được trong `actions`."""
    code, actor = normal_code(code), actor_of(request)
    try:
        _SERVICES[asked.action](code, **_arguments(asked), by=actor, at=timezone.now())
    except (FieldRefused, WordsRefused) as refused:
        field = str(refused.facts["field"])
        raise InField(_PLACES.get(field, field), refused) from None
    except Conflict as conflict:
        shown = seen(code, actor)
        raise NotPossibleNow(conflict, [str(a) for a in shown.actions], shown.version) from None
    return seen(code, actor)


def _arguments(asked: shapes.AskedAction) -> dict[str, Any]:
    """The fields of the request under the names of the services. Raises InField."""
    given: dict[str, Any] = dict(asked)
    del given["action"]
    if "components" in given:
        given["items"] = given.pop("components")
    if "assignee" in given:
        username = given.pop("assignee")
        given["to_user"] = _user_id(username) if username else None
    if "units" in given:
        given["units"] = [_unit_id(code) for code in given["units"]]
    return given


def _unit_id(code: str) -> int:
    """Raises InField."""
    try:
        return people.unit_by_code(code, timezone.localdate()).id
    except NoSuchUnit as missing:
        raise InField("units", missing) from None


def _user_id(username: str) -> int:
    """Raises InField."""
    try:
        return people.account_card(username).id
    except NoSuchAccount as missing:
        raise InField("assignee", missing) from None

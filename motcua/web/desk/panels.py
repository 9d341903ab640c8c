"""What stands on a dossier's page beside the dossier itself: one entry per capability.

A panel gives the context of its own partial template, `desk/dossier/_<name>.html`, under keys
that no other panel uses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from motcua.dossiers.queries import DossierPage
from motcua.people.rules import Actor
from motcua.web.desk import coordination, lateness, money
from motcua.web.desk.official import prints_panel
from motcua.web.desk.paper_panel import papers_panel
from motcua.web.desk.signing_result import panel as signing_panel


Panel = Callable[[DossierPage, Actor, datetime], Mapping[str, Any]]
PANELS: Final[tuple[Panel, ...]] = (
    papers_panel,
    signing_panel,
    money.panel,
    coordination.panel,
    lateness.panel,
    prints_panel,
)


def beside(page: DossierPage, actor: Actor, *, now: datetime) -> dict[str, Any]:
    """The context of all panels together."""
    context: dict[str, Any] = {}
    for panel in PANELS:
        context.update(panel(page, actor, now))
    return context

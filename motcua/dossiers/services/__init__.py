"""All changes of a dossier: one public function is one use case and one transaction."""

from motcua.dossiers.services.counter import (
    discard_draft,
    receive,
    receive_draft,
    save_draft,
    start_draft,
)
from motcua.dossiers.services.intake import accept, decline, submit
from motcua.dossiers.services.planning import plan
from motcua.dossiers.services.scanning import add_scan
from motcua.dossiers.services.steps import (
    approve,
    conclude,
    forward,
    reassign,
    refuse,
    return_result,
    send_back,
)
from motcua.dossiers.services.supplement import ask_supplement, supply


__all__ = [
    "accept",
    "add_scan",
    "approve",
    "ask_supplement",
    "conclude",
    "decline",
    "discard_draft",
    "forward",
    "plan",
    "reassign",
    "receive",
    "receive_draft",
    "refuse",
    "return_result",
    "save_draft",
    "send_back",
    "start_draft",
    "submit",
    "supply",
]

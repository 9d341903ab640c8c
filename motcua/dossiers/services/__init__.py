"""All changes of a dossier: one public function is one use case and one transaction."""

from motcua.dossiers.services.claiming import claim, claim_next
from motcua.dossiers.services.coordinating import (
    answer_request,
    cancel_request,
    consult,
    finish_leg,
    hand_on_request,
    record_silence,
    remind_request,
    start_legs,
    take_request,
)
from motcua.dossiers.services.correcting import correct, return_correction
from motcua.dossiers.services.counter import (
    receive,
    refuse_filing,
    settle,
    settles_at_once,
)
from motcua.dossiers.services.drafts import (
    decline_draft,
    discard_draft,
    receive_draft,
    save_draft,
    settle_draft,
    start_draft,
)
from motcua.dossiers.services.ending import (
    close_all_unanswered,
    close_unanswered,
    pause,
    resume,
    stop,
    withdraw,
)
from motcua.dossiers.services.guiding import guide
from motcua.dossiers.services.intake import accept, decline, submit
from motcua.dossiers.services.money import cancel_receipt, collect_fee, refund_fee, relieve_fee
from motcua.dossiers.services.planning import plan
from motcua.dossiers.services.promises import apologise, extend
from motcua.dossiers.services.recounting import move_to_process, recount
from motcua.dossiers.services.returning import return_result
from motcua.dossiers.services.scanning import add_scan
from motcua.dossiers.services.steps import (
    approve,
    conclude,
    forward,
    reassign,
    refuse,
    send_back,
)
from motcua.dossiers.services.supplement import ask_supplement, supply
from motcua.dossiers.services.verifying import verify_site


__all__ = [
    "accept",
    "add_scan",
    "answer_request",
    "apologise",
    "approve",
    "ask_supplement",
    "cancel_receipt",
    "cancel_request",
    "claim",
    "claim_next",
    "close_all_unanswered",
    "close_unanswered",
    "collect_fee",
    "conclude",
    "consult",
    "correct",
    "decline",
    "decline_draft",
    "discard_draft",
    "extend",
    "finish_leg",
    "forward",
    "guide",
    "hand_on_request",
    "move_to_process",
    "pause",
    "plan",
    "reassign",
    "receive",
    "receive_draft",
    "record_silence",
    "recount",
    "refund_fee",
    "refuse",
    "refuse_filing",
    "relieve_fee",
    "remind_request",
    "resume",
    "return_correction",
    "return_result",
    "save_draft",
    "send_back",
    "settle",
    "settle_draft",
    "settles_at_once",
    "start_draft",
    "start_legs",
    "stop",
    "submit",
    "supply",
    "take_request",
    "verify_site",
    "withdraw",
]

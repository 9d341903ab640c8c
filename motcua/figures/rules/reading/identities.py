"""The sums that the words of a block permit, as checks. Pure.

A report lists what it received by channel, what it resolved by time, and all of it by state: three
partitions, each tested by itself; none is used to mend another (requirements 3.3, Q02).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from motcua.figures.rules.reading.blocks import Block
from motcua.figures.rules.reading.mentions import Mention
from motcua.figures.rules.reading.roles import CHANNELS, OPENINGS, STATES, TIMES, Role
from motcua.figures.rules.reading.subjects import COMMUNES, LEVELS
from motcua.figures.rules.values import Check, Kind


def figure_id(mention: Mention, *, base: bool = False) -> str:
    return f"S{mention.index + 1}{'m' if base else ''}"


def sum_check(terms: Sequence[Mention], total: Mention | None, name: str, *readings: str) -> Check:
    """With the id still to be given."""
    return Check(
        id="",
        kind=Kind.SUM,
        terms=tuple(map(figure_id, terms)),
        total=figure_id(total) if total else None,
        statement=name,
        readings=readings,
    )


def identities(block: Block) -> Iterator[Check]:
    yield from _intake(block)
    yield from _channels(block)
    yield from _times(block)
    yield from _openings(block)
    yield from _states(block)


def _total(mentions: Sequence[Mention]) -> Fraction:
    return sum((mention.token.value for mention in mentions), Fraction(0))


def _intake(block: Block) -> Iterator[Check]:
    total, terms = block.by_role.get(Role.RECEIVED), block.present([Role.NEW, Role.CARRIED])
    if total and len(terms) == 2:
        yield sum_check(terms, total, "mới tiếp nhận + kỳ trước chuyển qua = tiếp nhận")


def _channels(block: Block) -> Iterator[Check]:
    total, terms = block.by_role.get(Role.NEW) or block.received, block.present(CHANNELS)
    carried = block.present([Role.CARRIED])
    if total is None or not terms:
        return
    if _total(terms) != total.token.value and carried:
        terms = [*terms, *carried]
    name = " + ".join(term.role.value for term in terms) + f" = {total.role.value}"
    if Role.DIRECT in block.by_role and Role.ONLINE in block.by_role:
        unsaid = [
            words
            for role, words in (
                (Role.CARRIED, "hồ sơ kỳ trước chuyển qua"),
                (Role.POSTAL, "hồ sơ nhận qua bưu chính"),
            )
            if role not in block.by_role
        ]
        reading = [f"đoạn văn không nêu {' hoặc '.join(unsaid)}."] if unsaid else []
        is_short = _total(terms) < total.token.value
        yield sum_check(terms, total, name, *(reading if is_short else []))
    else:
        yield from _part(terms, total, "tiếp nhận")


def _times(block: Block) -> Iterator[Check]:
    """Where no resolved total is printed and nothing is open, against what was received (K10)."""
    terms = block.present(TIMES)
    if Role.EARLY_OR_ON_TIME in block.by_role:
        terms = [term for term in terms if term.role not in (Role.EARLY, Role.ON_TIME)]
    beside = (*STATES, *OPENINGS)
    others = block.present(role for role in beside if role is not Role.RESOLVED)
    total = block.by_role.get(Role.RESOLVED) or (None if others else block.received)
    if total is None or not terms:
        return
    refused = block.present([Role.NOT_ELIGIBLE])
    if refused and _total(terms) + _total(refused) == total.token.value != _total(terms):
        terms = [*terms, *refused]
    name = " + ".join(term.role.value for term in terms) + f" = {total.role.value}"
    whole = {Role.EARLY, Role.ON_TIME} <= block.by_role.keys() or (
        len(terms) > 1 and any(t.role in (Role.ON_TIME, Role.EARLY_OR_ON_TIME) for t in terms)
    )
    if whole:
        is_short = _total(terms) < total.token.value and Role.LATE not in block.by_role
        reading = ["đoạn văn không nêu hồ sơ quá hạn."] if is_short else []
        yield sum_check(terms, total, name, *reading)
    else:
        yield from _part(terms, total, total.role.value)


def _openings(block: Block) -> Iterator[Check]:
    terms, total = block.present(OPENINGS), block.by_role.get(Role.OPEN)
    if not terms or total is None:
        return
    name = " + ".join(term.role.value for term in terms) + " = đang giải quyết"
    if len(terms) == len(OPENINGS):
        yield sum_check(terms, total, name)
    else:
        yield from _part(terms, total, "đang giải quyết")


def _states(block: Block) -> Iterator[Check]:
    """Resolved and every class beside it make what came in, with or without what was carried."""
    total, settled = block.received, block.by_role.get(Role.RESOLVED)
    siblings = [state for state in block.present(STATES) if not _is_nested(state)]
    if settled is None and siblings + block.present(OPENINGS):
        siblings = [*block.present(TIMES), *siblings]  # the classes of time stand for their sum
    if Role.OPEN not in block.by_role:
        siblings += block.present(OPENINGS)
    if total is None or (settled and settled.token.over):
        return
    if len(siblings) < 2 or not {one.role for one in siblings} & {Role.RESOLVED, *TIMES}:
        yield from _rest(settled, total) if settled else ()
        return
    goals = [[total], [total, *block.present([Role.CARRIED])]]
    terms, goal = _closing(siblings, goals)
    name = " + ".join(term.role.value for term in terms) + " = tiếp nhận"
    if len(goal) > 1:
        yield _with_carried(terms, goal, name)
        return
    unsaid = [role.value for role in (Role.OPEN, Role.WAITING) if role not in block.by_role]
    is_short = _total(terms) < total.token.value and unsaid
    reading = [f"đoạn văn không nêu hồ sơ {' hoặc '.join(unsaid)}."] if is_short else []
    yield sum_check(terms, total, name, *reading)


def _is_nested(state: Mention) -> bool:
    """«đang giải quyết 86 hồ sơ (trong đó chờ bổ sung 26)»: a part, not a class beside it."""
    if state.within is Role.OPEN:
        return state.role in (Role.WAITING, Role.PAUSED)
    return state.within is Role.RESOLVED and state.in_brackets and state.role is not Role.RESOLVED


def _closing(
    siblings: list[Mention], goals: list[list[Mention]]
) -> tuple[list[Mention], list[Mention]]:
    """The reading that adds up; where none does, the plain one."""
    without_refused = [one for one in siblings if one.role is not Role.NOT_ELIGIBLE]
    for terms in (siblings, without_refused):
        for goal in goals:
            if len(terms) > 1 and _total(terms) == _total(goal):
                return terms, goal
    return siblings, goals[0]


def _with_carried(terms: list[Mention], goal: list[Mention], name: str) -> Check:
    """Stock and flow: what was carried over stands on the other side."""
    total, *carried = goal
    return Check(
        id="",
        kind=Kind.DIFFERENCE,
        terms=(*map(figure_id, terms), *(f"-{figure_id(one)}" for one in carried)),
        total=figure_id(total),
        statement=name.replace("= tiếp nhận", "− kỳ trước chuyển qua = tiếp nhận"),
    )


def _part(terms: list[Mention], total: Mention, whole: str) -> Iterator[Check]:
    """One class alone says only that it is no larger than the whole."""
    for term in terms:
        yield Check(
            id="",
            kind=Kind.ORDER,
            terms=(figure_id(term), figure_id(total)),
            statement=f"{term.role.value} ≤ {whole}",
        )


def _rest(settled: Mention, total: Mention) -> Iterator[Check]:
    if total.role is Role.MERGED:
        return
    rest = total.token.value - settled.token.value
    reading = (
        "Giải quyết nhiều hơn tiếp nhận chỉ có thể khi có hồ sơ kỳ trước chuyển qua, "
        "mà đoạn văn không nêu."
        if rest < 0
        else "Đây là số hồ sơ đoạn văn không nêu là đang ở đâu."
    )
    if rest:
        yield Check(
            id="",
            kind=Kind.DIFFERENCE,
            terms=(figure_id(total), f"-{figure_id(settled)}"),
            statement="tiếp nhận − đã giải quyết",
            readings=(reading,),
        )
    else:
        yield sum_check([settled], total, "đã giải quyết = tiếp nhận")


def levels(blocks: Sequence[Block]) -> Iterator[Check]:
    """The whole and its levels: «toàn huyện» is the district's own part and the communes."""
    whole = next((block for block in blocks if block.subject.is_whole), None)
    if whole is None:
        return
    own = whole.subject.key.removeprefix("toàn ")
    parts = {key: next((b for b in blocks if b.subject.key == key), None) for key in LEVELS}
    for role in (Role.RECEIVED, Role.RESOLVED):
        total = whole.received if role is Role.RECEIVED else whole.by_role.get(role)
        terms = [found for block in parts.values() if block and (found := _of(block, role))]
        if total is None or not terms:
            continue
        name = f"{whole.subject.words}: {role.value}"
        keys = {mention.subject.key for mention in terms}
        if {own, COMMUNES} <= keys:
            yield sum_check(terms, total, f"{name} = {' + '.join(sorted(keys))}")
        else:
            yield _others(terms, total, f"{name}, phần ngoài {' và '.join(sorted(keys))}")


def _of(block: Block, role: Role) -> Mention | None:
    return block.received if role is Role.RECEIVED else block.by_role.get(role)


def _others(terms: list[Mention], total: Mention, name: str) -> Check:
    if _total(terms) > total.token.value:
        return Check(
            id="",
            kind=Kind.ORDER,
            terms=(figure_id(terms[0]), figure_id(total)),
            statement=name,
        )
    return Check(
        id="",
        kind=Kind.DIFFERENCE,
        terms=(figure_id(total), *(f"-{figure_id(term)}" for term in terms)),
        statement=name,
    )

"""Shares in a text: recomputed from their counts, held against the targets beside them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from motcua.figures.rules.numbers import rounded, share
from motcua.figures.rules.reading.blocks import Block
from motcua.figures.rules.reading.identities import figure_id
from motcua.figures.rules.reading.mentions import Mention
from motcua.figures.rules.reading.roles import CHANNELS, Role
from motcua.figures.rules.values import Check, Kind


_DUTY: Final = re.compile(
    r"chỉ\s+đạo|yêu\s+cầu|phải|mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|(?<!\w)giao(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """A term of a check and its value; «trước hạn và đúng hạn» may be the sum of two."""

    id: str
    value: Fraction
    name: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A counted part, and the wholes it may be a part of; the likeliest first."""

    part: Part
    wholes: tuple[Part, ...]


def is_duty(mention: Mention) -> bool:
    """«chỉ đạo … số hóa 100% hồ sơ» sets a target; it reports nothing."""
    return mention.role is not Role.NONE and bool(_DUTY.search(mention.sentence))


def ratios(block: Block) -> Iterator[Check]:
    """«1524/1547»: the base is a number that the block knows."""
    for mention in block.by_role.values():
        if mention.token.over is None:
            continue
        for known in (block.by_role.get(Role.RESOLVED), block.received):
            if known and known is not mention and known.token.value == mention.token.over:
                yield Check(
                    id="",
                    kind=Kind.SUM,
                    terms=(figure_id(mention, base=True),),
                    total=figure_id(known),
                    statement=f"mẫu số của {mention.role.value} = {known.role.value}",
                )
                break
        if mention.token.value > mention.token.over:
            yield Check(
                id="",
                kind=Kind.ORDER,
                terms=(figure_id(mention), figure_id(mention, base=True)),
                statement=f"{mention.role.value}: tử số ≤ mẫu số",
            )


def printed_rates(block: Block, by_index: Sequence[Mention]) -> Iterator[Check]:
    for rate in block.rates:
        if is_duty(rate) or rate.token.qualifier != "exact":
            continue
        if pairs := _pairs(rate, block, by_index):
            yield _rate_check(rate, pairs)


def _pairs(rate: Mention, block: Block, by_index: Sequence[Mention]) -> list[Pair]:
    """The number it stands behind, or the class its own words name; the likeliest first."""
    if rate.role is not Role.NONE:
        return [pair] if (pair := _named(rate.role, block)) else []
    if rate.follows is None or not by_index[rate.follows].counts:
        return []
    parts = [by_index[rate.follows]]
    if not rate.in_brackets:  # «đang giải quyết 10 hồ sơ, đạt 90%»: of what is settled
        parts += block.present([Role.RESOLVED])
    return [pair for part in parts if (pair := _pair_of(part, block))]


def _named(role: Role, block: Block) -> Pair | None:
    """The class a rate names; early counts as in time."""
    settled = block.by_role.get(Role.RESOLVED)
    both = block.present([Role.EARLY, Role.ON_TIME])
    if role in (Role.ON_TIME, Role.EARLY_OR_ON_TIME) and len(both) == 2 and settled:
        value = sum((one.token.value for one in both), Fraction(0))
        part = Part(f"={value}", value, Role.EARLY_OR_ON_TIME.value)
        return Pair(part, (_part(settled),))
    named = block.by_role.get(role)
    if named is None and role is Role.ON_TIME:
        named = block.by_role.get(Role.EARLY_OR_ON_TIME)
    return _pair_of(named, block) if named and named is not block.received else None


def _part(mention: Mention) -> Part:
    return Part(figure_id(mention), mention.token.value, mention.role.value)


def _pair_of(part: Mention, block: Block) -> Pair | None:
    if part.token.over is not None:
        whole = Part(figure_id(part, base=True), part.token.over, "mẫu số đã in")
        return Pair(_part(part), (whole,))
    settled, received = block.by_role.get(Role.RESOLVED), block.received
    order = (received, settled) if part.role in (*CHANNELS, Role.RESOLVED) else (settled, received)
    wholes = tuple(_part(whole) for whole in order if whole and whole is not part)
    return Pair(_part(part), wholes) if wholes else None


def _rate_check(rate: Mention, pairs: Sequence[Pair]) -> Check:
    """With the base that gives what was printed; where none does, the likeliest."""
    decimals = rate.token.decimals
    ways = [(pair.part, whole) for pair in pairs for whole in pair.wholes]

    def fits(way: tuple[Part, Part]) -> bool:
        part, whole = way
        return bool(whole.value) and (
            rounded(share(part.value, whole.value), decimals) == rate.token.value
        )

    part, whole = next(filter(fits, ways), ways[0])
    name = f"tỷ lệ {part.name} trên {whole.name}"
    claims_all = rate.token.value == 100 and part.value < whole.value  # no matter of rounding
    return Check(
        id="",
        kind=Kind.TARGET if claims_all else Kind.RATE,
        terms=(part.id, whole.id),
        total=figure_id(rate),
        decimals=decimals,
        statement=name,
    )


def targets(block: Block, duties: Sequence[Mention]) -> Iterator[Check]:
    """Each target of the text, judged on the counts of the block."""
    for duty in duties:
        pair, value = _named(duty.role, block), duty.token.value
        if pair is None or value > 100:
            continue
        yield Check(
            id="",
            kind=Kind.TARGET,
            terms=(pair.part.id, pair.wholes[0].id),
            total=figure_id(duty),
            required_percent=Decimal(value.numerator) / value.denominator,
            statement=f"mục tiêu {duty.role.value} {duty.token.printed}%",
        )

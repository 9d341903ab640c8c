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
class Pair:
    """A counted part of a counted whole; `is_ratio`: printed as one, «1524/1547»."""

    part: Mention
    wholes: tuple[Mention, ...]
    is_ratio: bool = False

    def ids(self, whole: Mention) -> tuple[str, str]:
        return figure_id(self.part), figure_id(whole, base=self.is_ratio)

    def base(self, whole: Mention) -> Fraction:
        return (whole.token.over or Fraction(0)) if self.is_ratio else whole.token.value


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
        role = Role.EARLY_OR_ON_TIME if rate.role is Role.ON_TIME else rate.role
        named = block.by_role.get(role) or block.by_role.get(rate.role)
        parts = [named] if named and named is not block.received else []
    elif rate.follows is None or not by_index[rate.follows].counts:
        return []
    else:
        parts = [by_index[rate.follows]]
        if not rate.in_brackets:  # «đang giải quyết 10 hồ sơ, đạt 90%»: of what is settled
            parts += block.present([Role.RESOLVED])
    return [pair for part in parts if (pair := _pair_of(part, block))]


def _pair_of(part: Mention, block: Block) -> Pair | None:
    if part.token.over is not None:
        return Pair(part, (part,), is_ratio=True)
    settled, received = block.by_role.get(Role.RESOLVED), block.received
    order = (received, settled) if part.role in (*CHANNELS, Role.RESOLVED) else (settled, received)
    wholes = tuple(whole for whole in order if whole and whole is not part)
    return Pair(part, wholes) if wholes else None


def _rate_check(rate: Mention, pairs: Sequence[Pair]) -> Check:
    """With the base that gives what was printed; where none does, the likeliest."""
    decimals = rate.token.decimals

    def fits(pair: Pair, whole: Mention) -> bool:
        base = pair.base(whole)
        return bool(base) and (
            rounded(share(pair.part.token.value, base), decimals) == rate.token.value
        )

    ways = [(pair, whole) for pair in pairs for whole in pair.wholes]
    pair, whole = next((way for way in ways if fits(*way)), ways[0])
    base = "mẫu số đã in" if pair.is_ratio else f"trên {whole.role.value}"
    return Check(
        id="",
        kind=Kind.RATE,
        terms=pair.ids(whole),
        total=figure_id(rate),
        decimals=decimals,
        statement=f"tỷ lệ {pair.part.role.value}, {base}",
    )


def targets(block: Block, duties: Sequence[Mention]) -> Iterator[Check]:
    """Each target of the text, judged on the counts of the block."""
    for duty in duties:
        part = block.by_role.get(duty.role)
        pair = _pair_of(part, block) if part else None
        if pair is None or duty.token.value > 100:
            continue
        value = duty.token.value
        yield Check(
            id="",
            kind=Kind.TARGET,
            terms=pair.ids(pair.wholes[0]),
            required_percent=Decimal(value.numerator) / value.denominator,
            statement=f"mục tiêu {duty.role.value} {duty.token.printed}%",
        )

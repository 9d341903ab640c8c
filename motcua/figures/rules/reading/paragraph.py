"""A pasted paragraph: its numbers found, the sums its words permit tested, marked. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from motcua.figures.errors import TooManyNumbers
from motcua.figures.rules.checking import check_all
from motcua.figures.rules.reading.blocks import Block, blocks_of
from motcua.figures.rules.reading.identities import figure_id, identities, levels
from motcua.figures.rules.reading.mentions import Mention, mentions
from motcua.figures.rules.reading.rates import is_duty, printed_rates, ratios, targets
from motcua.figures.rules.reading.roles import Role
from motcua.figures.rules.reading.tokens import Noun, cleaned, tokens
from motcua.figures.rules.reading.warnings import Warning, warnings
from motcua.figures.rules.values import Check, Figure, Judged, Verdict, exactly


MOST_NUMBERS: Final = 1000


class Mark(StrEnum):
    HOLDS = "holds"
    FAILS = "fails"
    MISSED = "missed"
    UNTESTED = "untested"

    @property
    def label(self) -> str:
        return {
            "holds": "khớp",
            "fails": "không khớp",
            "missed": "chưa đạt mục tiêu",
            "untested": "chưa đối chiếu",
        }[self]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; with a mark where it is a number."""

    text: str
    mark: Mark | None = None
    role: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """`whose`: the office or the field it speaks of."""

    whose: str
    judged: Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All of it: `pieces` joined are the text."""

    pieces: tuple[Piece, ...]
    tested: tuple[Tested, ...]
    warnings: tuple[Warning, ...]
    figures: tuple[Figure, ...]

    @property
    def count(self) -> int:
        return sum(piece.mark is not None for piece in self.pieces)

    @property
    def failed(self) -> int:
        return sum(one.judged.verdict is Verdict.FAILS for one in self.tested)

    @property
    def missed(self) -> int:
        return sum(one.judged.verdict is Verdict.MISSED for one in self.tested)

    @property
    def held(self) -> int:
        return sum(one.judged.verdict is Verdict.HOLDS for one in self.tested)


def read_paragraph(text: str, *, written_on: date | None = None) -> Reading:
    """`written_on`: the day of the report. Raises TextTooLong, TooManyNumbers, TextUnreadable."""
    clean = cleaned(text)
    numbers = tokens(clean)
    if len(numbers) > MOST_NUMBERS:
        raise TooManyNumbers(count=len(numbers), most=MOST_NUMBERS)
    found = mentions(clean, numbers)
    blocks = blocks_of(found)
    figures = tuple(_figures(found))
    named = [
        (whose, replace(check, id=f"P{number}"))
        for number, (whose, check) in enumerate(_checks(blocks, found), 1)
    ]
    judged = check_all(figures, [check for _, check in named])
    tested = tuple(
        Tested(whose=whose, judged=one) for (whose, _), one in zip(named, judged, strict=True)
    )
    said = dict.fromkeys(warnings(clean, found, blocks, written_on))
    return Reading(
        pieces=tuple(_pieces(clean, found, tested)),
        tested=tested,
        warnings=tuple(said),
        figures=figures,
    )


def _checks(blocks: Sequence[Block], found: Sequence[Mention]) -> Iterator[tuple[str, Check]]:
    duties = [one for one in found if one.token.noun is Noun.PERCENT and is_duty(one)]
    for block in blocks:
        for check in (
            *identities(block),
            *ratios(block),
            *printed_rates(block, found),
            *targets(block, duties),
        ):
            yield block.subject.words, check
    for check in levels(blocks):
        yield "", check


def _figures(found: Sequence[Mention]) -> Iterator[Figure]:
    for mention in found:
        token = mention.token
        plain = Figure(
            id=figure_id(mention),
            value=exactly(token.value),
            words=_words(mention),
            unit=token.noun.value,
            qualifier=token.qualifier,
        )
        yield plain
        if token.over is not None:
            base = figure_id(mention, base=True)
            yield replace(
                plain, id=base, value=exactly(token.over), words=f"mẫu số {token.printed}"
            )


def _words(mention: Mention) -> str:
    unit = {
        Noun.DOSSIERS: " hồ sơ",
        Noun.PERCENT: "%",
        Noun.PROCEDURES: " thủ tục",
    }.get(mention.token.noun, "")
    if mention.role is Role.NONE or not mention.counts:
        return f"{mention.token.printed}{unit}"
    if mention.token.value == 0 and not mention.token.printed[:1].isdigit():
        return f"{mention.token.printed} {mention.role.value}"
    return f"{mention.role.value} {mention.token.printed}"


def _pieces(text: str, found: Sequence[Mention], tested: Sequence[Tested]) -> Iterator[Piece]:
    marks = _marks(tested)
    place = 0
    for mention in found:
        token = mention.token
        if token.start > place:
            yield Piece(text[place : token.start])
        ids = (figure_id(mention), figure_id(mention, base=True))
        mark = max((marks[id_] for id_ in ids if id_ in marks), key=_SERIOUS.index, default=None)
        yield Piece(
            text[token.start : token.end],
            mark or Mark.UNTESTED,
            _role_words(mention, found),
            figure_id(mention),
        )
        place = token.end
    if place < len(text):
        yield Piece(text[place:])


def _role_words(mention: Mention, found: Sequence[Mention]) -> str:
    if mention.token.noun is not Noun.PERCENT:
        return mention.role.value if mention.counts else ""
    role = mention.role
    if role is Role.NONE and mention.follows is not None:
        role = found[mention.follows].role
    kind = "mục tiêu" if is_duty(mention) else "tỷ lệ"
    return f"{kind} {role.value}" if role is not Role.NONE else ""


_SERIOUS = [Mark.UNTESTED, Mark.HOLDS, Mark.MISSED, Mark.FAILS]
_MARK_OF = {
    Verdict.HOLDS: Mark.HOLDS,
    Verdict.FAILS: Mark.FAILS,
    Verdict.MISSED: Mark.MISSED,
    Verdict.DERIVED: Mark.UNTESTED,
}


def _marks(tested: Sequence[Tested]) -> dict[str, Mark]:
    """By figure, the most serious verdict of the sums it stands in."""
    found: dict[str, Mark] = {}
    for one in tested:
        mark = _MARK_OF[one.judged.verdict]
        check = one.judged.check
        for name in (*check.terms, *([check.total] if check.total else [])):
            bare = name.removeprefix("-")
            found[bare] = max(found.get(bare, Mark.UNTESTED), mark, key=_SERIOUS.index)
    return found

"""Numbers that speak of the same dossiers, gathered: one block for each office and period. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from motcua.figures.rules.reading.mentions import Mention
from motcua.figures.rules.reading.roles import Role
from motcua.figures.rules.reading.subjects import Subject


@dataclass(slots=True)
class Block:
    """The first mention of each role; `repeated` are later ones with another number."""

    subject: Subject
    by_role: dict[Role, Mention] = field(default_factory=dict)
    repeated: list[Mention] = field(default_factory=list)
    rates: list[Mention] = field(default_factory=list)

    @property
    def received(self) -> Mention | None:
        """The total of what came in."""
        by_role = self.by_role
        return by_role.get(Role.RECEIVED) or by_role.get(Role.MERGED) or by_role.get(Role.NEW)

    def present(self, roles: Iterable[Role]) -> list[Mention]:
        return [self.by_role[role] for role in roles if role in self.by_role]


def blocks_of(mentions: Sequence[Mention]) -> list[Block]:
    """A second «tiếp nhận» of the same office begins a new block: another period or field."""
    found: list[Block] = []
    newest: dict[str, Block] = {}
    for mention in mentions:
        key = mention.subject.key
        if mention.token.noun.value == "%":
            if key in newest:
                newest[key].rates.append(mention)
            continue
        if not mention.counts:
            continue
        block = newest.get(key)
        if block is None or _begins_anew(block, mention):
            block = newest[key] = Block(mention.subject)
            found.append(block)
        _put(block, mention)
    return found


def _begins_anew(block: Block, mention: Mention) -> bool:
    before = block.by_role.get(mention.role)
    if mention.role is Role.MERGED:
        before = block.received
    return (
        mention.role in (Role.RECEIVED, Role.NEW, Role.MERGED)
        and before is not None
        and before.token.value != mention.token.value
        and not (before.token.over or mention.token.over)
    )


def _put(block: Block, mention: Mention) -> None:
    known = block.by_role.get(mention.role)
    if known is None:
        block.by_role[mention.role] = mention
    elif known.token.value != mention.token.value:
        block.repeated.append(mention)

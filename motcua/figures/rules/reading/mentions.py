"""Each number of a text with what it counts, whose it is and where it belongs. Pure.

The words that decide stand between a number and its neighbours. A number belongs to the words of
its own clause; in a list after «gồm:», «trong đó» or a bracket, also to what the list is of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from motcua.figures.rules.reading.roles import CHANNELS, Role, role_of, without_names
from motcua.figures.rules.reading.subjects import NOBODY, Subject, subject_in
from motcua.figures.rules.reading.tokens import Noun, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """`within`: what the list is of in which it stands; `clause`: its own words."""

    index: int
    token: Token
    role: Role
    subject: Subject
    within: Role | None = None
    in_brackets: bool = False
    sentence: str = ""
    clause: str = ""
    follows: int | None = None  # the number just before it, for «(đạt tỷ lệ 98,5%)»

    @property
    def counts(self) -> bool:
        """A number of dossiers whose class is known."""
        return self.role is not Role.NONE and self.token.noun in (Noun.DOSSIERS, Noun.BARE)


_STRONG: Final = re.compile(
    r"[;:(),\n]|\.(?=\s|$)|(?<=\s)[-–+•](?=\s)"
    r"|(?<!\w)(?:trong\s+đó|bao\s+gồm|gồm(?:\s+có)?|cụ\s+thể|còn\s+lại)(?!\w)",
    re.IGNORECASE,
)
_WEAK: Final = re.compile(
    r"(?<!hạn\s)(?<!sớm\s)(?<!trước\s)(?<!nhận\s)(?<!\w)và(?!\w)|(?<!\w)còn(?!\w)", re.IGNORECASE
)
_END: Final = re.compile(r"[;\n]|\.(?=\s|$)")
_FULL_STOP: Final = re.compile(r"\n|\.(?=\s|$)")
_OPENER: Final = re.compile(
    r"[(:]|(?<!\w)(?:trong\s+đó|bao\s+gồm|gồm(?:\s+có)?|cụ\s+thể)(?!\w)", re.IGNORECASE
)
# A comma inside «trước, đúng hạn» or «tiếp nhận, giải quyết» parts nothing, unless each side has
# a number of its own.
_ONE_PHRASE: Final = re.compile(
    r"(?:trước|sớm)(?:\s+hạn)?\s?(?P<comma>,)\s?đúng\s+hạn"
    r"|tiếp\s+nhận(?P<comma2>,)\s?(?:đã\s+)?(?:giải\s+quyết|xử\s+lý)",
    re.IGNORECASE,
)
_EDGE: Final = re.compile(r"[;:.(\n,]")
_DIGIT: Final = re.compile(r"\d")
# How far the words of a number reach, in characters: a bound, so that no text takes long to read.
_NEAR: Final = 200
_FAR: Final = 1500
_WRAP: Final = re.compile(r"(?<=[^\s.;:]) {0,8}\n(?= {0,40}[^\s\-–+•*])")
_ONLY_A_RATE: Final = re.compile(
    r"[\s,;(=:]*(?:(?:hồ\s+sơ|tương\s+ứng|đạt|chiếm|bằng|tỷ\s+lệ|tỉ\s+lệ|với|là|tức)[\s,;(=:]*)*",
    re.IGNORECASE,
)
_DOSSIER: Final = re.compile(r"hồ\s+sơ", re.IGNORECASE)
_OTHER_SHARES: Final = re.compile(r"dịch\s+vụ\s+công|văn\s+bản|thủ\s+tục|TTHC", re.IGNORECASE)
_INTAKES: Final = (None, Role.RECEIVED, Role.NEW, Role.MERGED, Role.CARRIED, Role.NONE)


@dataclass(slots=True)
class _Scope:
    """Where the reading stands: whose numbers, in which list, inside which bracket."""

    subject: Subject = NOBODY
    within: Role | None = None
    outside: list[tuple[Subject, Role | None]] = field(default_factory=list)
    last_role: Role | None = None


def mentions(text: str, tokens: Sequence[Token]) -> list[Mention]:
    """Of all numbers that are no labels, in the order of the text."""
    words = _masked(without_names(text))
    figures = [token for token in tokens if token.noun is not Noun.LABEL]
    scope, found = _Scope(), list[Mention]()
    for index, token in enumerate(figures):
        start = figures[index - 1].end if index else 0
        stop = figures[index + 1].start if index + 1 < len(figures) else len(words)
        own = _one(words, index, token, (start, stop), scope)
        scope.last_role = own.role if own.counts else scope.last_role
        found.append(own)
    return [_settled(one, found) for one in found]


def _masked(text: str) -> str:
    """The same length: one kind of space, no line break inside a sentence, no misleading comma."""
    text = re.sub(r"[^\S\n]", " ", text)
    text = _WRAP.sub(lambda match: _unwrapped(match, text), text)
    return _ONE_PHRASE.sub(_without_comma, text)


def _unwrapped(match: re.Match[str], text: str) -> str:
    """A line that goes on in the next one; a line that begins with a capital is a new one."""
    following = text[match.end() : match.end() + _NEAR].lstrip(" ")[:1]
    return match.group() if following.isupper() else match.group().replace("\n", " ")


def _without_comma(match: re.Match[str]) -> str:
    text = match.string
    lead = _EDGE.split(text[max(0, match.start() - _NEAR) : match.start()])[-1]
    rest = _EDGE.split(text[match.end() : match.end() + _NEAR])[0]
    if _DIGIT.search(lead) and _DIGIT.search(rest):
        return match.group()
    place = match.start("comma" if match["comma"] else "comma2") - match.start()
    return f"{match.group()[:place]} {match.group()[place + 1 :]}"


def _one(words: str, index: int, token: Token, gap: tuple[int, int], scope: _Scope) -> Mention:
    start, stop = gap
    before = words[start : token.start]
    after = _cut_after(words[token.end : min(stop, token.end + _NEAR)], stop, words)
    _move(scope, before)
    before = before[-_FAR:]
    clause_before = _clause_before(before, is_first=start == 0)
    clause = f"{clause_before} {after}"
    role = _own_role(token, clause_before, after, before)
    if (named := subject_in(clause)) is not None:
        scope.subject = named
    if role is None and token.noun is Noun.DOSSIERS and named is not None:
        role = scope.last_role  # «cấp huyện tiếp nhận 847 hồ sơ; cấp xã 11.409 hồ sơ»
    return Mention(
        index=index,
        token=token,
        role=role or Role.NONE,
        subject=scope.subject,
        within=scope.within,
        in_brackets=bool(scope.outside),
        sentence=_sentence(words, token),
        clause=clause,
        follows=index - 1 if index and _follows(before) else None,
    )


def _follows(before: str) -> bool:
    """Only «hồ sơ (đạt tỷ lệ» stands between: the share is of the number before it."""
    return len(before) < _NEAR and bool(_ONLY_A_RATE.fullmatch(before.replace("%", "")))


def _own_role(token: Token, clause_before: str, after: str, before: str) -> Role | None:
    """By the own clause; else by what was said since the last number in the same sentence."""
    own = f"{clause_before} {after}"
    if token.noun is Noun.PERCENT:
        return Role.NONE if _OTHER_SHARES.search(own) and not _DOSSIER.search(own) else role_of(own)
    return role_of(own) or role_of(_FULL_STOP.split(before)[-1].rpartition("(")[2])


def _cut_after(after: str, stop: int, words: str) -> str:
    """What still belongs to this number: up to a separator, or to the last «và» before the next."""
    if strong := _STRONG.search(after):
        return after[: strong.start()]
    weak = list(_WEAK.finditer(after))
    return after[: weak[-1].start()] if weak and stop < len(words) else after


def _clause_before(before: str, *, is_first: bool) -> str:
    strong = list(_STRONG.finditer(before))
    weak = [] if strong else list(_WEAK.finditer(before))
    if found := strong or weak:
        return before[found[-1].end() :][-_NEAR:]
    return before[-_NEAR:] if is_first else ""


def _move(scope: _Scope, before: str) -> None:
    """Through the words between two numbers: subjects, lists and brackets open and close."""
    place = 0
    marks = sorted(
        [*_OPENER.finditer(before), *_END.finditer(before), *re.finditer(r"\)", before)],
        key=lambda match: match.start(),
    )
    for mark in marks:
        piece = before[place : mark.start()]
        scope.subject = subject_in(piece) or scope.subject
        if mark.group() == ")":
            if scope.outside:
                scope.subject, scope.within = scope.outside.pop()
        elif _END.fullmatch(mark.group()):
            scope.within = None
        else:
            if mark.group() == "(":
                scope.outside.append((scope.subject, scope.within))
            header = role_of(piece.rpartition(",")[2])
            scope.within = header or scope.last_role if place == 0 else header or scope.within
        place = mark.end()
    scope.subject = subject_in(before[place:]) or scope.subject


def _sentence(words: str, token: Token) -> str:
    before = words[max(0, token.start - _FAR) : token.start]
    after = words[token.end : token.end + _NEAR]
    own = words[token.start : token.end]
    return f"{_FULL_STOP.split(before)[-1]}{own}{_FULL_STOP.split(after)[0]}"


def _settled(one: Mention, found: Sequence[Mention]) -> Mention:
    """With what the list around it says: «đang giải quyết 86 (trong hạn 80, quá hạn 6)»."""
    if one.within is Role.OPEN and one.role is Role.LATE and "giải" not in one.clause:
        return replace(one, role=Role.OPEN_LATE)
    is_of_others = one.within not in _INTAKES
    says_received = "nhận" in one.clause.lower() or "nộp" in one.clause.lower()
    if one.role in CHANNELS and is_of_others and not says_received:
        return replace(one, role=Role.NONE)
    return one

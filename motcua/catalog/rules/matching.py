"""How well a procedure answers what was typed. Pure: words in, numbers out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from motcua.catalog.rules.words import STOP_WORDS, forms, in_two, one_slip, parts


# How much a word counts by the way it was found.
_EXACT, _MENDED, _BEGINNING, _ELSEWHERE, _SLIP = 1.0, 0.9, 0.8, 0.35, 0.3
_NEIGHBOURS, _BREVITY, _START, _POPULAR = 0.35, 0.25, 0.05, 0.03
_ENOUGH: Final = 0.45
_MOST_MEANINGS: Final = 3
_NOTHING_TOLD: Final = 0.15


@dataclass(frozen=True, slots=True)
class Typed:
    """A word of the search: as typed, what it may mean, and how much it tells."""

    word: str
    meanings: tuple[str, ...]
    weight: float

    @property
    def is_mended(self) -> bool:
        return self.word not in self.meanings


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    name_words: str
    other_words: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What people say for some procedures: «sổ đỏ», «làm hộ khẩu»."""

    words: tuple[str, ...]
    codes: tuple[str, ...]
    strength: float = 1.0
    fading: float = 0.93  # from each code to the next


@dataclass(frozen=True, slots=True)
class Match:
    code: str
    score: float
    matched: tuple[str, ...]  # folded words of the name that were asked for


def spellings(typed: Sequence[str]) -> list[str]:
    """Every form under which a dictionary must look to mend these words."""
    return sorted({form for word in typed for form in {*forms(word), *parts(word)}})


def understood(
    typed: Sequence[str], uses: Mapping[str, int], spoken: frozenset[str]
) -> list[Typed]:
    """What each word may mean, by the dictionary rows that share a spelling with it.

    `uses` is how many procedures each of those words stands in; `spoken` are words of everyday
    phrases, right as they are.
    """
    found: list[Typed] = []
    for word in typed:
        is_last = word == typed[-1]
        pair = in_two(word, uses.__contains__) if word not in uses and word not in spoken else None
        if pair:
            found += [Typed(half, (half,), _weight(half, uses)) for half in pair]
            continue
        meanings = _meanings(word, uses, spoken, is_last=is_last)
        weight = min((_weight(meant, uses) for meant in meanings), default=_weight(word, uses))
        found.append(Typed(word, meanings, weight))
    return found


def _meanings(
    word: str, uses: Mapping[str, int], spoken: frozenset[str], *, is_last: bool
) -> tuple[str, ...]:
    if uses.get(word) or word in spoken:
        return (word,)
    begun = [w for w in uses if is_last and len(word) > 1 and w.startswith(word)]
    slips = [w for w in uses if one_slip(word, w)]
    likely = sorted(dict.fromkeys(begun + slips), key=lambda w: (-_likeness(word, w), -uses[w], w))
    return tuple(likely[:_MOST_MEANINGS])


def _likeness(typed: str, meant: str) -> int:
    """Swapped or doubled letters are likelier slips than another letter."""
    swapped, doubled = sorted(typed) == sorted(meant), set(typed) == set(meant)
    return swapped * 2 + doubled + (typed[0] == meant[0])


def _weight(word: str, uses: Mapping[str, int]) -> float:
    rare = 1 / (1 + math.log1p(uses.get(word, 0)))
    return rare * (_NOTHING_TOLD if word in STOP_WORDS else 1.0)


def spoken_of(typed: Sequence[Typed], phrases: Iterable[Phrase]) -> dict[str, float]:
    """The codes that everyday phrases in the search stand for, and how strongly."""
    said = [{word.word, *word.meanings} for word in typed]
    strength: dict[str, float] = {}
    for phrase in phrases:
        if not _is_said(phrase.words, said):
            continue
        share = len(phrase.words) / max(len(said), len(phrase.words))
        for place, code in enumerate(phrase.codes):
            value = phrase.strength * (0.5 + 0.7 * share + (share == 1)) * phrase.fading**place
            strength[code] = max(strength.get(code, 0), value)
    return strength


def _is_said(phrase: tuple[str, ...], said: Sequence[set[str]]) -> bool:
    return any(
        all(_same(word, said[i + n]) for n, word in enumerate(phrase))
        for i in range(len(said) - len(phrase) + 1)
    )


def _same(word: str, said: set[str]) -> bool:
    return word in said or any(one_slip(typed, word) for typed in said if len(typed) > 3)


def ranked(
    candidates: Iterable[Candidate],
    typed: Sequence[Typed],
    spoken: Mapping[str, float],
    popular: Sequence[str] = (),
) -> list[Match]:
    """Those that answer well enough, the best first; alike ones in the order they came in."""
    matches = [_match(one, typed, spoken.get(one.code, 0), popular) for one in candidates]
    return sorted((m for m in matches if m.score > 0), key=lambda m: -m.score)


def _match(one: Candidate, typed: Sequence[Typed], spoken: float, popular: Sequence[str]) -> Match:
    name, others = one.name_words.split(), set(one.other_words.split())
    found = [_found(word, name, others) for word in typed]
    whole = sum(word.weight for word in typed)
    covered = sum(w.weight * credit for w, (credit, _) in zip(typed, found, strict=True))
    coverage = covered / whole if whole else 0.0
    if coverage < _ENOUGH and not spoken:
        return Match(one.code, 0, ())
    hits = [place for _, place in found if place is not None]
    pairs = max(len(typed) - 1, 1)
    score = coverage + spoken
    score += _NEIGHBOURS * sum(b == a + 1 for a, b in zip(hits, hits[1:], strict=False)) / pairs
    score += _BREVITY * len(set(hits)) / max(len(name), 1)
    score += _START * (bool(hits) and hits[0] == 0) + _POPULAR * (one.code in popular)
    return Match(one.code, score, tuple(dict.fromkeys(name[place] for place in hits)))


def _found(word: Typed, name: Sequence[str], others: set[str]) -> tuple[float, int | None]:
    """How much of this word the procedure has, and where in its name."""
    for meant in word.meanings:
        if meant in name:
            begun = word.is_mended and meant.startswith(word.word)
            credit = _BEGINNING if begun else _MENDED if word.is_mended else _EXACT
            return credit, name.index(meant)
    if not others.isdisjoint(word.meanings):
        return _ELSEWHERE, None
    if any(one_slip(word.word, other) for other in name):
        return _SLIP, None
    return 0.0, None

"""How well a procedure answers what was typed. Pure: words in, numbers out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from motcua.catalog.rules.words import (
    STOP_WORDS,
    forms,
    in_pieces,
    one_slip,
    pieces,
    without_typing_marks,
)


# How much a word counts by the way it was found.
_EXACT, _MENDED, _BEGINNING, _ELSEWHERE, _SLIP = 1.0, 0.9, 0.8, 0.35, 0.3
_NEIGHBOURS, _BREVITY, _START, _POPULAR = 0.35, 0.25, 0.05, 0.03
_ENOUGH: Final = 0.45
_MOST_MEANINGS: Final = 6
_NOTHING_TOLD: Final = 0.15
_SHORT: Final = 6  # letters: up to here a slip is likelier than two words typed as one


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
    readings = {*typed, *map(without_typing_marks, typed)}
    return sorted({form for word in readings for form in {*forms(word), *pieces(word)}})


def understood(
    typed: Sequence[str], uses: Mapping[str, int], spoken: frozenset[str]
) -> list[Typed]:
    """What each word may mean, by the dictionary rows that share a spelling with it.

    `uses` is how many procedures each of those words stands in; `spoken` are words of everyday
    phrases, right as they are.
    """
    found: list[Typed] = []
    for word in typed:
        meanings = _meanings(word, uses, spoken, is_last=word == typed[-1])
        run_together = word not in meanings and (len(word) > _SHORT or not meanings)
        if run_together and (parts := in_pieces(word, uses.__contains__)):
            found += [Typed(part, (part,), _weight(part, uses)) for part in parts]
            continue
        weight = min((_weight(meant, uses) for meant in meanings), default=0.0)
        found.append(Typed(word, meanings, weight))
    usual = sum(word.weight for word in found) / max(sum(bool(w.meanings) for w in found), 1)
    return [word if word.meanings else replace(word, weight=usual) for word in found]


def _meanings(
    word: str, uses: Mapping[str, int], spoken: frozenset[str], *, is_last: bool
) -> tuple[str, ...]:
    if uses.get(word) or word in spoken:
        return (word,)
    if uses.get(bare := without_typing_marks(word)) or bare in spoken:
        return (bare,)
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


@dataclass(frozen=True, slots=True)
class Speech:
    """All everyday phrases, ready to be looked for."""

    words: frozenset[str]
    by_first: Mapping[str, tuple[Phrase, ...]]
    by_form: Mapping[str, frozenset[str]]


def speech(phrases: Iterable[Phrase]) -> Speech:
    by_first: dict[str, list[Phrase]] = {}
    by_form: dict[str, set[str]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase.words[0], []).append(phrase)
        for word in phrase.words:
            for form in forms(word):
                by_form.setdefault(form, set()).add(word)
    return Speech(
        words=frozenset(word for found in by_form.values() for word in found),
        by_first={word: tuple(found) for word, found in by_first.items()},
        by_form={form: frozenset(found) for form, found in by_form.items()},
    )


def spoken_of(typed: Sequence[Typed], known: Speech) -> dict[str, float]:
    """The codes that everyday phrases in the search stand for, and how strongly."""
    said = [_said(word, known) for word in typed]
    strength: dict[str, float] = {}
    for start, words in enumerate(said):
        for phrase in (phrase for word in words for phrase in known.by_first.get(word, ())):
            here = said[start : start + len(phrase.words)]
            if len(here) < len(phrase.words) or not _is_said(phrase, here):
                continue
            share = len(phrase.words) / len(said)
            for place, code in enumerate(phrase.codes):
                value = phrase.strength * (0.5 + 0.7 * share + (share == 1)) * phrase.fading**place
                strength[code] = max(strength.get(code, 0), value)
    return strength


def _said(typed: Typed, known: Speech) -> set[str]:
    """The words of phrases that this one is, or is meant to be."""
    near = {word for form in forms(typed.word) for word in known.by_form.get(form, ())}
    slips = {word for word in near if len(typed.word) > 3 and one_slip(typed.word, word)}
    return {typed.word, *typed.meanings} | slips


def _is_said(phrase: Phrase, here: Sequence[set[str]]) -> bool:
    return all(word in words for word, words in zip(phrase.words, here, strict=True))


def ranked(
    candidates: Sequence[Candidate],
    typed: Sequence[Typed],
    spoken: Mapping[str, float],
    popular: Sequence[str] = (),
) -> list[Match]:
    """Those that answer well enough, the best first; alike ones in the order they came in."""
    there = {word for one in candidates for word in one.name_words.split()}
    slips = {
        word.word: frozenset(other for other in there if one_slip(word.word, other))
        for word in typed
    }
    matches = [_match(one, typed, slips, spoken.get(one.code, 0)) for one in candidates]
    liked = frozenset(popular)
    return sorted(
        (match for match in matches if match.score > 0),
        key=lambda match: -match.score - _POPULAR * (match.code in liked),
    )


def _match(
    one: Candidate,
    typed: Sequence[Typed],
    slips: Mapping[str, frozenset[str]],
    spoken: float,
) -> Match:
    name, others = one.name_words.split(), frozenset(one.other_words.split())
    found = [_found(word, name, others, slips[word.word]) for word in typed]
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
    score += _START * (bool(hits) and hits[0] == 0)
    return Match(one.code, score, tuple(dict.fromkeys(name[place] for place in hits)))


def _found(
    word: Typed, name: Sequence[str], others: frozenset[str], slips: frozenset[str]
) -> tuple[float, int | None]:
    """How much of this word the procedure has, and where in its name."""
    for meant in word.meanings:
        if meant in name:
            begun = word.is_mended and meant.startswith(word.word)
            credit = _BEGINNING if begun else _MENDED if word.is_mended else _EXACT
            return credit, name.index(meant)
    if not others.isdisjoint(word.meanings):
        return _ELSEWHERE, None
    return (0.0 if slips.isdisjoint(name) else _SLIP), None

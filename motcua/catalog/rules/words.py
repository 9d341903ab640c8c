"""The words of procedures and of searches: folded, split, alike but for a slip. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from motcua.catalog.rules.values import Content
from motcua.people.rules import fold


_WORD: Final = re.compile(r"[a-z0-9]+")
_MOST_NAME: Final = 590
_MOST_OTHER: Final = 500
_MOST_TYPED: Final = 14
_LONGEST_WORD: Final = 40
_LONGEST_SYLLABLE: Final = 7  # «nghiêng»
_RUN_TOGETHER: Final = 5  # letters, from which a word may be several

# They stand everywhere and tell nothing apart.
STOP_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        va voi cua cho tai cac khi do o tu den theo ve la co duoc bi de trong toi minh
        muon can xin hoi nhu the nao dau gi bao nhieu thu tuc ho so nhung cai mot thi ma
        hay hoac lam di ra len
        """,
    )
)


def words(text: str) -> list[str]:
    return [word[:_LONGEST_WORD] for word in _WORD.findall(fold(text))]


def name_words(content: Content) -> str:
    return _padded(words(content.name), _MOST_NAME)


def other_words(content: Content) -> str:
    """What a procedure is also looked for by: its field, its result, its papers."""
    texts = [content.field, content.result, *(paper.name for paper in content.components)]
    found = dict.fromkeys(word for text in texts for word in words(text))
    taken = set(words(content.name))
    return _padded([word for word in found if word not in taken], _MOST_OTHER)


def _padded(found: Iterable[str], most: int) -> str:
    """« dang ky khai sinh »: so that « sinh » is found as a whole word."""
    text = " ".join(found)
    if len(text) > most:
        text = text[:most].rpartition(" ")[0]
    return f" {text} "


def typed_words(text: str) -> list[str]:
    return words(text)[:_MOST_TYPED]


def forms(word: str) -> list[str]:
    """The word, and what is left when one letter is dropped; two letters are kept whole."""
    if len(word) < 3:
        return [word]
    dropped = {word[:i] + word[i + 1 :] for i in range(len(word))}
    return [word, *sorted(dropped - {word})]


def one_slip(typed: str, meant: str) -> bool:
    """Whether one letter more, less, other, or two neighbours swapped make the one of the other."""
    if abs(len(typed) - len(meant)) > 1 or max(len(typed), len(meant)) < 3:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    a, b = typed[start:], meant[start:]
    if a[1:] == b[1:] or a[1:] == b or a == b[1:]:
        return True
    return len(a) > 1 and len(b) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:]


_TELEX: Final = re.compile("dd|aa|aw|ee|oo|ow|uw|w")
_TELEX_LETTERS: Final = {"dd": "d", "aa": "a", "aw": "a", "ee": "e", "oo": "o"} | {
    "ow": "o",
    "uw": "u",
    "w": "u",
}


def without_typing_marks(word: str) -> str:
    """What was meant where Telex or VNI were not turned into marks: «cuwowcs», «d9a8ng»."""
    letters = re.sub(r"(?<=[a-z])[0-9]", "", word)
    letters = _TELEX.sub(lambda found: _TELEX_LETTERS[found.group()], letters)
    return re.sub(r"(?<=[a-z])[sfrxj](?=[a-z]{0,2}$)", "", letters)


def pieces(word: str) -> set[str]:
    """All that could be one of several words typed as one."""
    if not _RUN_TOGETHER <= len(word) <= _LONGEST_WORD:
        return set()
    ends = ((i, j) for i in range(len(word)) for j in range(i + 2, i + _LONGEST_SYLLABLE + 1))
    return {word[i:j] for i, j in ends if j <= len(word)}


def in_pieces(word: str, is_known: Callable[[str], bool]) -> tuple[str, ...]:
    """The fewest known words that were typed as one, «khaisinh»; () when it can't be parted."""
    if not _RUN_TOGETHER <= len(word) <= _LONGEST_WORD:
        return ()
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(2, len(word) + 1):
        starts = range(max(0, end - _LONGEST_SYLLABLE), end - 1)
        ways = [(*best[i], word[i:end]) for i in starts if i in best and is_known(word[i:end])]
        if ways:
            best[end] = min(ways, key=len)
    return best.get(len(word), ())

"""Take off what a page layout left in a text: Markdown signs and signs without ink; each letter keeps its place.

Lines are never added or taken away, so a line number is that of the file.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]
Edit = tuple[int, int, str]

_NO_INK = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\f\r\x00-\x08\x0e-\x1f\x7f]")
_ODD_BLANK = dict.fromkeys([0x0B, 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000], " ")
_WORD_BULLETS = dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF02D, 0x2022, 0x25AA, 0x25CF, 0x25A0], "-")
_SAME_LENGTH = {**_ODD_BLANK, **_WORD_BULLETS}

_TAG = re.compile(r"</?(?:br|u|b|i|em|strong|sup|sub|center|p|div|span|font)\b[^<>\n]*>", re.IGNORECASE)
_RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|={3,})[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+|[ \t]+#{1,6}[ \t]*$", re.MULTILINE)
_QUOTED = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.MULTILINE)
_STRONG = re.compile(r"(?<!\()(\*{2,3}|__)(?=[^\s*_])((?:[^\n]|\n(?!\s*\n))+?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*\\])(\*)(?=[^\s*])([^*\n]+?)(?<=[^\s\\])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w\\])(_)(?=[^\s_])([^_\n]+?)(?<=[^\s_\\])_(?!\w)")
_CODE = re.compile(r"(`)([^`\n]+)`")
_LINK = re.compile(r"(!?\[)([^\[\]\n]+)\]\([^()\s]*\)")
_ESCAPED = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|>~<])|\\$", re.MULTILINE)


@dataclass(frozen=True)
class Copy:
    """A cleaned text that knows for each of its letters where it stood before."""

    text: str
    places: list[int]

    def edited(self, edits: Iterable[Edit]) -> "Copy":
        """Put each replacement in place of its stretch; a replacement stands where the stretch began."""
        texts: list[str] = []
        places: list[int] = []
        done = 0
        for start, end, new in edits:
            texts += self.text[done:start], new
            places += self.places[done:start]
            places += [self.places[start]] * len(new)
            done = end
        return Copy("".join([*texts, self.text[done:]]), places + self.places[done:])


def _gone(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Edit]]:
    return lambda text: ((*found.span(), "") for found in pattern.finditer(text) if found.end() > found.start())


def _unwrapped(pattern: re.Pattern[str]) -> Callable[[str], Iterator[Edit]]:
    """Group 1 opens, group 2 stays, the rest of the match closes."""

    def edits(text: str) -> Iterator[Edit]:
        for found in pattern.finditer(text):
            yield (found.start(), found.start(2), "")
            yield (found.end(2), found.end(), "")

    return edits


_STEPS = (
    _gone(_NO_INK),
    _gone(_TAG),
    _gone(_RULE),
    _gone(_HEADING),
    _gone(_QUOTED),
    _unwrapped(_STRONG),
    _unwrapped(_SLANTED),
    _unwrapped(_UNDERLINED),
    _unwrapped(_CODE),
    _unwrapped(_LINK),
    _gone(_ESCAPED),
)


def cleaned(text: str) -> Copy:
    """Take off Markdown and invisible signs, keep every line."""
    copy = Copy(text.translate(_SAME_LENGTH), list(range(len(text))))
    for step in _STEPS:
        copy = copy.edited(step(copy.text))
    return copy


def visible(text: str) -> str:
    """Give the text without signs that have no ink and with plain blanks and bullets; Markdown stays."""
    return _NO_INK.sub("", text.translate(_SAME_LENGTH))


_SEPARATOR = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")


def table_edits(text: str) -> Iterator[Edit]:
    """Turn rows “| a | b |” into cells joined by a tab, and the line under the head into an empty one."""
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if len(bare) > 2 and bare.startswith("|") and bare.endswith("|"):
            yield from _row_edits(line, start)
        start += len(line) + 1


def _row_edits(line: str, start: int) -> Iterator[Edit]:
    if _SEPARATOR.fullmatch(line.strip()):
        yield start, start + len(line), ""
        return
    bars = [found.span() for found in re.finditer(r"[ \t]*(?<!\\)\|[ \t]*", line)]
    for order, (left, right) in enumerate(bars):
        yield start + left, start + right, "\t" if 0 < order < len(bars) - 1 else ""

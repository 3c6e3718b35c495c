"""The signs a paragraph is numbered with: Phần, Chương, Mục, Điều, Thứ nhất, A. I. 1. 1.1. a) (1) - + *."""

import re
from dataclasses import dataclass

from thidua.base.text import CAPITALS

_UPPER = CAPITALS + '“"(<'
_BULLETS = "-–—+*•●▪■□○◦·⁃✓✔➢►❖"

_SIGNS = (
    (
        "part",
        re.compile(
            r"phần\s+(?:thứ\s+)?(nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|[ivx]{1,5}|\d{1,2})\s*[.:)]?(?=\s|$)",
            re.I,
        ),
    ),
    ("chapter", re.compile(r"chương\s+([ivx]{1,5}|\d{1,2})\s*[.:)]?(?=\s|$)", re.I)),
    ("section", re.compile(r"mục\s+([ivx]{1,5}|\d{1,2})\s*[.:)]?(?=\s|$)", re.I)),
    ("article", re.compile(r"điều\s+(\d{1,3})\s*[.:)](?=\s|$)", re.I)),
    (
        "ordinal",
        re.compile(r"thứ\s+(nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*[:,.\-–]\s*(?!ngày|tháng)(?=\S)", re.I),
    ),
    ("count", re.compile(r"(một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là\s*[:,]?\s+(?=\S)", re.I)),
    ("roman", re.compile(rf"([IVX]{{1,5}}|l|ll|lll)\s?[.)/:\-–](?:\s+(?!\d)|(?=[{_UPPER}]))")),
    ("decimal", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?![%\d])")),
    ("arabic", re.compile(rf"(\d{{1,2}})\s?[.)/](?:\s+|(?=[{_UPPER}]))|(\d{{1,2}})\s?[-–]\s?(?=[{_UPPER}])")),
    ("upper", re.compile(rf"([A-HK])\s?[.)/\-–](?:\s+|(?=[{_UPPER}]))")),
    ("letter", re.compile(rf"([a-zđ])\s?(?:[)]\s*|[.](?:\s+|(?=[{_UPPER}])))|([a-zđ])/\s+")),
    ("round", re.compile(r"\((\d{1,2}|[ivx]{1,4}|[a-zđ])\)\s*")),
)
_BULLET = re.compile(rf"([{re.escape(_BULLETS)}])\s*(?=[^\s\d]|\d+[\s%/.]|$)")


@dataclass(frozen=True)
class Sign:
    """One sign: its style, the label printed, and how many letters of the line it takes."""

    style: str
    label: str
    length: int

    @property
    def is_bullet(self) -> bool:
        return self.style in {"-", "+", "*", "•"}


def sign_of(line: str) -> Sign | None:
    """Read the sign a line begins with, None when it has none."""
    for style, pattern in _SIGNS:
        if found := pattern.match(line):
            label = next(group for group in found.groups() if group)
            depth = label.count(".") + 1 if style == "decimal" else ""
            return Sign(f"{style}{depth}", label, found.end())
    if found := _BULLET.match(line):
        mark = found.group(1)
        style = "-" if mark in "-–—" else mark if mark in "+*" else "•"
        return Sign(style, mark, found.end())
    return None


_ROMAN = {"i": 1, "v": 5, "x": 10}
_WORDS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
          "mười": 10}  # fmt: skip


def ordinal(label: str) -> int | None:
    """Give the number a label stands for; None for a bullet."""
    low = label.lower().replace("l", "i")
    if low.isdigit():
        return int(low)
    if low in _WORDS:
        return _WORDS[low]
    if low and set(low) <= set(_ROMAN):
        values = [_ROMAN[sign] for sign in low]
        return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return None

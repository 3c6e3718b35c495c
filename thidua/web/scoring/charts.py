"""Charts as plain coordinates for SVG in the page; each stands above the table it is drawn from."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin

WIDTH, ROW, VALUE = 360, 40, 64  # narrow, so that words stay readable on a phone; a label stands above its bar
MIDDLE, REACH = 160.0, 110.0


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, how long it is, what it says."""

    label: str
    said: str
    y: int
    above: int
    width: int


@dataclass(frozen=True)
class Point:
    """A point of a line or a radar, with its words."""

    label: str
    x: int
    y: int
    said: str = ""

    @property
    def above(self) -> int:
        """Where its words stand."""
        return self.y - 10


def bars(rows: Sequence[tuple[str, Fraction, str]]) -> tuple[list[Bar], int]:
    """Lay bars of shares between 0 and 1 below each other; give them and the height of the chart."""
    made = [
        Bar(label[:52], said, place * ROW + 18, place * ROW + 13, int((WIDTH - VALUE) * share))
        for place, (label, share, said) in enumerate(rows)
    ]
    return made, len(rows) * ROW + 8


def radar(rows: Sequence[tuple[str, Fraction]]) -> tuple[str, str, str, list[Point]]:
    """Give the polygon of shares, the frames of all and of half, the labels; fewer than three axes make no radar."""
    if len(rows) < 3:
        return "", "", "", []
    turns = [2 * pi * place / len(rows) - pi / 2 for place in range(len(rows))]
    inner = [_at(turn, float(share)) for turn, (_, share) in zip(turns, rows, strict=True)]
    outer = [_at(turn, 1.0) for turn in turns]
    labels = [Point(name, *_at(turn, 1.22)) for turn, (name, _) in zip(turns, rows, strict=True)]
    return _path(inner), _path(outer), _path([_at(turn, 0.5) for turn in turns]), labels


def line(values: Sequence[tuple[str, Fraction, str]]) -> tuple[str, list[Point]]:
    """Lay shares of years from left to right; give the line and its points with what they say."""
    step = (WIDTH - 80) // max(len(values) - 1, 1)
    points = [
        Point(label, 40 + place * step, int(150 - 120 * share), said)
        for place, (label, share, said) in enumerate(values)
    ]
    return " ".join(f"{one.x},{one.y}" for one in points), points


def _at(turn: float, share: float) -> tuple[int, int]:
    return round(MIDDLE + REACH * share * cos(turn)), round(MIDDLE + REACH * share * sin(turn))


def _path(points: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)

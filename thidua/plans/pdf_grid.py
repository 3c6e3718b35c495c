"""Find ruled tables on a PDF page and read them cell by cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.plans.pdf_page import Fragment, Page

_NEAR = 3.0
_MOST_RULES = 500


@dataclass(frozen=True)
class Grid:
    """A ruled table: its lines from left to right and from top to bottom, and the texts of its cells."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def top(self) -> float:
        return self.across[0]

    def holds(self, one: Fragment) -> bool:
        """Say whether this stands inside the table."""
        inside = self.down[0] - _NEAR < one.middle < self.down[-1] + _NEAR
        return inside and self.across[-1] - _NEAR < (one.bottom + one.top) / 2 < self.across[0] + _NEAR

    def continues_in(self, other: "Grid") -> bool:
        """Say whether the other has the same columns."""
        return len(self.down) == len(other.down) and all(
            abs(mine - its) < _NEAR for mine, its in zip(self.down, other.down, strict=True)
        )


def find(page: Page) -> list[Grid]:
    """Give the tables of two columns or more."""
    if len(page.across) + len(page.down) > _MOST_RULES:
        return []
    grids = []
    for across, down in _crossing(page):
        grid = Grid(tuple(reversed(_distinct(across))), tuple(_distinct(down)))
        if len(grid.across) > 1 and len(grid.down) > 2:
            inside = [one for one in page.fragments if grid.holds(one)]
            if inside:
                grids.append(Grid(grid.across, grid.down, _cells(grid, inside)))
    return grids


def _crossing(page: Page) -> list[tuple[list[float], list[float]]]:
    """Gather the ruled lines that touch each other, directly or through others."""
    left_over = list(range(len(page.across) + len(page.down)))
    groups = []
    while left_over:
        group, queue = [], [left_over.pop()]
        while queue:
            one = queue.pop()
            group.append(one)
            touching = [other for other in left_over if _touch(page, one, other)]
            left_over = [other for other in left_over if other not in touching]
            queue += touching
        count = len(page.across)
        groups.append(
            ([page.across[one][0] for one in group if one < count],
             [page.down[one - count][0] for one in group if one >= count])
        )  # fmt: skip
    return groups


def _touch(page: Page, one: int, other: int) -> bool:
    count = len(page.across)
    if (one < count) == (other < count):
        return False
    y, x_from, x_to = page.across[min(one, other)]
    x, y_from, y_to = page.down[max(one, other) - count]
    return x_from - _NEAR <= x <= x_to + _NEAR and y_from - _NEAR <= y <= y_to + _NEAR


def _distinct(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _cells(grid: Grid, inside: Sequence[Fragment]) -> tuple[tuple[str, ...], ...]:
    rows = [["" for _ in grid.down[1:]] for _ in grid.across[1:]]
    for one in sorted(inside, key=lambda one: (-round((one.bottom + one.top) / 4), one.left)):
        height = (one.bottom + one.top) / 2
        row = sum(1 for line in grid.across[1:-1] if height < line)
        column = sum(1 for line in grid.down[1:-1] if one.left > line - _NEAR)
        rows[row][column] = f"{rows[row][column]} {one.text}".strip()
    return tuple(tuple(row) for row in rows if any(row))


def joined(table: list[list[str]], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Put the rows of the next page below a table: its head is not repeated, a row cut by the page becomes whole."""
    fresh = [list(row) for row in rows]
    if table and fresh and fresh[0] == table[0]:
        fresh = fresh[1:]
    if table and fresh and not fresh[0][0] and table[-1][0]:
        table[-1] = [f"{above} {below}".strip() for above, below in zip(table[-1], fresh[0], strict=True)]
        fresh = fresh[1:]
    return [*table, *fresh]

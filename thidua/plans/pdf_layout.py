"""Put the fragments of PDF pages in reading order: ruled tables, columns of letterhead and signature, body lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from thidua.plans import pdf_grid, pdf_paragraphs
from thidua.plans.lines import Lines
from thidua.plans.pdf_grid import Grid
from thidua.plans.pdf_page import Fragment, Page

COUNTRY = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|Độc\s+lập\s*[-–]\s*Tự\s+do", re.IGNORECASE)
RECIPIENTS = re.compile(r"Nơi\s+nhận", re.IGNORECASE)
_BULLET = re.compile(r"[-+*–•]")
_GUTTER = 4.0

Row = list[Fragment]


@dataclass(frozen=True)
class Region:
    """Rows that stand in two columns side by side."""

    rows: list[Row]
    gutter: float

    def text(self) -> str:
        return "\n".join(one.text for row in self.rows for one in row)

    def columns(self) -> tuple[Row, Row]:
        left = [[one for one in row if one.middle < self.gutter] for row in self.rows]
        right = [[one for one in row if one.middle >= self.gutter] for row in self.rows]
        return [_one(row) for row in left if row], [_one(row) for row in right if row]


def arrange(pages: Sequence[Page], lines: Lines) -> None:
    """Add what stands on the pages, paragraph by paragraph."""
    body = pdf_paragraphs.Body(pages)
    table: list[list[str]] = []
    grid: Grid | None = None
    for number, page in enumerate(pages):
        for block in _blocks(page):
            if isinstance(block, Grid):
                lines_before = body.finish()
                if lines_before or not (grid and grid.continues_in(block)):
                    _close(table, lines)
                _add(lines_before, lines)
                table = pdf_grid.joined(table, block.rows)
                grid = block
                continue
            _close(table, lines)
            grid = None
            if isinstance(block, Region):
                _add(body.finish(), lines)
                _add_region(block, lines)
            else:
                _add(body.take(block, number), lines)
    _close(table, lines)
    _add(body.finish(), lines)


def _add(paragraphs: Sequence[str], lines: Lines) -> None:
    for text in paragraphs:
        lines.add(text)


def _close(table: list[list[str]], lines: Lines) -> None:
    if table:
        lines.add_table(table)
        table.clear()


def _blocks(page: Page) -> Iterator[Grid | Region | Fragment]:
    grids = pdf_grid.find(page)
    free = [one for one in page.fragments if not any(grid.holds(one) for grid in grids)]
    waiting = sorted(grids, key=lambda grid: -grid.top)
    rows = _rows(free)
    at = 0
    while at < len(rows):
        while waiting and waiting[0].top > rows[at][0].top:
            yield waiting.pop(0)
        region = _region(rows, at)
        if region is None:
            yield _one(rows[at])
            at += 1
        else:
            yield region
            at += len(region.rows)
    yield from waiting


def _rows(fragments: Sequence[Fragment]) -> list[Row]:
    """Group what stands side by side, from the top of the page down, each row from left to right."""
    rows: list[Row] = []
    for one in sorted(fragments, key=lambda one: -(one.bottom + one.top)):
        if rows and _beside(rows[-1][0], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_merged(sorted(row, key=lambda one: one.left)) for row in rows]


def _beside(left: Fragment, right: Fragment) -> bool:
    shared = min(left.top, right.top) - max(left.bottom, right.bottom)
    return shared > 0.5 * min(left.top - left.bottom, right.top - right.bottom)


def _merged(row: Row) -> Row:
    """Join pieces that no column gap parts, such as a bold word in a line."""
    merged = row[:1]
    for one in row[1:]:
        gap = one.left - merged[-1].right
        if gap < 0.12 * one.size:
            merged[-1] = _joined(merged[-1], one, "")
        elif gap < 1.5 * one.size:
            merged[-1] = _joined(merged[-1], one, " ")
        else:
            merged.append(one)
    return merged


def _joined(left: Fragment, right: Fragment, between: str) -> Fragment:
    return replace(
        left,
        text=left.text + between + right.text,
        right=max(left.right, right.right),
        bottom=min(left.bottom, right.bottom),
        top=max(left.top, right.top),
    )


def _one(row: Row) -> Fragment:
    whole = row[0]
    for one in row[1:]:
        whole = _joined(whole, one, " ")
    return whole


def _region(rows: Sequence[Row], at: int) -> Region | None:
    """Follow two columns down from this row, as long as the gutter between them stays empty."""
    if len(rows[at]) > 1:
        low, high = _widest_gap(rows[at])
    elif RECIPIENTS.match(rows[at][0].text) and len(rows[at][0].text) < 12:
        low, high = rows[at][0].right, max(one.right for row in rows[at:] for one in row)
    else:
        return None
    taken = [rows[at]]
    for row in rows[at + 1 :]:
        gutter = _narrowed(row, low, high)
        if gutter is None or _far_below(taken[-1], row):
            break
        low, high = gutter
        taken.append(row)
    while len(taken) > 1 and len(taken[-1]) == 1 and _is_wide(taken[-1][0], low, high):
        taken.pop()
    region = Region(taken, (low + high) / 2)
    several = sum(1 for row in taken if len(row) > 1) > 1
    return region if several or _is_letter(region) else None


def _is_letter(region: Region) -> bool:
    """Say whether it is a letterhead, or recipients beside a signature, whose page break may stand between them."""
    text = region.text()
    signed = any(len(row) > 1 and _BULLET.match(row[0].text) and row[-1].text.isupper() for row in region.rows)
    return bool(COUNTRY.search(text) or RECIPIENTS.search(text) or signed)


def _widest_gap(row: Row) -> tuple[float, float]:
    gaps = [(right.left - left.right, left.right, right.left) for left, right in pairwise(row)]
    _, low, high = max(gaps)
    return low, high


def _narrowed(row: Row, low: float, high: float) -> tuple[float, float] | None:
    for one in row:
        if one.middle < (low + high) / 2:
            low = max(low, one.right)
        else:
            high = min(high, one.left)
    return (low, high) if high - low >= _GUTTER else None


def _far_below(above: Row, row: Row) -> bool:
    height = max(one.top - one.bottom for one in row)
    gap = min(one.bottom for one in above) - max(one.top for one in row)
    return gap > (4 if len(row) > 1 else 1.2) * max(height, row[0].size)


def _is_wide(one: Fragment, low: float, high: float) -> bool:
    """A last single line that all but fills the gutter is a title below, not part of a column."""
    return high - low < 2 * _GUTTER and one.left < high + 1


def _add_region(region: Region, lines: Lines) -> None:
    if _is_letter(region) or len(region.rows) < 4:
        for column in region.columns():
            _add(_column_lines(column), lines)
            lines.add("")
    else:
        lines.add_table([[one.text for one in row] for row in region.rows])


def _column_lines(column: Row) -> list[str]:
    """Lines of a narrow column; one that only wraps goes to the line before."""
    lines: list[str] = []
    for one in column:
        in_item = bool(lines) and _BULLET.match(lines[-1]) is not None and lines[-1][-1] not in ";."
        last_word = bool(lines) and lines[-1].isupper() and one.text.isupper() and " " not in one.text
        last_word |= bool(lines) and bool(COUNTRY.search(lines[-1])) and one.text == "VIỆT NAM"
        wraps = one.text[:1].islower() or one.text[:1].isdigit() or in_item or last_word
        if lines and wraps and not _BULLET.match(one.text) and not RECIPIENTS.match(one.text):
            lines[-1] += " " + one.text
        else:
            lines.append(one.text)
    return lines

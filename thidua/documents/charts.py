"""Pictures of figures for Word files, drawn by typst; on pages charts are drawn as SVG elsewhere."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import typst

from thidua.base.money import figure
from thidua.documents.layout import Picture

SOURCE = Path(__file__).with_name("chart.typ")
SHARPNESS = 200  # dots per inch
WIDTH = 150.0  # millimetres


def bars(title: str, values: Sequence[tuple[str, Decimal]], unit: str = "") -> Picture:
    """Draw one bar for each value, with its figure; the words tell the same to those who cannot see it."""
    if not values or any(value < 0 for _, value in values):
        raise ValueError("bars need values, none below nought")
    longest = max(value for _, value in values) or Decimal(1)
    rows = [
        {"label": label, "share": f"{value / longest:.4f}", "figure": f"{figure(value)}{unit}"}
        for label, value in values
    ]
    inputs = {"rows": json.dumps(rows, ensure_ascii=False)}
    drawn = typst.compile(SOURCE.read_bytes(), format="png", ppi=SHARPNESS, ignore_system_fonts=True, sys_inputs=inputs)
    said = "; ".join(f"{row['label']}: {row['figure']}" for row in rows)
    return Picture(drawn, WIDTH, f"{title}. {said}.")

"""Measurements: ``make bench`` runs every ``bench/<room>.py`` that has ``measurements() -> Iterator[Row]``."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured value and the limit it must keep; without a limit it is only told."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False  # the limit is a lower one: rows per second

    @property
    def keeps(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

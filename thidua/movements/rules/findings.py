"""Findings of a plan as a person settles them one by one. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.movements.rules import ANSWERED_BY_ISSUING

SEVERITIES = {"error": "Phải giải quyết", "warning": "Nên xem lại", "note": "Lưu ý"}
_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True)
class Noted:
    """A finding with the key it is settled under and, when settled, why."""

    key: str
    code: str
    severity: str
    message: str
    sources: tuple[Mapping[str, Any], ...]
    reason: str = ""

    @property
    def severity_words(self) -> str:
        """The severity in Vietnamese."""
        return SEVERITIES.get(self.severity, self.severity)

    @property
    def is_answered_by_issuing(self) -> bool:
        """Whether typing number and day at issuing answers it."""
        return self.code in ANSWERED_BY_ISSUING

    @property
    def blocks(self) -> bool:
        """Whether the plan may not be issued while this stands open."""
        return self.severity == "error" and not self.reason and not self.is_answered_by_issuing


def keyed(findings: Sequence[Mapping[str, Any]], settled: Mapping[str, Any]) -> list[Noted]:
    """Give each finding its key, which stays the same while its code and words stay, errors first."""
    made = [
        Noted(
            key := _key(each),
            each["code"],
            each["severity"],
            each["message"],
            tuple(each.get("sources") or ()),
            (settled.get(key) or {}).get("reason", ""),
        )
        for each in findings
    ]
    return sorted(made, key=lambda each: (_ORDER.get(each.severity, 3), bool(each.reason)))


def _key(finding: Mapping[str, Any]) -> str:
    digest = hashlib.sha256(finding["message"].encode()).hexdigest()[:8]
    return f"{finding['code']}-{digest}"

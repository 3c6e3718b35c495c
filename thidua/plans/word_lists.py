"""Number paragraphs as Word shows them: numbering.xml and styles.xml say how, counting is ours."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from thidua.plans.word_xml import Element, child, child_value, children, descendants, value

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_KEPT_BULLETS = frozenset("-+*–—")
LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one depth of a list is written."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    arabic: bool = False  # all numbers in the pattern as 1, 2, 3


@dataclass
class Numbering:
    """Lists of one document and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list
    same: dict[str, str] = field(default_factory=dict)  # lists that count together
    counts: dict[str, list[int | None]] = field(default_factory=dict)

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph and give what stands before it, "" when nothing does."""
        levels = self.levels.get(list_id)
        if levels is None or not 0 <= depth < LEVELS:
            return ""
        level = levels.get(depth, Level())
        counts = self.counts.setdefault(self.same.get(list_id, list_id), [None] * LEVELS)
        before = counts[depth]
        counts[depth] = level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        if level.form == "bullet":
            return level.pattern if level.pattern in _KEPT_BULLETS else "-"
        return self._filled(level, levels, counts)

    def _filled(self, level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
        text = level.pattern
        for depth in range(LEVELS):
            if f"%{depth + 1}" in text:
                shown = levels.get(depth, Level())
                reached = counts[depth]
                number = shown.start if reached is None else reached
                form = "decimal" if level.arabic else shown.form
                text = text.replace(f"%{depth + 1}", figure(number, form))
        return text.strip()


def figure(number: int, form: str) -> str:
    """Write a number in one of Word's forms."""
    if form == "none":
        return ""
    if form.endswith("Roman"):
        text = _roman(number)
    elif form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5) if number > 0 else ""
    else:
        return f"{number:02d}" if form == "decimalZero" else str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for worth, sign in (*_ROMAN, *_ROMAN_LOW):
        text += sign * (number // worth)
        number %= worth
    return text


def read(root: Element | None) -> Numbering:
    """Take the lists of numbering.xml."""
    found = Numbering()
    if root is None:
        return found
    models = {
        value(model, "abstractNumId"): dict(_levels(children(model, "lvl"))) for model in children(root, "abstractNum")
    }
    for one in children(root, "num"):
        list_id, model_id = value(one, "numId"), child_value(one, "abstractNumId")
        levels = dict(models.get(model_id, {}))
        overrides = children(one, "lvlOverride")
        for override in overrides:
            depth = whole(value(override, "ilvl"))
            levels.update(_levels(children(override, "lvl")))
            start = child_value(override, "startOverride")
            if start:
                old = levels.get(depth, Level())
                levels[depth] = Level(old.form, old.pattern, whole(start), old.arabic)
        found.levels[list_id] = levels
        found.same[list_id] = f"own {list_id}" if overrides else f"model {model_id}"
    return found


def _levels(elements: Iterable[Element]) -> Iterable[tuple[int, Level]]:
    for element in elements:
        yield (
            whole(value(element, "ilvl")),
            Level(
                form=_form(element),
                pattern=child_value(element, "lvlText"),
                start=whole(child_value(element, "start"), 1),
                arabic=child(element, "isLgl") is not None,
            ),
        )


def _form(element: Element) -> str:
    forms = [value(found, "val") for found in descendants(element, "numFmt")]
    return forms[0] if forms else "decimal"


def whole(text: str, default: int = 0) -> int:
    """Read a small whole number that a file claims to hold."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default

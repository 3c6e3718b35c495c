"""What styles.xml says that a reader of text must know: fonts, lists, borders, each inherited from the style below."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from thidua.plans.word_xml import Element, child, child_value, children, value

_SIDES = frozenset({"top", "left", "right", "bottom", "insideH", "insideV", "start", "end"})
_INVISIBLE = frozenset({"", "none", "nil"})


@dataclass(frozen=True)
class Styles:
    """The styles of one document by their id."""

    by_id: dict[str, Element] = field(default_factory=dict)
    plain_font: str = ""
    paragraph: str = ""  # the style of a paragraph that names none

    def _chain(self, style_id: str) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id in self.by_id and style_id not in seen:
            seen.add(style_id)
            yield self.by_id[style_id]
            style_id = child_value(self.by_id[style_id], "basedOn")

    def font(self, run: Element, style_id: str) -> str:
        """Name the font a run is shown in, "" when the document does not say."""
        own = font_name(child(run, "rPr", "rFonts"))
        if own:
            return own
        for first in (child_value(run, "rPr", "rStyle"), style_id or self.paragraph):
            for style in self._chain(first):
                named = font_name(child(style, "rPr", "rFonts"))
                if named:
                    return named
        return self.plain_font

    def list_of(self, paragraph: Element) -> tuple[str, str]:
        """Give list and depth of a paragraph, "" where it is in none."""
        list_id, depth = _list(child(paragraph, "pPr", "numPr"))
        for style in self._chain(child_value(paragraph, "pPr", "pStyle") or self.paragraph):
            of_style = _list(child(style, "pPr", "numPr"))
            list_id, depth = list_id or of_style[0], depth or of_style[1]
        return ("", "") if list_id == "0" else (list_id, depth)

    def bordered(self, table: Element) -> bool:
        """Say whether a table shows its lines."""
        own = child(table, "tblPr", "tblBorders")
        if own is not None:
            return _visible(own)
        styles = self._chain(child_value(table, "tblPr", "tblStyle"))
        return any(_visible(child(style, "tblPr", "tblBorders")) for style in styles)


def read(root: Element | None) -> Styles:
    """Take the styles of styles.xml."""
    if root is None:
        return Styles()
    styles = children(root, "style")
    plain = [value(style, "styleId") for style in styles if _is_plain(style)]
    return Styles(
        by_id={value(style, "styleId"): style for style in styles},
        plain_font=font_name(child(root, "docDefaults", "rPrDefault", "rPr", "rFonts")),
        paragraph=plain[0] if plain else "",
    )


def _is_plain(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}


def font_name(fonts: Element | None) -> str:
    """Give the font for Latin letters."""
    return "" if fonts is None else value(fonts, "ascii") or value(fonts, "hAnsi")


def _list(numbers: Element | None) -> tuple[str, str]:
    return child_value(numbers, "numId"), child_value(numbers, "ilvl")


def _visible(borders: Element | None) -> bool:
    if borders is None:
        return False
    return any(child_value(borders, side) not in _INVISIBLE for side in _SIDES)


def framed(cell: Element) -> bool:
    """Say whether a cell shows lines of its own on two sides or more."""
    borders = child(cell, "tcPr", "tcBorders")
    if borders is None:
        return False
    return sum(child_value(borders, side) not in _INVISIBLE for side in _SIDES) >= 2

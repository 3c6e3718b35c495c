"""Pre-printed paper: what it is called, how large it is, where each text goes."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.awards.models import Stock
from thidua.awards.rules import printing as rules
from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.documents.certificates import SLOT_NAMES
from thidua.org import journal
from thidua.org.actor import Actor
from thidua.org.models import StoredFile, Unit

Slots = dict[str, dict[str, str]]
FIRST: Slots = {
    "name": {"x": "28", "y": "82", "width": "241", "height": "19", "size": "30", "face": "BOLD"},
    "unit": {"x": "28", "y": "101", "width": "241", "height": "13", "size": "16"},
    "merit": {"x": "32", "y": "114", "width": "233", "height": "21", "size": "17", "face": "ITALIC"},
    "decision": {"x": "26", "y": "138", "width": "110", "height": "7", "size": "13", "side": "LEFT"},
    "register": {"x": "26", "y": "146", "width": "90", "height": "6", "size": "13", "side": "LEFT"},
    "code": {"x": "54", "y": "164", "width": "60", "height": "7", "size": "11", "side": "LEFT"},
    "dated": {"x": "165", "y": "138", "width": "100", "height": "7", "size": "13", "face": "ITALIC"},
    "signing": {"x": "165", "y": "145", "width": "100", "height": "8", "size": "14", "face": "BOLD"},
    "signer": {"x": "165", "y": "182", "width": "100", "height": "8", "size": "15", "face": "BOLD"},
    "qr": {"x": "26", "y": "156", "width": "26"},
}


@transaction.atomic
def keep_stock(
    unit: Unit, *, name: str, width: Decimal, height: Decimal, picture: StoredFile | None, by: Actor, at: datetime
) -> Stock:
    """Enter a new kind of pre-printed paper with first places to move."""
    if reason := rules.why_not_print(by, unit.path):
        raise Refused(reason)
    if Stock.objects.filter(unit=unit, name=squeeze(name)).exists():
        raise Refused(f"Đã có phôi tên “{squeeze(name)}”. Hãy đặt tên khác hoặc mở phôi đó để sửa.")
    across = width / 297
    down = height / 210
    stock = Stock.objects.create(
        unit=unit, name=squeeze(name), width=width, height=height, picture=picture,
        slots={key: _scaled(said, across, down) for key, said in FIRST.items()},
    )  # fmt: skip
    journal.record("awards.keep_stock", stock, by=by, at=at)
    return stock


def _scaled(said: dict[str, str], across: Decimal, down: Decimal) -> dict[str, str]:
    factor = {"x": across, "width": across, "y": down, "height": down}
    return {key: f"{(Decimal(value) * factor[key]):.1f}" if key in factor else value for key, value in said.items()}


@transaction.atomic
def place(stock: Stock, slots: Slots, *, right: Decimal, down: Decimal, by: Actor, at: datetime) -> Stock:
    """Save where each text goes and the offset that answers the printer; what stands off the paper is refused."""
    if reason := rules.why_not_print(by, stock.unit.path):
        raise Refused(reason)
    for key, said in slots.items():
        if key not in SLOT_NAMES:
            raise ValueError(f"no slot {key}")
        if reason := _why_off(stock, SLOT_NAMES[key], said):
            raise Refused(reason)
    stock.slots, stock.right, stock.down = slots, right, down
    stock.save(update_fields=["slots", "right", "down"])
    facts: dict[str, Any] = {"slots": slots, "right": str(right), "down": str(down)}
    journal.record("awards.place", stock, by=by, at=at, facts=facts)
    return stock


def _why_off(stock: Stock, name: str, said: dict[str, str]) -> str | None:
    x, y, wide = Decimal(said["x"]), Decimal(said["y"]), Decimal(said["width"])
    tall = Decimal(said.get("height", said["width"]))
    if x >= 0 and y >= 0 and wide > 0 and tall > 0 and x + wide <= stock.width and y + tall <= stock.height:
        return None
    return f"Ô “{name}” nằm ngoài tờ phôi {stock.width} × {stock.height} mm. Hãy kéo vào trong."

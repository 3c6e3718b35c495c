"""Pre-printed paper: boxes in millimetres, kept on the sheet, used when printing."""

from decimal import Decimal

import pypdfium2
import pytest

from tests.awards.rows import AT, make_signed
from tests.web.signing import signed_in
from thidua.awards.actions import certifying
from thidua.awards.actions import stocks as actions
from thidua.awards.models import Stock
from thidua.base.refusal import Refused
from thidua.org.files import content_of

pytestmark = pytest.mark.django_db


def make_stock(unit, by, *, width: int = 297, height: int = 210) -> Stock:
    return actions.keep_stock(
        unit, name="Phôi A4", width=Decimal(width), height=Decimal(height), picture=None, by=by, at=AT
    )


def words_of(content: bytes) -> tuple[str, tuple[int, int]]:
    pdf = pypdfium2.PdfDocument(content)
    text, size = pdf[0].get_textpage().get_text_bounded(), pdf[0].get_size()
    pdf.close()
    return text, (round(size[0] / 72 * 25.4), round(size[1] / 72 * 25.4))


def test_first_boxes_grow_with_the_paper():
    decision, officer = make_signed(collectives=1, individuals=0)
    stock = make_stock(decision.unit, officer, width=420, height=297)
    assert stock.slots["name"]["width"] == "340.8"
    with pytest.raises(Refused, match="Đã có phôi tên “Phôi A4”"):
        make_stock(decision.unit, officer)


def test_printing_over_stock_draws_only_its_boxes():
    decision, officer = make_signed(collectives=1, individuals=0)
    stock = make_stock(decision.unit, officer)
    slots = {key: stock.slots[key] for key in ("name", "merit")}
    actions.place(stock, slots, right=Decimal("1.5"), down=Decimal(0), by=officer, at=AT)
    run = certifying.print_all(decision, None, lambda done, whole: None, stock=stock, by=officer, at=AT)
    text, size = words_of(content_of(run.file))
    assert decision.lines.get().subject_name in text
    assert "GIẤY KHEN" not in text
    assert "Vào sổ" not in text
    assert size == (297, 210)


def test_box_off_the_paper_is_refused():
    decision, officer = make_signed(collectives=1, individuals=0)
    stock = make_stock(decision.unit, officer)
    slots = {"name": stock.slots["name"] | {"x": "200"}}
    with pytest.raises(Refused, match="nằm ngoài tờ phôi"):
        actions.place(stock, slots, right=Decimal(0), down=Decimal(0), by=officer, at=AT)


def test_page_saves_typed_millimetres_and_draws_the_test_sheet():
    decision, officer = make_signed(collectives=1, individuals=0)
    stock = make_stock(decision.unit, officer)
    client = signed_in(officer)
    address = f"/khen-thuong/phoi/{stock.pk}/"
    typed = {"name-on": "1", "name-x": "30,5", "name-y": "80", "name-width": "200", "name-height": "20",
             "name-size": "28", "name-face": "BOLD", "name-side": "CENTER", "right": "0", "down": "-1"}  # fmt: skip
    assert client.post(address, typed).status_code == 302
    stock.refresh_from_db()
    assert stock.slots == {
        "name": {"x": "30.5", "y": "80.0", "width": "200.0", "height": "20.0", "size": "28.0", "face": "BOLD",
                 "side": "CENTER"}
    }  # fmt: skip
    assert client.post(address, typed | {"name-x": "ba"}).status_code == 422
    text, _ = words_of(client.get(f"{address}thu.pdf").content)
    assert "tên người, tập thể x 30.5 y 80" in text

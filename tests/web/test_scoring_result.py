"""A unit's result: fields, differences, years; the ranking as Excel and Word."""

import io
import zipfile
from fractions import Fraction

import pytest

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, make_board, make_index_set, make_paper, make_sheet, settle
from tests.web.signing import signed_in
from thidua.documents.sheets import Field, read
from thidua.org.kinds import Role
from thidua.org.models import Cluster, ClusterMember
from thidua.scoring import actions, queries_results
from thidua.web.scoring import charts

pytestmark = pytest.mark.django_db


def test_a_field_shows_what_was_claimed_what_is_final_and_the_difference() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    sheet = settle(make_sheet(index_set, board), board, {"1.1": "1.5", "1.2": "2.5"})
    (field,) = queries_results.fields_of(sheet)
    assert (field.maximum, field.claimed, field.final, field.difference, field.part) == (5, 0, 4, 4, 1)
    actions.publish(index_set, document=make_paper(), by=board, at=AT)
    page = signed_in(board).get(f"/cham-diem/phieu/{sheet.pk}/ket-qua/").content.decode()
    assert ("80,00 %" in page, page.count('class="bar" cx='), page.count("<polyline")) == (True, 1, 1)


def test_the_ranking_goes_out_as_excel_and_word() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    settle(make_sheet(index_set, board, "Xã Một"), board, {"1.1": "1.5", "1.2": "2.5"})
    browser = signed_in(board)
    book = browser.get(f"/cham-diem/bo/{index_set.pk}/xep-hang/excel/").content
    fields = [Field(key, key) for key in ("Hạng", "Đơn vị", "Điểm", "Tối đa", "Tỷ lệ", "Xếp loại")]
    assert [list(row.values()) for row in read(book, fields).rows] == [["1", "Xã Một", "4", "5", "80", "Tốt"]]
    paper = browser.get(f"/cham-diem/bo/{index_set.pk}/xep-hang/word/").content
    text = zipfile.ZipFile(io.BytesIO(paper)).read("word/document.xml").decode()
    assert ("Xã Một" in text, "80,00 %" in text) == (True, True)


@pytest.mark.parametrize("many", [0, 1, 2, 3, 8])
def test_charts_stand_for_any_number_of_fields(many: int) -> None:
    rows = [(str(number), Fraction(1, 2)) for number in range(many)]
    bars, height = charts.bars([(name, share, "50 %") for name, share in rows])
    shape, _, half, labels = charts.radar(rows)
    assert (len(bars), height) == (many, many * charts.ROW + 8)
    assert (len(shape.split()), len(half.split()), len(labels)) == ((many,) * 3 if many > 2 else (0, 0, 0))


def test_an_outsider_finds_no_result() -> None:
    index_set = make_index_set()
    sheet = make_sheet(index_set, make_board(index_set))
    browser = signed_in(make_actor(Role.OFFICE, unit=make_unit()))
    ends = (f"phieu/{sheet.pk}/ket-qua/", f"bo/{index_set.pk}/xep-hang/excel/", f"bo/{index_set.pk}/xep-hang/word/")
    assert {browser.get(f"/cham-diem/{end}").status_code for end in ends} == {404}


def test_clusters_stand_under_their_names_on_the_page_and_on_paper() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    for name, points in (("Xã Một", "1.5"), ("Xã Hai", "1"), ("Xã Ba", "0")):
        sheet = settle(make_sheet(index_set, board, name), board, {"1.1": points, "1.2": "3"})
        if name != "Xã Ba":
            cluster = Cluster.objects.create(name=f"Cụm {name}", unit=index_set.unit, from_on=AT.date())
            ClusterMember.objects.create(cluster=cluster, unit=sheet.unit, from_on=AT.date())
    groups = queries_results.ranking_groups(index_set)
    assert [(name, rows[0][:2]) for name, rows in groups] == [
        ("Cụm Xã Một", ["1", "Xã Một"]), ("Cụm Xã Hai", ["1", "Xã Hai"]), ("Chưa xếp cụm", ["1", "Xã Ba"]),
    ]  # fmt: skip
    page = signed_in(board).get(f"/cham-diem/bo/{index_set.pk}/xep-hang/").content.decode()
    assert page.count('scope="rowgroup"') == 3
    assert ("Chưa xếp cụm" in page, ">Tốt</td>" in page) == (True, True)

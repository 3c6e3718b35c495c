"""The grid both ways, and figures of many units from Excel and CSV."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_actor, make_unit
from tests.scoring.rows import AT, D, cell_of, make_board, make_index_set, make_sheet
from tests.web.signing import signed_in
from thidua.documents.sheets import Leaf, write
from thidua.jobs import runner
from thidua.jobs.kinds import JobState
from thidua.jobs.models import Job
from thidua.org.kinds import Role
from thidua.scoring import actions, actions_figures, invariants
from thidua.scoring.kinds import Column, SheetState
from thidua.scoring.models import Cell, Figure
from thidua.web.scoring import grids

pytestmark = pytest.mark.django_db


def upload(browser: Any, unit: Any, name: str, content: bytes) -> Any:
    return browser.post(f"/cham-diem/so-lieu/{unit.pk}/2023/tai-len/", {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("turned", ["", "doc"])
def test_grid_asks_the_database_a_fixed_number_of_times(rows: int, turned: str, django_assert_num_queries: Any) -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    sheets = [make_sheet(index_set, board, f"Xã {number}") for number in range(rows)]
    clerk = make_actor(Role.CLERK, unit=sheets[0].unit)
    actions.write(cell_of(sheets[0], "1.1"), Column.CLAIMED, D("1.5"), seen=0, by=clerk, at=AT)
    browser = signed_in(board)
    with django_assert_num_queries(10):  # session, account, person, roles, unit, set, count, sheets, items, cells
        page = browser.get(f"/cham-diem/bo/{index_set.pk}/luoi/?cot=claimed&chieu={turned}").content.decode()
    assert page.count('<td class="number"><a ') == rows * 2
    assert (page.count(">1,5</a>"), page.count(">–</a>")) == (1, rows * 2 - 1)


def test_figures_go_out_as_a_table_and_come_back_as_excel_and_csv() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    first, second = (make_unit(parent=index_set.unit) for _ in range(2))
    browser = signed_in(board)
    table = [("Mã đơn vị", "dung_han"), (first.code, "95/100"), (second.code, "1.234,5/2.000")]
    content = write(Leaf("x", tuple((name, 10.0) for name in table[0]), table[1:]))
    assert upload(browser, index_set.unit, "a.xlsx", content).status_code == 302
    assert list(Figure.objects.order_by("pk").values_list("numerator", "denominator")) == [
        (95, 100),
        (D("1234.5"), 2000),
    ]
    text = f"Mã đơn vị;dung_han;Lượt đánh giá hài lòng / lượt đánh giá\n{first.code};96/100;7\n".encode()
    assert upload(browser, index_set.unit, "a.csv", text).status_code == 302
    assert list(Figure.objects.order_by("code", "pk").values_list("code", "numerator")) == [
        ("dung_han", 96), ("dung_han", D("1234.5")), ("hai_long", 7),
    ]  # fmt: skip
    back = browser.get(f"/cham-diem/so-lieu/{index_set.unit_id}/2023/excel/").content
    assert upload(browser, index_set.unit, "b.xlsx", back).status_code == 302
    assert Figure.objects.get(unit=first, code="dung_han").numerator == 96


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("101/100", "Ô B2: Số đạt 101 lớn hơn tổng số 100."),
        ("-1", "Ô B2: Số liệu không được âm."),
        ("nhiều", "Ô B2: “nhiều” không phải số"),
    ],
)
def test_a_figure_that_cannot_be_is_named_by_its_cell_and_nothing_is_written(said: str, sentence: str) -> None:
    index_set = make_index_set()
    browser = signed_in(make_board(index_set))
    unit = make_unit(parent=index_set.unit)
    page = upload(browser, index_set.unit, "a.csv", f"Mã đơn vị,dung_han\n{unit.code},{said}\n".encode())
    assert (page.status_code, sentence in page.content.decode()) == (422, True)
    assert not Figure.objects.exists()


def test_units_of_others_are_refused_and_clerks_load_nothing() -> None:
    index_set = make_index_set()
    stranger = make_unit()
    text = f"Mã đơn vị,dung_han\n{stranger.code},1/2\n".encode()
    page = upload(signed_in(make_board(index_set)), index_set.unit, "a.csv", text)
    assert f"không có đơn vị mang mã {stranger.code} trong phạm vi của bạn" in page.content.decode()
    own = make_unit(parent=index_set.unit)
    clerk = upload(signed_in(make_actor(Role.CLERK, unit=own)), own, "a.csv", text)
    assert (clerk.status_code, Figure.objects.count()) == (422, 0)


def test_invariants_find_each_planted_fault() -> None:
    index_set = make_index_set()
    board = make_board(index_set)
    sheet = make_sheet(index_set, board)
    assert list(invariants.faults()) == []
    Cell.objects.filter(item__code="1.1").update(claimed=D(9))
    type(sheet).objects.update(state=SheetState.FINAL)
    pk = cell_of(sheet, "1.1").pk
    assert sorted(invariants.faults()) == sorted([
        f"Phiếu {sheet.pk} đã chốt nhưng ô 1.1 chưa có điểm cuối.",
        f"Phiếu {sheet.pk} đã chốt nhưng ô 1.2 chưa có điểm cuối.",
        f"Ô {pk}: cột Tự chấm khác với lần ghi cuối.",
        f"Ô {pk} có điểm vượt điểm tối đa.",
    ])  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_large_table_is_written_by_a_job_with_progress_and_its_faults_end_it_in_words(monkeypatch: Any) -> None:
    monkeypatch.setattr(grids, "AT_ONCE", 10)
    monkeypatch.setattr(actions_figures, "PART", 2)
    index_set = make_index_set()
    office, board = index_set.unit, make_board(index_set)
    sheets = [make_sheet(index_set, board, f"Xã {number}") for number in range(3)]
    browser, address = signed_in(board), f"/cham-diem/so-lieu/{office.pk}/2023/tai-len/"
    headings = (("Mã đơn vị", 12.0), ("dung_han", 10.0))

    def send(last: str) -> Job:
        rows = [(sheet.unit.code, said) for sheet, said in zip(sheets, ("1/2", "2/2", last), strict=True)]
        table = SimpleUploadedFile("so-lieu.xlsx", write(Leaf("Số liệu", headings, rows)))
        answer = browser.post(address, {"file": table})
        job = Job.objects.order_by("pk").last()
        assert (answer.status_code, answer.headers["Location"]) == (302, job.get_absolute_url())
        runner.run(job.pk, beats=False)
        job.refresh_from_db()
        return job

    wrong = send("3/2")
    assert (wrong.state, Figure.objects.count()) == (JobState.FAILED, 0)
    assert wrong.error.startswith("Chưa số nào được ghi. Ô B4: Số đạt 3 lớn hơn tổng số 2.")
    done = send("0/2")
    assert (done.state, done.done, done.total, Figure.objects.count()) == (JobState.DONE, 3, 3, 3)
    assert done.result_url == f"/cham-diem/so-lieu/{office.pk}/2023/"
    stranger = signed_in(make_actor(Role.CLERK, unit=sheets[0].unit))
    small = SimpleUploadedFile("x.xlsx", write(Leaf("Số liệu", headings, [(sheets[0].unit.code, "1/2")])))
    refused = stranger.post(f"/cham-diem/so-lieu/{sheets[0].unit_id}/2023/tai-len/", {"file": small})
    assert (refused.status_code, Job.objects.count()) == (422, 2)

"""A whole year of scoring on the pages: forty communes of Nguyên Bình, and the rank the town gives Hòa Xuân Nam."""

from datetime import date
from fractions import Fraction

import pytest

from tests.browser.journey import (
    OFFICE,
    Signed,
    Stage,
    issue,
    open_round,
    press,
    read_plan,
    register,
    said,
    settle,
)
from tests.browser.journey_papers import choose_papers
from tests.browser.scoring_steps import claim, move_all, publish, published_before, type_into_grid
from tests.factories import make_level, make_unit
from tests.scoring.rows import AT, make_paper
from thidua.documents.sheets import Leaf, write
from thidua.movements.models import Round
from thidua.org import journal
from thidua.org.kinds import Role
from thidua.org.models import Account
from thidua.org.queries import actor_of
from thidua.scoring import actions, actions_sets, invariants
from thidua.scoring.models import Cell, IndexSet, Publication, Result, Sheet

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.slow]
COMMUNES = 40
HUYEN = ("huyen", "Huyện", 4)
VERIFIER = "thamdinh"
SIGNER = "Hoàng Văn Thạch"


@pytest.fixture
def quick(settings):
    settings.PRACTICE_CLOCK = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def figures_of(stage: Stage) -> bytes:
    """The export of the one-stop system: a row for each commune, a column for each figure."""
    shares = ("nhiem_vu_hoan_thanh", "tthc_cong_khai", "ho_so_dung_han", "pakn_dung_han", "can_bo_tot", "giai_ngan",
              "ho_so_truc_tuyen", "ho_so_so_hoa", "thanh_toan_truc_tuyen")  # fmt: skip
    heads = ("Mã đơn vị", *shares, "bao_cao_muon", "ky_luat", "bo_sung_nhieu_lan")
    rows = [
        (unit.code, *(f"{100 - (place + 3 * turn) % 12}/100" for turn, _ in enumerate(shares)),
         str(place % 4), str(place % 2), f"{place % 10}/100")
        for place, unit in enumerate(stage.units)
    ]  # fmt: skip
    return write(Leaf("Số liệu", tuple((head, 14.0) for head in heads), rows))


def last_year(stage: Stage) -> IndexSet:
    """The year before is over: the district's copy of the commune sample, settled and published."""
    stage.on(date(2023, 1, 10))
    by = actor_of(Account.objects.get(username=OFFICE), day=date(2023, 1, 10))
    (sample,) = [one for one in actions_sets.load_samples(by=by, at=AT) if one.code == "mau-xa"]
    made = actions_sets.copy_set(sample, unit=stage.office, year=2022, by=by, at=AT)
    sheets = actions.open_sheets(made, stage.units, by=by, at=AT)
    published_before(made, sheets, make_paper("15/QĐ-UBND", date(2023, 1, 9)), by)
    return made


def begin_the_year(stage: Stage, before: IndexSet) -> IndexSet:
    """The office copies last year's set, sets the days, opens forty sheets and takes in the figures."""
    page = stage.window().open(f"{before.get_absolute_url()}chep/")
    page.fill("#id_unit", stage.office.name)
    page.fill("#id_year", "2023")
    press(page, "Chép")
    made = IndexSet.objects.get(year=2023)
    page.goto(stage.window().base + f"{made.get_absolute_url()}thoi-han/")
    page.fill("#id_claim_until", "2024-01-15")
    page.fill("#id_explain_until", "2024-01-25")
    press(page, "Ghi")
    page.click("text=Mở phiếu cho đơn vị")
    press(page, "Mở phiếu")
    assert f"Đã mở {COMMUNES} phiếu chấm." in said(page)
    page = stage.window().open(f"/cham-diem/so-lieu/{stage.office.pk}/2023/tai-len/")
    workbook = {"name": "mot-cua.xlsx", "mimeType": "application/octet-stream", "buffer": figures_of(stage)}
    page.set_input_files("input[type=file]", workbook)
    press(page, "Tải lên")
    assert f"Đã ghi {COMMUNES * 12} số liệu năm 2023." in said(page)
    return made


def enter_paper(page, values: dict[str, str], button: str) -> None:
    """Fill a form that stands on a paper of the office above, and send it."""
    paper = {"kind": "Quyết định", "number": "88/QĐ-UBND", "dated_on": "2024-02-05", "issuer": "Ủy ban nhân dân tỉnh"}
    for name, value in (paper | values).items():
        page.fill(f"#id_{name}", value)
    press(page, button)


def own_components(stage: Stage) -> None:
    """The office gives the first commune a component of its own index and one of the district's."""
    window, district, first = stage.window(), stage.office, stage.units[0]
    for subject, component in ((first, "Thủ tục hành chính"), (district, "Cải cách tổ chức bộ máy")):
        page = window.open(f"/cham-diem/ngoai/{first.pk}/giao/")
        said_of = {"index_name": "PAR INDEX", "component": component, "subject": subject.name, "from_year": "2022"}
        enter_paper(page, said_of | {"dated_on": "2022-02-05"}, "Ghi việc giao")
    for year, score in (("2022", "8,1"), ("2023", "8,45")):
        page = window.open(f"/cham-diem/ngoai/{district.pk}/ket-qua/")
        component = {"index_name": "PAR INDEX", "component": "Cải cách tổ chức bộ máy", "year": year, "score": score}
        enter_paper(page, component, "Ghi kết quả")


def open_dossier(stage: Stage, place: int):
    """A clerk opens a dossier for the unit; gives the page of its conditions."""
    page = stage.clerk(place).open(f"/ho-so/de-nghi/{Round.objects.filter(state='open').latest('pk').pk}/")
    page.select_option("select[name=collective]", index=1)
    press(page, "Lập hồ sơ")
    page.goto(f"{page.url}dieu-kien/")
    return page


def condition(page, words: str) -> tuple[str, str]:
    """The verdict and the ground of the condition that holds these words."""
    row = page.locator("main tbody tr").filter(has_text=words).first
    return row.locator("td").nth(1).inner_text().strip(), row.locator("td").nth(2).inner_text().strip()


def sums(index_set: IndexSet) -> dict[int, Fraction]:
    """The published points of each unit, added up apart from the house's own sums."""
    found: dict[int, Fraction] = {}
    for unit, points in Cell.objects.filter(sheet__index_set=index_set).values_list("sheet__unit", "final"):
        found[unit] = found.get(unit, Fraction(0)) + Fraction(points or 0)
    return found


def test_a_year_of_forty_communes_ends_in_nguyen_binhs_criterion(visit, shared, quick):
    names = [f"Ủy ban nhân dân xã {number:02}" for number in range(COMMUNES)]
    stage = Stage(visit, "Ủy ban nhân dân huyện Nguyên Bình", level=HUYEN, units=names, members=())
    stage.person(VERIFIER, "Nông Văn Dũng", Role.VERIFIER)
    before = last_year(stage)

    # given the plan of 2023, issued, and a year of scoring begun from last year's set
    stage.on(date(2023, 1, 17))
    page = read_plan(stage, shared / "plans" / "docx" / "nguyen-binh-2023.docx")
    settle(page, "viết 2 cách", "Tên đúng là Nguyên Bình theo bản ký")
    late = ("đã qua trước ngày ban hành", "Huyện đã giao việc này tại hội nghị đầu tháng 01/2023")
    movement = issue(page, Signed("12/KH-UBND", date(2023, 1, 16), SIGNER), settles=late)
    open_round(stage, movement)
    register(stage, movement, 0)
    stage.on(date(2024, 1, 8))
    index_set = begin_the_year(stage, before)

    # when every commune claims on its own sheet, on the last day too
    items = list(index_set.items.filter(is_leaf=True).order_by("position"))
    sheets = list(Sheet.objects.filter(index_set=index_set).select_related("unit").order_by("unit_id"))
    stage.on(date(2024, 1, 15))
    window = visit()
    for place, sheet in enumerate(sheets):
        window.page.context.clear_cookies()
        claim(window.sign_in(f"daumoi{place}"), sheet, items, place)

    # and the verifier writes what differs, takes the rest as claimed; five communes explain; the board settles
    stage.on(date(2024, 1, 18))
    verifier, office = stage.window(VERIFIER), stage.window()
    cells = {cell.sheet_id: cell for cell in Cell.objects.filter(sheet__in=sheets, item__code="2.1")}
    differ = [cells[sheet.pk] for sheet in sheets[:10]]
    type_into_grid(verifier, index_set, "verified", dict.fromkeys(differ, "0"), "thiếu văn bản gốc")
    page = verifier.open(f"{index_set.get_absolute_url()}tien-do/")
    press(page, "Thẩm định theo tự chấm cho mọi ô còn trống")
    move_all(office, index_set, COMMUNES, "Giải trình")
    for place in range(5):
        page = stage.clerk(place).open(sheets[place].get_absolute_url())
        page.fill(f"#p{differ[place].pk}", "4")
        page.fill(f"#w{differ[place].pk}", "đã bổ sung bản gốc")
        press(page, "Ghi điểm")
    move_all(office, index_set, COMMUNES, "Quyết định điểm cuối")
    answered = dict.fromkeys(differ[:5], "4")
    type_into_grid(office, index_set, "final", answered, "chấp nhận giải trình")
    move_all(office, index_set, COMMUNES, "Đã chốt điểm")
    stage.on(date(2024, 2, 6))
    publish(office, index_set, "90/QĐ-UBND", date(2024, 2, 6))

    # then all forty stand published with the exact sums, best first
    results = {row.unit_id: row for row in Result.objects.filter(publication__index_set=index_set)}
    assert {unit: Fraction(row.points) for unit, row in results.items()} == sums(index_set)
    assert sorted(row.rank for row in results.values())[0] == 1
    assert Publication.objects.filter(index_set=index_set).count() == 1

    # and Nguyên Bình's criterion reads the components given to the commune, with the figures in the sentence
    own_components(stage)
    page = open_dossier(stage, 0)
    verdict, ground = condition(page, "các chỉ số thành phần")
    assert verdict == "Đạt"
    assert "8,1 điểm năm 2022, 8,45 điểm năm 2023, tăng 0,35 điểm" in ground
    assert "Thủ tục hành chính (Ủy ban nhân dân xã 00)" in ground
    assert "Quyết định số 88/QĐ-UBND" in ground
    verdict, ground = condition(page, "hoàn thành 100%")
    assert (verdict, "100/100 = 100 %, cần = 100 %" in ground) == ("Đạt", True)
    assert (list(invariants.faults()), list(journal.faults())) == ([], [])


def enter_figure(page, code: str, top: str, whole: str) -> None:
    page.select_option("#id_code", code)
    page.fill("#id_numerator", top)
    page.fill("#id_denominator", whole)
    press(page, "Ghi số liệu")
    assert "Đã ghi số liệu." in said(page)


def test_hoa_xuan_nams_rank_comes_with_the_towns_paper_and_its_threshold_from_figures(visit, shared, quick):
    province = make_unit(name="Ủy ban nhân dân tỉnh Phú Yên", level=make_level("tinh", "Tỉnh", 2))
    town = make_unit(name="Ủy ban nhân dân thị xã Đông Hòa", parent=province, level=make_level(*HUYEN))
    xa = ("xa", "Xã, phường", 5)
    units = ["Bộ phận Một cửa"]
    stage = Stage(visit, "Ủy ban nhân dân xã Hòa Xuân Nam", level=xa, units=units, members=(), parent=town)
    # given the plan, whose goal of rank 4 is the commune's and whose 95 % each unit's own
    stage.on(date(2023, 9, 22))
    page = read_plan(stage, shared / "plans" / "docx" / "hoa-xuan-nam-2023-2025.docx")
    settle(page, "Kế hoạch không ghi hạn nộp hồ sơ", "Theo thông báo hằng năm của thị xã")
    movement = issue(page, Signed("130/KH-UBND", date(2023, 9, 20), SIGNER))
    choose_papers(stage, movement, ("Báo cáo thành tích",), "Hướng dẫn số 15/HD-UBND của thị xã")
    open_round(stage, movement, "Năm 2023")
    stage.on(date(2024, 2, 20))

    # when nothing is entered yet every verdict says what is missing and where to enter it
    page = open_dossier(stage, 0)
    address = page.url
    asked = "PAR Index của Ủy ban nhân dân xã Hòa Xuân Nam: chưa có thứ hạng năm 2023. Hãy nhập kết quả kèm văn bản"
    verdict, ground = condition(page, "xếp vị trí thứ 4")
    assert (verdict, ground.startswith(asked)) == ("Thiếu dữ liệu", True)
    verdict, ground = condition(page, "thực chất trên 95%")
    assert (verdict, ground.count("chưa có số liệu năm 2023")) == ("Thiếu dữ liệu", 3)

    # and the town's paper gives the ranks of two years, the one-stop desk its figures
    for year, rank, on in (("2022", "6", "2023-02-10"), ("2023", "4", "2024-02-15")):
        page = stage.window().open(f"/cham-diem/ngoai/{stage.office.pk}/ket-qua/")
        paper = {"number": f"{rank}9/QĐ-UBND", "dated_on": on, "issuer": town.name}
        enter_paper(page, {"index_name": "PAR INDEX", "year": year, "rank": rank} | paper, "Ghi kết quả")
    figures = stage.clerk(0).open(f"/cham-diem/so-lieu/{stage.units[0].pk}/2023/")
    for code, top, whole in (("tthc_cong_khai", "128", "128"), ("theo_doi_trang_thai", "128", "128"),
                             ("ho_so_dung_han", "961", "1000")):  # fmt: skip
        enter_figure(figures, code, top, whole)

    # then the dossier's page says rank and threshold with their figures and papers
    page = stage.clerk(0).page
    page.goto(address)
    verdict, ground = condition(page, "xếp vị trí thứ 4")
    assert (verdict, "hạng 4 năm 2023, kế hoạch đặt hạng 4" in ground) == ("Đạt", True)
    assert "Quyết định số 49/QĐ-UBND ngày 15/02/2024" in ground
    verdict, ground = condition(page, "thực chất trên 95%")
    assert (verdict, "961/1.000 = 96,10 %, cần > 95 %" in ground) == ("Đạt", True)
    figures = stage.clerk(0).open(f"/cham-diem/so-lieu/{stage.units[0].pk}/2023/")
    enter_figure(figures, "ho_so_dung_han", "950", "1000")
    page.goto(address)
    assert condition(page, "thực chất trên 95%")[0] == "Chưa đạt"
    assert (list(invariants.faults()), list(journal.faults())) == ([], [])

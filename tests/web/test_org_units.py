"""Pages of units: reading, searching, the dated tree, and each change."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests.factories import give_role, make_level, make_person, make_unit
from thidua.org.kinds import Role
from thidua.org.models import JournalEntry, Person, Placement, Succession, Unit

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]


@pytest.fixture
def top() -> Unit:
    return make_unit(name="UBND huyện Sơn Hà")


@pytest.fixture
def admin(top: Unit, signed_in: SignedIn) -> Client:
    person = make_person(name="Trần Quản Trị", unit=top)
    give_role(person, Role.ADMIN, top)
    return signed_in(person)


@pytest.fixture
def clerk(top: Unit, signed_in: SignedIn) -> Client:
    person = make_person(unit=top)
    give_role(person, Role.CLERK, top)
    return signed_in(person)


def said(page) -> str:
    return page.content.decode()


def test_search_finds_any_spelling_and_only_the_part_goes_to_htmx(top: Unit, admin: Client):
    make_unit(name="Phòng Đào tạo", parent=top)
    whole = said(admin.get("/to-chuc/don-vi/?q=phong+DAO"))
    part = said(admin.get("/to-chuc/don-vi/?q=phong+DAO", headers={"HX-Request": "true"}))
    assert whole.count("Phòng Đào tạo") == 1
    assert (part.count("Phòng Đào tạo"), part.count("<html")) == (1, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_a_fixed_number_of_times(rows: int, top, clerk, django_assert_num_queries):
    for _ in range(rows):
        make_unit(name="Phòng thử", parent=top)
    with django_assert_num_queries(7):  # session, account, person, roles, count, units, office
        page = clerk.get("/to-chuc/don-vi/?q=phong+thu")
    assert said(page).count('data-label="Đơn vị"') == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_tree_asks_the_database_a_fixed_number_of_times(rows: int, top, clerk, django_assert_num_queries):
    for _ in range(rows):
        make_unit(name="Phòng thử", parent=top)
    with django_assert_num_queries(9):  # session, account, person, roles, units, places twice, names, office
        page = clerk.get("/to-chuc/cay/")
    assert said(page).count("Phòng thử</a>") == rows


def test_tree_shows_who_stood_where_on_a_day(admin: Client):
    old, new = make_unit(name="Huyện cũ"), make_unit(name="Huyện mới")
    part = make_unit(name="Xã giữa", parent=new)
    Placement.objects.create(unit=part, parent=old, until_on=date(2022, 12, 31))
    Placement.objects.create(unit=part, parent=new, from_on=date(2023, 1, 1))
    before = said(admin.get(f"/to-chuc/cay/?ngay=2022-06-01&goc={old.pk}"))
    after = said(admin.get(f"/to-chuc/cay/?ngay=2023-06-01&goc={old.pk}"))
    assert (before.count("Xã giữa"), after.count("Xã giữa")) == (1, 0)


def test_administrator_opens_renames_moves_and_ends_a_unit(top: Unit, admin: Client):
    level = make_level()
    opened = {"parent": f"{top.name} [{top.code}]", "name": "Phòng Nội vụ", "level": level.pk}
    assert admin.post("/to-chuc/don-vi/moi/", opened | {"begins_on": "2020-01-01"}).status_code == 302
    unit = Unit.objects.get(name="Phòng Nội vụ")
    assert unit.parent == top
    other = make_unit(name="Khác", parent=top)
    admin.post(f"/to-chuc/don-vi/{unit.pk}/doi-ten/", {"name": "Phòng Tổ chức", "on": "2022-01-01"})
    admin.post(f"/to-chuc/don-vi/{unit.pk}/chuyen/", {"parent": other.code, "on": "2023-01-01"})
    admin.post(f"/to-chuc/don-vi/{unit.pk}/sua/", {"short_name": "P. TC", "level": level.pk, "address": "Sơn Hà"})
    admin.post(f"/to-chuc/don-vi/{unit.pk}/ket-thuc/", {"last_day": "2024-01-01"})
    unit.refresh_from_db()
    assert (unit.name, unit.parent, unit.ends_on, unit.short_name) == (
        "Phòng Tổ chức",
        other,
        date(2024, 1, 1),
        "P. TC",
    )
    verbs = list(JournalEntry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["org.open_unit", "org.rename_unit", "org.move_unit", "org.describe_unit", "org.end_unit"]
    assert "Đã kết thúc hoạt động sau ngày 01/01/2024." in said(admin.get(f"/to-chuc/don-vi/{unit.pk}/"))


def test_other_roles_are_refused_with_a_sentence_and_keep_what_they_typed(top: Unit, clerk: Client):
    answer = clerk.post("/to-chuc/don-vi/moi/", {"parent": top.code, "name": "Tổ mới", "level": make_level().pk})
    assert answer.status_code == 422
    assert "Chỉ người quản trị của “UBND huyện Sơn Hà” hoặc của cấp trên được thêm đơn vị." in said(answer)
    assert 'value="Tổ mới"' in said(answer)
    assert "Thêm đơn vị trực thuộc" not in said(clerk.get(f"/to-chuc/don-vi/{top.pk}/"))


def test_merge_by_codes_with_its_document(top: Unit, admin: Client):
    one, two = make_unit(name="Xã một", parent=top), make_unit(name="Xã hai", parent=top)
    heir = make_unit(name="Xã mới", parent=top)
    paper = {"kind": "Nghị quyết", "number": "1/NQ", "dated_on": "2023-01-01", "issuer": "UBTVQH"}
    form = {"endings": f"{one.code}\n{two.code}", "heirs": heir.code, "on": "2023-02-01", **paper}
    assert admin.post("/to-chuc/ke-thua/", form | {"heirs": "khong-co"}).status_code == 422
    assert admin.post("/to-chuc/ke-thua/", form).status_code == 302
    assert Succession.objects.filter(successor=heir).count() == 2
    assert "Kế thừa <a" in said(admin.get(f"/to-chuc/don-vi/{heir.pk}/"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("khong-co", "Không có đơn vị này."), ("Trùng tên", "Có nhiều đơn vị cùng tên này. Hãy chọn bằng mã.")],
)
def test_unit_field_says_what_is_wrong(typed: str, sentence: str, admin: Client):
    make_unit(name="Trùng tên")
    make_unit(name="Trùng tên")
    answer = admin.post("/to-chuc/don-vi/moi/", {"parent": typed, "name": "A", "level": make_level().pk})
    assert (answer.status_code, sentence in said(answer)) == (422, True)


def test_first_page_and_unknown_unit(admin: Client):
    assert "Nhập từ Excel" in said(admin.get("/to-chuc/"))
    assert admin.get("/to-chuc/don-vi/999999/").status_code == 404

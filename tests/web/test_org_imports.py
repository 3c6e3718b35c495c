"""The page that reads Excel tables: down, changed, up again."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories import give_role, make_person, make_unit
from thidua.documents.sheets import Leaf, write
from thidua.org import tables
from thidua.org.kinds import Role
from thidua.org.levels import ensure_levels
from thidua.org.models import Person, Unit

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]


def upload(client: Client, content: bytes):
    return client.post("/to-chuc/nhap-bang/don-vi/", {"file": SimpleUploadedFile("bang.xlsx", content)})


def test_table_goes_down_and_up_and_faults_are_named_by_cell(signed_in: SignedIn):
    top = make_unit(name="Sở X", level=ensure_levels()["so"])
    person = make_person(unit=top)
    give_role(person, Role.ADMIN, top)
    admin = signed_in(person)
    sheet = admin.get("/to-chuc/nhap-bang/don-vi/mau.xlsx")
    assert sheet.headers["Content-Disposition"] == 'attachment; filename="don-vi.xlsx"'
    assert upload(admin, sheet.content).status_code == 302
    headings = tuple((one.heading, 20) for one in tables.unit_fields())
    wrong = write(Leaf("x", headings, [("a", "Phòng A", "", "Phòng, ban, bộ phận", "khong-co", None, "", "")]))
    answer = upload(admin, wrong)
    assert (answer.status_code, Unit.objects.count()) == (422, 1)
    assert "Ô E2: không có đơn vị mang mã “khong-co”." in answer.content.decode()
    assert upload(admin, b"khong phai excel").status_code == 422


def test_tables_are_only_for_administrators(signed_in: SignedIn):
    reader = signed_in(make_person())
    addresses = ["/to-chuc/nhap-bang/", "/to-chuc/nhap-bang/nguoi/", "/to-chuc/nhap-bang/nguoi/mau.xlsx"]
    assert [reader.get(address).status_code for address in addresses] == [422, 422, 422]

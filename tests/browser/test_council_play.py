"""A session of seven played through the pages: chair, secretary, members, an absent member, two who count."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PASSWORD, PHONE, WIDE, Visitor, serious_faults
from tests.council.rows import Session
from tests.dossiers.rows import pdf
from tests.factories import make_account
from thidua.council.kinds import MeetingState
from thidua.council.models import Meeting
from thidua.movements.models import Quota
from thidua.org.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PICTURES = os.environ.get("PICTURES_IN")
SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
Visit = Callable[..., Visitor]


def _look(visitor: Visitor, name: str) -> None:
    page = visitor.page
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}-{page.viewport_size['width']}.png"), full_page=True)
    assert serious_faults(page) == []
    assert [one for one in visitor.complaints if "422" not in one] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


class House:
    """A council of seven with four candidates and two places; everybody has a window of their own."""

    def __init__(self, visit: Visit, size: dict[str, int], **rules: object) -> None:
        self.visit, self.size = visit, size
        self.session = Session(members=7, dossiers=4, **rules)
        names = ["UBND xã Suối Trong", "UBND xã Đá Bạc", "UBND xã Ninh Hòa", "Trường Tiểu học Nguyễn Văn Trỗi"]
        for dossier, name in zip(self.session.dossiers, names, strict=True):
            type(dossier.nominee).objects.filter(pk=dossier.nominee_id).update(name=name)
        people = ["Trần Văn Khải", "Phạm Minh Đức", "Vũ Thị Hương", "Đỗ Quốc Huy", "Lại Thị Nga", "Ngô Thành", "Lê Ánh"]
        for person, name in zip(self.session.members, people, strict=True):
            Person.objects.filter(pk=person.pk).update(name=name)
        Quota.objects.create(
            movement=self.session.round.movement,
            plan=self.session.round.movement.plan,
            award=self.session.award,
            subject="collective",
            op="max",
            n=2,
            clause="mục IV.2",
        )

    def window(self, member: int | None = None, **given: Any) -> Visitor:
        """The window of a member by place in the council; of the standing office without one."""
        person = (
            Person.objects.get(pk=self.session.office.person_id) if member is None else self.session.members[member]
        )
        if not hasattr(person, "account"):
            make_account(person, username=f"nguoi-{person.pk}", password=PASSWORD)
        return self.visit(f"nguoi-{person.pk}", viewport=self.size, **given)


def _attend(page: Any, meeting: Meeting, ways: dict[int, str]) -> None:
    for seat in meeting.council.seats.order_by("pk"):
        if way := ways.get(seat.pk):
            page.select_option(f"select[name=seat_{seat.pk}]", way)
    page.click("text=Ghi có mặt")
    page.wait_for_selector("text=Đang họp")


@SIZES
def test_a_meeting_from_its_invitation_to_the_signed_minutes(
    visit: Visit, size: dict[str, int], tmp_path: Path
) -> None:
    house = House(visit, size, takes_written=True, has_casting_vote=True, over="top")
    session = house.session
    meeting = session.convene()
    secretary = house.window(1)
    page = secretary.open(meeting.get_absolute_url())
    paper = tmp_path / "to-trinh.pdf"
    paper.write_bytes(pdf())
    page.click("text=Thêm tài liệu >> nth=0")
    page.fill("#paper-title", "Tờ trình của cơ quan thường trực")
    page.set_input_files("#paper-file", str(paper))
    page.click("button:has-text('Thêm tài liệu')")
    page.wait_for_selector("a:has-text('Tờ trình của cơ quan thường trực')")
    _look(secretary, "meeting-convened")
    _attend(page, meeting, {session.seats[5].pk: "writing", session.seats[6].pk: "absent"})
    page.click("text=Sắp xếp, rút gọn danh sách")
    first = meeting.lines.order_by("position")[0]
    page.fill(f"input[name=place_{first.pk}]", "9")
    _look(secretary, "meeting-arrange")
    page.click("text=Lưu danh sách")
    page.wait_for_load_state()
    assert meeting.lines.order_by("-position")[0].pk == first.pk
    page.click(f"a[href='/hoi-dong/dong/{first.pk}/']")
    page.click("text=Đưa lên màn hình mọi thành viên")
    page.wait_for_selector("text=Đang xét:")
    member = house.window(2)
    page = member.open(meeting.get_absolute_url())
    page.wait_for_selector("text=Đang xét:")
    page.click(f"a[href='/hoi-dong/dong/{first.pk}/'] >> nth=0")
    page.fill("#recuse-reason", "là chị của người đứng đầu")
    page.click("text=Khai báo")
    page.wait_for_selector("text=là chị của người đứng đầu")
    _look(member, "line")
    _vote_and_settle(house, meeting, secretary)
    _record(secretary, meeting, paper)


def _vote_and_settle(house: House, meeting: Meeting, secretary: Visitor) -> None:
    """A secret ballot that ends in a tie at the last place, which the chair settles."""
    page = secretary.open(meeting.get_absolute_url())
    _look(secretary, "meeting-open")
    page.click("button:has-text('Mở hòm phiếu')")
    page.wait_for_selector("text=Đang bỏ phiếu")
    box = meeting.boxes.get()
    for place in range(6):  # the sixth is absent and votes from home, with an account of their own
        voter = house.window(place)
        page = voter.open(box.get_absolute_url())
        for line in box.lines.order_by("pk"):
            radio = page.locator(f"input[name=choice_{line.pk}][value=agree]")
            if radio.count():
                radio.check()
        if place == 2:
            assert "Anh, chị không tham gia bỏ phiếu về: " in page.content()
            _look(voter, "ballot")
        page.click(".ballot button")
        page.wait_for_selector("text=Mã biên nhận của anh, chị")
        if not place:
            _look(voter, "receipt")
    page = secretary.open(box.get_absolute_url())
    _look(secretary, "box-all-voted")
    page.click("text=Đóng hòm phiếu và kiểm phiếu")
    page.wait_for_selector("text=Kết quả kiểm phiếu")
    _look(secretary, "count")
    page = secretary.open(meeting.get_absolute_url())
    _look(secretary, "meeting-tie")
    chair = house.window(0)
    tied = [line for line in box.lines.order_by("pk") if box.meeting.boxes.get().result[str(line.pk)]["is_tie"]]
    for line, choice in zip(tied, ["agree", "agree", "disagree", "disagree"], strict=False):
        page = chair.open(f"/hoi-dong/dong/{line.pk}/")
        page.select_option("#tie-choice", choice)
        page.fill("#tie-reason", "Xã vùng sâu, năm đầu tham gia")
        if line == tied[0]:
            _look(chair, "tie")
        page.click("button:has-text('Quyết định')")
        page.wait_for_selector("text=Chủ tịch quyết định")


def _record(secretary: Visitor, meeting: Meeting, scan: Path) -> None:
    page = secretary.open(meeting.get_absolute_url())
    page.click("text=Kết thúc phiên họp")
    page.click("text=Lưu biên bản")
    page.wait_for_selector("text=Đã lưu. In, ký rồi nhập bản đã ký.")
    _look(secretary, "meeting-closed")
    page.fill("#id_dated_on", date(2023, 6, 21).isoformat())
    page.set_input_files("#signed-file", str(scan))
    page.click("button:has-text('Nhập biên bản đã ký')")
    page.wait_for_selector("text=đã ký.")
    meeting.refresh_from_db()
    assert (meeting.state, meeting.signed_minutes is not None) == (MeetingState.CLOSED, True)


@SIZES
def test_scores_with_weights_ranking_and_choice_are_played_on_pages(visit: Visit, size: dict[str, int]) -> None:
    house = House(visit, size)
    meeting = house.session.meet()
    office = house.window()
    for kind in ("score", "rank", "choose"):
        page = office.open(meeting.get_absolute_url())
        page.select_option("#id_kind", kind)
        page.fill("#id_most", "2")
        if kind == "score":
            page.click("text=Nội dung và trọng số (khi chấm điểm)")
            for place, (name, weight) in enumerate([("Kết quả cải cách", "60"), ("Sáng kiến", "40")], 1):
                page.fill(f"#id_measure_{place}", name)
                page.fill(f"#id_weight_{place}", weight)
            _look(office, "open-box")
        page.click("button:has-text('Mở hòm phiếu')")
        page.wait_for_selector("text=Đang bỏ phiếu")
        box = meeting.boxes.latest("turn")
        for place in range(3):
            voter = house.window(place)
            page = voter.open(box.get_absolute_url())
            _fill(page, box, kind)
            if not place:
                _look(voter, f"ballot-{kind}")
            page.click(".ballot button")
            page.wait_for_selector("text=Mã biên nhận của anh, chị")
        page = office.open(box.get_absolute_url())
        page.click("text=Đóng hòm phiếu và kiểm phiếu")
        page.wait_for_selector("text=Kết quả kiểm phiếu")
        _look(office, f"count-{kind}")
        box.refresh_from_db()
        passed = [pk for pk, row in sorted(box.result.items(), key=lambda item: int(item[0])) if row["passed"]]
        assert passed == ([str(line.pk) for line in box.lines.order_by("pk")][:2] if kind != "choose" else [])


def _fill(page: Any, box: Any, kind: str) -> None:
    for place, line in enumerate(box.lines.order_by("pk")):
        if kind == "score":
            page.fill(f"input[name=score_{line.pk}_0]", str(10 - place))
            page.fill(f"input[name=score_{line.pk}_1]", str(9 - place))
        elif kind == "rank":
            page.select_option(f"select[name=place_{line.pk}]", str(place + 1))
        elif place < 2:
            page.check(f"input[name=chosen_{line.pk}]")


@SIZES
def test_paper_ballots_and_letters_are_entered_on_pages(visit: Visit, size: dict[str, int]) -> None:
    house = House(visit, size, takes_written=True)
    session = house.session
    meeting = session.convene()
    office = house.window()
    page = office.open(meeting.get_absolute_url())
    _attend(page, meeting, {session.seats[6].pk: "writing"})
    page.select_option("#id_mode", "paper")
    page.click("button:has-text('Mở hòm phiếu')")
    page.wait_for_selector("text=Nhập kết quả tôi đếm")
    box = meeting.boxes.get()
    for place, agree in ((3, 6), (4, 7)):
        teller = house.window(place)
        page = teller.open(box.get_absolute_url())
        page.fill("#id_returned", "7")
        for line in box.lines.order_by("pk"):
            page.fill(f"input[name=a_{line.pk}]", str(agree))
            page.fill(f"input[name=d_{line.pk}]", str(7 - agree))
        if place == 3:
            _look(teller, "keying")
        page.click("text=Lưu kết quả tôi đếm")
        page.wait_for_selector("text=Anh, chị đã nhập.")
    page = office.open(box.get_absolute_url())
    page.click("text=Đóng hòm phiếu và kiểm phiếu")
    page.wait_for_selector("text=Hai lần nhập khác nhau về")
    _look(office, "keying-differs")
    page = house.window(4).open(box.get_absolute_url())
    page.fill("#id_returned", "7")
    for line in box.lines.order_by("pk"):
        page.fill(f"input[name=a_{line.pk}]", "6")
        page.fill(f"input[name=d_{line.pk}]", "1")
    page.click("text=Lưu kết quả tôi đếm")
    page.wait_for_selector("text=Anh, chị đã nhập.")
    page = office.open(box.get_absolute_url())
    page.click("text=Đóng hòm phiếu và kiểm phiếu")
    page.wait_for_selector("text=Kết quả kiểm phiếu")
    box.refresh_from_db()
    assert [row["agree"] for row in box.result.values()] == [6] * box.lines.count()
    page = office.open(meeting.get_absolute_url())
    page.select_option("#id_mode", "open")
    page.click("button:has-text('Mở hòm phiếu')")
    page.click("text=Nhập ý kiến")
    page.fill("#id_letter", "Công văn số 12 ngày 19/6/2023")
    for line in meeting.lines.order_by("pk"):
        page.check(f"input[name=choice_{line.pk}][value=agree]")
    _look(office, "written")
    page.click("button:has-text('Ghi ý kiến')")
    page.wait_for_selector("text=Đã bỏ phiếu: 1/7")

"""A draft that is written out and read again is the same draft."""

import os
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.plans import reader, writing
from thidua.plans.draft import (
    Award,
    Basis,
    Copies,
    Criterion,
    Deadline,
    Document,
    DossierRule,
    Paper,
    Period,
    PlanDraft,
    Quota,
    Quote,
    Responsibility,
    Signer,
    Statement,
    Subject,
    Task,
)

LONG = os.environ.get("FUZZ") == "long"
PLACES = ["An Hòa", "Đông Sơn", "Phú Lâm", "Tân Bình"]
DEEDS = [
    "Nâng cao chất lượng phục vụ người dân",
    "Rút ngắn thời gian giải quyết hồ sơ",
    "Kịp thời nhân rộng điển hình tiên tiến",
    "Ứng dụng phần mềm trong công việc hằng ngày",
    "Giữ gìn vệ sinh, trật tự nơi làm việc",
    "Tận tụy, hòa nhã khi tiếp công dân",
    "Phối hợp chặt chẽ giữa các bộ phận",
]
UNITS = ["Phòng Nội vụ", "Phòng Tài chính", "Văn phòng", "Trung tâm Văn hóa"]
PAPERS = {
    "to_trinh": "Tờ trình đề nghị khen thưởng.",
    "danh_sach": "Danh sách đề nghị khen thưởng.",
    "bien_ban": "Biên bản họp xét khen thưởng.",
    "bao_cao": "Báo cáo thành tích của tập thể, cá nhân.",
}


def some(values: list[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=4, unique=True)


def statements(least: int = 0) -> st.SearchStrategy[tuple[Statement, ...]]:
    return some(DEEDS, least).map(lambda deeds: tuple(Statement(f"{deed}.") for deed in deeds))


@st.composite
def drafts(draw: st.DrawFn) -> PlanDraft:
    place = draw(st.sampled_from(PLACES))
    year = draw(st.integers(2023, 2030))
    issued = date(year, draw(st.integers(1, 3)), draw(st.integers(1, 28)))
    end = date(year, draw(st.integers(10, 12)), draw(st.integers(1, 30)))
    number = draw(st.none() | st.integers(1, 900).map(lambda count: f"{count:02d}/KH-UBND"))
    is_dated = draw(st.booleans())
    rounds = draw(st.sampled_from(["once", "yearly"]))
    title = f"Phát động phong trào thi đua “Vì nhân dân phục vụ” năm {year}"
    chief, body = f"Chủ tịch UBND xã {place}", f"UBND xã {place}"
    return PlanDraft(
        document=Document(
            kind="Kế hoạch",
            launches_movement=True,
            issuer=body,
            issuer_level="xa",
            number=number,
            symbol="KH-UBND",
            place=place,
            date=issued if is_dated else None,
            month=None if is_dated else f"{year}-{issued.month:02d}",
            title=title,
            movement="Vì nhân dân phục vụ",
            signer=Signer("Lê Thị Bình", "CHỦ TỊCH", "TM."),
        ),
        bases=draw(bases(year)),
        period=Period(None, "on_issue", end, "until", end, (rounds,)),
        subjects=(Subject("collective", "Các ban, ngành của xã."), Subject("individual", "Cán bộ, công chức của xã.")),
        purposes=draw(statements(1)),
        requirements=draw(statements(1)),
        contents=draw(statements(1)),
        solutions=draw(statements()),
        criteria=draw(criteria()),
        awards=(Award("Giấy khen", chief, ("collective", "individual"), "own", rounds),),
        quotas=draw(quotas(chief)),
        dossier=draw(dossiers()),
        deadlines=draw(deadlines(end, body, rounds)),
        funding=(Statement("Trích từ quỹ thi đua, khen thưởng của xã."),),
        responsibilities=draw(responsibilities()),
        recipients=(Statement("UBND huyện"), *(Statement(unit) for unit in draw(some(UNITS))), Statement("Lưu: VT")),
    )


@st.composite
def bases(draw: st.DrawFn, year: int) -> tuple[Basis, ...]:
    numbers = draw(st.lists(st.integers(1, 3000), min_size=1, max_size=3, unique=True))
    day = date(year - 1, draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    first, *others = numbers
    parent = Basis("Kế hoạch", f"{first}/KH-UBND", day, "UBND tỉnh", "parent_plan")
    return (parent, *(Basis("Quyết định", f"{other}/QĐ-UBND", day, "UBND tỉnh", "basis") for other in others))


@st.composite
def criteria(draw: st.DrawFn) -> tuple[Criterion, ...]:
    collective, individual = draw(some(DEEDS, 1)), draw(some(DEEDS, 1))
    of_all = [("collective", text) for text in collective] + [("individual", text) for text in individual]
    return tuple(Criterion(subject, "attestation", f"{text}.") for subject, text in of_all)


@st.composite
def quotas(draw: st.DrawFn, chief: str) -> tuple[Quota, ...]:
    op = draw(st.sampled_from(["max", "exact"]))
    return tuple(
        Quota("Giấy khen", chief, subject, op, draw(st.integers(1, 30))) for subject in ("collective", "individual")
    )


@st.composite
def dossiers(draw: st.DrawFn) -> DossierRule:
    papers = tuple(Paper(name, PAPERS[name]) for name in draw(some(list(PAPERS), 1)))
    return DossierRule(papers, draw(st.none() | st.integers(1, 3).map(lambda count: Copies(count, None))))


@st.composite
def deadlines(draw: st.DrawFn, end: date, body: str, rounds: str) -> tuple[Deadline, ...]:
    made = []
    for act in draw(st.lists(st.sampled_from(["submit_dossier", "register", "report"]), min_size=1, unique=True)):
        yearly = rounds == "yearly"
        meaning = "yearly_before" if yearly else draw(st.sampled_from(["before", "until"]))
        day = end + timedelta(days=draw(st.integers(5, 60)))
        deadline = Deadline(
            act,
            meaning,
            None if yearly else day,
            None if yearly else day - timedelta(days=meaning == "before"),
            f"{day:%m-%d}" if yearly else None,
            who=draw(st.sampled_from(["Các cơ quan, đơn vị", "Các phòng, ban"])),
            to=body,
            via=draw(st.sampled_from(UNITS)),
        )
        made.append(replace(deadline, text=writing.by(deadline)))
    return tuple(made)


@st.composite
def responsibilities(draw: st.DrawFn) -> tuple[Responsibility, ...]:
    return tuple(
        Responsibility(unit, tuple(Task(f"{deed}.") for deed in draw(some(DEEDS, 1)))) for unit in draw(some(UNITS, 1))
    )


def bare(item: Any) -> Any:
    """The draft without its places and findings, which belong to one text."""
    if isinstance(item, tuple):
        return tuple(bare(each) for each in item)
    if is_dataclass(item) and not isinstance(item, type):
        kept = {each.name: getattr(item, each.name) for each in fields(item)}
        gone = {"sources": {}, "source": None, "findings": ()}
        return replace(item, **{name: bare(value) for name, value in {**kept, **_of(gone, kept)}.items()})
    return None if isinstance(item, Quote) else item


def _of(gone: dict[str, Any], kept: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in gone.items() if name in kept}


@settings(
    max_examples=2_000 if LONG else 100,
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(drafts())
def test_writing_and_reading_gives_the_draft_back(draft: PlanDraft) -> None:
    assert bare(reader.read(writing.written_plan(draft).text())) == draft

"""What a person may correct in a draft: groups, sections and fields with their Vietnamese words. Pure.

Addresses name one item of a draft: “criteria-3” is the fourth criterion, “period” the period.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Options = tuple[tuple[str, str], ...]

GROUPS: dict[str, str] = {
    "who": "Ai",
    "when": "Khi nào",
    "many": "Bao nhiêu",
    "papers": "Giấy tờ gì",
    "criteria": "Tiêu chí",
    "tasks": "Ai làm gì",
    "aims": "Mục đích, nội dung",
}

SUBJECT: Options = (("collective", "Tập thể"), ("individual", "Cá nhân"))
LEVEL: Options = (
    ("trung_uong", "Trung ương"),
    ("bo", "Bộ, ngành"),
    ("tinh", "Tỉnh, thành phố"),
    ("so", "Sở, ngành tỉnh"),
    ("huyen", "Huyện, thị xã (đến 30/06/2025)"),
    ("xa", "Xã, phường"),
    ("don_vi", "Đơn vị"),
    ("khac", "Khác"),
)
ROUND: Options = (("once", "Một lần"), ("yearly", "Hằng năm"), ("stage", "Giai đoạn"))
START: Options = (
    ("date", "Ngày cụ thể"),
    ("on_issue", "Từ ngày ban hành"),
    ("now", "Từ nay"),
    ("unknown", "Không nêu"),
)
END: Options = (
    ("until", "Đến hết ngày"),
    ("before", "Trước ngày"),
    ("vague", "Nêu chung chung"),
    ("unknown", "Không nêu"),
)
CRITERION: Options = (
    ("attestation", "Xác nhận"),
    ("threshold", "Đạt mức số liệu"),
    ("improvement", "Tăng so với năm trước"),
    ("rank", "Thứ hạng"),
    ("discipline", "Kỷ luật"),
    ("initiative", "Sáng kiến"),
    ("rating", "Xếp loại"),
    ("reporting", "Chế độ báo cáo"),
    ("points", "Chấm điểm"),
)
ROUTE: Options = (("own", "Tự khen theo thẩm quyền"), ("propose", "Đề nghị cấp trên"))
OP: Options = (
    ("max", "Tối đa"),
    ("exact", "Đúng số"),
    ("range", "Khoảng"),
    ("share", "Tỷ lệ %"),
    ("per_group", "Cho mỗi khối, cụm, đơn vị"),
    ("deferred", "Theo kế hoạch khác"),
    ("set_by_unit", "Đơn vị tự quyết định"),
)
PAPER: Options = (
    ("to_trinh", "Tờ trình"),
    ("danh_sach", "Danh sách đề nghị"),
    ("bien_ban", "Biên bản họp"),
    ("bao_cao", "Báo cáo thành tích"),
    ("tom_tat", "Bản tóm tắt thành tích"),
    ("sang_kien", "Xác nhận sáng kiến, đề tài"),
    ("khac", "Giấy tờ khác"),
)
ACT: Options = (
    ("submit_dossier", "Nộp hồ sơ"),
    ("register", "Đăng ký"),
    ("issue_own_plan", "Ban hành kế hoạch của đơn vị"),
    ("report", "Báo cáo"),
    ("review", "Sơ kết, tổng kết"),
    ("other", "Việc khác"),
)
MEANING: Options = (
    ("before", "Trước ngày"),
    ("until", "Đến hết ngày"),
    ("relative", "Tính từ một sự kiện"),
    ("announced", "Sẽ có thông báo"),
    ("yearly_before", "Trước ngày, hằng năm"),
    ("yearly_until", "Đến hết ngày, hằng năm"),
    ("vague", "Nêu chung chung"),
    ("none_stated", "Không nêu hạn"),
)
DAY_KIND: Options = (("calendar", "Ngày theo lịch"), ("working", "Ngày làm việc"))
BASIS: Options = (("parent_plan", "Kế hoạch cấp trên"), ("basis", "Căn cứ"), ("mentioned", "Có nhắc đến"))


@dataclass(frozen=True)
class Field:
    """One value a person may correct; ``path`` is its place in the item, with dots."""

    path: str
    label: str
    kind: str = "text"  # text | long | choice | choices | day | month_day | number | flag | list | tasks | conditions
    options: Options = ()
    is_needed: bool = False

    @property
    def name(self) -> str:
        """The name of the control."""
        return self.path.replace(".", "__")


@dataclass(frozen=True)
class Section:
    """One kind of thing a plan says, at ``path`` in the draft."""

    key: str
    path: str
    group: str
    title: str
    fields: tuple[Field, ...]
    many: bool = True
    new: Mapping[str, Any] = field(default_factory=dict)


TEXT = Field("text", "Nội dung", "long", is_needed=True)
WHO = Field("subject", "Đối tượng", "choice", SUBJECT, is_needed=True)

SECTIONS: tuple[Section, ...] = (
    Section(
        "document",
        "document",
        "who",
        "Văn bản",
        (
            Field("kind", "Loại văn bản"),
            Field("issuer", "Cơ quan ban hành"),
            Field("issuer_level", "Cấp", "choice", LEVEL),
            Field("number", "Số, ký hiệu"),
            Field("date", "Ngày văn bản", "day"),
            Field("place", "Địa danh"),
            Field("title", "Trích yếu", "long"),
            Field("movement", "Tên phong trào", "long"),
            Field("theme", "Chủ đề", "long"),
            Field("signer.name", "Người ký"),
            Field("signer.title", "Chức vụ người ký"),
            Field("signer.authority", "Thẩm quyền ký (TM., KT., …)"),
        ),
        many=False,
    ),
    Section("subjects", "subjects", "who", "Đối tượng thi đua", (WHO, TEXT), new={"subject": "collective"}),
    Section(
        "bases",
        "bases",
        "who",
        "Căn cứ",
        (
            Field("kind", "Loại văn bản", is_needed=True),
            Field("number", "Số, ký hiệu"),
            Field("date", "Ngày", "day"),
            Field("issuer", "Cơ quan ban hành"),
            Field("role", "Vai trò", "choice", BASIS, is_needed=True),
        ),
        new={"kind": "Kế hoạch", "role": "basis"},
    ),
    Section("recipients", "recipients", "who", "Nơi nhận", (TEXT,)),
    Section(
        "period",
        "period",
        "when",
        "Thời gian thi đua",
        (
            Field("start_kind", "Bắt đầu", "choice", START, is_needed=True),
            Field("start", "Từ ngày", "day"),
            Field("end_kind", "Kết thúc", "choice", END, is_needed=True),
            Field("end", "Ngày ghi trong kế hoạch", "day"),
            Field("rounds", "Đợt xét", "choices", ROUND),
        ),
        many=False,
    ),
    Section(
        "deadlines",
        "deadlines",
        "when",
        "Các hạn",
        (
            Field("act", "Việc", "choice", ACT, is_needed=True),
            Field("meaning", "Cách nêu hạn", "choice", MEANING, is_needed=True),
            Field("date", "Ngày ghi trong kế hoạch", "day"),
            Field("month_day", "Ngày, tháng hằng năm", "month_day"),
            Field("days", "Số ngày kể từ sự kiện", "number"),
            Field("day_kind", "Loại ngày", "choice", DAY_KIND),
            Field("event", "Sự kiện làm mốc", "long"),
            Field("who", "Ai làm"),
            Field("to", "Gửi đến"),
            Field("via", "Qua cơ quan"),
        ),
        new={"act": "other", "meaning": "until"},
    ),
    Section(
        "awards",
        "awards",
        "many",
        "Hình thức khen thưởng",
        (
            Field("form", "Hình thức", is_needed=True),
            Field("authority", "Thẩm quyền"),
            Field("subjects", "Cho", "choices", SUBJECT),
            Field("route", "Tuyến", "choice", ROUTE),
            Field("when", "Khi nào", "choice", ROUND),
        ),
        new={"subjects": []},
    ),
    Section(
        "quotas",
        "quotas",
        "many",
        "Số lượng khen thưởng",
        (
            Field("award", "Hình thức"),
            Field("authority", "Thẩm quyền"),
            Field("subject", "Đối tượng (trống: chung cả hai)", "choice", SUBJECT),
            Field("op", "Cách giới hạn", "choice", OP, is_needed=True),
            Field("n", "Số lượng", "number"),
            Field("n_max", "Đến", "number"),
            Field("percent", "Tỷ lệ (%)", "number"),
            Field("per", "Cho mỗi"),
            Field("deferred_to", "Theo kế hoạch số"),
            Field("scope", "Loại đơn vị áp dụng"),
        ),
        new={"op": "max"},
    ),
    Section("funding", "funding", "many", "Kinh phí", (TEXT,)),
    Section("reward", "reward_level", "many", "Mức thưởng", (TEXT, Field("basis", "Căn cứ số"))),
    Section(
        "papers",
        "dossier.items",
        "papers",
        "Hồ sơ gồm",
        (Field("paper", "Loại giấy tờ", "choice", PAPER, is_needed=True), TEXT),
        new={"paper": "khac"},
    ),
    Section(
        "dossier",
        "dossier",
        "papers",
        "Số bộ, dẫn chiếu",
        (
            Field("copies.paper", "Số bản giấy", "number"),
            Field("copies.electronic", "Số bản điện tử", "number"),
            Field("deferred_to", "Hồ sơ theo kế hoạch số"),
        ),
        many=False,
    ),
    Section("forms", "forms", "papers", "Mẫu kèm theo", (Field("title", "Tên mẫu", is_needed=True),)),
    Section(
        "criteria",
        "criteria",
        "criteria",
        "Tiêu chí, tiêu chuẩn",
        (
            Field("subject", "Áp dụng cho", "choice", (*SUBJECT, ("general", "Chung")), is_needed=True),
            Field("kind", "Cách xét", "choice", CRITERION, is_needed=True),
            TEXT,
        ),
        new={"subject": "collective", "kind": "attestation", "params": {}},
    ),
    Section(
        "elsewhere",
        "",
        "criteria",
        "Dẫn chiếu",
        (
            Field("criteria_deferred_to", "Tiêu chuẩn theo kế hoạch số"),
            Field("quotas_deferred_to", "Số lượng theo kế hoạch số"),
        ),
        many=False,
    ),
    Section(
        "tasks",
        "responsibilities",
        "tasks",
        "Trách nhiệm",
        (Field("unit", "Đơn vị", "long", is_needed=True), Field("tasks", "Nhiệm vụ (mỗi dòng một việc)", "tasks")),
        new={"tasks": []},
    ),
    Section("selection", "selection", "tasks", "Cách xét chọn", (Field("text", "Nội dung", "long"),), many=False),
    Section("purposes", "purposes", "aims", "Mục đích", (TEXT,)),
    Section("requirements", "requirements", "aims", "Yêu cầu", (TEXT,)),
    Section("contents", "contents", "aims", "Nội dung thi đua", (TEXT,)),
    Section("solutions", "solutions", "aims", "Giải pháp", (TEXT,)),
)
BY_KEY = {section.key: section for section in SECTIONS}

_PARAMS: dict[str, tuple[Field, ...]] = {
    "threshold": (Field("params.conditions", "Các mức, mỗi dòng: chỉ tiêu | > | 95 | %", "conditions"),),
    "improvement": (
        Field("params.of", "Tăng", "choice", (("score", "Điểm"), ("rank", "Thứ hạng"))),
        Field("params.index", "Chỉ số (cách nhau bằng dấu ;)", "list"),
    ),
    "rank": (
        Field("params.index", "Chỉ số"),
        Field("params.value", "Thứ hạng", "number"),
        Field(
            "params.direction",
            "Hiểu là",
            "choice",
            (("or_better", "Từ hạng này trở lên"), ("exact", "Đúng hạng này")),
        ),
        Field("params.by", "Đến năm"),
    ),
    "discipline": (
        Field("params.not_at_or_above", "Không bị kỷ luật từ mức"),
        Field("params.head_answers_for_unit", "Người đứng đầu chịu trách nhiệm về đơn vị", "flag"),
    ),
    "initiative": (
        Field("params.recognised_by", "Cấp công nhận (cách nhau bằng dấu ;)", "list"),
        Field("params.joined", "Nối bằng", "choice", (("or", "hoặc"), ("and", "và"))),
        Field("params.spread", "Phạm vi nhân rộng (cách nhau bằng dấu ;)", "list"),
    ),
    "rating": (Field("params.at_least", "Mức tối thiểu"),),
    "points": (Field("params.max", "Điểm tối đa", "number"),),
}


def fields_of(section: Section, item: Mapping[str, Any]) -> tuple[Field, ...]:
    """Give the fields of an item; a criterion has those of its kind besides."""
    if section.key != "criteria":
        return section.fields
    return section.fields + _PARAMS.get(str(item.get("kind")), ())


def split(address: str) -> tuple[Section, int | None]:
    """Read an address; ValueError when it names nothing."""
    key, _, place = address.partition("-")
    section = BY_KEY.get(key)
    if section is None or section.many != place.isdigit():
        raise ValueError(f"no such part of a draft: {address!r}")
    return section, int(place) if place else None

"""The office's own Word templates: which places each kind of paper fills, what fills them, which template counts."""

from collections.abc import Mapping, Sequence
from datetime import date

from thidua.base.refusal import Refused
from thidua.documents import report, templates, word
from thidua.documents.layout import Column, Heading, Letterhead, Paper, Paragraph, Signature, Table
from thidua.documents.phrases import full_name
from thidua.documents.templates import Value
from thidua.dossiers import drafting, wording
from thidua.dossiers.drafting import Known
from thidua.dossiers.models import Dossier, PaperTemplate
from thidua.dossiers.queries import current_papers
from thidua.dossiers.wording import Part
from thidua.movements.kinds import Paper as PaperKind
from thidua.org.models import Unit

_COMMON = {
    "co_quan": "tên cơ quan, đơn vị lập giấy tờ",
    "cap_tren": "cơ quan cấp trên",
    "ky_hieu": "ký hiệu, ví dụ BC-UBND",
    "dia_danh": "địa danh ghi trước ngày",
    "phong_trao": "tên phong trào",
    "dot_xet": "tên đợt xét",
    "chuc_danh_ky": "chức danh người ký",
    "nguoi_ky": "họ tên người ký",
    "du_thao": "“DỰ THẢO” khi còn dòng chưa có minh chứng, nếu không thì để trống",
}
_ONE = {
    "doi_tuong": "tên tập thể, cá nhân được đề nghị",
    "chuc_vu": "chức vụ của cá nhân",
    "don_vi": "đơn vị đề nghị",
    "hinh_thuc": "hình thức khen đề nghị",
    "dong": "bảng các dòng thành tích, mỗi dòng có phan, noi_dung",
}
_MANY = {"danh_sach": "bảng danh sách đề nghị, mỗi dòng có tt, ten, chuc_vu, don_vi, hinh_thuc, loai"}
PLACES: Mapping[str, Mapping[str, str]] = {
    PaperKind.BAO_CAO: _COMMON
    | _ONE
    | {"minh_chung": "bảng minh chứng, mỗi dòng có so, ten, so_van_ban", "da_khen": "các hình thức đã được khen"},
    PaperKind.TOM_TAT: _COMMON | _ONE,
    PaperKind.TO_TRINH: _COMMON
    | _MANY
    | {
        "kinh_gui": "nơi nhận tờ trình",
        "can_cu": "các căn cứ",
        "qua_trinh": "quá trình xét chọn",
        "kem_theo": "giấy tờ kèm theo",
    },
    PaperKind.DANH_SACH: _COMMON | _MANY | {"ghi_chu": "ghi chú dưới danh sách"},
}
NEEDED = {
    PaperKind.BAO_CAO: ("doi_tuong", "dong"),
    PaperKind.TOM_TAT: ("doi_tuong", "dong"),
    PaperKind.TO_TRINH: ("danh_sach",),
    PaperKind.DANH_SACH: ("danh_sach",),
}
_ROWS = {
    "dong": ("phan", "noi_dung"),
    "minh_chung": ("so", "ten", "so_van_ban"),
    "danh_sach": ("tt", "ten", "chuc_vu", "don_vi", "hinh_thuc", "loai"),
}
_HEADINGS = {
    "phan": ("Tiêu chí, nội dung", 50),
    "noi_dung": ("Kết quả đạt được", 110),
    "tt": ("TT", 10),
    "ten": ("Tên tập thể, cá nhân", 55),
    "don_vi": ("Đơn vị", 50),
    "hinh_thuc": ("Hình thức khen thưởng", 45),
}


def why_not_use(paper: str, content: bytes) -> str | None:
    """Say why a Word file cannot be the template of a kind of paper: unknown, missing or misspelt places."""
    if paper not in PLACES:
        return "Loại giấy tờ này không soạn từ mẫu. Hãy chọn tờ trình, báo cáo, tóm tắt hoặc danh sách."
    if reason := templates.why_not(content, PLACES[paper], NEEDED[PaperKind(paper)]):
        return reason
    try:
        trial(paper, content)
    except Refused as refused:  # a place inside a repeated row that no row has
        return str(refused)
    return None


def trial(paper: str, content: bytes) -> bytes:
    """Fill a template with the names of its places, so that a person sees what will stand where."""
    return templates.fill(content, {name: _sample(name, told) for name, told in PLACES[paper].items()})


def _sample(name: str, told: str) -> Value:
    if name not in _ROWS:
        return f"[{told}]"
    return [{key: f"[{key} {number}]" for key in _ROWS[name]} for number in (1, 2)]


def template_for(unit: Unit, paper: str) -> PaperTemplate | None:
    """Give the template that counts for a unit: its own, else that of the nearest office above."""
    above = [unit.path[:end] for end in range(7, len(unit.path) + 1, 7)]
    found = PaperTemplate.objects.filter(unit__path__in=above, paper=paper, ended_at=None)
    rows = list(found.select_related("unit", "file"))
    return max(rows, key=lambda one: len(one.unit.path), default=None)


def values_of(dossier: Dossier, paper: str, parts: Sequence[Part], today: date, found: Known) -> dict[str, Value]:
    """Give what fills each place for one dossier, from the same data the official layout is drawn from."""
    head = drafting.letterhead_of(dossier, paper)
    signer = drafting.signature_of(dossier, today)
    values: dict[str, Value] = {
        "co_quan": head.agency,
        "cap_tren": head.superior,
        "ky_hieu": head.symbol,
        "dia_danh": head.place,
        "phong_trao": dossier.round.movement.name,
        "dot_xet": dossier.round.name,
        "chuc_danh_ky": "\n".join(signer.authority),
        "nguoi_ky": signer.name,
        "du_thao": "DỰ THẢO" if paper in drafting.PROVED and wording.bare(parts, found.proofs) else "",
    }
    if paper in drafting.PROVED:
        return values | _of_one(dossier, parts, today, found)
    return values | _of_many(dossier, parts, today)


def _of_one(dossier: Dossier, parts: Sequence[Part], today: date, found: Known) -> dict[str, Value]:
    told = drafting.report_of(dossier, parts, today, found)
    known = report.evidence_of(told)
    return {
        "doi_tuong": dossier.nominee.name,
        "chuc_vu": dict(told.profile).get("Chức vụ", ""),
        "don_vi": full_name(dossier.unit.name),
        "hinh_thuc": str(dossier.award),
        "dong": [
            {"phan": section.title, "noi_dung": report.claimed(claim, known)}
            for section in told.sections
            for claim in section.claims
        ],
        "minh_chung": [
            {"so": str(place), "ten": one.name, "so_van_ban": one.number} for place, one in enumerate(known, 1)
        ],
        "da_khen": "\n".join(told.past),
    }


def _of_many(dossier: Dossier, parts: Sequence[Part], today: date) -> dict[str, Value]:
    text = {part.key: "\n".join(line.text for line in part.lines) for part in parts}
    return {
        "danh_sach": [
            {
                "tt": str(place),
                "ten": one.name,
                "chuc_vu": one.position,
                "don_vi": one.unit,
                "hinh_thuc": one.award,
                "loai": one.kind.value,
            }
            for place, one in enumerate(drafting.proposed(dossier, today), 1)
        ],
        "kinh_gui": full_name(dossier.round.movement.issuer_name),
        "can_cu": text.get("can-cu", ""),
        "qua_trinh": text.get("ket-qua", ""),
        "kem_theo": "\n".join(str(one) for one in current_papers(dossier) if one.paper != PaperKind.TO_TRINH),
        "ghi_chu": text.get("ghi-chu", ""),
    }


def starter(paper: str) -> bytes:
    """Give a Word file to begin a template from: the official layout with every needed place in it."""
    one = paper in drafting.PROVED
    rows, keys = ("dong", ("phan", "noi_dung")) if one else ("danh_sach", ("tt", "ten", "don_vi", "hinh_thuc"))
    blank = ("",) * (len(keys) - 1)
    table = Table(
        tuple(Column(*_HEADINGS[key]) for key in keys),
        (
            (f"{{%tr for d in {rows} %}}", *blank),
            tuple(f"{{{{ d.{key} }}}}" for key in keys),
            ("{%tr endfor %}", *blank),
        ),
    )
    about = "Đề nghị tặng {{ hinh_thuc }} cho {{ doi_tuong }}" if one else "Phong trào “{{ phong_trao }}”"
    drawn = word.docx_of(
        Paper(
            Letterhead("{{ co_quan }}", "{{ cap_tren }}", symbol="{{ ky_hieu }}", place="{{ dia_danh }}"),
            PaperKind(paper).label,
            about,
            blocks=(Heading("Nội dung"), table, Paragraph("{{ du_thao }}")),
            signatures=(Signature(("{{ chuc_danh_ky }}",), "{{ nguoi_ky }}"),),
        )
    )
    return templates.with_small_names(drawn)

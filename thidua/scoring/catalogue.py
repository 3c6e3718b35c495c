"""Names of indexes and figures as offices write them, so that a plan's words find them. Pure."""

from collections.abc import Mapping

from thidua.base.text import norm

# First match wins: the more telling words stand above the plainer ones.
_INDEXES = (
    ("pci", ("pci", "nang luc canh tranh cap tinh")),
    ("ddci", ("ddci", "nang luc canh tranh")),
    ("papi", ("papi", "hieu qua quan tri va hanh chinh cong")),
    ("sipas", ("sipas", "hai long cua nguoi dan", "chi so hai long")),
    ("dti", ("dti", "chuyen doi so")),
    ("par", ("par index", "parindex", "chi so cai cach hanh chinh", "chi so cchc")),
    ("766", ("766/qd-ttg", "phuc vu nguoi dan, doanh nghiep", "phuc vu nguoi dan va doanh nghiep")),
)

FIGURES: Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    # code: (name, ways of saying it: all words of one way must be there)
    "pakn_dung_han": ("Phản ánh, kiến nghị xử lý đúng hạn / thuộc thẩm quyền", (("phan anh", "kien nghi"), ("pakn",))),
    "theo_doi_trang_thai": ("Thủ tục được theo dõi trạng thái / tổng số thủ tục", (("theo doi", "trang thai"),)),
    "tthc_cong_khai": (
        "Thủ tục công khai đúng hạn / phải công khai",
        (("thu tuc", "cong khai"), ("tthc", "cong khai")),
    ),
    "thanh_toan_truc_tuyen": ("Hồ sơ thanh toán trực tuyến / phải thanh toán", (("thanh toan truc tuyen",),)),
    "ho_so_so_hoa": ("Hồ sơ số hóa / hồ sơ tiếp nhận", (("so hoa",),)),
    "ho_so_truc_tuyen": (
        "Hồ sơ nộp trực tuyến / hồ sơ tiếp nhận",
        (("ho so", "truc tuyen"), ("dich vu cong", "truc tuyen")),
    ),
    "van_ban_dung_han": ("Nhiệm vụ, văn bản đúng hạn / được giao", (("van ban", "dung han"), ("nhiem vu", "dung han"))),
    "bao_cao_dung_han": ("Báo cáo gửi đúng hạn / phải gửi", (("bao cao", "dung han"),)),
    "ho_so_dung_han": (
        "Hồ sơ giải quyết đúng hạn / đã giải quyết",
        (("ho so", "dung han"), ("thu tuc", "dung han"), ("tthc", "dung han")),
    ),
    "hai_long": ("Lượt đánh giá hài lòng / lượt đánh giá", (("hai long",),)),
    "nhiem_vu_hoan_thanh": ("Nhiệm vụ hoàn thành / được giao trong kế hoạch", (("nhiem vu",), ("chi tieu",))),
    "bao_cao_muon": ("Số báo cáo gửi muộn", ()),
    "bo_sung_nhieu_lan": ("Hồ sơ phải bổ sung quá một lần / hồ sơ tiếp nhận", ()),
    "can_bo_tot": ("Cán bộ được đánh giá hoàn thành tốt trở lên / tổng số", ()),
    "ky_luat": ("Số cán bộ bị kỷ luật", ()),
    "giai_ngan": ("Vốn giải ngân / dự toán được giao", ()),
    "tthc_du_noi_dung": ("Thủ tục công khai đủ nội dung / phải công khai", ()),
    "ho_so_dong_bo": ("Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia / hồ sơ tiếp nhận", ()),
    "ket_qua_dien_tu": ("Kết quả cấp bản điện tử / kết quả đã cấp", ()),
}


def index_key(name: str) -> str:
    """Give one word for an index however it is written: “PAR INDEX”, “Chỉ số cải cách hành chính” are one."""
    folded = norm(name)
    return next((key for key, ways in _INDEXES if any(way in folded for way in ways)), folded)


def figure_code(measure: str) -> str:
    """Give the figure a measure of a plan speaks of; "" when the catalogue knows none."""
    folded = norm(measure)
    found = (code for code, (_, ways) in FIGURES.items() if any(all(part in folded for part in way) for way in ways))
    return next(found, "")


def figure_name(code: str) -> str:
    """Give the name of a figure; an office's own figure is named by its code."""
    if code.startswith("khao_sat_"):
        return f"Khảo sát, tiêu chí {code.removeprefix('khao_sat_').replace('_', '.')}"
    return FIGURES[code][0] if code in FIGURES else code

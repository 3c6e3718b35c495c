"""What a heading is about: the vocabulary of Vietnamese plans, folded so that lost marks and capitals do no harm."""

import re

from thidua.base.text import norm

# Order matters: the first that fits an item of a heading names it.
_TOPICS = (
    ("theme", r"^(?:ten )?chu de|khau hieu"),
    ("reward_level", r"muc (?:chi|tien|khen|thuong|tang)|tien thuong|che do (?:khen|thuong)"),
    ("funding", r"nguon (?:chi|tien|thuong|quy)|kinh phi"),
    ("register", r"^(?:viec |cong tac |to chuc )?(?:dang ky|giao uoc|ky ket)"),
    (
        "deadline",
        r"(?:thoi (?:gian|diem|han)|\bhan|\bmoc).*(?:nop|gui|trinh|de nghi|xet|bao cao|dang ky|ho so|khen|nhan)|"
        r"^moc thoi gian",
    ),
    ("dossier", r"ho so|thanh phan ho"),
    ("period", r"thoi gian|thoi han|thoi diem|tien do|lo trinh|^to chuc (?:phong trao )?thi dua$"),
    ("quota", r"so luong|co cau|ty le|ti le|chi tieu khen|so tap the|dinh muc"),
    (
        "criteria",
        r"tieu chi|tieu chuan|dieu kien|thang diem|bang diem|cham diem|thang bang",
    ),
    (
        "selection",
        r"quy trinh|trinh tu|thu tuc|binh (?:xet|chon|bau)|xet (?:chon|khen|tang|de nghi|duyet|thi dua)|"
        r"suy ton|cach (?:thuc )?xet|phuong phap (?:xet|danh gia)|cach (?:thuc )?danh gia|nguyen tac xet",
    ),
    ("report", r"(?:che do|cong tac) (?:thong tin|bao cao)|^bao cao"),
    ("award", r"hinh thuc (?:khen|bieu|ton|thuong)|danh hieu|khen thuong|bieu duong|ton vinh|giai thuong|^khen\b"),
    ("subject", r"doi tuong|thanh phan tham gia"),
    ("purpose", r"muc dich|y nghia|muc tieu"),
    ("requirement", r"^yeu cau|yeu cau$|yeu cau chung"),
    ("responsibility", r"to chuc (?:thuc hien|trien khai)|phan cong|trach nhiem (?:thuc|cua|to chuc)|^trach nhiem$"),
    ("solution", r"giai phap|bien phap"),
    ("content", r"noi dung|nhiem vu|chi tieu"),
    ("review", r"so ket|tong ket"),
    (
        "responsibility",
        r"to chuc (?:thuc hien|trien khai)|trach nhiem|phan cong|thuc hien$|cong tac chi dao|trien khai thuc",
    ),
)
_PATTERNS = tuple((topic, re.compile(pattern)) for topic, pattern in _TOPICS)
_JOINS = re.compile(r"\s*[,;:/&]\s*|\s+(?:va|-|cung|cung nhu)\s+")
_STARTS = re.compile(
    r"(?:ve |cong tac |mot so |cac |phan |to chuc |noi dung )?(?:muc dich|yeu cau|muc tieu|y nghia|doi tuong|noi dung|"
    r"tieu chi|tieu chuan|dieu kien|thoi gian|thoi han|thoi diem|hinh thuc|so luong|co cau|ty le|ti le|ho so|quy trinh|"
    r"trinh tu|thu tuc|kinh phi|nguon (?:kinh phi|chi|tien|quy|thuong)|muc (?:chi|thuong|tien|khen)|chu de|"
    r"giai phap|bien phap|nhiem vu|"
    r"pham vi|dang ky|xet (?:khen|tang)|binh xet|khen thuong|to chuc thuc hien|trach nhiem|so ket|tong ket|tien do|"
    r"han (?:nop|gui|nhan|cuoi|chot)|chi tieu|bao cao$|che do bao cao|thanh phan ho so|nguyen tac|phuong phap|"
    r"cach thuc|danh hieu|"
    r"che do|tien thuong|noi nhan|noi gui)\b"
)


_BODY_NAME = re.compile(
    r"\b(?:(?:thuong truc )?hoi dong|ban|phong|quy|luat|cong tac vien|can bo) (?:lam cong tac )?thi dua(?:,| -|"
    r"-)? ?khen thuong\b"
)


def topics_of(heading: str) -> frozenset[str]:
    """Say what a heading is about; empty when the vocabulary does not know it."""
    flat = _BODY_NAME.sub("", norm(heading)).strip(" .:;-")
    found: set[str] = set()
    for item in _JOINS.split(flat):
        topic = next((topic for topic, pattern in _PATTERNS if pattern.search(item)), None)
        if topic == "content" and re.match(r"(?:cac )?chi tieu (?:thi dua )?(?:doi voi|danh cho)", item):
            topic = "criteria"
        if topic is None and item.startswith("hinh thuc") and "khen" in flat:
            topic = "award"
        if topic:
            found.add(topic)
    if {"dossier", "period"} <= found and re.search(r"thoi han\b(?! (?:thuc|thi|phat))", flat):
        found = found - {"period"} | {"deadline"}  # “Hồ sơ, thời hạn”
    if "subject" in found and "khen thuong" in flat and not re.search(r"doi tuong (?:tham gia )?thi dua|thi dua", flat):
        found = {"reward_subject" if topic == "subject" else topic for topic in found}
    return frozenset(found)


def starts_as_heading(text: str) -> bool:
    """Say whether the words begin as headings of plans do."""
    return bool(_STARTS.match(norm(text[:80])))


_UNITS = (
    r"co quan|don vi|so(?! (?:ket|luong|luoc|tuyen|lieu|do))|ban(?! hanh)|nganh|phong|uy ban|ubnd|xa|phuong|"
    r"thi tran|huyen|quan|thi xa|thanh pho|dia phuong|truong|"
    r"doanh nghiep|chi (?:bo|doan|hoi|cuc)|cong doan|thon|khu (?:dan cu|pho)|to dan pho|hop tac xa|benh vien|trung tam|"
    r"khoi|cum|bo(?! (?:sung|tri))|cap(?! (?:nhat|phat))|hoi(?! (?:nghi|thi|thao))|khu|diem|co so|khach san|"
    r"chu the|doan|mat tran|lien doan|dang (?:bo|uy)|nha truong|"
    r"lop|to(?! chuc)|ap(?! dung)|buon|dac khu|tinh|khoa|nha thau|nha may|xi nghiep|chi nhanh|cong ty|tap doan|"
    r"tong cong ty|doi(?! voi)"
)
_PEOPLE = (
    r"ca nhan|can bo|cong chuc|vien chuc|nguoi (?:lao dong|dung dau|dan)|huong dan vien|giang vien|nhan vien|"
    r"nghe nhan|doan vien|hoi vien|hoc sinh|sinh vien|"
    r"giao vien|nha giao|chien si|cong nhan|nong dan|dang vien|lanh dao|thu truong|nhan dan|ho gia dinh|doanh nhan|"
    r"si quan|cuu chien binh"
)
_ABOUT = re.compile(
    r"(?:ve |tieu (?:chi|chuan) |dieu kien )?(?:(?:xet|de nghi|khen thuong|tang giay khen|thi dua|danh gia|chung) )*"
    r"(?P<for>doi voi |danh cho |cho |cua )?(?:cac |nhung |moi )*"
    rf"(?:(?P<one>tap the|nhom tac gia)|(?P<person>{_PEOPLE})|(?P<unit>{_UNITS}))\b"
)

_ABOUT_LATER = re.compile(rf"\b(?=(?:doi voi|danh cho) ){_ABOUT.pattern}")


def subject_of(label: str, *, among_subjects: bool = False) -> str | None:
    """Say whom a label like “Đối với tập thể” speaks of: collective, individual, general for both; None for none.

    ``among_subjects``: where criteria or quotas are told apart, “Khối các xã” alone names a kind of unit.
    """
    flat = norm(label).strip(" .:;-*+")
    found = _ABOUT.match(flat) or _ABOUT_LATER.search(flat)
    if not found:
        return None
    if found.group("one"):
        return "general" if re.search(r"(?:,|va|hoac|/) (?:cac )?ca nhan\b", flat) else "collective"
    if found.group("person"):
        return "general" if re.search(r"(?:,|va|hoac) (?:cac )?tap the\b", flat) else "individual"
    return "collective" if found.group("for") or (among_subjects and len(flat) < 90) else None


def round_of(label: str) -> str | None:
    """Say which round a label like “Khen thưởng hằng năm” or “Khen thưởng tổng kết giai đoạn” speaks of."""
    flat = norm(label).replace("hang nam", "hangnam").replace("hằng năm", "hangnam")
    if re.search(r"hangnam|moi nam|tung nam|thuong nien", flat):
        return "yearly"
    if re.search(
        r"tong ket(?! (?:cuoi )?nam(?! \d))|giai doan|(?:moi|tung) dot\b|(?<!co )so ket|05 nam|5 nam|"
        r"ket thuc (?:phong trao|nam hoc)|dinh ky",
        flat,
    ):
        return "stage"
    return None

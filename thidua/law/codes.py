"""From the words of a plan (“Giấy khen”, “Chủ tịch UBND huyện”) to a code of the catalogue, or None."""

import re

from thidua.base.text import norm
from thidua.law.rows import Level

# The six cities that stand beside provinces; any other “thành phố” belongs to a province.
_CITIES = ("ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue")
_TITLES = (
    ("chien si thi dua toan quoc", "CSTD_TQ"),
    ("chien si thi dua co so", "CSTD_CS"),
    ("chien si thi dua", "CSTD_TINH"),
    ("tap the lao dong xuat sac", "TTLDXS"),
    ("don vi quyet thang", "TTLDXS"),
    ("tap the lao dong tien tien", "TTLDTT"),
    ("don vi tien tien", "TTLDTT"),
    ("lao dong tien tien", "LDTT"),
    ("chien si tien tien", "LDTT"),
    ("gia dinh van hoa", "GIA_DINH_VH"),
    ("to dan pho van hoa", "THON_VH"),
    ("thon van hoa", "THON_VH"),
    ("tieu bieu", "XA_TIEUBIEU"),
    ("huan chuong sao vang", "HC_SAOVANG"),
    ("huan chuong ho chi minh", "HC_HCM"),
    ("giai thuong ho chi minh", "GT_HCM"),
    ("giai thuong nha nuoc", "GT_NN"),
    ("huy chuong", "HUY_CHUONG"),
    ("anh hung", "ANH_HUNG"),
)
_ORDERS = (
    ("doc lap", "HC_DOCLAP"),
    ("quan cong", "HC_DOCLAP"),
    ("lao dong", "HC_LAODONG"),
    ("chien cong", "HC_LAODONG"),
)
_CLASSES = {"nhat": "1", "nhi": "2", "ba": "3"}
# Folded, “quận” is also “quan” of “cơ quan”, “hải quan”, “quân sự”: only after what governs a district it is one.
_URBAN_DISTRICT = r"(?:^|(?:ubnd|nhan dan|hdnd|chu tich|cac|cap|cua|,)\s+)quan\b(?! (?:khu|doi|su|ly|nhan))"
_LEVELS = (  # the first that is found decides: “thị xã” stands before “xã”
    (r"chu tich nuoc", Level.STATE_PRESIDENT),
    (r"^(?:(?:tong |chi )?cuc\b|kho bac|bo chi huy)", Level.AGENCY),  # of a ministry, wherever it sits
    (r"thu tuong|chinh phu", Level.PRIME_MINISTER),
    (r"\b(?:quan khu|dai hoc quoc gia)\b", Level.AGENCY),
    (rf"\b(?:huyen|thi xa|thanh pho thuoc tinh)\b|{_URBAN_DISTRICT}", Level.DISTRICT),
    (r"\b(?:xa|phuong|thi tran|dac khu)\b", Level.COMMUNE),
    (r"doanh nghiep|cong ty|hop tac xa|tong giam doc|hoi dong (?:quan tri|thanh vien)", Level.ENTERPRISE),
    (r"\bso\b|giam doc so", Level.DEPARTMENT),
    (r"\btinh\b|thanh pho truc thuoc", Level.PROVINCE),
    (r"\bbo truong\b|\bbo\b|ban, nganh|nganh", Level.MINISTRY),
    (r"thu truong|co quan|don vi|cuc truong|vien truong|hieu truong|giam doc", Level.AGENCY),
)
_MERIT = {
    Level.DISTRICT: "GK_HUYEN",
    Level.COMMUNE: "GK_XA",
    Level.DEPARTMENT: "GK_SO",
    Level.AGENCY: "GK_DONVI",
    Level.ENTERPRISE: "GK_DN",
}
_BY_PROVINCE = {"BK": "BK_TINH", "CO": "CO_TINH", "KNC": "KNC_TINH"}
_BY_STATE = {"BK": "BK_TTG", "CO": "CO_CP"}


def level_of(authority: str) -> Level | None:
    """Read a level from an authority's words; None when they do not say.

    “thành phố” alone is read by what is given: see ``award_code``.
    """
    folded = norm(authority)
    if "hop tac xa" in folded:
        return Level.ENTERPRISE
    for pattern, level in _LEVELS:
        if re.search(pattern, folded):
            return level
    if re.search(r"thanh pho", folded) and any(city in folded for city in _CITIES):
        return Level.PROVINCE
    return None


def _title(folded: str) -> str | None:
    if "huan chuong" in folded:
        grade = re.search(r"hang (nhat|nhi|ba)\b", folded)
        kind = next((code for words, code in _ORDERS if words in folded), None)
        if kind:
            return f"{kind}_{_CLASSES[grade[1]]}" if grade else None
    return next((code for words, code in _TITLES if words in folded), None)


def award_code(form: str, authority: str | None) -> str | None:
    """Give the code of an award as a plan names it; None when form and authority do not settle it.

    Titles and state orders are settled by their name alone. “Giấy khen” of a bare “thành phố” is of a city below a
    province (a province gives no Giấy khen); “Bằng khen” of a bare “thành phố” is of a province.
    """
    folded, giver = norm(form), authority or form
    level = level_of(giver)
    bare_city = level is None and "thanh pho" in norm(giver)
    if "giay khen" in folded:
        return "GK_HUYEN" if bare_city else _MERIT.get(level) if level else None
    key = (
        "BK"
        if "bang khen" in folded
        else "CO"
        if "co thi dua" in folded
        else "KNC"
        if "ky niem chuong" in folded
        else ""
    )
    if not key:
        return _title(folded)
    if level is Level.PRIME_MINISTER:
        return _BY_STATE.get(key)
    if level in (Level.PROVINCE, Level.MINISTRY) or bare_city:
        return _BY_PROVINCE[key]
    return None

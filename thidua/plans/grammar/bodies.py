"""Names of bodies and offices: UBND tỉnh …, Chủ tịch UBND huyện, Giám đốc Sở, Thủ tướng Chính phủ, Ban Thường vụ …"""

import re
from functools import lru_cache

from thidua.base.text import CAPITALS, norm
from thidua.plans.passage import Passage

_FIELDS = (
    "Tài chính|Nội vụ|Tư pháp|Văn hóa|Văn hoá|Thể thao|Thể dục|Du lịch|Giáo dục|Đào tạo|Y tế|Khoa học|Công nghệ|"
    "Thông tin|"
    "Truyền thông|Nông nghiệp|Môi trường|Phát triển nông thôn|Tài nguyên|Xây dựng|Giao thông vận tải|Giao thông|"
    "Công thương|Lao động|Thương binh|Xã hội|Ngoại vụ|Ngoại giao|Quốc phòng|Công an|Kế hoạch|Đầu tư|Dân tộc|Tôn giáo|"
    "Thanh tra|Tuyên giáo|Dân vận|Tổ chức|Kiểm tra|Nội chính|Kinh tế|Hạ tầng|Đô thị|Thống kê|Trung ương|Nông dân|"
    "Phụ nữ|Liên hiệp|"
    "Cựu chiến binh|Thanh niên|Chữ thập đỏ|Người cao tuổi|Khuyến học|Quân sự|Biên phòng|Hành chính|Chính trị|"
    "Quân khu|Khu kinh tế|Khu công nghiệp|Pháp chế|"
    "Tổng hợp|Hội đồng|Thi đua|Khen thưởng|Cải cách hành chính|Chuyển đổi số|Viên chức|Giáo viên|Kho bạc|Hải quan|Thuế|"
    "Bảo hiểm xã hội|Nhà nước|Quản lý thị trường|Quản lý|Dịch vụ|Phục vụ|Gia đình|Trẻ em|Dân số|Địa chính|Tài nguyên"
)
_WORD = rf"(?:(?:{_FIELDS})(?!\w)|[{CAPITALS}][\w.]*)"
_UNIT = r"(?i:tỉnh|thành phố|tp\.?|huyện|quận|thị xã|tx\.?|xã|phường|thị trấn|đặc khu)"
_PLACE = rf"{_UNIT}(?:(?:,\s*{_UNIT})+(?!\w)|(?!\w))(?:\s+{_WORD}(?:\s*[-–]\s*{_WORD})?)*"
_NAME = rf"(?:\s*[-–]\s*{_WORD}|,\s*(?:{_FIELDS})(?!\w)|\s+(?:và\s+)?(?!Chủ|Giám|Thủ|Bộ trưởng){_WORD})*"
_OF_PLACE = rf"(?:\s+(?:(?i:trung ương|cơ sở|khối|các cơ quan|khu vực|tối cao)|{_UNIT})(?:\s+{_WORD})*)?"
_COMMITTEE = (
    rf"(?i:ủy ban nhân dân|uỷ ban nhân dân|ubnd|hội đồng nhân dân|hđnd)(?:\s+(?:(?i:các|cấp)\s+)?(?:{_PLACE}))?"
)
_OFFICES = (
    "bộ trưởng|thứ trưởng|tổng giám đốc|phó giám đốc|giám đốc|cục trưởng|tổng cục trưởng|vụ trưởng|hiệu trưởng|"
    "viện trưởng|"
    "chi cục trưởng|chỉ huy trưởng|tư lệnh|chính ủy|chính trị viên|thủ trưởng|chánh văn phòng|chánh án|"
    "trưởng phòng|trưởng ban|chủ nhiệm|tổng thanh tra|thống đốc"
)
_HOUSES = (
    "bộ chỉ huy quân sự|ban chỉ huy quân sự|sở|bộ|công an|phòng|chi cục|cục|tổng cục|trường|bệnh viện|trung tâm|"
    "văn phòng|ban|"
    "kho bạc nhà nước|"
    "ngân hàng nhà nước|bảo hiểm xã hội|viện kiểm sát nhân dân|tòa án nhân dân|tập đoàn|tổng công ty|công ty|đại học|"
    "quân khu|quân đoàn|quân chủng|binh chủng|sư đoàn|lữ đoàn|trung đoàn|học viện|viện|cơ quan|đơn vị|các|"
    "ngân hàng|kho bạc"
)
_HOUSE_KINDS = "giao dịch|tiểu học|trung học|mầm non|đại học|cao đẳng|thpt|thcs|đa khoa|chính trị|quản lý|tnhh|cổ phần"
_PARTY = (
    "đảng bộ|đảng ủy|tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|tỉnh đoàn|thành đoàn|huyện đoàn|trung ương|hội đồng|hội|"
    "liên đoàn|công đoàn|tổng liên đoàn|đoàn|ủy ban|đảng đoàn|ban cán sự đảng"
)
_MASS = (
    "liên đoàn lao động|tổng liên đoàn lao động|ủy ban (?:trung ương )?(?:mặt trận tổ quốc|mttq)|ubmttq|"
    "hội liên hiệp phụ nữ|hội nông dân|"
    "hội cựu chiến binh|đoàn thanh niên|đoàn tncs hồ chí minh|công đoàn"
)
_COUNCIL = r"(?i:hội đồng thi đua\s*[-–,]?\s*khen thưởng|ban thi đua\s*[-–,]?\s*khen thưởng)"
_STEERING = "ban thường trực|ban thường vụ|ban chấp hành|thường trực|đoàn chủ tịch|thường vụ|chủ tịch|bí thư"
_HEADS_OF_ALL = (  # “thủ trưởng các sở, ban, ngành”
    r"(?:thủ trưởng|giám đốc|người đứng đầu)\s+(?:các\s+)?(?:sở|cơ quan|đơn vị|phòng|ban)"
    r"(?:(?:,\s*|\s+và\s+)(?:ban|ngành|đoàn thể|đơn vị|địa phương|cơ quan|phòng)(?!\w))+"
)
_HEADS = (
    r"(?i:phó\s+)?(?i:chủ tịch nước|thủ tướng(?: chính phủ)?)",
    rf"(?i:phó\s+)?(?i:chủ tịch|thường trực)\s+{_COMMITTEE}",
    _COMMITTEE,
    rf"(?:(?i:thường trực|chủ tịch)\s+)?{_COUNCIL}(?:\s+(?i:các cấp|cấp \w+|cơ sở))?{_OF_PLACE}",
    rf"(?i:{_HEADS_OF_ALL})",
    rf"(?i:{_OFFICES})(?:,?\s+(?:(?i:{_HOUSES})|{_WORD})(?:\s+(?i:{_HOUSE_KINDS}))*{_NAME})?{_OF_PLACE}",
    rf"(?i:{_STEERING})\s+(?:(?i:{_PARTY})|{_WORD}){_NAME}{_OF_PLACE}",
    rf"(?:(?i:ban bí thư|ban thường vụ|ban chấp hành|đoàn chủ tịch)\s+)?(?i:trung ương)\s+(?:(?i:{_PARTY})){_NAME}",
    r"(?i:bộ chính trị|ban bí thư|quốc hội|chính phủ|ủy ban thường vụ quốc hội|chủ tịch)(?!\w)",
    rf"(?i:tỉnh ủy|thành ủy|huyện ủy|quận ủy|thị ủy|đảng ủy|đảng đoàn|ban cán sự đảng|tỉnh đoàn|"
    rf"thành đoàn){_NAME}{_OF_PLACE}",
    rf"(?i:{_MASS})(?:\s+(?:(?i:việt nam|viên chức|ngành|giáo dục|cơ sở)|{_WORD}))*{_OF_PLACE}",
    rf"(?i:{_HOUSES})(?:\s+(?i:{_HOUSE_KINDS}))*\s+{_WORD}{_NAME}{_OF_PLACE}",
    r"(?i:cấp trên|cấp có thẩm quyền|sở|bộ|cơ quan thường trực)(?!\w)",
)
BODY = re.compile("|".join(f"(?:{head})" for head in _HEADS))


def body_at(words: Passage, start: int) -> Passage | None:
    """Give the body or office named at this place, None when there is none."""
    while start < len(words.text) and words.text[start].isspace():
        start += 1
    found = BODY.match(words.text, start)
    return words.group(found).trimmed(" ,-–") if found else None


_CENTRAL_CITIES = {"ha noi", "hai phong", "da nang", "ho chi minh", "can tho", "hue"}
_SMALL = "xa|phuong|thi tran|dac khu"
_LEVELS = (
    ("trung_uong", r"thu tuong|chinh phu\b|chu tich nuoc|quoc hoi|trung uong|tong lien doan|bo chinh tri|ban bi thu"),
    (
        "don_vi",
        r"^(?:giam doc |hieu truong |ban giam hieu )?(?:truong|benh vien|trung tam|cong ty|tong cong ty|tap doan|"
        r"chi nhanh|hoc vien|vien|dai hoc|bao tang|"
        r"ban quan ly(?! (?:cac )?khu)|nha may|xi nghiep)\b|^hieu truong|^tong giam doc|"
        r"^(?:giam doc )?chi cuc|^cuc\b(?=.*\btinh\b)",
    ),
    (
        "xa",
        rf"(?:ubnd|uy ban nhan dan|hdnd|dang uy|dang bo|hoi|doan|mttq|quoc viet nam|cua|,)\s*(?:cac )?(?:{_SMALL})\b"
        rf"|^(?:{_SMALL})\b|\b(?:{_SMALL})(?: [a-z]+){{1,3}}$|cap xa",
    ),
    (
        "huyen",
        r"huyen uy|quan uy|thi uy|huyen doan|\b(?:huyen|thi xa)\b|"
        r"(?:^|(?:ubnd|nhan dan|hdnd|chu tich|cac|cap|cua|,)\s+)quan\b(?! (?:khu|doi|su|ly|nhan))|cap huyen|^phong\b",
    ),
    (
        "so",
        r"\bso\b(?! \d)|van phong (?:ubnd|uy ban|doan|hdnd|tinh)|ban (?:dan toc|quan ly khu)|thanh tra tinh|"
        r"cong an (?:tinh|thanh pho)",
    ),
    ("tinh", r"tinh uy|thanh uy|tinh doan|thanh doan|\btinh\b|thanh pho|\btp\b"),
    (
        "bo",
        r"^(?:bo\b|thu truong bo|ngan hang nha nuoc|thanh tra chinh phu|bao hiem xa hoi viet nam|cuc|tong cuc|"
        r"kiem toan|toa an nhan dan toi|vien kiem sat nhan dan toi|uy ban dan toc|ban thi dua)|bo truong",
    ),
)
_LEVEL_PATTERNS = tuple((level, re.compile(pattern)) for level, pattern in _LEVELS)


def level_of(body: str) -> str | None:
    """Say at which level a body stands (trung_uong, bo, tinh, so, huyen, xa, don_vi); None when its name is silent."""
    flat = norm(body).replace("tp.", "thanh pho ")
    city = re.search(r"(?:thanh pho|thanh uy|thanh doan) ([a-z ]+)$", flat)
    for level, pattern in _LEVEL_PATTERNS:
        if pattern.search(flat):
            if level == "tinh" and city and "tinh" not in flat and city.group(1).strip() not in _CENTRAL_CITIES:
                return "huyen"
            return level
    return None


_HEAD_OF = re.compile(
    r"^(?:(?:pho )?chu tich|giam doc|bo truong|cuc truong|chi huy truong|hieu truong|vien truong|tong giam doc|"
    r"chanh an|tu lenh|thong doc|tong thanh tra|thuong truc|ban thuong vu|ban chap hanh|truong(?= (?:ban|phong|"
    r"khoa) )) (?=\S)"
)
_SHORT = (
    ("lhpn", "lien hiep phu nu"),
    ("ldld", "lien doan lao dong"),
    ("chqs", "chi huy quan su"),
    ("kkt", "khu kinh te"),
    ("kcn", "khu cong nghiep"),
    ("cdcs", "cong doan co so"),
)


def same_body(one: str, other: str) -> bool:
    """Say whether two names mean the same body, its head and short form included."""
    return bare_body(one) == bare_body(other)


@lru_cache(maxsize=2048)
def bare_body(name: str) -> str:
    """Fold a name: UBND for Ủy ban nhân dân, without the office of its head."""
    flat = norm(name).replace("uy ban nhan dan", "ubnd")
    for short, long in _SHORT:
        flat = re.sub(rf"\b{short}\b", long, flat)
    return _HEAD_OF.sub("", flat)

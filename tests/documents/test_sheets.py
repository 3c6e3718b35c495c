import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal

import pytest
import xlsxwriter

from thidua.base.refusal import Refused
from thidua.documents import sheets
from thidua.documents.sheets import CellError, Field, Kind, Leaf, read, write

FIELDS = (
    Field("name", "Họ và tên", required=True, longest=30, unique=True),
    Field("born", "Ngày sinh", Kind.DATE),
    Field("people", "Số người", Kind.INT),
    Field("score", "Điểm", Kind.DECIMAL),
    Field("kind", "Loại", Kind.CHOICE, also=("Đối tượng",), choices={"Tập thể": "collective", "Cá nhân": "individual"}),
)


def book(*rows, start=0):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}) as file:
        sheet = file.add_worksheet()
        for number, row in enumerate(rows, start):
            sheet.write_row(number, 0, row)
    return made.getvalue()


HEADINGS = ("Họ và tên", "Ngày sinh", "Số người", "Điểm", "Loại")


def test_rows_come_typed():
    given = read(book(HEADINGS, ("Nguyễn Thị Ẫn", "05/01/1980", 3, 92.5, "cá nhân"), ("Ỷ", "", "", "", "")), FIELDS)
    assert given == sheets.Reading(
        (
            {
                "name": "Nguyễn Thị Ẫn",
                "born": date(1980, 1, 5),
                "people": 3,
                "score": Decimal("92.5"),
                "kind": "individual",
            },
            {"name": "Ỷ", "born": None, "people": None, "score": None, "kind": None},
        ),
        numbers=(2, 3),
    )


def test_headings_are_found_below_a_title_without_marks_in_any_order_and_by_another_name():
    given = read(book(("DANH SÁCH",), (), ("doi tuong", "HỌ VÀ  TÊN"), ("Tập Thể", "Tổ 1"), start=0), FIELDS)
    assert [(row["name"], row["kind"]) for row in given.rows] == [("Tổ 1", "collective")]
    assert given.numbers == (4,)


def test_every_fault_is_named_by_its_cell_and_no_row_is_given():
    given = read(
        book(
            HEADINGS,
            ("A", "30/02/2024", "2,5", "nhiều", "Khác"),
            ("", "hôm qua", 1, 1, "Tập thể"),
            (),
            ("B" * 31, "01/01/2000", 1, 1, "Tập thể"),
        ),
        FIELDS,
    )
    assert given.rows == ()
    assert [str(error) for error in given.errors] == [
        "Ô B2: không có ngày 30/02/2024.",
        "Ô C2: “2,5” không phải là số nguyên.",
        "Ô D2: “nhiều” không phải là số; hãy nhập như 1.234,5.",
        "Ô E2: “Khác” không có trong danh sách; hãy chọn Tập thể hoặc Cá nhân.",
        "Ô A3: thiếu “Họ và tên”.",
        "Ô B3: “hôm qua” không phải là ngày; hãy nhập như 30/11/2026.",
        "Ô A5: dài 31 ký tự, nhiều nhất 30.",
    ]
    assert str(CellError(4, "", "trùng.")) == "Dòng 4: trùng."


def test_the_same_value_twice_in_a_unique_column_names_both_rows():
    given = read(book(HEADINGS, ("Lò Văn Ủ",), ("Hà",), ("lò  văn ủ",)), FIELDS)
    assert given.errors == (CellError(4, "A", "trùng với dòng 2."),)


@pytest.mark.parametrize(
    "raw",
    [
        "30/11/2026",
        "30-11-2026",
        "30.11.2026",
        "ngày 30 tháng 11 năm 2026",
        "2026-11-30",
        date(2026, 11, 30),
        datetime(2026, 11, 30, 8, 0),  # noqa: DTZ001 - Excel knows no zone
        46356.0,
    ],
)
def test_days_are_read_in_vietnamese_and_in_excel_form(raw):
    assert sheets.value_of(raw, FIELDS[1]) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("2.340.000 đồng", "2340000"),
        ("1,234,567.8", "1234567.8"),
        ("-3", "-3"),
        ("95%", "95"),
        (0.1, "0.1"),
        (7, "7"),
    ],
)
def test_numbers_are_read_exactly(raw, value):
    assert sheets.value_of(raw, FIELDS[3]) == Decimal(value)


@pytest.mark.parametrize("raw", ["1e999999", "NaN", "Infinity", "1.2.3", "9" * 40, "--1", "1,2,3"])
def test_what_only_looks_like_a_number_is_none(raw):
    with pytest.raises(ValueError, match="không phải là số"):
        sheets.value_of(raw, FIELDS[3])


@pytest.mark.parametrize(
    ("raw", "said"), [(True, "có"), (False, "không"), (5.0, "5"), ("  Ho\u0300a ", "Hòa"), (None, "")]
)
def test_text_is_what_people_see(raw, said):
    assert sheets.value_of(raw, Field("x", "X")) == said


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_excel(index, name):
    assert sheets.letter(index) == name


def packed(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải bảng tính Excel"),
        (b"ten;diem\na;1", "không phải bảng tính Excel"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 600, "bảng tính đời cũ (.xls) hoặc có mật khẩu"),
        (packed(word__document="x"), "không phải bảng tính Excel"),
        (packed(xl__workbook="not xml"), "không phải bảng tính Excel"),
        (packed(xl__workbook="x", bomb=b"0" * (sheets.MAX_UNPACKED + 1)), "giải nén ra quá lớn"),
        (packed(xl__workbook="x", **{f"p{n}": b"" for n in range(sheets.MAX_PARTS)}), "giải nén ra quá lớn"),
        (b"0" * (sheets.MAX_BYTES + 1), "Tệp lớn hơn 10 MB"),
        (book(HEADINGS), "chưa có dòng số liệu nào"),
        (book(("Ngày sinh", "Điểm"), ("", 1)), "thiếu cột “Họ và tên”"),
    ],
    ids=["empty", "csv", "xls", "docx", "broken", "bomb", "parts", "big", "no rows", "no heading"],
)
def test_what_is_no_table_is_refused_in_one_sentence(content, said):
    with pytest.raises(Refused) as refused:
        read(content, FIELDS)
    assert said in str(refused.value)


def test_a_lying_index_of_the_zip_is_refused():
    content = bytearray(book(HEADINGS, ("A",)))
    place = content.rfind(b"xl/workbook.xml") - 46
    content[place + 24 : place + 28] = (1).to_bytes(4, "little")  # unpacked size in the index
    with pytest.raises(Refused, match="không phải bảng tính"):
        read(bytes(content), FIELDS)


def test_faults_stop_after_a_readable_number():
    given = read(book(HEADINGS, *[(f"A{n}", "x") for n in range(400)]), FIELDS)
    assert len(given.errors) == sheets.FAULTS_SHOWN


def test_written_text_never_becomes_a_formula():
    nasty = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "http://x", "\tx\x07")
    made = write(Leaf("Tên [1]", (("Cột", 10),), [(text,) for text in nasty], "Tiêu đề", "Ghi chú"))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
    given = read(made, (Field("x", "Cột"),))
    assert [row["x"] for row in given.rows] == [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://x")',
        "http://x",
        "x",
    ]


def test_values_come_back_as_they_were_written():
    row = ("Ẫn", 12, Decimal("92.55"), date(2026, 11, 30), None, True, 123456789012345678)
    names = ("a", "b", "c", "d", "e", "f", "g")
    made = write(Leaf("Bảng", tuple((name, 10.0) for name in names), [row]))
    kinds = (Kind.TEXT, Kind.INT, Kind.DECIMAL, Kind.DATE, Kind.TEXT, Kind.TEXT, Kind.TEXT)
    given = read(made, [Field(name, name, kind) for name, kind in zip(names, kinds, strict=True)])
    assert list(given.rows[0].values()) == [
        "Ẫn",
        12,
        Decimal("92.55"),
        date(2026, 11, 30),
        "",
        "có",
        "123456789012345678",
    ]


def test_the_template_has_the_headings_reading_looks_for_and_explains_them():
    made = sheets.template(FIELDS)
    with pytest.raises(Refused, match="chưa có dòng số liệu nào"):
        read(made, FIELDS)
    guide = read(made, (Field("name", "Cột"), Field("need", "Bắt buộc"), Field("value", "Giá trị")), sheet=1)
    assert [tuple(row.values()) for row in guide.rows] == [
        ("Họ và tên", "bắt buộc", "chữ"),
        ("Ngày sinh", "", "ngày, ví dụ 30/11/2026"),
        ("Số người", "", "số nguyên"),
        ("Điểm", "", "số, ví dụ 1.234,5"),
        ("Loại", "", "Tập thể hoặc Cá nhân"),
    ]


def test_same_data_gives_same_bytes():
    assert sheets.template(FIELDS) == sheets.template(FIELDS)


def test_table_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", 3)
    assert len(read(book(HEADINGS, ("A",), ("B",)), FIELDS).rows) == 2
    with pytest.raises(Refused, match="hơn 3 dòng"):
        read(book(HEADINGS, ("A",), ("B",), ("C",)), FIELDS)


def test_an_hour_is_read_as_people_see_it():
    assert sheets.value_of(time(8, 5), Field("x", "X")) == "08:05"


def test_empty_cells_of_a_unique_column_are_no_repetition():
    given = read(book(("Mã", "Tên"), ("", "a"), ("", "b")), (Field("code", "Mã", unique=True), Field("name", "Tên")))
    assert [row["name"] for row in given.rows] == ["a", "b"]

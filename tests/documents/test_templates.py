import io

import docx
import pytest

from tests.documents.reading import lines
from thidua.base.refusal import Refused
from thidua.documents import archives, sheets, templates


def template(*texts, rows=(), header=""):
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


ROWS = (("{%tr for dong in danh_sach %}", ""), ("{{ dong.ten }}", "{{ dong.don_vi }}"), ("{%tr endfor %}", ""))
MODEL = template("Kính gửi {{ noi_nhan }}", "{% if muon %}Muộn{% endif %}", rows=ROWS, header="{{ co_quan|upper }}")
VALUES = {
    "noi_nhan": "Sở <Nội vụ> & bạn",
    "muon": "",
    "co_quan": "Ủy ban",
    "danh_sach": [{"ten": "Ẫn\x07", "don_vi": "Tổ 1"}, {"ten": "Ướm", "don_vi": "Tổ 2"}],
}


def test_places_are_filled_and_rows_repeated():
    made = templates.fill(MODEL, VALUES)
    assert lines(made) == ["Kính gửi Sở <Nội vụ> & bạn", "Ẫn", "Tổ 1", "Ướm", "Tổ 2"]
    assert docx.Document(io.BytesIO(made)).sections[0].header.paragraphs[0].text == "ỦY BAN"
    assert made == templates.fill(MODEL, VALUES)


def test_places_are_found_in_body_tables_and_header():
    assert templates.placeholders(MODEL) == {"noi_nhan", "muon", "danh_sach", "co_quan"}


def test_place_cut_into_runs_by_word_is_found():
    document = docx.Document()
    line = document.add_paragraph("{{ no")
    line.add_run("i_nhan").bold = True
    line.add_run(" }}")
    made = io.BytesIO()
    document.save(made)
    assert templates.placeholders(made.getvalue()) == {"noi_nhan"}


KNOWN = {"noi_nhan": "nơi nhận", "ten": "tên người"}


@pytest.mark.parametrize(
    ("model", "needed", "said"),
    [
        (template("{{ noi_nhan }}"), ("noi_nhan",), None),
        (
            template("{{ noi_nhan }} {{ la }} {{ ma }}"),
            ("ten",),
            "Mẫu có chỗ điền không dùng được: “{{ la }}” và “{{ ma }}”; thiếu chỗ điền “{{ ten }}” (tên người). "
            "Hãy sửa mẫu trong Word rồi tải lại; các chỗ điền dùng được: “{{ noi_nhan }}” và “{{ ten }}”.",
        ),
    ],
)
def test_unknown_and_missing_places_are_listed_in_one_sentence(model, needed, said):
    assert templates.why_not(model, KNOWN, needed) == said


@pytest.mark.parametrize(
    "nasty",
    [
        "{{ ten.__class__.__mro__() }}",
        "{{ range(10) }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% set a = 1 %}",
        "{% include '/etc/passwd' %}",
        "{% macro m() %}{% endmacro %}",
        "{{ ten|map('upper') }}",
        "{{ ten|attr('__class__') }}",
        "{{ ten['x'] }}",
        "{{ ten is defined }}",
    ],
)
def test_templates_that_try_more_are_refused_before_they_run(nasty):
    for use in (templates.placeholders, lambda model: templates.fill(model, {"ten": "A"})):
        with pytest.raises(Refused) as refused:
            use(template(nasty))
        assert str(refused.value).startswith("Mẫu có ")


def test_hidden_attributes_give_nothing():
    with pytest.raises(Refused):
        templates.fill(template("{{ ten.__class__ }}"), {"ten": "A"})


@pytest.mark.parametrize("use", [templates.placeholders, lambda model: templates.fill(model, {})])
def test_misspelt_place_is_shown(use):
    with pytest.raises(Refused, match="viết sai"):
        use(template("Kính gửi {{ noi nhan }}"))


@pytest.mark.parametrize(
    ("text", "named"), [("{{ la }}", "“{{ la }}”"), ("{% for d in ds %}{{ d.la }}{% endfor %}", "“{{ la }}”")]
)
def test_place_without_a_value_is_named(text, named):
    with pytest.raises(Refused, match="không có số liệu") as refused:
        templates.fill(template(text), {"ds": [{"ten": "A"}]})
    assert named in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"%PDF-", sheets.write(sheets.Leaf("A", (("B", 5),), []))])
def test_only_word_files_are_templates(content):
    with pytest.raises(Refused, match=r"tệp Word \(\.docx\)"):
        templates.placeholders(content)


def test_broken_word_file_is_refused():
    with pytest.raises(Refused) as refused:
        templates.placeholders(MODEL[:-30])
    assert str(refused.value) == archives.BROKEN

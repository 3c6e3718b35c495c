"""Whatever is done to a file, the answer is a verdict or one sentence: never another exception."""

import contextlib
import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents import samples
from tests.documents.reading import lines
from tests.documents.test_certificates import ONE, SHARED
from tests.documents.test_inspection import EXCEL, WORD, document, jpeg, pdf, png
from tests.documents.test_signatures import signed
from thidua.base.refusal import Refused
from thidua.base.text import nfc
from thidua.documents import inspection, leaves, sheets, signatures, templates
from thidua.documents.certificates import pages
from thidua.documents.layout import Letterhead, Paper, Paragraph
from thidua.documents.word import docx_of
from thidua.documents.word_parts import clean

TRIES = 2_000 if os.environ.get("FUZZ") == "long" else 25
SEEDS = {
    "a.pdf": [signed(), pdf(), pages(SHARED, [ONE])],
    "a.docx": [WORD],
    "a.xlsx": [EXCEL],
    "a.odt": [document()],
    "a.png": [png()],
    "a.jpg": [jpeg()],
}
FIELDS = [sheets.Field("b", "B"), sheets.Field("c", "C", sheets.Kind.DATE)]
relaxed = settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def changed(data, content):
    """The content with a few bytes changed, dropped or doubled."""
    made = bytearray(content)
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, max(0, len(made) - 1)))
        match data.draw(st.sampled_from(["set", "drop", "double", "digit"])):
            case "set":
                made[at : at + 1] = bytes([data.draw(st.integers(0, 255))])
            case "drop":
                del made[at : at + data.draw(st.integers(1, 200))]
            case "double":
                made[at:at] = made[at : at + data.draw(st.integers(1, 100))]
            case _:
                near = made.find(b"0", at)
                made[near : near + 1] = data.draw(st.sampled_from([b"1", b"9"]))
    return bytes(made)


@pytest.mark.parametrize("name", SEEDS)
@relaxed
@given(data=st.data())
def test_broken_files_get_a_verdict_or_one_sentence(name, data):
    content = changed(data, data.draw(st.sampled_from(SEEDS[name])))
    with contextlib.suppress(Refused):
        assert inspection.inspect(name, content).media_type in inspection.ALLOWED[name[2:]]
    if name == "a.pdf":
        with contextlib.suppress(Refused):
            assert signatures.check(content) != []
    if name == "a.xlsx":
        with contextlib.suppress(Refused):
            assert sheets.read(content, FIELDS) != sheets.Reading()
    if name == "a.docx":
        with contextlib.suppress(Refused):
            assert templates.placeholders(content) == set()


@relaxed
@given(text=st.text(max_size=200))
def test_any_text_goes_into_a_paper_and_comes_out(text):
    paper = Paper(Letterhead("Sở Mẫu"), "Báo cáo", blocks=(Paragraph(text),))
    kept = [line.replace("\t", "") for line in clean(text).split("\n")]
    assert lines(docx_of(paper))[4:] == [nfc(line) for line in kept if line.strip()]


@relaxed
@given(text=st.text(max_size=200))
def test_any_text_goes_into_a_table_and_comes_out_as_people_see_it(text):
    made = sheets.write(sheets.Leaf("A", (("B", 5), ("C", 5)), [(text, "1")]))
    said = sheets.value_of(leaves._storable(text), FIELDS[0])
    assert [row["b"] for row in sheets.read(made, [FIELDS[0], sheets.Field("c", "C")]).rows] == [said]


@relaxed
@given(name=st.text(alphabet=sorted(set(samples.SCHOOL)), min_size=1, max_size=120))
def test_any_name_of_known_letters_stays_inside_the_page(name):
    with contextlib.suppress(Refused):
        assert pages(SHARED, [replace(ONE, name=name)]).startswith(b"%PDF-")

"""The answers pages share: a kept file leaves in a way no browser runs."""

from datetime import datetime

import pytest

from tests.factories import make_actor
from thidua.base.days import ZONE
from thidua.org import files
from thidua.web.http import handed_out

AT = datetime(2026, 3, 2, 9, tzinfo=ZONE)


@pytest.mark.django_db
@pytest.mark.parametrize(("inline", "begins"), [(True, "inline; "), (False, "attachment; ")])
def test_a_kept_file_leaves_sandboxed_under_its_name_and_type(inline, begins):
    stored = files.keep(
        "Biên bản.pdf", b"%PDF-1.7", by=make_actor(), at=AT, media_type="application/pdf", may_show_inline=inline
    )
    answer = handed_out(stored)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    answer.close()
    told = {
        name: answer.headers[name] for name in ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options")
    }
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer.headers["Content-Disposition"] == f"{begins}filename*=utf-8''Bi%C3%AAn%20b%E1%BA%A3n.pdf"

"""Published decisions for machines: CSV, JSON, RSS. People are counted, never named."""

import csv
import io
from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_GET

from thidua.awards import queries_public as queries
from thidua.base.days import ZONE

LICENCE = "Dữ liệu mở, dùng lại tự do khi ghi nguồn"


@require_GET
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every award of published decisions as a table; opens in Excel with its marks."""
    made = io.StringIO()
    made.write("\ufeff")
    table = csv.writer(made)
    table.writerow(queries.HEADINGS)
    table.writerows([_plain(cell) for cell in _cells(row)] for row in queries.open_rows())
    headers = {"Content-Disposition": 'attachment; filename="khen-thuong.csv"'}
    return HttpResponse(made.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _cells(row: queries.OpenRow) -> tuple[str, ...]:
    return (
        row.decision, row.signed_on.isoformat(), row.office, row.movement, row.kind, row.name, row.award,
        str(row.count), "có" if row.holds else "không",
    )  # fmt: skip


def _plain(cell: str) -> str:
    """Keep a table program from taking a name for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


@require_GET
def as_json(request: HttpRequest) -> JsonResponse:
    """The same rows as JSON."""
    rows = [
        dict(zip(queries.HEADINGS, _cells(row), strict=True)) | {"so_luong": row.count, "con_hieu_luc": row.holds}
        for row in queries.open_rows()
    ]
    answer = {"giay_phep": LICENCE, "nguon": settings.BASE_URL, "khen_thuong": rows}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


@require_GET
def rss(request: HttpRequest) -> HttpResponse:
    """The fifty newest decisions."""
    feed = Rss201rev2Feed(
        title="Quyết định khen thưởng",
        link=f"{settings.BASE_URL}{reverse('public:decisions')}",
        description="Các quyết định khen thưởng mới ban hành",
        language="vi",
        feed_url=f"{settings.BASE_URL}{reverse('public:rss')}",
    )
    for decision in queries.decisions()[:50]:
        if decision.signed_on is None:
            continue
        link = f"{settings.BASE_URL}{reverse('public:decision', args=[decision.pk])}"
        feed.add_item(
            title=f"{decision} ngày {decision.signed_on:%d/%m/%Y}",
            link=link,
            unique_id=link,
            description=f"{decision.unit.name}: {decision.round.movement.name}",
            pubdate=datetime.combine(decision.signed_on, time(), tzinfo=ZONE),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")

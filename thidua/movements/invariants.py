"""What must always be true of plans, movements, their rules and days."""

from collections.abc import Iterator

from django.db.models import F, Q

from thidua.movements.kinds import MovementState, PlanState, RoundState
from thidua.movements.models import Award, DueDay, Movement, Plan, PlanDuty, Quota, Registration, Round


def faults() -> Iterator[str]:
    """Give one Vietnamese sentence for each thing that is not as it must be."""
    yield from _plans()
    yield from _rounds()
    yield from _rules()
    yield from _registrations()


def _plans() -> Iterator[str]:
    for plan in Plan.objects.order_by("pk").iterator(chunk_size=200):
        for item in [*plan.draft["criteria"], *plan.draft["deadlines"], *plan.draft["quotas"]]:
            source = item.get("source")
            if source and plan.text[source["start"] : source["end"]] != source["quote"]:
                yield f"Kế hoạch “{plan}” (số {plan.pk}) có câu trích không đứng đúng chỗ: “{source['quote'][:60]}”."
    launching = Movement.objects.exclude(plan__state=PlanState.ISSUED)
    for movement in launching.order_by("pk"):
        yield f"Phong trào “{movement}” (số {movement.pk}) dựa trên kế hoạch chưa ban hành."


def _rounds() -> Iterator[str]:
    for movement in Movement.objects.filter(rounds=None).order_by("pk"):
        yield f"Phong trào “{movement}” (số {movement.pk}) không có đợt xét nào."
    for round in Round.objects.filter(state=RoundState.OPEN, opened_at=None).order_by("pk"):
        yield f"Đợt “{round}” (số {round.pk}) đang mở mà không ghi mở lúc nào."
    for movement in Movement.objects.exclude(state=MovementState.RUNNING).filter(changes=None).order_by("pk"):
        yield f"Phong trào “{movement}” (số {movement.pk}) đã kết thúc mà không có văn bản."
    for duty in PlanDuty.objects.filter(child__isnull=False).exclude(child__parent=F("movement")).order_by("pk"):
        yield f"Việc ban hành kế hoạch số {duty.pk} gắn với phong trào không thuộc kế hoạch cấp trên."


def _rules() -> Iterator[str]:
    for quota in Quota.objects.filter(award__isnull=False).exclude(award__movement=F("movement")).order_by("pk"):
        yield f"Số lượng số {quota.pk} gắn với hình thức khen của phong trào khác."
    for model, word in ((Award, "hình thức khen"), (Quota, "số lượng")):
        turned = model._default_manager.filter(until_on__lt=F("from_on"))
        for row in turned.order_by("pk"):
            yield f"Dòng {word} số {row.pk} hết áp dụng trước khi bắt đầu áp dụng."
    waiting = Q(deadline__meaning="relative", last_day__isnull=False, happened_on=None, reason="")
    for due in DueDay.objects.filter(waiting).order_by("pk"):
        yield f"Ngày đến hạn số {due.pk} chờ sự kiện mà có ngày không rõ từ đâu."


def _registrations() -> Iterator[str]:
    empty = Registration.objects.filter(state="sent", takes_part=True, lines=None)
    for registration in empty.order_by("pk"):
        yield f"Đăng ký số {registration.pk} đã gửi mà không có dòng nào."

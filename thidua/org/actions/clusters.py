"""Clusters of units that emulate together, their signed agreement, and days an office works against the calendar."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from thidua.base.refusal import Refused
from thidua.base.text import squeeze
from thidua.org import journal, rules
from thidua.org.actor import Actor
from thidua.org.models import Cluster, ClusterMember, OfficeDay, Unit


@transaction.atomic
def found_cluster(name: str, unit: Unit, *, from_on: date, by: Actor, at: datetime) -> Cluster:
    """Set up a cluster from a day on."""
    if reason := rules.why_not_keep_clusters(by, unit):
        raise Refused(reason)
    if not squeeze(name):
        raise Refused("Hãy nhập tên cụm, khối.")
    cluster = Cluster.objects.create(name=squeeze(name), unit=unit, from_on=from_on)
    journal.record("org.found_cluster", cluster, by=by, at=at, happened_on=from_on)
    return cluster


@transaction.atomic
def lead_cluster(cluster: Cluster, head: Unit | None, deputy: Unit | None, *, by: Actor, at: datetime) -> Cluster:
    """Name the head and the deputy of a cluster among its members."""
    if reason := rules.why_not_keep_clusters(by, cluster.unit):
        raise Refused(reason)
    members = set(cluster.members.filter(until_on=None).values_list("unit_id", flat=True))
    for unit, word in ((head, "Cụm trưởng"), (deputy, "Cụm phó")):
        if unit and unit.pk not in members:
            raise Refused(f"{word} phải là thành viên của cụm, khối; “{unit.short}” chưa là thành viên.")
    if head and head == deputy:
        raise Refused("Cụm trưởng và cụm phó phải là hai đơn vị khác nhau.")
    cluster.head, cluster.deputy = head, deputy
    cluster.save(update_fields=["head", "deputy"])
    facts = {"head": head.pk if head else None, "deputy": deputy.pk if deputy else None}
    journal.record("org.lead_cluster", cluster, by=by, at=at, facts=facts)
    return cluster


@transaction.atomic
def end_cluster(cluster: Cluster, *, until_on: date, by: Actor, at: datetime) -> Cluster:
    """End a cluster and its memberships with a day."""
    if reason := rules.why_not_keep_clusters(by, cluster.unit) or rules.why_not_until(
        cluster.from_on, until_on, cluster.until_on
    ):
        raise Refused(reason)
    for member in cluster.members.filter(until_on=None).order_by("pk"):
        cluster.members.filter(pk=member.pk).update(until_on=max(member.from_on, until_on))
    cluster.until_on = until_on
    cluster.save(update_fields=["until_on"])
    journal.record("org.end_cluster", cluster, by=by, at=at, happened_on=until_on)
    return cluster


@transaction.atomic
def join_cluster(cluster: Cluster, unit: Unit, *, from_on: date, by: Actor, at: datetime) -> ClusterMember:
    """Let a unit be a member from a day on."""
    if reason := rules.why_not_keep_clusters(by, cluster.unit) or rules.why_not_under(unit, from_on):
        raise Refused(reason)
    if cluster.until_on and from_on > cluster.until_on:
        raise Refused(f"Cụm, khối đã kết thúc sau ngày {cluster.until_on:%d/%m/%Y}.")
    try:
        with transaction.atomic():
            member = ClusterMember.objects.create(cluster=cluster, unit=unit, from_on=from_on)
    except IntegrityError:
        raise Refused(f"“{unit.short}” đang là thành viên của cụm, khối này rồi.") from None
    journal.record("org.join_cluster", cluster, by=by, at=at, happened_on=from_on, facts={"unit": unit.pk})
    return member


@transaction.atomic
def quit_cluster(member: ClusterMember, *, until_on: date, by: Actor, at: datetime) -> ClusterMember:
    """End a membership with a day; a head or deputy has to be replaced first."""
    cluster = member.cluster
    if reason := rules.why_not_keep_clusters(by, cluster.unit) or rules.why_not_until(
        member.from_on, until_on, member.until_on
    ):
        raise Refused(reason)
    if member.unit_id in {cluster.head_id, cluster.deputy_id}:
        raise Refused(f"“{member.unit.short}” đang là cụm trưởng hoặc cụm phó. Hãy chọn đơn vị khác thay trước.")
    if not ClusterMember.objects.filter(pk=member.pk, until_on=None).update(until_on=until_on):
        raise Refused("Thành viên vừa được người khác thay đổi. Hãy tải lại trang.")
    member.refresh_from_db()
    journal.record("org.quit_cluster", cluster, by=by, at=at, happened_on=until_on, facts={"unit": member.unit_id})
    return member


@transaction.atomic
def pledge(member: ClusterMember, *, on: date, by: Actor, at: datetime) -> ClusterMember:
    """Enter the day a unit signed the cluster's agreement; its own administrator or the cluster's office does."""
    if rules.why_not_keep_clusters(by, member.unit) and (
        reason := rules.why_not_keep_clusters(by, member.cluster.unit)
    ):
        raise Refused(reason)
    if on < member.from_on:
        raise Refused(f"“{member.unit.short}” là thành viên từ ngày {member.from_on:%d/%m/%Y}, sau ngày ký này.")
    if not ClusterMember.objects.filter(pk=member.pk, pledged_on=None).update(pledged_on=on):
        raise Refused(f"“{member.unit.short}” đã ký giao ước rồi.")
    member.refresh_from_db()
    journal.record("org.pledge", member.cluster, by=by, at=at, happened_on=on, facts={"unit": member.unit_id})
    return member


@transaction.atomic
def set_office_day(unit: Unit, on: date, *, is_working: bool, reason: str, by: Actor, at: datetime) -> OfficeDay:
    """Enter that an office works, or does not, on a day against the common calendar."""
    if why_not := rules.why_not_keep_clusters(by, unit):
        raise Refused(why_not)
    if not squeeze(reason):
        raise Refused("Hãy ghi lý do, ví dụ số văn bản về hoán đổi ngày làm việc.")
    day, _ = OfficeDay.objects.update_or_create(
        unit=unit, on=on, defaults={"is_working": is_working, "reason": squeeze(reason)[:200]}
    )
    facts = {"on": on.isoformat(), "is_working": is_working, "reason": day.reason}
    journal.record("org.set_office_day", unit, by=by, at=at, facts=facts)
    return day


@transaction.atomic
def drop_office_day(day: OfficeDay, *, by: Actor, at: datetime) -> None:
    """Let the common calendar hold again on that day."""
    if reason := rules.why_not_keep_clusters(by, day.unit):
        raise Refused(reason)
    journal.record("org.drop_office_day", day.unit, by=by, at=at, facts={"on": day.on.isoformat()})
    OfficeDay.objects.filter(pk=day.pk).delete()

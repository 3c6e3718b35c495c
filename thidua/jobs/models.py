"""Long work as a person sees it: how far it is, whether it still lives, how it ended."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from thidua.jobs.kinds import JobState
from thidua.org.models import Person


class Job(models.Model):
    """Việc chạy lâu: one piece of long work. ``lease_until`` is renewed while a worker lives; see ``runner``."""

    kind = models.CharField("loại", max_length=60)  # “room.verb”, a name in the registry
    title = models.CharField("việc", max_length=200)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=120, blank=True)  # two open jobs never share a key
    state = models.CharField("trạng thái", max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("tổng số", default=0)  # 0: not known yet
    attempts = models.PositiveSmallIntegerField("lần thử", default=0)
    most_attempts = models.PositiveSmallIntegerField(default=3)
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=64, blank=True)  # the run that holds the lease
    result_url = models.CharField("kết quả", max_length=300, blank=True)
    error = models.CharField("lỗi", max_length=500, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, related_name="jobs")
    asked_at = models.DateTimeField("yêu cầu lúc")
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "việc chạy lâu"
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state__in=["waiting", "running"]) & ~Q(key=""), name="job_key_open_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(lease_until__isnull=False), name="job_running_has_lease"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"]) | Q(ended_at__isnull=False), name="job_ended_has_when"
            ),
            models.CheckConstraint(condition=Q(total=0) | Q(done__lte=F("total")), name="job_done_within_total"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.pk])

    @property
    def percent(self) -> int:
        """How far it is, 0 to 100."""
        if self.state == JobState.DONE:
            return 100
        return self.done * 100 // self.total if self.total else 0

    @property
    def is_open(self) -> bool:
        """Whether it waits or runs."""
        return self.state in {JobState.WAITING, JobState.RUNNING}


class Recurrence(models.Model):
    """Việc định kỳ: when something that recurs was last done."""

    name = models.CharField(max_length=80, unique=True)
    last_at = models.DateTimeField("lần cuối")

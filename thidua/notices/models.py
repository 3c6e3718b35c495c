"""What people are told, how, and whether it arrived."""

from datetime import time

from django.db import models
from django.db.models import Q

from thidua.movements.models import Movement
from thidua.notices.kinds import MailState, Pace, Topic
from thidua.org.models import Person, Unit


class NoticeTemplate(models.Model):
    """Mẫu thông báo: how an office words a topic; a unit's own goes before those of units above and the house's."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="notice_templates")
    topic = models.CharField("việc", max_length=12, choices=Topic.choices)
    title = models.CharField("tiêu đề", max_length=200)
    body = models.TextField("nội dung")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "topic"], name="notice_template_once")]

    def __str__(self) -> str:
        return self.get_topic_display()


class Preference(models.Model):
    """Cách nhận tin: how a person wants to be told."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="notice_preference")
    pace = models.CharField("thư điện tử", max_length=8, choices=Pace.choices, default=Pace.DIGEST)
    quiet_from = models.TimeField("không gửi từ", default=time(20, 0))
    quiet_until = models.TimeField("đến", default=time(7, 0))


class Dispatch(models.Model):
    """Lượt nhắc: one run over a day's duties and the journal; remembers how far the journal was read."""

    on = models.DateField("ngày")
    made_at = models.DateTimeField()
    read_up_to = models.PositiveBigIntegerField(default=0)  # the last journal entry that was looked at
    made = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Lượt nhắc ngày {self.on:%d/%m/%Y}"


class Notice(models.Model):
    """Thông báo: one thing told to one person, once. ``key`` names the duty and the stage, or the journal entry."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    topic = models.CharField("việc", max_length=12, choices=Topic.choices)
    title = models.CharField("tiêu đề", max_length=250)
    body = models.TextField("nội dung", blank=True)
    address = models.CharField(max_length=300, blank=True)
    movement = models.ForeignKey(Movement, models.PROTECT, null=True, blank=True, related_name="notices")
    duty = models.CharField(max_length=80, blank=True)  # key of the duty it reminds of
    made_at = models.DateTimeField("lúc")
    read_at = models.DateTimeField("đã xem lúc", null=True, blank=True)
    mail = models.CharField("thư", max_length=8, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField("lần thử", default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    error = models.CharField("lỗi", max_length=300, blank=True)

    class Meta:
        verbose_name = "thông báo"
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notice_told_once"),
            models.CheckConstraint(condition=~Q(mail="sent") | Q(sent_at__isnull=False), name="notice_sent_has_when"),
        ]
        indexes = [models.Index(fields=["mail", "next_try_at"], name="notice_mail")]

    def __str__(self) -> str:
        return self.title

"""Good examples, from the proposal to those who copied them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thidua.awards.kinds import StoryState
from thidua.movements.models import Movement, Subject
from thidua.org.models import Document, Person, Unit


class Story(models.Model):
    """Điển hình tiên tiến: a good example, proposed, verified, published."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stories")  # who proposes
    movement = models.ForeignKey(Movement, models.PROTECT, null=True, blank=True, related_name="stories")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="stories")
    title = models.CharField("tên", max_length=250)
    lead = models.CharField("tóm tắt", max_length=500)
    text = models.TextField("nội dung")
    source = models.CharField("căn cứ số liệu", max_length=500, blank=True)
    consents = models.BooleanField("người được nêu đồng ý công bố", default=False)
    state = models.CharField("trạng thái", max_length=10, choices=StoryState.choices, default=StoryState.PROPOSED)
    reason = models.CharField("lý do", max_length=500, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "điển hình tiên tiến"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False, verified_at__isnull=False),
                name="story_published_was_verified",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("awards:story", args=[self.pk])


class Replication(models.Model):
    """Nhân rộng: a unit that took over what a story tells of, with the proof."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="replications")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    on = models.DateField("từ ngày")
    result = models.CharField("kết quả", max_length=500, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "unit"], name="replication_once_per_unit")]

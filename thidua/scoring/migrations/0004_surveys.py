"""Tables of surveys: questions, codes, counts. New tables; going back loses the surveys, not the figures they gave."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0002_journal_append_only"),
        ("scoring", "0003_published_results_are_frozen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=250, verbose_name="tên khảo sát")),
                ("period", models.CharField(blank=True, max_length=10, verbose_name="kỳ")),
                ("opens_on", models.DateField(verbose_name="mở từ ngày")),
                ("closes_on", models.DateField(verbose_name="đến hết ngày")),
                ("least", models.PositiveSmallIntegerField(default=10, verbose_name="số phiếu ít nhất của một đơn vị")),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="surveys", to="scoring.indexitem"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "khảo sát",
            },
        ),
        migrations.CreateModel(
            name="SurveyCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=16, unique=True, verbose_name="mã")),
                ("is_spent", models.BooleanField(default=False, verbose_name="đã dùng")),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="codes", to="scoring.survey"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveyQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("text", models.CharField(max_length=400, verbose_name="câu hỏi")),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="scoring.survey"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SurveyTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Rất không hài lòng"),
                            (2, "Không hài lòng"),
                            (3, "Bình thường"),
                            (4, "Hài lòng"),
                            (5, "Rất hài lòng"),
                        ],
                        verbose_name="mức",
                    ),
                ),
                ("count", models.PositiveIntegerField(default=0, verbose_name="số phiếu")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tallies", to="scoring.surveyquestion"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.UniqueConstraint(fields=("item", "period"), name="survey_once_per_item_and_period"),
        ),
        migrations.AddConstraint(
            model_name="survey",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))), name="survey_ends_after_it_opens"
            ),
        ),
        migrations.AddConstraint(
            model_name="surveyquestion",
            constraint=models.UniqueConstraint(fields=("survey", "position"), name="survey_question_once"),
        ),
        migrations.AddConstraint(
            model_name="surveytally",
            constraint=models.UniqueConstraint(fields=("question", "unit", "score"), name="survey_tally_once"),
        ),
        migrations.AddConstraint(
            model_name="surveytally",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 5)), name="survey_tally_score_is_one_to_five"
            ),
        ),
    ]

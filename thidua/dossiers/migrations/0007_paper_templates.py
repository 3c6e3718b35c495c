import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0006_paper_drafts"),
        ("org", "0002_journal_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("to_trinh", "Tờ trình"),
                            ("danh_sach", "Danh sách đề nghị"),
                            ("bien_ban", "Biên bản họp"),
                            ("bao_cao", "Báo cáo thành tích"),
                            ("tom_tat", "Bản tóm tắt thành tích"),
                            ("sang_kien", "Xác nhận sáng kiến, đề tài"),
                            ("khac", "Giấy tờ khác"),
                        ],
                        max_length=12,
                        verbose_name="loại giấy tờ",
                    ),
                ),
                ("places", models.JSONField(default=list, verbose_name="chỗ điền")),
                ("put_at", models.DateTimeField(verbose_name="tải lên lúc")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="thôi dùng lúc")),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.storedfile"
                    ),
                ),
                (
                    "put_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="paper_templates", to="org.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("unit", "paper"),
                        name="one_template_in_use_per_paper",
                    )
                ],
            },
        ),
    ]

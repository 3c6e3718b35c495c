import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0005_paper_signatures"),
        ("org", "0002_journal_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaperDraft",
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
                ("parts", models.JSONField(default=list)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="dossiers.dossier"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("dossier", "paper"), name="draft_once_per_paper")],
            },
        ),
    ]

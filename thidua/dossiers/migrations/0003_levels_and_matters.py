from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0002_honours_are_marked_revoked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="initiative",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("don_vi", "Cơ sở, đơn vị"),
                    ("xa", "Cấp xã"),
                    ("huyen", "Cấp huyện"),
                    ("so", "Sở, ban, ngành"),
                    ("tinh", "Cấp tỉnh"),
                    ("bo", "Bộ, ngành"),
                    ("trung_uong", "Toàn quốc"),
                ],
                max_length=20,
                verbose_name="cấp",
            ),
        ),
        migrations.AlterField(
            model_name="pendingmatter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("discipline", "Xem xét kỷ luật"),
                    ("investigation", "Điều tra"),
                    ("inspection", "Thanh tra, kiểm tra"),
                    ("complaint", "Đơn thư"),
                    ("press", "Báo chí nêu"),
                ],
                max_length=20,
                verbose_name="loại",
            ),
        ),
    ]

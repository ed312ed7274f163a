"""When a collaborative begins and ends, as its charter says. Empty for the versions there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("collaboratives", "0002_charters"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="charterversion",
            name="begins_on",
            field=models.DateField(blank=True, null=True, verbose_name="begins"),
        ),
        migrations.AddField(
            model_name="charterversion",
            name="ends_on",
            field=models.DateField(blank=True, null=True, verbose_name="ends"),
        ),
        migrations.AddConstraint(
            model_name="charterversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("begins_on", None), ("ends_on", None), ("ends_on__gte", models.F("begins_on")), _connector="OR"
                ),
                name="charter_ends_after_it_begins",
            ),
        ),
    ]

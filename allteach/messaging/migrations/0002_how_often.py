"""How often people want which kind of mail, when their weekly letter comes, and what is known of each handing over.

Whoever wanted none of a kind wants it never. Safe to run again: it touches only those.
"""

from django.db import migrations, models


def keep_what_was_declined(apps, schema_editor):
    apps.get_model("messaging", "Preference").objects.filter(wants=False).update(pace="never")


def decline_again(apps, schema_editor):
    apps.get_model("messaging", "Preference").objects.filter(pace="never").update(wants=False)


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_initial"), ("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="pace",
            field=models.CharField(
                choices=[
                    ("now", "As it happens"),
                    ("weekly", "Once a week"),
                    ("monthly", "Once a month"),
                    ("never", "Never"),
                ],
                default="now",
                max_length=10,
            ),
        ),
        migrations.RunPython(keep_what_was_declined, decline_again, elidable=True),
        migrations.RemoveField(model_name="preference", name="wants"),
    ]

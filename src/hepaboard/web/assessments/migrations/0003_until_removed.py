"""Rows of this table stay until their case is removed: triggers refuse everything else.

A later migration that rebuilds the table on SQLite drops them: it ends with this step again.
"""

from django.db import migrations

from hepaboard.web.audit.immutable import keep_until_removed


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = [("assessments", "0002_kept"), ("cases", "0003_removed")]
    operations = [
        keep_until_removed(
            "assessments_shown", "SELECT case_id FROM cases_version WHERE id = OLD.version_id"
        )
    ]

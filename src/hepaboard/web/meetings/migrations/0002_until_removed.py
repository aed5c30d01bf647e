"""Rows of this table stay until their case is removed: triggers refuse everything else.

A later migration that rebuilds the table on SQLite drops them: it ends with this step again.
"""

from django.db import migrations

from hepaboard.web.audit.immutable import keep_until_removed


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = [("meetings", "0001_first")]
    operations = [keep_until_removed("meetings_decision", "OLD.case_id")]

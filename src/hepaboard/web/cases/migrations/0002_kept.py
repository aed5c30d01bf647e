"""Rows of this table stay: triggers refuse to change or remove them.

A later migration that rebuilds the table on SQLite drops them: it ends with this step again.
"""

from django.db import migrations

from hepaboard.web.audit.immutable import keep_rows


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = [("cases", "0001_first")]
    operations = [keep_rows("cases_version")]

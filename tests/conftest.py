"""Which tests run in one process when several run at once."""

import pytest

#: Folders whose files share something that takes long to set up.
TOGETHER = {"browser", "mutation"}

#: Other folders have a file of this name, too; it holds no doctest to be collected.
collect_ignore = ["conftest.py"]


def pytest_collection_modifyitems(items):
    """A file, or a folder of ``TOGETHER``, stays in one process (``--dist loadgroup``)."""
    for item in items:
        folder = item.path.parent.name
        group = folder if folder in TOGETHER else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))

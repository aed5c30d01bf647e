"""Which tests run in one process when several run at once."""

from pathlib import PurePosixPath

import pytest

#: Folders whose files share something that takes long to set up.
TOGETHER = {"browser", "mutation"}
#: Other folders have a file of this name, too; it holds no doctest to be collected.
collect_ignore = ["conftest.py"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """A file, or a folder of ``TOGETHER``, stays in one process."""
    from xdist.scheduler import LoadFileScheduling

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid):
            path = PurePosixPath(super()._split_scope(nodeid))
            folder = path.parent
            return str(folder if folder.name in TOGETHER else path)

    return Together(config, log)

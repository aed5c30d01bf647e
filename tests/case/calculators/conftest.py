"""Property tests here have no time limit: a slow machine is no failure."""

from hypothesis import settings

settings.register_profile("no_deadline", settings.default, deadline=None)
settings.load_profile("no_deadline")

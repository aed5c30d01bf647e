"""What could still change the answer, exactly."""

from hepaboard.missing.case import OpenCase
from hepaboard.missing.completion import completion_of
from hepaboard.missing.completions import Completions

__all__ = ["Completions", "OpenCase", "completion_of"]

"""Hepaboard: what publications advise for one patient with liver metastases, and why.

Public names: ``load_guideline``, ``read_case``, ``assess``, ``assess_facts``, ``HepaboardError``.
Everything else is private until it is documented.
"""

# The room and its function share the name "assess": imported here, in this order, the public
# name is the function, whatever is imported later.
from hepaboard.assess import assess, assess_facts
from hepaboard.case import read_case
from hepaboard.errors import HepaboardError
from hepaboard.guideline import load_guideline

__all__ = ["HepaboardError", "assess", "assess_facts", "load_guideline", "read_case"]

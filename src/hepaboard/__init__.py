"""Hepaboard: what publications advise for one patient with liver metastases, and why."""

"""Proofs about the guideline, and what is found beside them."""

from hepaboard.verify.report_model import Finding, ObligationResult, Verification
from hepaboard.verify.verify import verify

__all__ = ["Finding", "ObligationResult", "Verification", "verify"]

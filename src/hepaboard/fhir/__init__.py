"""Patients as FHIR R4 resources after mCODE."""

from hepaboard.fhir.bundle import bundle
from hepaboard.fhir.files import BundleFile
from hepaboard.fhir.table import bundles

__all__ = ["BundleFile", "bundle", "bundles"]

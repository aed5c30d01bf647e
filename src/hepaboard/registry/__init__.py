"""Reports on whole registries: what the documents say of all patients, with small counts hidden."""

from hepaboard.registry.files import report_files, write_report
from hepaboard.registry.report import RegistryReport, registry_report

__all__ = ["RegistryReport", "registry_report", "report_files", "write_report"]

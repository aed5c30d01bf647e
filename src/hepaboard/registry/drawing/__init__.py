"""Figures of a registry report: plain SVG with title and description, no library, no script."""

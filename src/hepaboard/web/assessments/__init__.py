"""Assessments as they were shown, and the page that shows them."""

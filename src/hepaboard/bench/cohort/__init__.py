"""Whole cohorts: how fast each engine is, and whether it says what single cases say."""

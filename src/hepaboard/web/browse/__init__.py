"""The guideline browser: sources, statements, disagreements, errata, readings, coverage."""

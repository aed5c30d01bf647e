"""Mutation test of the knowledge: changes one piece at a time and asks whether a fixture notices.

``python -m tests.mutation`` runs it; ``make mutate-knowledge`` does so in the project's own
environment.
"""

"""Meetings of a board: agenda, one case a screen, letters, and what the board decided."""

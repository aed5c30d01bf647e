"""The nine checks of a decision table, and the sources against each other."""

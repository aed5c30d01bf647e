"""The board's workbench: pages, accounts, records. Django is imported in this room only."""

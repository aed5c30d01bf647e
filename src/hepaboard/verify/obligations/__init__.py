"""What must hold, one module a kind."""

"""Programs that run inside a peer's environment; each knows its engine and nothing else."""

"""The trail: who read and wrote what, when; append-only, each record bound to the one before."""

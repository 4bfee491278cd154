"""Ledger, claims and inferences -> quads on disk, in bulk."""

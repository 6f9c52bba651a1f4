"""The ledger: what was read, when, and whether it was proved."""

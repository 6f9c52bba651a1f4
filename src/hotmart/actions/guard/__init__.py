"""The guard: nothing is changed at Hotmart that was not shown, wanted, and sent at most once."""

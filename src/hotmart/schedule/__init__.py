"""The alarm clock: what runs when, in processes of their own, with a book of how each run ended."""

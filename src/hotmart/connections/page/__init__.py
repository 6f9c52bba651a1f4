"""The page on the loopback where a person gives a credential: it asks, tries, keeps, and ends."""

"""The window: pages of this machine on which people look at their accounts and let things run."""

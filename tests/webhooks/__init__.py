"""The events of webhooks."""

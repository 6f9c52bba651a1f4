"""Figures of a business, each with its currency, its period and its freshness."""

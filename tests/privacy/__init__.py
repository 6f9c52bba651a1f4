"""Tests of what is done about personal data."""

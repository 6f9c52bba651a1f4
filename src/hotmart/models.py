"""`from hotmart.models import …`, as programs for `hotmart-python` write it."""

from .former import *  # noqa: F403  # all of it

"""Tests, in folders named as in ``podsprint``; what they share is in ``support``."""

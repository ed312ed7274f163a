"""Allteach: the open virtual office for improvement collaboratives and learning communities."""

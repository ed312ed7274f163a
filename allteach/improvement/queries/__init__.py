"""Answers about aims, tests of change and kept changes: finished, and as one person may see them."""

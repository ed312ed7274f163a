"""Aims, tests of change and the changes that were kept."""

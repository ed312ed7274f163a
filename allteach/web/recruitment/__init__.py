"""Applying to a collaborative, selecting those who do, and the teams that come of it."""

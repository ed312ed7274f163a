"""Answers about meetings, contacts and what was promised there."""

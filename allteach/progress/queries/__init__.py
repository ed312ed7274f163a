"""Answers about reports, for the pages and for whoever works with many teams."""

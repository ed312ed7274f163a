"""Drawings of analyses, with their words and their tables: pure text in, SVG and HTML out."""

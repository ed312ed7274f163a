"""Finished values for the pages of aims, tests and kept changes: a template only puts them in their place."""

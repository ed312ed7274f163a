"""Views of aims, tests of change and kept changes."""

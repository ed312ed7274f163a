"""Forms about aims, tests of change and kept changes."""

"""Tests of change and what they led to."""

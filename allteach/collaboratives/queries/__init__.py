"""Answers about collaboratives."""

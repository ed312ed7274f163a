"""The forms of dates and numbers in each language, where they differ from Django's own."""

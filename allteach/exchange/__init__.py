"""Files in and out: tables people keep, read strictly and written safely."""

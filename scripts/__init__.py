"""What the Makefile calls. Each is run from the top of the repository: `python -m scripts.check`."""

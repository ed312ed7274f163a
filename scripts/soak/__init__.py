"""The long reliability runs, and what they are made of."""

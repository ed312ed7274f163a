"""Secrets of one story, each with those who find it: whoever walks through all that they are shown finds just theirs.

A file here plants the secrets of one area: `FOUND_BY` says for each secret who finds it (all others may not), `plant`
writes it through the actions, `addresses` are pages that nothing may link to. To guard something new, add it there.
"""

"""Documents: what each says is written once, in blocks; pages, PDF and slides are made from the same blocks.

Always true: a document holds finished values that its reader may see, so that no format can say more than another.
"""

"""Events, periods, identifiers, disclosure: what everything else stands on. Small, for ever."""

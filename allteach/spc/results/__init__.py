"""What an analysis says: of one series (`Analysis`), and of many at once (`Analyses`)."""

from allteach.spc.results.found import Found
from allteach.spc.results.many import Analyses
from allteach.spc.results.one import Analysis, Plain

__all__ = ["Analyses", "Analysis", "Found", "Plain"]

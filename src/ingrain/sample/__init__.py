"""The sample company: a made-up dealer in packaging machinery, its manual, what happened there, and what went wrong.

Here lives the making of events whose deviations are known beforehand, because they were planted. Nothing here judges,
and nothing here reads a clock or a log.
"""

from ingrain.sample.making import Sample, make_company
from ingrain.sample.people import LEAST_PEOPLE, LEAST_WEEKS, UnableToMakeCompany

__all__ = ["LEAST_PEOPLE", "LEAST_WEEKS", "Sample", "UnableToMakeCompany", "make_company"]

"""Lists of records: what is asked for, which rows that is, and a page of them at any depth."""

from ingrain.records.lists.asked import ANY, SORTS, STILL_OPEN, USUALLY_OPEN, Asked, Order, columns_of, filters_of
from ingrain.records.lists.narrowing import NO_NEXT_STEP, Wanted, wanted
from ingrain.records.lists.paging import Mark, Page, about, beside, page

__all__ = (
    "ANY", "NO_NEXT_STEP", "SORTS", "STILL_OPEN", "USUALLY_OPEN", "Asked", "Mark", "Order", "Page", "Wanted", "about",
    "beside", "columns_of", "filters_of", "page", "wanted",
)  # fmt: skip

"""The tables of the records. Their rows are what the journal's entries add up to; shelf.py writes them."""

from ingrain.records.models.activities import About, Activity, Attachment, Mention
from ingrain.records.models.bulk import Bulk
from ingrain.records.models.customers import Account, Contact, Lead
from ingrain.records.models.deals import Line, Opportunity, Part, Pipeline, Product, Rate, Stage
from ingrain.records.models.figures import FOR_EVER, HandOver, Movement, Pile, Said, Target
from ingrain.records.models.finding import Found, Reach, Recent, Sent, View
from ingrain.records.models.importing import Elsewhere, Remembered, Spreadsheet
from ingrain.records.models.kept import STANDING, Kept, Named, Reached
from ingrain.records.models.setting import Bookkeeping, Circle, Openness, Territory

__all__ = (
    "FOR_EVER", "STANDING", "About", "Account", "Activity", "Attachment", "Bookkeeping", "Bulk", "Circle",
    "Contact", "Elsewhere", "Found", "HandOver", "Kept", "Lead", "Line", "Mention", "Movement", "Named", "Openness",
    "Opportunity", "Part", "Pile", "Pipeline", "Product", "Rate", "Reach", "Reached", "Recent", "Remembered",
    "Said", "Sent", "Spreadsheet", "Stage", "Target", "Territory", "View",
)  # fmt: skip

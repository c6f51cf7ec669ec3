"""What people at the sample company write: notes of calls and meetings, next steps, positions, streets. Plain lists."""

NEXT = (
    "Send the layout with the second infeed",
    "Ring about the trial date",
    "Quote the spare parts with it",
    "Ask who else has to sign",
    "Visit the line while it runs",
    "Send the reference from the dairy",
    "Agree the acceptance test",
    "Check the floor plan against the conveyor",
    "Get the pack samples to the workshop",
    "Go through the payment terms",
    "Bring the service manager along",
    "Hear what the board said",
)

SAID: dict[str, tuple[tuple[str, str], ...]] = {
    "call": (
        (
            "Jams on the day shift",
            "Spoke to the production manager. They run two shifts and lose an hour a day to jams.",
        ),
        ("Budget for the next line", "Budget is there after April. Wants the figures of the other line first."),
        ("Getting hold of them", "Voicemail. Said who we are and that I ring again tomorrow before nine."),
        (
            "Replacing the old machine",
            "The old machine is from 2009 and the maker is gone. They want to see ours running.",
        ),
        ("Speed and seals", "Quality complains about seals. They pack 55 a minute and want 70."),
        ("Who comes to the visit", "Maintenance decides with production. Asked for both of them at the visit."),
        ("Date of the trial", "Short call: the order for cartons is late, so the trial moves by a week."),
        (
            "Whom they compare us with",
            "They compare us with one other. The delivery time worries them, the price doesn't.",
        ),
        ("Service contract", "Asked for the service contract in writing. Otherwise content."),
        ("New head of purchasing", "New purchasing lead since March. Introduced us and what runs there today."),
    ),
    "email": (
        ("Data sheet and dates", "Sent the data sheet and three dates for a visit."),
        ("The visit, and pack samples", "Confirmed the visit, and asked for pack samples beforehand."),
        ("Changeover time", "Answered the questions on changeover time."),
        ("What we agreed", "Sent the summary of what we agreed, with who does what."),
        ("Layout, second version", "Sent the layout in the second version."),
        ("Internal approval", "Asked how the internal approval goes."),
        ("Reference from the dairy", "Sent the reference, with the number of whoever runs that line."),
    ),
    "task": (
        ("Prepare the layout", "Layout drawn with the infeed on the left, as they asked."),
        ("Collect the drawings", "Drawings are here; the floor is 40 mm lower at the door."),
        ("Check the spare parts", "Everything on the list is in stock but the sealing jaws: two weeks."),
    ),
    "quote": (
        ("Quote for the machine", "Sent, valid for sixty days. Installation and two days of training are in it."),
        ("Quote, second version", "Sent with the washdown version as an option, as asked."),
        (
            "Quote with spare parts",
            "Sent. Spare parts for the first year stand apart, so that they can leave them out.",
        ),
    ),
}
"""What was talked of, and what came of it."""

PLANNED = {
    "call": ("Ring about the trial", "Ring about the quote", "Ask how the line runs", "Fix the date of the visit"),
    "email": ("Send the data sheet", "Send the reference", "Confirm the visit"),
    "task": ("Prepare the layout", "Collect the drawings", "Check the spare parts"),
    "quote": ("Quote for the machine", "Quote with spare parts"),
}

MEETING = (
    ("Walk along the line", 0), ("Operators and cleaning", 1), ("Infeed and sealer", 2), ("Terms and delivery", 3),
    ("Quote, line by line", 4), ("Trial with their film", 5), ("What they hold us to", 6), ("The new hall", 7),
    ("Reference and leasing", 8),
)  # fmt: skip
"""What a meeting is about, and which of the notes below fits it."""

AFTER_A_MEETING = (
    "They pack 40,000 a week on two lines and want one. We promised a layout by Friday. Next: trial with their film.",
    "The operators asked the right questions: cleaning takes them 50 minutes today. Promised the washdown price.",
    "Saw the line. The infeed is the trouble, not the sealer. They send us the drawings, we send the proposal.",
    "Purchasing wants 5 per cent; production wants delivery before Easter. We can do the second. Ring on Tuesday.",
    "Went through the quote line by line. The spare parts go out, training goes in. New version by Thursday.",
    "The trial ran 62 a minute over two hours without a stop. They sign when the guarding is agreed.",
    "Met the managing director. He wants one number he can hold us to: uptime. We promised 98 in the first year.",
    "Not much yet: a new hall comes first. They take us along to the architect in the spring.",
    "They liked the reference. Finance asks for leasing; sent our partner's contact on the way back.",
)

POSITION = (
    "Production manager",
    "Managing director",
    "Head of purchasing",
    "Maintenance manager",
    "Operations director",
    "Quality manager",
    "Packing supervisor",
    "Finance director",
    "Project engineer",
    "Owner",
)

STREET = (
    "Mill Lane", "Wharf Street", "Station Road", "Albion Way", "Canal Road", "Foundry Street", "Beck Side",
    "Dock Street", "Victoria Road", "Park Row", "Moor Lane", "Abbey Road", "Weaver Street", "Low Road",
    "Kiln Lane", "Quarry Hill",
)  # fmt: skip

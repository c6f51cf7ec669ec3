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

SUBJECT = {"call": "Call:", "email": "E-mail:", "task": "Task:", "quote": "Quote:"}

SAID = {
    "call": (
        "Spoke to the production manager. They run two shifts and lose an hour a day to jams.",
        "Budget is there after April. Wants the figures of the other line first.",
        "Voicemail. Said who we are and that I ring again tomorrow before nine.",
        "The old machine is from 2009 and the maker is gone. They want to see ours running.",
        "Quality complains about seals. They pack 55 a minute and want 70.",
        "Maintenance decides with production. Asked for both of them at the visit.",
        "Short call: the order for cartons is late, so the trial moves by a week.",
        "They compare us with one other. Price isn't what worries them, the delivery time is.",
        "Asked for the service contract in writing. Otherwise content.",
        "New purchasing lead since March. Introduced us and what runs there today.",
    ),
    "email": (
        "Sent the data sheet and three dates for a visit.",
        "Confirmed the visit, and asked for pack samples beforehand.",
        "Answered the questions on changeover time.",
        "Sent the summary of what we agreed, with who does what.",
        "Sent the layout in the second version.",
        "Asked how the internal approval goes.",
        "Sent the reference, with the number of whoever runs that line.",
    ),
    "task": ("Done.",),
    "quote": ("Sent, valid for sixty days.",),
}

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

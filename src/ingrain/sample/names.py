"""Names of people, firms, machines and towns: plain lists. Who gets which is decided elsewhere."""

FIRST = """
Ruth Bram Ines Colin Peter Maria Helga Sam Dana Ingrid Owen Priya Tomasz Siobhan Callum Amara Giulia Hamish Leila Marek
Nadia Oliver Bronwyn Rafael Saskia Tariq Una Viktor Wendy Yusuf Zofia Alistair Beatriz Conor Dilys Emeka Freya Gareth
Hannah Idris Jonas Katarzyna Lewis Morag Niamh Oskar Philippa Quentin Rhiannon Stefan Theresa Ursula Vikram Winifred
Anneke Bogdan Catrin Declan Elena Fergus Grace Henrik Isla Joanna Kofi Lorna Mateusz Nerys Oona Pavel Rosalind Shona
""".split()

LAST = (
    """
Adeyemi;de Wit;Duarte;Marsh;Novak;Okafor;Stein;Weir;Whitfield;Sorensen;Pritchard;Kowalski;O'Brien;Hargreaves;Lindqvist
Chatterjee;Thwaite;Romano;Mackenzie;Haddad;Zielinski;Blackwood;Ferreira;van Dijk;Ashworth;Petrov;Llewellyn;Osei;Fairfax
Novotny;Braithwaite;Costa;Dunphy;Eriksen;Greenhalgh;Hughes;Ivanova;Jankowski;Keane;Lockwood;Moreau;Ndlovu;Ormerod;Patel
Quinn;Rasmussen;Sutcliffe;Tierney;Underhill;Vasquez;Wainwright;Yilmaz;Barraclough;Cartwright;Dimitrov;Entwistle;Farrell
Gallacher;Horvath;Illingworth;Jefferies;Kaya;Lister;Meredith;Nicolaou;Oyelaran;Postlethwaite;Ramsbottom;Szabo;Turnbull
Ainsworth;Bianchi;Crowther;Donnelly;Eastwood;Fitzgerald;Garside;Hinchliffe;Jovanovic;Kilbride;Lumley;McAllister;Nwosu
""".replace("\n", ";")
    .strip(";")
    .split(";")
)

FIRM = """
Orme Delph Kestrel Aire Calverley Brackenhurst Whinmoor Thornbury Skelder Marsden Holbeck Ravensworth Pennine Ribble
Swaledale Hexham Tyne Larkfield Medway Avon Severn Wharfe Ouseburn Trent Derwent Saltaire Bramley Ilkley Keighley Selby
Malton Pickering Whitby Thirsk Ripon Otley Wetherby Goole Beverley Driffield Howden Rothwell Kippax Garforth Castleford
""".split()

TRADE = (
    """
Packaging;Foods;Dairy;Print;Quarries;Bakeries;Pharma;Brewery;Confectionery;Seeds;Coffee;Pet Foods;Cosmetics;Tea
Preserves;Paints;Chemicals;Snacks;Cereals;Frozen;Nurseries;Soap Works;Biscuits;Plastics;Logistics;Fisheries;Mills
""".replace("\n", ";")
    .strip(";")
    .split(";")
)

TOWN = "Leeds York Hull Bradford Sheffield Preston Carlisle Derby Leicester Bristol Reading Exeter Norwich".split()
INDUSTRY = ("Food", "Drink", "Pharmaceuticals", "Cosmetics", "Building materials", "Printing", "Chemicals", "Pet food")

MACHINE = (
    "flow wrapper",
    "case erector",
    "tray sealer",
    "palletiser",
    "vertical bagger",
    "labelling line",
    "stretch wrapper",
    "checkweigher",
    "shrink tunnel",
    "cartoner",
)

PURPOSE = (
    "see the line and count what it really packs",
    "agree what the trial has to show",
    "meet the person who signs",
    "go through the quote line by line",
    "find out why last year's order stopped",
    "plan next year's replacements",
    "walk the site before the layout is drawn",
    "hear what the operators think of the trial",
)

LOSS = ("price", "bought elsewhere", "project stopped", "no budget this year", "no answer", "not our kind of machine")

TERRITORY = ("West Yorkshire", "East Riding", "Lancashire", "Cumbria", "Kent", "Devon", "Norfolk", "Midlands")

"""What the rows of a spreadsheet can be, and what a column can say of them; and by which headings that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ingrain.records.fields import CUSTOMERS, Field, Type
from ingrain.records.folding import words

NUMBER, FOREIGN, FIRST, LAST, CREATED, KEEP = "number", "their number", "first name", "last name", "created on", "keep"
PRODUCT, PERSON = "product", "person"
NOT_BROUGHT = {"lead": (), "account": (), "contact": (), "opportunity": ("state", "lead")}

HEADINGS = {
    NUMBER: "our number;ingrain number;ingrain id;record number",
    FOREIGN: "id;number;no;nr;record id;external id;reference;code;customer number;customer no;kundennummer;debitor;"
    "opportunity id;account id;contact id;lead id;deal id;company id;crm id;salesforce id;account number;customer id",
    "name": "name;bezeichnung;nom;title",
    FIRST: "first name;firstname;first;given name;forename;vorname;prenom",
    LAST: "last name;lastname;last;surname;family name;nachname;nom de famille",
    "owner": "owner;account owner;lead owner;opportunity owner;sales agent;agent;sales rep;rep;salesperson;seller;"
    "account manager;responsible;assigned to;sold by;verantwortlich;betreuer;vertrieb;deal owner;contact owner",
    "type": "type;account type;customer type;class;category;abc",
    "industry": "industry;sector;branche;vertical;market",
    "parent": "parent;parent account;parent company;belongs to;subsidiary of;group;konzern;mother company",
    "phone": "phone;telephone;tel;telefon;phone number;mobile;mobile phone;business phone;work phone;direct dial",
    "other phones": "other phone;other phones;second phone;home phone;fax;phone 2;mobile 2",
    "email address": "email;e mail;mail;email address;e mail address;work email;e mail 1 address;mailadresse",
    "other email addresses": "other email;other e mails;second email;email 2;private email;other email addresses",
    "website": "website;web;url;homepage;web site;domain;internet",
    "address": "address;street;street address;strasse;address line 1;billing street;mailing street;adresse",
    "postcode": "postcode;zip;zip code;postal code;plz;billing zip;post code",
    "city": "city;town;ort;stadt;ville;billing city;mailing city",
    "country": "country;land;pays;office location;billing country;location",
    "other addresses": "other address;other addresses;delivery address;second address",
    "territory": "territory;region;area;sales region;gebiet;sales area",
    "description": "description;notes;note;comment;comments;remarks;bemerkung;notizen;details",
    "account": "account;account name;company;company name;firm;customer;organisation;organization;firma;kunde;client",
    "position": "position;job title;job;function;role;funktion;job position",
    "company": "company;company name;firm;organisation;organization;firma;account;customer;business",
    "source": "source;lead source;origin;campaign;how they found us;quelle;channel",
    "product": "product;product name;item;interest;interested in;machine;produkt;article;artikel",
    "budget": "budget",
    "loss reason": "loss reason;lost because;reason;why lost;why not;lost reason;grund",
    "state": "state;status;lead status;stand",
    "stage": "stage;deal stage;sales stage;phase;status;state;pipeline stage;stufe;opportunity stage",
    "amount": "amount;value;deal value;close value;sum;total;revenue;betrag;wert;volume;deal size;expected revenue",
    "currency": "currency;waehrung;wahrung;devise;curr",
    "close date": "close date;closing date;expected close;expected close date;closed on;abschluss;due date;closes",
    "what next": "next step;what next;next action;next activity",
    "next step": "next step on;next step date;next action date;follow up;follow up date;next contact",
    "forecast": "forecast;forecast category;commit",
    "decision maker": "decision maker;buyer;entscheider",
    CREATED: "created on;created;created at;creation date;date created;engage date;opened;open date;received;angelegt",
    "price": "price;list price;sales price;unit price;preis;retail price;price each",
    "team": "team;office;regional office;department;branch;region;group;abteilung",
    "manager": "manager;reports to;boss;supervisor;line manager;sales manager;vorgesetzter;team lead",
}  # fmt: skip
"""By target, the headings that mean it, folded; where two mean the same, the kind's own order decides."""

NAMES = {
    "account": "account;account name;company;company name;customer;customer name;organisation;organization;firma;kunde",
    "contact": "contact;contact name;full name;person;contact person;ansprechpartner",
    "lead": "lead;lead name;contact;contact name;full name;person;contact person;prospect",
    "opportunity": "opportunity;opportunity name;deal;deal name;project;topic;subject;chance",
    PRODUCT: "product;product name;item;article;machine;produkt;artikel;model",
    PERSON: "sales agent;agent;person;full name;employee;colleague;rep;sales rep;seller;salesperson;who;user",
}
"""What the column of the name is called, by kind."""

FILES = {
    "lead": "lead leads prospects enquiries",
    "account": "account accounts companies customers firms kunden firmen",
    "contact": "contact contacts kontakte addresses ansprechpartner",
    "opportunity": "opportunity opportunities deals pipeline sales chancen",
    PRODUCT: "product products items articles prices pricelist produkte",
    PERSON: "team teams people staff employees users agents colleagues sellers reps",
}
"""Words in a file's name that say what is in it."""

DISTINCT = {
    "lead": {"source", "state", "company"},
    "account": {"industry", "parent", "website", "type"},
    "contact": {"position", FIRST, LAST, "account"},
    "opportunity": {"stage", "amount", "close date", "forecast", "what next"},
    PRODUCT: {"price"},
    PERSON: {"manager", "team"},
}
"""Targets that tell a kind from the others."""


@dataclass(frozen=True)
class Target:
    """Something that a column can say. field: of the record, None for what is read besides."""

    name: str
    label: str | Promise
    field: Field | None = None

    @property
    def type(self) -> Type:
        if self.field is not None:
            return self.field.type
        return {CREATED: Type.DAY}.get(self.name, Type.TEXT)


@dataclass(frozen=True)
class Sort:
    """What the rows of a spreadsheet can be."""

    name: str
    label: str | Promise
    plural: str | Promise
    targets: tuple[Target, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Target]:
        return {target.name: target for target in self.targets}

    @property
    def is_customer(self) -> bool:
        return self.name in CUSTOMERS

    def meaning(self, heading: str) -> str:
        """The target that a heading names, "" for none."""
        return _meanings(self.name).get(_plain(heading), "") or _meanings(self.name).get(
            _plain(heading.rpartition(":")[2]), ""
        )


def _customer(name: str) -> Sort:
    kind = CUSTOMERS[name]
    fields = [f for f in kind.fields if f.name not in NOT_BROUGHT[name]]
    people = (Target(FIRST, _("First name")), Target(LAST, _("Last name"))) if name in ("contact", "lead") else ()
    targets = (
        *(Target(f.name, f.label, f) for f in fields[:1]),
        *people,
        *(Target(f.name, f.label, f) for f in fields[1:]),
        Target(CREATED, _("Created on")),
        Target(FOREIGN, _("Number where it came from")),
        Target(NUMBER, _("Our own number")),
        Target(KEEP, _("Keep it in the description")),
    )
    return Sort(name, kind.label, kind.plural, targets)


@cache
def sorts() -> dict[str, Sort]:
    product = (
        Target("name", _("Name"), Field("name", _("Name"))),
        Target("price", _("Price"), Field("price", _("Price"), Type.MONEY)),
    )
    person = (
        Target("name", _("Name"), Field("name", _("Name"))),
        Target(FIRST, _("First name")),
        Target(LAST, _("Last name")),
        Target("email address", _("E-mail"), Field("email address", _("E-mail"), Type.EMAIL, column="email")),
        Target("team", _("Team")),
        Target("manager", _("Manager")),
    )
    found = [_customer(name) for name in ("lead", "account", "contact", "opportunity")]
    found += [
        Sort(PRODUCT, _("Product"), _("Products"), product),
        Sort(PERSON, _("Person who sells"), _("People who sell"), person),
    ]
    return {one.name: one for one in found}


@cache
def _meanings(kind: str) -> dict[str, str]:
    """Heading -> target. What is called as the target itself comes first, then the kind's name, then the others.

    A plain “Number” is that of wherever the table comes from."""
    sort = sorts()[kind]
    found: dict[str, str] = {}
    for target in sort.targets:
        if target.name != NUMBER:
            found.setdefault(_plain(target.name), target.name)
        found.setdefault(_plain(str(target.label)), target.name)
    for heading in NAMES[kind].split(";"):
        found[_plain(heading)] = "name" if heading not in ("first name", "last name") else heading
    for target in sort.targets:
        for heading in HEADINGS.get(target.name, "").split(";"):
            if heading:
                found.setdefault(_plain(heading), target.name)
    return found


def _plain(heading: str) -> str:
    return " ".join(words(heading))


def known(heading: str) -> bool:
    """Whether a heading means something for any kind."""
    return any(sort.meaning(heading) for sort in sorts().values())

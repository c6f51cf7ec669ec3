"""A text that was pasted, taken apart: a signature, a card, or "name, company, phone, mail" as values of fields.

Here lives guessing, without a table. What it finds is offered in a form, and a person looks before it is saved.
"""

import quopri
import re
from collections.abc import Iterator

from ingrain.records.folding import number

MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
WEB = re.compile(r"(?:https?://|www\.)[^\s,;|<>]+", re.IGNORECASE)
PHONE = re.compile(r"\+?\(?\d[\d\s()/.\-–]{4,}\d")
LABEL = re.compile(
    r"^\s*(?:(?:t|p|m|e|w|f|tel|telephone|phone|mobile|mob|cell|direct|office|fax|mail|e-?mail|web|www)\b\s*[.:]?\s*)+$",
    re.IGNORECASE,
)
POSTCODE = re.compile(
    r"\b(?:(?P<gb>[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})|"
    r"(?:(?P<land>[A-Z]{1,2})-)?(?P<digits>\d{4,5}(?: ?[A-Z]{2})?)(?= [^\W\d]))"
)
COMPANY = re.compile(
    r"\b(?:ltd|limited|plc|llp|llc|inc|corp|corporation|company|co|gmbh|ag|kg|ohg|ug|se|sa|sas|sarl|srl|spa|bv|nv|ab|"
    r"as|aps|oy|kft|group|holdings?|industries|foods|mills|logistics|works|partners|solutions|systems)\b\.?",
    re.IGNORECASE,
)
POSITION = re.compile(
    r"\b(?:manager|director|head|chief|officer|buyer|engineer|president|owner|founder|partner|sales|purchasing|"
    r"operations|assistant|lead|leiter|leiterin|einkauf|vertrieb|geschäftsführer|geschäftsführerin|ceo|cto|cfo|coo|vp)\b",
    re.IGNORECASE,
)
STREET = re.compile(
    r"\b(?:street|st|road|rd|lane|avenue|ave|drive|way|square|park|estate|strasse|straße|str|weg|platz|rue)\b|"
    r"\w+str(?:aße|asse|\.)",
    re.IGNORECASE,
)
CLOSINGS = re.compile(
    r"^(?:(?:kind|best|warm) )?(?:regards|wishes)|^(?:thanks|thank you|cheers|sincerely|mit freundlichen)",
    re.IGNORECASE,
)
SPLIT = re.compile(r"\s*[|•·;]\s*|\s*,\s+|\t+")
MANY = 9
"""With so many digits it is a telephone number even where nobody knows of which country."""

WORK = ("WORK", "PREF", "VOICE")


def taken_apart(text: str, region: str | None = None) -> dict[str, str]:
    """Fields with what was found for them; more phones and mails stand one a line in the fields for others."""
    text = text.replace("\r\n", "\n").strip()[:20_000]
    if re.match(r"BEGIN:VCARD", text, re.IGNORECASE):
        return {name: value for name, value in _card(text).items() if value}
    return {name: value for name, value in _signature(text, region).items() if value}


# --- a signature ------------------------------------------------------------------------------------------------------


def _signature(text: str, region: str | None) -> dict[str, str]:
    mails = list(dict.fromkeys(MAIL.findall(text)))
    rest = MAIL.sub(" ", text)
    webs = WEB.findall(rest)
    rest = WEB.sub(" ", rest)
    phones: list[str] = []

    def taken(match: re.Match[str]) -> str:
        digits = sum(c.isdecimal() for c in match[0])
        if digits >= 6 and (number(match[0], region) or (region is None and digits >= MANY)):
            phones.append(" ".join(match[0].split()))
            return "\n"
        return match[0]

    rest = PHONE.sub(taken, rest)
    found = _words(rest)
    found["email address"], found["other email addresses"] = _first(mails)
    found["phone"], found["other phones"] = _first(list(dict.fromkeys(phones)))
    found["website"] = webs[0].rstrip(".)") if webs else ""
    if mails and not found.get("company"):
        found["company"] = _company_of(mails[0])
    return found


def _words(text: str) -> dict[str, str]:
    """Name, position, company and address among the words that are left."""
    found: dict[str, str] = {}
    lines = [part for line in text.splitlines() for part in _parts(line)]
    for line in lines:
        postcode = POSTCODE.search(line)
        if postcode and "postcode" not in found:
            found["postcode"] = postcode["gb"] or postcode["digits"]
            city = POSTCODE.sub(" ", line).strip(" ,-")
            if city and "city" not in found:
                found["city"] = city
        elif STREET.search(line) and any(c.isdecimal() for c in line) and "address" not in found:
            found["address"] = line
        elif COMPANY.search(line) and "company" not in found:
            found["company"] = line
        elif POSITION.search(line) and "name" in found and "position" not in found:
            found["position"] = line
        elif "name" not in found and _like_a_name(line):
            found["name"] = line
        elif "name" in found and "company" not in found and not any(c.isdecimal() for c in line):
            found["company"] = line
    return found


def _parts(line: str) -> Iterator[str]:
    for part in SPLIT.split(line):
        cleaned = part.strip(" ,;:|-–\"'")
        if cleaned and not LABEL.match(cleaned) and not CLOSINGS.match(cleaned):
            yield cleaned


def _like_a_name(line: str) -> bool:
    parts = line.split()
    return 1 <= len(parts) <= 5 and not any(c.isdecimal() for c in line) and parts[0][:1].isupper()


def _company_of(mail: str) -> str:
    """The name that an address suggests; nothing where it is one of the places where everybody has mail."""
    domain = mail.rpartition("@")[2].casefold()
    common = {"gmail", "googlemail", "outlook", "hotmail", "yahoo", "icloud", "gmx", "web", "aol", "proton", "live"}
    name = domain.split(".")[0]
    return "" if name in common else name.replace("-", " ").title()


def _first(values: list[str]) -> tuple[str, str]:
    return (values[0], "\n".join(values[1:])) if values else ("", "")


# --- a card -----------------------------------------------------------------------------------------------------------


def _card(text: str) -> dict[str, str]:
    """The first card of a text, of version 2.1, 3 or 4 (RFC 6350, RFC 2426)."""
    found: dict[str, str] = {}
    mails: list[tuple[bool, str]] = []
    phones: list[tuple[bool, str]] = []
    for name, kinds, value in _properties(text):
        parts = [_plain(part) for part in _split(value, ";")]
        whole = " ".join(_plain(value).split())
        if name == "FN" or (name == "N" and "name" not in found):
            found["name"] = whole if name == "FN" else " ".join(filter(None, [*parts[1:3], *parts[:1]]))
        elif name == "ORG":
            found["company"] = parts[0]
        elif name in ("TITLE", "ROLE"):
            found.setdefault("position", whole)
        elif name == "EMAIL":
            mails.append(("PREF" not in kinds, whole.removeprefix("mailto:")))
        elif name == "TEL" and "FAX" not in kinds:
            phones.append((not kinds & set(WORK), whole.removeprefix("tel:")))
        elif name == "URL":
            found.setdefault("website", whole)
        elif name == "ADR" and ("address" not in found or "WORK" in kinds):
            found.update(_address(parts))
        elif name == "NOTE":
            found["description"] = _plain(value).strip()[:2_000]
    found["email address"], found["other email addresses"] = _first([m for _, m in sorted(mails, key=lambda m: m[0])])
    found["phone"], found["other phones"] = _first([p for _, p in sorted(phones, key=lambda p: p[0])])
    return found


def _address(parts: list[str]) -> dict[str, str]:
    box, extra, street, city, _region, postcode, country, *_rest = [*parts, *[""] * 7]
    lines = "\n".join(filter(None, (line.strip() for line in (extra, box, street))))
    return {"address": lines, "city": city.strip(), "postcode": postcode.strip(), "country": country.strip()}


def _properties(text: str) -> Iterator[tuple[str, set[str], str]]:
    """(name, its kinds in capitals, value) of each line of the first card."""
    for line in _unfolded(text):
        head, colon, value = _halves(line)
        if not colon:
            continue
        name, *parameters = head.split(";")
        name = name.rpartition(".")[2].upper()
        if name == "END":
            return
        kinds = {kind.upper() for one in parameters for kind in one.rpartition("=")[2].strip('"').split(",")}
        if "QUOTED-PRINTABLE" in kinds:
            value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        yield name, kinds, value


def _halves(line: str) -> tuple[str, str, str]:
    """What stands before and after the colon; one in quotes doesn't count."""
    quoted = False
    for place, c in enumerate(line):
        quoted ^= c == '"'
        if c == ":" and not quoted:
            return line[:place], ":", line[place + 1 :]
    return line, "", ""


def _unfolded(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.splitlines():
        soft = bool(lines) and lines[-1].endswith("=") and "QUOTED-PRINTABLE" in lines[-1].upper()
        if soft:
            lines[-1] = lines[-1][:-1] + line
        elif line[:1] in (" ", "\t") and lines:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def _split(value: str, at: str) -> list[str]:
    return re.split(rf"(?<!\\){at}", value)


def _plain(value: str) -> str:
    said = value.replace("\\n", "\n").replace("\\N", "\n")
    return re.sub(r"\\([,;:\\])", r"\1", said)

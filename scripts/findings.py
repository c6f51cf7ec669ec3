"""What a manual finds in a log, as sentences for a page: `findings.py LOG --manual MANUAL.md --into README.md`.

Writes between the lines `<!-- findings: … -->` and `<!-- /findings -->`, so that no figure on a page is typed by hand.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("--manual", type=Path, required=True)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--most", type=int, default=8)
    asked = parser.parse_args()
    command = [str(Path(sys.executable).with_name("ingrain")), "check", str(asked.log), "--manual", str(asked.manual)]
    answer = subprocess.run([*command, "--json", "-"], check=True, capture_output=True, text=True)
    found = sentences(json.loads(answer.stdout), asked.most)
    page = asked.into.read_text(encoding="utf-8")
    page = re.sub(
        r"(<!-- findings: [^\n]*-->\n).*?(<!-- /findings -->)",
        lambda place: place[1] + "\n".join(["", *found, "", ""]) + place[2],
        page,
        flags=re.DOTALL,
    )
    asked.into.write_text(page, encoding="utf-8")


def sentences(checked: dict[str, Any], most: int) -> list[str]:
    """The rules with most violating records, in the manual's order, each with its figures."""
    worst = sorted(checked["rules"], key=lambda rule: -rule["violating_records"])[:most]
    return [sentence(rule) for rule in checked["rules"] if rule in worst and rule["violating_records"]]


def sentence(rule: dict[str, Any]) -> str:
    if rule["breaches"]:
        told = f"broken on {rule['violating_records']:,} records"
    else:
        asked = rule["met"] + rule["late"] + rule["missed"]
        told = f"{rule['met']:,} of {asked:,} followed"
        told += "".join(f", {rule[state]:,} {state}" for state in ("late", "missed") if rule[state])
    return f"- *{rule['sentence']}* {told[0].upper()}{told[1:]}."


if __name__ == "__main__":
    main()

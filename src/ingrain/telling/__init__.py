"""How findings are said: sentences, plurals, days, and why something was missed. No figure is worked out here."""

// Keys that work on every page, and what needs a hand of its own. No page depends on this file.
"use strict";

const KEYS = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing && (event.ctrlKey || event.metaKey) && event.key === "Enter") {
    typing.form?.requestSubmit();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  const lines = [...document.querySelectorAll(".grid td > a, [data-line] > a, a[data-line], [data-line] > summary")].filter((line) => line.offsetParent);
  if (!lines.length) return;
  const next = lines.indexOf(document.activeElement) + KEYS[event.key];
  lines[Math.max(0, Math.min(lines.length - 1, next))].focus();
  event.preventDefault();
});

for (const chooser of document.querySelectorAll("select[data-go]")) {
  chooser.addEventListener("change", () => chooser.form.requestSubmit());
  for (const button of chooser.form.querySelectorAll("button")) button.hidden = true;
}

// Walking through a pipeline meeting with the keys: left and right go to the person before and after.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const rel = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
  const link = rel && document.querySelector(`.beside a[rel="${rel}"]`);
  if (link) link.click();
});

// After a save the line is another one: the focus stays on it.
document.body.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id?.startsWith("line-")) document.getElementById(event.detail.target.id)?.querySelector("summary").focus();
});

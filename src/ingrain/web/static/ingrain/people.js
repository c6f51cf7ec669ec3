// What the set-up pages do by hand: copy a link, and begin with the browser's time zone. No page depends on this file.
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  });
}

for (const field of document.querySelectorAll("input[data-whole]")) {
  field.addEventListener("focus", () => field.select());
}

const zones = document.querySelector("select[data-zone]");
if (zones && zones.value === "UTC" && document.body.querySelector(".door")) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ([...zones.options].some((option) => option.value === here)) zones.value = here;
}

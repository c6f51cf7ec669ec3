// Search anywhere: "/" opens the box, arrow keys go through what is found. Without this file the page of search serves.
"use strict";

const dialog = () => document.getElementById("find");

function openFinding() {
  const here = document.querySelector("main [data-find-box]");
  if (here) return here.focus();
  const box = dialog()?.querySelector("[data-find-box]");
  if (!box) return;
  dialog().showModal();
  box.select();
  window.htmx?.trigger(box, "opened");
}

document.addEventListener("keydown", (event) => {
  const place = event.target.closest(".finding");
  if (place && (event.key === "ArrowDown" || event.key === "ArrowUp")) return walk(place, event);
  if (event.target.closest("input, textarea, select, [contenteditable]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !event.defaultPrevented) {
    event.preventDefault();
    openFinding();
  }
});

function walk(place, event) {
  const hits = [...place.querySelectorAll(".hit")];
  const box = place.querySelector("[data-find-box]");
  const on = hits.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  if (on < 0) box.focus();
  else hits[Math.min(on, hits.length - 1)]?.focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("a[data-find]");
  if (opener && dialog() && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    openFinding();
  }
  if (event.target === dialog()) dialog().close();
});

document.addEventListener("submit", (event) => {
  const place = event.target.closest(".find.finding");
  const only = place?.querySelectorAll(".hit");
  if (only?.length) {
    event.preventDefault();
    only[0].click();
  }
});

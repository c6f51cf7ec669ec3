// Keys that work on every page, and what needs a hand of its own. No page depends on this file.
"use strict";

const KEYS = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing && (event.ctrlKey || event.metaKey) && event.key === "Enter") {
    typing.form?.requestSubmit();
    return;
  }
  const { add } = document.body.dataset;
  if (event.key === "n" && add && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector('[data-key="n"]')) {
    location.assign(add);
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  const lines = [...document.querySelectorAll(".grid td > a, [data-line] > a, a[data-line], [data-line] > summary")].filter((line) => line.offsetParent);
  if (!lines.length) return;
  const next = lines.indexOf(document.activeElement) + KEYS[event.key];
  lines[Math.max(0, Math.min(lines.length - 1, next))].focus();
  event.preventDefault();
});

// --- all the keys -----------------------------------------------------------------------------------------------

function showKeys() {
  const keys = document.querySelector("dialog#all-keys");
  if (keys && !keys.open && !document.querySelector("dialog[open]")) keys.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  showKeys();
});

document.addEventListener("click", (event) => {
  if (event.target.matches("dialog#all-keys")) event.target.close();
  if (!event.target.closest("a[data-keys]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  showKeys();
});

// --- what is chosen is shown at once ----------------------------------------------------------------------------

document.documentElement.classList.add("at-once"); // the sheet hides the buttons beside; .go sends what else is typed
document.addEventListener("change", (event) => {
  if (event.target.matches("select[data-go]")) event.target.form.requestSubmit();
});

// --- a lost connection ------------------------------------------------------------------------------------------

// While something is typed and not sent, the server is asked every few seconds whether it is there. Where nobody
// answers, a sentence says so, nothing is sent, and what was typed stays where it is. A form that is on its way isn't
// sent a second time.
const EVERY = 4_000;
const FRESH = 10_000;
const PATIENCE = 8_000;
const ON_ITS_WAY = 30_000;
const typed = new Set();
const ways = new WeakMap();
let heard = performance.now();
let asking = 0;

async function answers() {
  const small = document.querySelector("link[rel=icon]").href;
  try {
    const said = await fetch(small, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (said.ok) reached();
    else heard = -Infinity;
  } catch {
    heard = -Infinity;
  }
  return heard > 0;
}

function reached() {
  heard = performance.now();
  for (const said of document.querySelectorAll(".unsent")) said.remove();
}

function sayUnsent(form, submitter) {
  const said = document.querySelector("#unsent").content.firstElementChild.cloneNode(true);
  const end = submitter?.closest(".end") ?? [...form.querySelectorAll(".end")].at(-1);
  form.querySelector(".unsent")?.remove();
  if (end) end.before(said);
  else form.append(said);
}

async function ask() {
  if (document.hidden || (await answers())) return;
  for (const form of typed) if (!form.querySelector(".unsent")) sayUnsent(form);
}

async function send(event) {
  const { target: form, submitter } = event;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (ways.get(form) !== "sent" && performance.now() - heard < FRESH) {
    ways.set(form, "sent");
    clearInterval(asking);
    if (typed.has(form)) history.pushState(null, ""); // the browser's own error page leaves the way back to what was typed
    setTimeout(() => ways.delete(form), ON_ITS_WAY);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (ways.has(form)) return;
  ways.set(form, "asking");
  const there = await answers();
  ways.delete(form);
  if (there) form.requestSubmit(submitter);
  else sayUnsent(form, submitter);
}

document.addEventListener("submit", send, true);
document.addEventListener("input", (event) => {
  const { form } = event.target;
  if (form?.method !== "post" || form.dataset.keep) return; // kept.js sends what it keeps itself
  if (!typed.size) asking = setInterval(ask, EVERY);
  typed.add(form);
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  heard = -Infinity;
  for (const form of document.forms) ways.delete(form);
  if (typed.size) asking = setInterval(ask, EVERY);
});
document.addEventListener("htmx:sendError", (event) => {
  const form = event.target.closest("form");
  heard = -Infinity;
  if (form && !form.dataset.keep) sayUnsent(form); // kept.js says of what it keeps what becomes of it
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) reached();
});

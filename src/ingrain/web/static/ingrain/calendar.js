// The week by hand: entries are carried and drawn out by mouse and by touch (held for a moment), taken in hand by keys;
// a click where nothing is plans something there. Without this file "Move" and "Plan" lead to pages that do the same.
"use strict";

const HOLD = 350, NEAR = 6, QUARTER = 15, HOUR = 60, SHORTEST = 15;
const NARROW = matchMedia("(max-width: 900px)");
const week = () => document.getElementById("week");
const columns = () => [...week().querySelectorAll(".day")];
const from = () => Number(week().dataset.from);
const until = () => from() + Number(week().dataset.hours) * HOUR;
const within = (low, value, high) => Math.max(low, Math.min(high, value));
const quarter = (minute) => Math.round(minute / QUARTER) * QUARTER;
const written = (minute) => `${String(Math.floor(minute / HOUR)).padStart(2, "0")}:${String(minute % HOUR).padStart(2, "0")}`;
const clock = new Intl.DateTimeFormat(document.documentElement.lang || "en", { timeStyle: "short", timeZone: "UTC" });
const shown = (minute) => clock.format(new Date(minute * 60_000));
const read = (time) => Number(time.slice(0, 2)) * HOUR + Number(time.slice(3, 5));
const reader = document.getElementById.bind(document, "in-hand");
let focusAfter = "";

function say(text) {
  reader().textContent = text;
}

function tell(text) {
  const line = Object.assign(document.createElement("p"), { className: "error", textContent: text });
  document.getElementById("told").replaceChildren(line);
}

// --- sheets ---------------------------------------------------------------------------------------------------------

async function openSheet(address) {
  const sheet = document.getElementById("calendar-sheet");
  await window.htmx.ajax("GET", address, { target: "#doing", swap: "innerHTML" });
  if (!sheet.open) sheet.showModal();
  sheet.querySelector("[autofocus]")?.focus();
}

function plan(day, minute) {
  const { plan: address, here } = week().dataset;
  if (!address) return;
  openSheet(`${address}?${new URLSearchParams({ day, ...(minute === null ? {} : { time: written(minute) }), back: here })}`);
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !week()) return;
  const sheet = document.getElementById("calendar-sheet");
  const link = event.target.closest("a[data-sheet]");
  const close = event.target.closest("[data-close]");
  if (link) {
    event.preventDefault();
    openSheet(link.href);
  } else if (event.target === sheet || (close && sheet?.contains(close))) {
    event.preventDefault();
    window.kept?.forget(sheet.querySelector("form"));
    sheet.close();
  } else if (event.target.closest(".timed") && !event.target.closest(".entry") && !NARROW.matches) {
    const column = event.target.closest(".day");
    plan(column.dataset.day, within(from(), Math.floor(minuteAt(column, event.clientY) / 30) * 30, until() - 30));
  }
});

const minuteAt = (column, y) => {
  const box = column.querySelector(".timed").getBoundingClientRect();
  return from() + ((y - box.top) / box.height) * (until() - from());
};

// --- moving ---------------------------------------------------------------------------------------------------------

// Where an entry would stand. time null: at no hour of that day.
const standing = (entry) => ({
  day: entry.dataset.day, time: entry.dataset.time ? read(entry.dataset.time) : null, minutes: Number(entry.dataset.minutes),
});
const same = (one, other) => one.day === other.day && one.time === other.time && one.minutes === other.minutes;

async function send(entry, to) {
  const values = { day: to.day, time: to.time === null ? "" : written(to.time), minutes: to.minutes, seen: entry.dataset.seen, back: week().dataset.here };
  if (entry.contains(document.activeElement)) focusAfter = entry.id;
  await window.htmx.ajax("POST", entry.dataset.moves, { source: entry, swap: "none", values });
}

function putBack() {
  for (const one of document.querySelectorAll(".would, .entry.carried")) one.remove();
  for (const one of document.querySelectorAll(".entry.left, .day.over")) one.classList.remove("left", "over");
}

document.addEventListener("htmx:sendError", () => {
  if (!week()) return;
  putBack();
  tell(week().dataset.lost);
});
document.addEventListener("htmx:responseError", putBack);
document.addEventListener("htmx:afterSettle", () => {
  if (!focusAfter) return;
  document.getElementById(focusAfter)?.querySelector(".name").focus();
  focusAfter = "";
});

function sketch(to) {
  for (const one of document.querySelectorAll(".would")) one.remove();
  for (const one of columns()) one.classList.toggle("over", one.dataset.day === to.day && (to.time === null || NARROW.matches));
  const column = columns().find((one) => one.dataset.day === to.day);
  if (!column || to.time === null || NARROW.matches) return;
  const would = Object.assign(document.createElement("div"), { className: "would", textContent: `${shown(to.time)} – ${shown((to.time + to.minutes) % 1440)}` });
  const scale = 100 / (until() - from());
  would.setAttribute("aria-hidden", "true");
  would.style.top = `${(to.time - from()) * scale}%`;
  would.style.height = `${Math.max(30, Math.min(to.minutes, until() - to.time)) * scale}%`;
  column.querySelector(".timed").append(would);
}

// --- by mouse, and by touch -----------------------------------------------------------------------------------------

let held = null;

document.addEventListener("pointerdown", (event) => {
  const entry = event.target.closest(".entry.moves");
  if (!entry || event.button !== 0 || event.target.closest(".to") || hand) return;
  const box = entry.getBoundingClientRect();
  held = {
    entry, x: event.clientX, y: event.clientY, pointer: event.pointerId, lifted: false, stretch: Boolean(event.target.closest(".end-of")),
    by: { x: event.clientX - box.left, y: event.clientY - box.top }, before: standing(entry), to: null,
  };
  if (event.pointerType !== "mouse") held.timer = setTimeout(() => lift(event.clientX, event.clientY), HOLD);
});

function lift(x, y) {
  const { entry, stretch } = held;
  held.lifted = true;
  if (!stretch) {
    const box = entry.getBoundingClientRect();
    held.ghost = entry.cloneNode(true);
    held.ghost.removeAttribute("id");
    held.ghost.classList.add("carried");
    held.ghost.setAttribute("aria-hidden", "true");
    Object.assign(held.ghost.style, { width: `${box.width}px`, height: `${box.height}px`, insetInlineStart: "auto" });
    document.body.append(held.ghost);
  }
  entry.classList.add("left");
  carry(x, y);
}

function carry(x, y) {
  if (held.ghost) Object.assign(held.ghost.style, { left: `${x - held.by.x}px`, top: `${y - held.by.y}px` });
  held.to = held.stretch ? drawnOut(y) : carriedTo(x, y);
  if (held.to) sketch(held.to);
  else for (const one of document.querySelectorAll(".would, .day.over")) one.classList.contains("would") ? one.remove() : one.classList.remove("over");
}

function drawnOut(y) {
  const { before, entry } = held;
  const ends = within(before.time + SHORTEST, quarter(minuteAt(entry.closest(".day"), y)), until());
  return { ...before, minutes: ends - before.time };
}

function carriedTo(x, y) {
  const { before, by, entry } = held;
  const column = document.elementFromPoint(x, y)?.closest(".day");
  if (!column) return null;
  const { day } = column.dataset;
  if (NARROW.matches || (y < column.querySelector(".timed").getBoundingClientRect().top && before.time !== null)) return { ...before, day };
  if (y < column.querySelector(".timed").getBoundingClientRect().top) return { ...before, day, time: null };
  const top = y - (entry.closest(".timed") ? by.y : 0);
  return { ...before, day, time: within(from(), quarter(minuteAt(column, top)), until() - QUARTER) };
}

function drop(done) {
  if (!held) return;
  const { entry, ghost, lifted, timer, to, before } = held;
  clearTimeout(timer);
  held = null;
  if (!lifted) return;
  ghost?.remove();
  addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
  setTimeout(() => dispatchEvent(new Event("click")), 0);
  if (done && to && !same(to, before)) send(entry, to);
  else putBack();
}

addEventListener("pointermove", (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > NEAR;
  if (held.lifted) carry(event.clientX, event.clientY);
  else if (far && event.pointerType === "mouse") lift(event.clientX, event.clientY);
  else if (far) { clearTimeout(held.timer); held = null; }
});
addEventListener("pointerup", () => drop(true));
addEventListener("pointercancel", (event) => { if (!held?.lifted || event.pointerType === "mouse") drop(false); });
addEventListener("touchmove", (event) => { if (held?.lifted) { event.preventDefault(); carry(event.touches[0].clientX, event.touches[0].clientY); } }, { passive: false });
addEventListener("touchend", () => { if (held?.lifted) drop(true); });
document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".entry")) event.preventDefault(); });
document.addEventListener("contextmenu", (event) => { if (held?.lifted) event.preventDefault(); });

// --- by keys --------------------------------------------------------------------------------------------------------

let hand = null;
const TURNS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };

function take(entry) {
  hand = { entry, before: standing(entry), to: standing(entry) };
  entry.classList.add("in-hand");
  say(week().dataset.taken);
}

function letGo() {
  hand?.entry.classList.remove("in-hand");
  hand = null;
}

function turn(key, shift) {
  const { to } = hand;
  const by = TURNS[key];
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const days = columns().map((one) => one.dataset.day);
    const back = getComputedStyle(week()).direction === "rtl" ? -by : by;
    const here = days.indexOf(to.day);
    to.day = here < 0 ? days[0] : days[within(0, here + back, days.length - 1)];
  } else if (to.time === null) to.time = within(from(), 9 * HOUR, until() - QUARTER);
  else if (shift) to.minutes = within(SHORTEST, to.minutes + by * QUARTER, until() - to.time);
  else to.time = within(from(), to.time + by * QUARTER, until() - QUARTER);
  sketch(to);
  const name = columns().find((one) => one.dataset.day === to.day)?.dataset.name ?? to.day;
  say(to.time === null ? name : `${name}, ${shown(to.time)} – ${shown((to.time + to.minutes) % 1440)}`);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held?.lifted) return drop(false);
  if (event.ctrlKey || event.metaKey || event.altKey || !week()) return undefined;
  if (hand) return keyInHand(event);
  const entry = event.target.closest(".entry");
  if (!entry || event.target.closest("input, textarea, select")) return undefined;
  if (event.key === "g" && entry.dataset.moves) take(entry);
  else if (event.key === "m" && entry.dataset.moves) openSheet(entry.querySelector(".to").href);
  else return undefined;
  event.preventDefault();
  event.stopPropagation();
  return undefined;
}, true);

function keyInHand(event) {
  const { entry, before, to } = hand;
  if (event.key in TURNS) turn(event.key, event.shiftKey);
  else if (event.key === "Enter" || event.key === "g") {
    letGo();
    if (same(before, to)) putBack();
    else send(entry, to);
  } else if (event.key === "Escape" || event.key === "Tab") {
    letGo();
    putBack();
    say(week().dataset.letGo);
    if (event.key === "Tab") return;
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

// --- where and when one is ------------------------------------------------------------------------------------------

function settle() {
  const said = document.querySelector(".elsewhere");
  if (!said) return;
  const now = new Date();
  said.hidden = now.toLocaleString("sv", { timeZone: said.dataset.zone }) === now.toLocaleString("sv");
  const today = document.querySelector(".day.today");
  if (NARROW.matches && today?.previousElementSibling?.matches(".day") && !document.querySelector(".how-was-it") && !location.hash) today.scrollIntoView();
}
settle();
document.addEventListener("htmx:afterSettle", (event) => event.target.id === "main" && settle());

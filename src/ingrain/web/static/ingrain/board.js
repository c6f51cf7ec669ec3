// Moving cards: by mouse and by touch (held for a moment), by the arrow keys, and from the sheet that "Move" opens.
// Without this file "Move" leads to a page that does the same.
"use strict";

const board = document.getElementById("board");
const sheet = document.getElementById("sheet");
const inSheet = document.getElementById("in-sheet");
const inSheetTold = document.getElementById("in-sheet-told");
const ends = document.getElementById("ends");
const told = document.getElementById("told");
const HOLD = 350, NEAR = 6, EDGE = 36;

const withQuery = (address) => (board.dataset.query ? `${address}?${board.dataset.query}` : address);
const addressOf = (what, card) => withQuery(board.dataset[what].replace("/0/", `/${card.dataset.card}/`));
const columnOf = (card) => card.closest("[data-column]");
const columns = () => [...board.querySelectorAll(".column")];

// Puts each card where it belongs: after an answer the page shows what is so, whoever made it so.
function settle() {
  for (const card of board.querySelectorAll(".card")) {
    const { stage } = card.dataset;
    if (columnOf(card)?.dataset.column === stage) continue;
    const column = columns().find((one) => one.dataset.column === stage);
    const focused = card.contains(document.activeElement);
    if (column) {
      place(card, column);
      if (focused) card.querySelector(".name").focus();
    } else card.remove();
  }
}

function place(card, column) {
  const others = [...column.querySelectorAll(".card")].filter((one) => one !== card);
  const when = card.dataset.when || "9999";
  const next = others.find((one) => (one.dataset.when || "9999") > when) ?? column.querySelector(".more");
  column.querySelector(".cards").insertBefore(card, next ?? null);
}

async function send(card, values) {
  const id = card.id, focused = card.contains(document.activeElement);
  await htmx.ajax("POST", addressOf("move", card), { source: card, target: "#told", swap: "innerHTML", values });
  settle();
  if (focused) document.getElementById(id)?.querySelector(".name").focus();
}

function moveTo(card, column) {
  if (!column || column === columnOf(card)) return;
  const to = column.dataset.column;
  if (to === "lost") return openSheet(card, ".losing .field");
  if (to !== "won") {
    const focused = card.contains(document.activeElement);
    place(card, column);
    if (focused) card.querySelector(".name").focus();
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  send(card, { to, seen: card.dataset.seen });
}

async function openSheet(card, focus = ".moves .btn:not([disabled])") {
  sheet.dataset.of = card.id;
  inSheetTold.textContent = "";
  await htmx.ajax("GET", addressOf("card", card), { target: "#in-sheet", swap: "innerHTML" });
  if (!sheet.open) sheet.showModal();
  inSheet.querySelector(focus)?.focus();
}

inSheet.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form, event.submitter));
  const id = sheet.dataset.of;
  await htmx.ajax("POST", form.action, { target: "#told", swap: "innerHTML", values });
  settle();
  const failed = told.querySelector(".error");
  inSheetTold.textContent = failed?.textContent ?? "";
  if (failed) return; // what was typed stays where it is
  sheet.close();
  document.getElementById(id)?.querySelector(".name").focus();
});
sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());

document.body.addEventListener("htmx:sendError", () => {
  told.replaceChildren(Object.assign(document.createElement("p"), { className: "error", textContent: board.dataset.lost }));
  settle();
});

board.addEventListener("click", (event) => {
  const link = event.target.closest(".to");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  openSheet(link.closest(".card"));
});

board.addEventListener("keydown", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.altKey || event.ctrlKey || event.metaKey) return;
  const back = getComputedStyle(board).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  const all = columns(), here = all.indexOf(columnOf(card));
  if (event.key === "ArrowLeft" || event.key === "ArrowRight") moveTo(card, all[here + (event.key === back ? -1 : 1)]);
  else if (event.key === "ArrowUp") card.previousElementSibling?.querySelector(".name")?.focus();
  else if (event.key === "ArrowDown") card.nextElementSibling?.querySelector("a")?.focus();
  else if (event.key === "m") openSheet(card);
  else return;
  event.preventDefault();
});

// --- by mouse, and by touch -------------------------------------------------------------------------------------------

let held = null;

board.addEventListener("pointerdown", (event) => {
  const card = event.target.closest(".card");
  if (!card || event.button !== 0 || event.target.closest(".to")) return;
  held = { card, x: event.clientX, y: event.clientY, pointer: event.pointerId, ghost: null };
  if (event.pointerType !== "mouse") held.timer = setTimeout(() => lift(event.clientX, event.clientY), HOLD);
});

function lift(x, y) {
  const { card } = held;
  const box = card.getBoundingClientRect();
  held.ghost = card.cloneNode(true);
  held.ghost.removeAttribute("id");
  held.ghost.classList.add("carried");
  held.ghost.setAttribute("aria-hidden", "true");
  held.ghost.style.width = `${box.width}px`;
  held.by = { x: x - box.left, y: y - box.top };
  document.body.append(held.ghost);
  card.classList.add("left");
  ends.hidden = false;
  board.style.scrollSnapType = "none";
  carry(x, y);
}

function carry(x, y) {
  held.ghost.style.left = `${x - held.by.x}px`;
  held.ghost.style.top = `${y - held.by.y}px`;
  const over = document.elementFromPoint(x, y)?.closest("[data-column]") ?? null;
  for (const one of document.querySelectorAll(".over")) if (one !== over) one.classList.remove("over");
  over?.classList.add("over");
  held.over = over;
  const box = board.getBoundingClientRect();
  if (x < box.left + EDGE) board.scrollBy(-12, 0);
  if (x > box.right - EDGE) board.scrollBy(12, 0);
}

function drop(event, done) {
  if (!held) return;
  const { card, ghost, over, timer } = held;
  clearTimeout(timer);
  held = null;
  if (!ghost) return;
  ghost.remove();
  card.classList.remove("left");
  ends.hidden = true;
  board.style.scrollSnapType = "";
  for (const one of document.querySelectorAll(".over")) one.classList.remove("over");
  if (done) {
    addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    setTimeout(() => dispatchEvent(new Event("click")), 0);
    moveTo(card, over);
  }
}

addEventListener("pointermove", (event) => {
  if (!held || event.pointerId !== held.pointer) return;
  const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > NEAR;
  if (held.ghost) carry(event.clientX, event.clientY);
  else if (far && event.pointerType === "mouse") lift(event.clientX, event.clientY);
  else if (far) { clearTimeout(held.timer); held = null; }
});
addEventListener("pointerup", (event) => drop(event, true));
addEventListener("pointercancel", (event) => { if (!held?.ghost || event.pointerType === "mouse") drop(event, false); });
addEventListener("touchmove", (event) => { if (held?.ghost) { event.preventDefault(); carry(event.touches[0].clientX, event.touches[0].clientY); } }, { passive: false });
addEventListener("touchend", (event) => { if (held?.ghost) drop(event, true); });
addEventListener("keydown", (event) => { if (event.key === "Escape") drop(event, false); });
board.addEventListener("dragstart", (event) => event.preventDefault());
board.addEventListener("contextmenu", (event) => { if (held?.ghost) event.preventDefault(); });

// --- on the phone: which column is shown ------------------------------------------------------------------------------

const tabs = [...document.querySelectorAll(".tabs a")];
const shows = new IntersectionObserver((seen) => {
  for (const { target, intersectionRatio } of seen) {
    if (intersectionRatio < 0.6) continue;
    for (const tab of tabs) {
      if (tab.hash === `#${target.id}`) { tab.setAttribute("aria-current", "true"); tab.parentElement.scrollTo({ left: tab.offsetLeft - 40 }); }
      else tab.removeAttribute("aria-current");
    }
  }
}, { root: board, threshold: [0.6] });
for (const column of columns()) shows.observe(column);
for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    const column = document.querySelector(tab.hash);
    board.scrollTo({ left: column.offsetLeft - board.offsetLeft, behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  });
}

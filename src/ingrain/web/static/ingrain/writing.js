// The editor: places of problems are gone to and marked, and words are offered while one types a rule.
// Without this file the text is written, checked when it is saved, and the words stand in a list below.
"use strict";

const draft = document.querySelector("#draft");
const marks = document.querySelector(".marks");
const offers = document.querySelector("#offers");
const words = [...document.querySelectorAll("#words option")].map((option) => option.value);
const MOST = 8;
let chosen = -1;
let began = 0;

// --- places -----------------------------------------------------------------------------------------------------

/** Where a line and a column, both from 1, are in the text. */
function offset(line, column) {
  const lines = draft.value.split("\n");
  return lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
}

function goTo(place) {
  const { line, column, length } = place.dataset;
  const start = Math.min(offset(+line, +column), draft.value.length);
  const end = Math.min(start + +length, draft.value.length);
  draft.focus();
  draft.setSelectionRange(start, end);
  draft.scrollTop = Math.max(0, caret(start).top - draft.clientHeight / 3);
}

/** The bullet around a line gets other words. */
function mend(button) {
  const lines = draft.value.split("\n");
  let first = +button.dataset.line - 1;
  while (first > 0 && !/^[-*+] /.test(lines[first])) first -= 1;
  let last = first + 1;
  while (last < lines.length && lines[last].trim() && !/^([-*+] |#)/.test(lines[last])) last += 1;
  const start = offset(first + 1, 1);
  draft.focus();
  draft.setSelectionRange(start, start + lines.slice(first, last).join("\n").length);
  insert(`- ${button.dataset.better}`);
}

/** Put text in place of what is selected, so that it can be undone, and what listens hears of it. */
function insert(text) {
  if (!document.execCommand("insertText", false, text)) {
    draft.setRangeText(text, draft.selectionStart, draft.selectionEnd, "end");
    draft.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function markPlaces() {
  marks.replaceChildren();
  let at = 0;
  const places = [...document.querySelectorAll("#problems .place")].map((place) => {
    const start = offset(+place.dataset.line, +place.dataset.column);
    return [start, start + +place.dataset.length, place.closest("li").className];
  });
  places.sort((one, other) => one[0] - other[0]);
  for (const [start, end, kind] of places) {
    if (start < at) continue;
    const mark = document.createElement("mark");
    mark.className = kind;
    mark.textContent = draft.value.slice(start, end);
    marks.append(draft.value.slice(at, start), mark);
    at = Math.min(end, draft.value.length);
  }
  marks.append(`${draft.value.slice(at)}\n`);
  marks.scrollTop = draft.scrollTop;
  for (const button of document.querySelectorAll("#problems .mend")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const place = event.target.closest("#problems .place");
  const button = event.target.closest("#problems .mend");
  if (place) {
    event.preventDefault();
    goTo(place);
  }
  if (button) mend(button);
});

// --- words ------------------------------------------------------------------------------------------------------

/** Where a character stands, measured on a copy of the text. */
function caret(character) {
  const copy = marks.cloneNode(false);
  copy.style.inset = "0 0 auto 0";
  copy.textContent = draft.value.slice(0, character);
  const here = document.createElement("span");
  here.textContent = "‸";
  copy.append(here);
  marks.after(copy);
  const found = { top: here.offsetTop, left: here.offsetLeft, height: here.offsetHeight };
  copy.remove();
  return found;
}

/** The longest end of the line up to the cursor with which some word begins; one word or two. */
function begun() {
  const upTo = draft.value.slice(0, draft.selectionStart);
  const line = upTo.slice(upTo.lastIndexOf("\n") + 1);
  const inRule = /^[-*+] /.test(line) || /^\s+\S/.test(line);
  if (!inRule || draft.selectionStart !== draft.selectionEnd) return ["", []];
  for (const pattern of [/"[^"]*$/, /\b[\w'-]+ [\w'-]+$/, /\b[\w'-]+$/]) {
    const said = (line.match(pattern) ?? [""])[0];
    const low = said.toLowerCase();
    const found = said.length > 1 ? words.filter((word) => word.toLowerCase().startsWith(low) && word.length > said.length) : [];
    if (found.length) return [said, found.slice(0, MOST)];
  }
  return ["", []];
}

function offer() {
  const [said, found] = begun();
  close();
  if (!found.length) return;
  began = said.length;
  offers.replaceChildren(
    ...found.map((word, number) => {
      const line = document.createElement("li");
      line.id = `offer-${number}`;
      line.role = "option";
      line.textContent = word;
      line.setAttribute("aria-selected", "false");
      line.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(word);
      });
      return line;
    }),
  );
  const here = caret(draft.selectionStart - began);
  offers.hidden = false;
  offers.style.top = `${here.top - draft.scrollTop + here.height + 4}px`;
  offers.style.left = `${Math.max(0, Math.min(here.left, draft.clientWidth - offers.offsetWidth - 8))}px`;
  draft.setAttribute("aria-controls", "offers");
  choose(0);
}

function choose(number) {
  const lines = [...offers.children];
  chosen = (number + lines.length) % lines.length;
  lines.forEach((line, place) => line.setAttribute("aria-selected", String(place === chosen)));
  lines[chosen].scrollIntoView({ block: "nearest" });
  draft.setAttribute("aria-activedescendant", lines[chosen].id);
}

function take(word) {
  draft.setSelectionRange(draft.selectionStart - began, draft.selectionStart);
  insert(word);
  close();
}

function close() {
  offers.hidden = true;
  chosen = -1;
  draft.removeAttribute("aria-activedescendant");
  draft.removeAttribute("aria-controls");
}

draft.addEventListener("keydown", (event) => {
  if (offers.hidden || event.ctrlKey || event.metaKey || event.isComposing) return;
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) choose(chosen + moves[event.key]);
  else if (event.key === "Enter" || event.key === "Tab") take(offers.children[chosen].textContent);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
draft.addEventListener("input", (event) => {
  markPlaces();
  if (event.inputType?.startsWith("delete") || event.isComposing) close();
  else offer();
});
draft.addEventListener("scroll", () => {
  marks.scrollTop = draft.scrollTop;
  if (!offers.hidden) close();
});
draft.addEventListener("blur", close);
draft.addEventListener("click", close);
document.addEventListener("htmx:afterSettle", markPlaces);
window.addEventListener("resize", markPlaces);
markPlaces();

// --- nothing typed is lost --------------------------------------------------------------------------------------

const opened = draft.value;
let saving = false;
draft.form.addEventListener("submit", () => {
  saving = true;
});
window.addEventListener("beforeunload", (event) => {
  if (!saving && draft.value !== opened) event.preventDefault();
});

// The page of a record by hand: keys, fields that are saved when they are left, names after @, files that are dropped.
// Without this file every form here still works with its own button.
"use strict";

const WAIT = 150;
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const later = (() => {
  const waiting = new Map();
  return (key, call) => {
    clearTimeout(waiting.get(key));
    waiting.set(key, setTimeout(call, WAIT));
  };
})();

async function asked(address) {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  return answer.ok && !answer.redirected ? answer.text() : "";
}

// --- keys -------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return escape(event);
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

function escape(event) {
  const box = event.target.closest("[data-inplace] [name=value]");
  if (box) {
    box.value = box.tagName === "SELECT" ? held(box) : box.defaultValue;
    window.kept?.forget(box.form);
    box.blur();
    return;
  }
  const form = event.target.closest("#doing form");
  if (form && document.querySelector(".acts")) shut(form);
}

function shut(form) {
  const key = form.action.split("/").at(-2);
  form.remove();
  document.querySelector(`.acts a[href$="/do/${key}/"]`)?.focus();
}

// --- fields in place --------------------------------------------------------------------------------------------

const held = (box) => [...box.options].find((option) => option.defaultSelected)?.value ?? box.options[0]?.value ?? "";
const changed = (box) => box.value !== (box.tagName === "SELECT" ? held(box) : box.defaultValue);

document.addEventListener("focusout", (event) => {
  const box = event.target.closest("[data-inplace] [name=value]");
  if (!box || !changed(box) || box.form.contains(event.relatedTarget) || box.form.dataset.sending) return;
  box.form.requestSubmit();
});

// A form that is on its way isn't sent once more when its answer takes its place, and with it the focus.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.matches("[data-inplace]")) event.target.dataset.sending = "yes";
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.matches("[data-inplace]") && event.detail.failed) delete event.target.dataset.sending;
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-inplace] select")) event.target.form.requestSubmit();
  if (event.target.matches("[data-drop] input[type=file]") && event.target.files.length) event.target.form.requestSubmit();
  if (event.target.matches(".when [name=day]")) event.target.form.elements.when.value = "day";
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-inplace] input") && !changed(event.target)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const take = event.target.closest("[data-take]");
  if (take) {
    const { form } = take;
    form.elements.value.value = take.dataset.take;
    form.elements.value.defaultValue = take.dataset.take;
    window.kept?.forget(form);
    form.querySelector(".errors").remove();
    form.elements.value.focus();
  }
  const focus = event.target.closest("[data-focus]");
  if (focus) {
    event.preventDefault();
    const box = document.getElementById(focus.dataset.focus);
    if (box) {
      box.closest("details")?.setAttribute("open", "");
      box.focus();
    }
  }
  const close = event.target.closest("[data-shut]");
  if (close && document.querySelector(".acts")) {
    event.preventDefault();
    window.kept?.forget(close.closest("form"));
    shut(close.closest("form"));
  }
  const call = event.target.closest("a[data-after]");
  if (call && document.querySelector("#doing")) window.htmx.ajax("GET", call.dataset.after, "#doing");
});

// --- words that are offered -------------------------------------------------------------------------------------

document.addEventListener("input", (event) => {
  const box = event.target;
  if (box.dataset.offers) {
    later(box.id, async () => {
      const address = `${box.dataset.offers}?${new URLSearchParams({ value: box.value })}`;
      document.getElementById(box.getAttribute("list")).innerHTML = await asked(address);
    });
  }
  const form = box.closest("[data-alike]");
  if (form) {
    later("alike", async () => {
      const typed = new URLSearchParams([...new FormData(form)].filter(([name, value]) => value && name !== "key" && !name.startsWith("csrf")));
      document.querySelector("#alike").innerHTML = await asked(`${form.dataset.alike}?${typed}`);
    });
  }
  if (box.matches("textarea[data-names]")) later("names", () => offerNames(box));
});

document.addEventListener("paste", (event) => {
  if (event.target.matches("[data-paste]")) setTimeout(() => event.target.form.requestSubmit());
});

// --- names after @ ----------------------------------------------------------------------------------------------

const NAMED = /(?:^|\s)@([\p{L}\d.+-]*)$/u;
let offered = null;

async function offerNames(box) {
  const begun = NAMED.exec(box.value.slice(0, box.selectionStart));
  hideNames();
  if (!begun) return;
  const names = await asked(`/colleagues/?${new URLSearchParams({ q: begun[1] })}`);
  if (!names.trim()) return;
  offered = document.createElement("ul");
  offered.className = "offered-names";
  offered.id = "offered-names";
  offered.setAttribute("role", "listbox");
  offered.innerHTML = names;
  box.after(offered);
  box.setAttribute("aria-controls", "offered-names");
  choose(box, offered.firstElementChild);
}

function choose(box, option) {
  for (const one of offered.children) one.setAttribute("aria-selected", String(one === option));
  box.setAttribute("aria-activedescendant", option.id);
}

function hideNames() {
  const box = offered?.previousElementSibling;
  box?.removeAttribute("aria-activedescendant");
  box?.removeAttribute("aria-controls");
  offered?.remove();
  offered = null;
}

function name(box, option) {
  const before = box.value.slice(0, box.selectionStart).replace(/@[\p{L}\d.+-]*$/u, `@${option.dataset.name} `);
  const after = box.value.slice(box.selectionStart);
  box.value = before + after;
  box.setSelectionRange(before.length, before.length);
  hideNames();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("keydown", (event) => {
  if (!offered || !event.target.matches("[data-names]")) return;
  const on = offered.querySelector("[aria-selected=true]");
  const box = event.target;
  if (event.key === "ArrowDown") choose(box, on.nextElementSibling || offered.firstElementChild);
  else if (event.key === "ArrowUp") choose(box, on.previousElementSibling || offered.lastElementChild);
  else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") name(box, on);
  else if (event.key === "Escape") hideNames();
  else return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest(".offered-names li");
  if (!option) return;
  event.preventDefault();
  name(offered.previousElementSibling, option);
});

// --- files that are dropped -------------------------------------------------------------------------------------

for (const kind of ["dragover", "drop"]) {
  document.addEventListener(kind, (event) => {
    const form = document.querySelector("[data-drop]");
    if (!form || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    if (kind === "drop") {
      form.elements.files.files = event.dataTransfer.files;
      form.requestSubmit();
    }
  });
}

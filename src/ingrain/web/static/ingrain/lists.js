// Lists by hand: cells that are saved when they are left, rows that are ticked. Without this file a list can be read.
"use strict";

const held = (box) => (box.tagName === "SELECT" ? ([...box.options].find((option) => option.defaultSelected)?.value ?? "") : box.defaultValue);

document.addEventListener("htmx:afterSwap", (event) => {
  const box = event.target.closest?.("td")?.querySelector(".edit [name=value]");
  if (!box) return;
  box.focus();
  if (box.type !== "date") box.select?.();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement === document.body) event.target.closest?.("td")?.querySelector("button.cell")?.focus();
});

const giveUp = (form) => window.htmx.ajax("GET", form.dataset.cell, { target: form.closest("td") });

document.addEventListener("keydown", (event) => {
  const form = event.target.closest(".edit");
  if (form && event.key === "Escape") {
    form.dataset.gone = "yes";
    giveUp(form);
    event.preventDefault();
    return;
  }
  if (form && event.key === "Enter" && event.target.matches("input")) {
    form.dataset.gone = "yes";
    return;
  }
  if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
  const button = document.querySelector(`[data-press="${CSS.escape(event.key)}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

document.addEventListener("focusout", (event) => {
  const form = event.target.closest(".edit");
  if (!form || form.dataset.gone || form.contains(event.relatedTarget) || !form.isConnected) return;
  if (form.querySelector(".errors .btn")) return;
  form.dataset.gone = "yes";
  if (!form.querySelector(".errors") && form.elements.value.value === held(form.elements.value)) giveUp(form);
  else form.requestSubmit();
});

document.addEventListener("change", (event) => {
  if (event.target.matches(".edit select")) {
    event.target.form.dataset.gone = "yes";
    event.target.form.requestSubmit();
  }
  if (event.target.matches("[data-all]")) {
    for (const box of document.querySelectorAll("[name=pick]")) box.checked = event.target.checked;
  }
  if (event.target.matches("[data-all], [name=pick]")) ticked();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-give-up]");
  if (button) giveUp(button.form);
});

function ticked() {
  const button = document.querySelector("[data-picked]");
  if (button) button.hidden = !document.querySelector("[name=pick]:checked");
}
ticked();

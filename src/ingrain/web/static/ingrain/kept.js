// What was typed outlives a lost connection: forms with data-keep are kept in this browser until they are saved, and
// sent once the connection is back. A form's key sees to it that what arrives twice is done once.
"use strict";

(() => {
  const DAYS = 7;
  const AGAIN = 10_000;
  const viewer = document.querySelector("meta[name=viewer]")?.content;
  const NAME = `kept ${viewer} `;
  if (!viewer) return;

  const place = (form) => NAME + form.dataset.keep;

  function read(name) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }

  function write(form, lost) {
    const body = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
    try {
      localStorage.setItem(place(form), JSON.stringify({ to: form.action, at: Date.now(), on: location.pathname, lost, body }));
    } catch {
      // Where the browser keeps nothing, what was typed stays in the form for as long as the page does.
    }
  }

  const forget = (form) => form?.dataset.keep && localStorage.removeItem(place(form));
  window.kept = { forget };

  // At the foot of the window; of a form in a dialog, which covers it, within the form.
  function tell(said, kind, form) {
    const within = form?.closest("dialog[open]") && form.isConnected;
    const line = document.createElement("p");
    line.className = within ? "unsent" : kind;
    line.id = "kept-note";
    line.textContent = said;
    document.querySelector("#kept-note")?.remove();
    if (within) {
      line.setAttribute("role", "status");
      form.querySelector(".end").before(line);
    } else document.getElementById("told").append(line);
  }

  const said = (name) => document.querySelector(`meta[name="said-${name}"]`)?.content ?? "";

  // --- keeping --------------------------------------------------------------------------------------------------

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) write(form, false);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest?.("form[data-keep]");
    const { xhr, failed } = event.detail;
    if (!form || event.detail.requestConfig.verb === "get") return;
    const signedOut = new URL(xhr.responseURL || location.href).pathname.startsWith("/sign-in/");
    if (failed || xhr.status === 0 || signedOut) {
      write(form, true);
      tell(said(signedOut ? "signed-out" : "lost"), "warning", form);
    } else if (!form.isConnected || saved(xhr)) forget(form);
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (new URL(event.detail.xhr.responseURL || location.href).pathname.startsWith("/sign-in/")) event.detail.shouldSwap = false;
  });

  const HEADERS = ["HX-Location", "HX-Redirect", "HX-Trigger"];
  const saved = (xhr) => HEADERS.some((name) => xhr.getResponseHeader(name));

  // --- giving back ----------------------------------------------------------------------------------------------

  function giveBack(form) {
    const found = read(place(form));
    if (!found || Date.now() - found.at > DAYS * 86_400_000) return forget(form);
    let differs = false;
    for (const [name, value] of found.body) {
      const box = form.elements[name];
      if (!box || name === "seen" || box.value === value) continue;
      if (name !== "key" && name !== "when") differs = true;
      box.value = value;
    }
    if (differs && !found.lost) tell(said("given-back"), "success", form);
    return undefined;
  }

  const lookIn = (part) => {
    for (const form of part.querySelectorAll?.("form[data-keep]") ?? []) giveBack(form);
    if (part.matches?.("form[data-keep]")) giveBack(part);
  };
  document.addEventListener("htmx:load", (event) => lookIn(event.detail.elt));

  // --- sending again --------------------------------------------------------------------------------------------

  let sending = false;

  async function sendAgain() {
    if (sending || !navigator.onLine) return;
    sending = true;
    try {
      for (const name of Object.keys(localStorage).filter((one) => one.startsWith(NAME))) {
        const found = read(name);
        if (found?.lost) await send(name, found);
      }
    } catch {
      // Still no connection: the next time will tell.
    } finally {
      sending = false;
    }
  }

  async function send(name, found) {
    const { "x-csrftoken": token } = JSON.parse(document.body.getAttribute("hx-headers"));
    const answer = await fetch(found.to, {
      method: "POST",
      body: new URLSearchParams(found.body),
      headers: { "X-CSRFToken": token, "HX-Request": "true" },
    });
    if (new URL(answer.url).pathname.startsWith("/sign-in/") || answer.status >= 500) return;
    if (answer.ok && HEADERS.some((header) => answer.headers.get(header))) {
      localStorage.removeItem(name);
      const form = [...document.querySelectorAll("form[data-keep]")].find((one) => place(one) === name);
      const home = found.on === location.pathname;
      if (home) await window.htmx.ajax("GET", location.pathname, { target: "#main", select: "#main", swap: "outerHTML" });
      else form?.reset();
      tell(said("sent"), "success");
      return;
    }
    localStorage.setItem(name, JSON.stringify({ ...found, lost: false }));
    tell(said("refused"), "error");
  }

  window.addEventListener("online", sendAgain);
  setInterval(sendAgain, AGAIN);
  document.addEventListener("DOMContentLoaded", sendAgain);
})();

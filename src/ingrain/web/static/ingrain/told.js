// What was done is said at the foot of the window, in sight however far a page is scrolled. It can be closed, and goes by
// itself after a while unless it says that something went wrong, or somebody is at it. Without this file it stands above
// the page.
"use strict";

(() => {
  const A_WHILE = 20_000;
  const root = document.documentElement;
  const place = () => document.getElementById("told");
  let before = null;
  let lines = 0;

  root.classList.add("at-foot");

  // The page can be scrolled clear of it, and what is in focus isn't left beneath.
  function makeRoom() {
    const here = place()?.getBoundingClientRect();
    root.style.setProperty("--told", `${here?.height ?? 0}px`);
    const on = document.activeElement;
    if (!here?.height || on === document.body || on.id === "main" || place().contains(on)) return;
    const box = on.getBoundingClientRect();
    if (box.bottom > here.top && box.top < here.bottom) on.scrollIntoView({ block: "nearest" });
  }

  function putAway(line) {
    const focused = line.contains(document.activeElement);
    line.remove();
    if (focused) (before?.isConnected ? before : document.getElementById("main"))?.focus({ preventScroll: true });
    makeRoom();
  }

  function leaveLater(line) {
    setTimeout(() => (line.matches(":hover, :focus-within") ? leaveLater(line) : putAway(line)), A_WHILE);
  }

  function look() {
    const fresh = [...(place()?.querySelectorAll("p:not(:has(.put-away))") ?? [])];
    for (const line of fresh) {
      line.append(document.getElementById("put-away").content.cloneNode(true));
      if (!line.matches(".error, .warning")) leaveLater(line);
    }
    const now = place()?.querySelectorAll("p").length ?? 0;
    if (fresh.length || now !== lines) makeRoom();
    lines = now;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#told .put-away");
    if (button) putAway(button.closest("p"));
  });
  document.addEventListener("focusin", (event) => {
    if (!place()?.contains(event.target)) before = event.target;
  });
  document.addEventListener("htmx:beforeHistorySave", () => place()?.replaceChildren());
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  addEventListener("resize", makeRoom);
  look();
})();

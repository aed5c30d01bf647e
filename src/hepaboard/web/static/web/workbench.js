// The little that pages need beyond htmx: the side sheet closes, links to a fact open its group,
// what was open stays open, and an answer that came too late is not shown.
"use strict";
(() => {
  let opener = null;
  const open = new Map(); // by the id of what is replaced, the ids of what was open in it
  const sheet = () => document.getElementById("why");
  const close = () => {
    const why = sheet();
    if (!why || !why.firstElementChild) return;
    why.replaceChildren();
    if (opener && document.contains(opener)) opener.focus();
    opener = null;
  };
  const reveal = () => {
    const row = location.hash.startsWith("#fact-") && document.getElementById(location.hash.slice(1));
    if (!row) return;
    const tab = document.querySelector("input[name=tab][value=facts]");
    if (tab) tab.checked = true;
    const group = row.closest("details");
    if (group) group.open = true;
    row.scrollIntoView({ block: "center" });
    const control = row.querySelector("input:not([type=hidden]), select");
    if (control) control.focus();
  };
  // What follows a change (data-version) is for one version: a later change makes it stale.
  const stale = (detail) => {
    const version = detail.requestConfig?.elt?.dataset?.version;
    const base = document.getElementById("base");
    return Boolean(version && base && version !== base.value);
  };
  const remember = (part) => {
    open.set(part.id, [...part.querySelectorAll("details[id]")].map((item) => [item.id, item.open]));
  };
  const reopen = (id) => {
    for (const [name, was] of open.get(id) ?? []) {
      const item = document.getElementById(name);
      if (item && item.open !== was && (was || !item.dataset.opens)) item.open = was;
    }
    open.delete(id);
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest(".sheet .close")) close();
    const link = event.target.closest("a.why");
    if (link) opener = link;
    const fact = event.target.closest('a[href^="#fact-"]');
    if (fact && fact.hash === location.hash) reveal();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (stale(event.detail)) event.detail.shouldSwap = false;
    else remember(event.detail.target);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "why") event.detail.target.querySelector("h2")?.focus();
    reopen(event.detail.target.id);
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => remember(event.detail.target));
  document.addEventListener("htmx:oobAfterSwap", (event) => reopen(event.detail.target.id));
  // The next question takes the place of the one that was answered, also for the keyboard.
  let asked = false;
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id === "asked")
      asked = event.detail.target.contains(document.activeElement);
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (!asked || event.detail.target.id !== "asked") return;
    asked = false;
    const section = document.getElementById("asked");
    section?.querySelector("input:not([type=hidden]), select")?.focus();
  });
  // Without what follows a change, the ranking on the page is that of the case before.
  const lost = (event) => {
    if (event.detail.elt?.id !== "ranked") return;
    const words = document.createElement("p");
    words.className = "warning";
    words.textContent = "▲ The ranking is older than the answer. Load the page again.";
    document.getElementById("ask")?.prepend(words);
  };
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
    document.addEventListener(name, lost);
  window.addEventListener("hashchange", reveal);
  window.addEventListener("DOMContentLoaded", reveal);
})();

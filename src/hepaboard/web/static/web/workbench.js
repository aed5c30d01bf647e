// The little that pages need beyond htmx: the side sheet closes, links to a fact open its group.
"use strict";
(() => {
  let opener = null;
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
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "why") event.detail.target.querySelector("h2")?.focus();
  });
  window.addEventListener("hashchange", reveal);
  window.addEventListener("DOMContentLoaded", reveal);
})();

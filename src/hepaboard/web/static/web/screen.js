// Arrow keys, page keys and the buttons of a presenter go to the next and the previous case.
"use strict";
(() => {
  const keys = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous" };
  document.addEventListener("keydown", (event) => {
    const screen = document.getElementById("screen");
    const way = keys[event.key];
    if (!screen || !way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select")) return;
    const where = screen.dataset[way];
    if (!where) return;
    event.preventDefault();
    location.assign(where);
  });
})();

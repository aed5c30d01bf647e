// The liver map: a click on a segment adds a lesion, dragging or the arrows move one.
"use strict";
(() => {
  const STEP = 4; // pixels before a press becomes a drag
  let drag = null;
  let goal = null; // the segment that the arrows have chosen for the focused lesion
  let back = null; // what takes the focus once the answer is there
  const form = () => document.getElementById("liver-place");
  const map = () => document.querySelector("#liver svg");
  const part = (node, kind) => node?.closest?.(`#liver svg .${kind}`);
  const say = (words) => {
    const line = document.getElementById("liver-said");
    if (line) line.textContent = words;
  };
  const point = (segment) => {
    const box = segment.querySelector("text.name").getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const mark = (segment) => {
    map()?.querySelectorAll(".here").forEach((node) => node.classList.remove("here"));
    segment?.classList.add("here");
    goal = segment;
  };
  const place = (segment, lesion) => {
    const here = form();
    if (!here) return;
    back = lesion ? `lesion-${lesion}` : segment.id;
    here.elements.lesion.value = lesion;
    // The select holds what the map says; an undivided IV is not on the map.
    here.elements.segment.value = segment.dataset.segment;
    here.requestSubmit();
    mark(null);
  };
  const under = (event) =>
    document.elementsFromPoint(event.clientX, event.clientY)
      .map((node) => part(node, "segment")).find(Boolean);

  document.addEventListener("pointerdown", (event) => {
    const lesion = part(event.target, "lesion");
    if (!lesion || !form() || event.button !== 0) return;
    drag = { lesion, x: event.clientX, y: event.clientY, moved: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const dx = event.clientX - drag.x;
    const dy = event.clientY - drag.y;
    if (!drag.moved && Math.hypot(dx, dy) < STEP) return;
    drag.moved = true;
    const scale = map().viewBox.baseVal.width / map().getBoundingClientRect().width;
    drag.lesion.classList.add("moving");
    drag.lesion.setAttribute("transform", `translate(${dx * scale} ${dy * scale})`);
    mark(under(event));
  });
  const drop = (event, cancelled) => {
    if (!drag) return;
    const { lesion, moved } = drag;
    drag = null;
    lesion.classList.remove("moving");
    lesion.removeAttribute("transform");
    const segment = under(event);
    mark(null);
    if (!moved || cancelled) return;
    event.preventDefault();
    justDragged = true;
    setTimeout(() => { justDragged = false; }, 0);
    if (segment) place(segment, lesion.dataset.lesion);
    else say("Not on the liver: nothing was moved.");
  };
  let justDragged = false;
  document.addEventListener("pointerup", (event) => drop(event, false));
  document.addEventListener("pointercancel", (event) => drop(event, true));
  document.addEventListener("click", (event) => {
    if (justDragged || !form()) return;
    const lesion = part(event.target, "lesion");
    if (lesion) {
      document.getElementById(`liver-row-${lesion.dataset.lesion}`)?.querySelector("select, input:not([type=hidden])")?.focus();
      return;
    }
    const segment = part(event.target, "segment");
    if (segment) place(segment, "");
  });

  // The nearest segment in the direction of the arrow.
  const beyond = (from, key) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    const start = point(from);
    let best = null;
    let least = Infinity;
    for (const segment of map().querySelectorAll(".segment")) {
      const to = point(segment);
      const along = (to.x - start.x) * dx + (to.y - start.y) * dy;
      const across = Math.abs((to.x - start.x) * dy) + Math.abs((to.y - start.y) * dx);
      if (segment === from || along < 4 || across > along * 2) continue;
      if (along + across < least) [best, least] = [segment, along + across];
    }
    return best;
  };
  const home = (lesion) => {
    const words = lesion.getAttribute("aria-label").match(/segment (\w+),/);
    const name = words && words[1] === "IV" ? "IVa" : words?.[1];
    return document.getElementById(`segment-${name}`);
  };
  document.addEventListener("keydown", (event) => {
    const node = document.activeElement;
    const lesion = part(node, "lesion");
    const segment = part(node, "segment");
    if (!form() || !(lesion || segment)) return;
    if (lesion && event.key.startsWith("Arrow")) {
      event.preventDefault();
      const next = beyond(goal || home(lesion), event.key);
      if (!next) return;
      mark(next);
      say(`Move ${lesion.dataset.lesion} to segment ${next.dataset.segment}: Enter. To leave it: Escape.`);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (segment) place(segment, "");
      else if (goal) place(goal, lesion.dataset.lesion);
    } else if (event.key === "Escape" && goal) {
      mark(null);
      say("");
    }
  });
  document.addEventListener("focusout", (event) => {
    if (part(event.target, "lesion") && !drag) mark(null);
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target.id !== "liver" || !back) return;
    document.getElementById(back)?.focus({ preventScroll: true });
    back = null;
  });
})();

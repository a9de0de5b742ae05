// Planning in few keys: tick all that are shown, filter the units, propose the short name. Without
// this file every box can still be ticked by hand.
"use strict";

const title = document.querySelector("[data-title]");
const slug = document.querySelector("[data-slug]");
let proposed = slug && !slug.disabled && !slug.value;

function boxes(list) {
  return [...list.querySelectorAll("li:not([hidden]) > label:first-child input:not(:disabled)")];
}

function all(tick) {
  const name = tick.dataset.tick;
  const lists = name ? document.querySelectorAll(`[data-list="${name}"]`) : [tick.closest("[data-list]")];
  return [...lists].flatMap(boxes);
}

function count() {
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = document.querySelectorAll(`input[name="${place.dataset.count}"]:checked`).length;
  }
  for (const tick of document.querySelectorAll("[data-tick]")) {
    const these = all(tick);
    tick.checked = these.length > 0 && these.every((box) => box.checked);
  }
}

document.addEventListener("change", (event) => {
  const tick = event.target;
  if (tick.dataset.tick !== undefined) for (const box of all(tick)) box.checked = tick.checked;
  count();
});
document.addEventListener("input", (event) => {
  if (event.target === slug) proposed = false;
  if (event.target === title && proposed) {
    const plain = title.value.normalize("NFKD").toLowerCase();
    slug.value = plain.replace(/[^a-z0-9]+/g, "-").slice(0, 50).replace(/^-+|-+$/g, "");
  }
  if (!event.target.dataset.filter) return;
  const wanted = event.target.value.trim().toLowerCase();
  for (const row of document.querySelectorAll(`[data-list="${event.target.dataset.filter}"] li`)) {
    row.hidden = !row.dataset.words.toLowerCase().includes(wanted);
  }
});
count();

// Single keys, the list of them, copying, and filters that apply by themselves. All of it only
// saves a step: everything works without this file.
"use strict";

const off = document.documentElement.dataset.keys === "off";
const list = document.getElementById("keys");

function typing(target) {
  return target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
}

function shown(element) {
  return element.getClientRects().length > 0;
}

function press(key) {
  const wanted = [...document.querySelectorAll("[data-key]")];
  const found = wanted.find((each) => each.dataset.key.toLowerCase() === key && shown(each));
  if (!found) return false;
  found.focus();
  if (!found.matches("input[type=search], textarea")) found.click();
  return true;
}

function move(step) {
  const rows = [...document.querySelectorAll("[data-row]")];
  if (!rows.length) return false;
  const at = rows.indexOf(document.activeElement);
  const start = rows.findIndex((row) => row.getAttribute("aria-current"));
  const next = at < 0 ? Math.max(start + (start < 0 ? 1 : step), 0) : at + step;
  rows[Math.min(Math.max(next, 0), rows.length - 1)].focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter" && event.target.form) event.target.form.requestSubmit();
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat && !"jk".includes(event.key)) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (event.key === "?" && list) list.showModal();
  else if (off && event.key !== "Enter") return;
  else if (!(key === "j" || key === "k" ? move(key === "j" ? 1 : -1) : false) && !press(key)) return;
  event.preventDefault();
});

document.addEventListener("click", async (event) => {
  const target = event.target.closest("[data-copy], [data-open-keys]");
  if (!target) return;
  if (target.hasAttribute("data-open-keys")) return list.showModal();
  await navigator.clipboard.writeText(target.dataset.copy);
  target.textContent = target.dataset.done;
});

document.addEventListener("change", (event) => {
  if (event.target.closest("[data-submit]")) event.target.form.requestSubmit();
});

// Covered media: uncovered while Space or the pointer is held down, covered again at once after.
"use strict";

const free = "input, textarea, select, button, summary, dialog, a";

function look(on) {
  document.body.classList.toggle("looking", on);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || event.target.closest(free)) return;
  event.preventDefault();
  look(true);
});
document.addEventListener("keyup", (event) => event.key === " " && look(false));
for (const each of document.querySelectorAll("[data-cover]")) {
  each.addEventListener("pointerdown", () => look(true));
  each.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), look(true)));
  each.addEventListener("contextmenu", (event) => event.preventDefault());
}
for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => look(false));
document.addEventListener("visibilitychange", () => look(false));

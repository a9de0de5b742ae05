// While an answer is on its way it says so, with a count; where none comes, it says that nothing is
// lost. A file that is too large is told before it is sent. Everything works without this file.
"use strict";

const LINK = /https?:\/\//gi;

function begins(form) {
  const place = form.querySelector("[data-asking]");
  if (!place) return;
  const links = (form.querySelector("textarea")?.value.match(LINK) || []).length;
  const words = links > 1 ? place.dataset.askingLinks : place.dataset.asking;
  place.textContent = (words || place.dataset.asking).replace("#", links);
}

function unanswered() {
  const note = document.getElementById("no-answer");
  if (note) note.hidden = false;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const note = document.getElementById("no-answer");
  if (note) note.hidden = true;
  begins(event.detail.elt);
});
document.addEventListener("htmx:sendError", unanswered);
document.addEventListener("htmx:responseError", unanswered);
document.addEventListener("htmx:timeout", unanswered);

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-largest]");
  const file = form && event.target.files && event.target.files[0];
  if (!file) return;
  const large = file.size > Number(form.dataset.largest);
  form.querySelector("[data-too-large]").hidden = !large;
  form.querySelector("button").disabled = large;
});

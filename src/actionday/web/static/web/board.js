// The board asks every two seconds whether it has changed, and says so when nobody answers.
"use strict";

const live = document.getElementById("live");
const state = document.getElementById("connection");
let tag = live.dataset.etag;

live.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["If-None-Match"] = tag;
});
live.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden) event.preventDefault();
});
live.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 200) tag = event.detail.xhr.getResponseHeader("ETag");
  else event.detail.shouldSwap = false;
});
live.addEventListener("htmx:afterRequest", (event) => {
  const lost = event.detail.xhr.status === 0 || event.detail.xhr.status >= 400;
  state.classList.toggle("lost", lost);
  state.textContent = lost ? state.dataset.lost : state.dataset.live;
});

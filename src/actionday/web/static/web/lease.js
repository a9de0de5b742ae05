// How long the piece is still one's own: counted down in steps of ten seconds, so that it is calm.
"use strict";

const left = document.querySelector("[data-left]");
const end = left && Date.now() + Number(left.dataset.left) * 1000;

if (left) setInterval(() => {
  const seconds = Math.max(0, Math.ceil((end - Date.now()) / 10000) * 10);
  left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}, 10000);

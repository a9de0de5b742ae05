// Asks the browser for a security key, and sends what it says with the form. What the key is asked
// stands in the page as data; `webauthnJSON` comes from django-allauth.
"use strict";

async function ask(way) {
  const asked = JSON.parse(document.getElementById("js_data").textContent);
  if (way === "get") return webauthnJSON.get(asked.request_options);
  const options = asked.creation_options;
  options.publicKey.authenticatorSelection.residentKey = "discouraged";
  options.publicKey.authenticatorSelection.requireResidentKey = false;
  return webauthnJSON.create(options);
}

for (const form of document.querySelectorAll("[data-security-key]")) {
  form.addEventListener("submit", async (event) => {
    const field = form.elements.credential;
    if (field.value) return;
    event.preventDefault();
    try {
      field.value = JSON.stringify(await ask(form.dataset.securityKey));
      form.requestSubmit();
    } catch {
      document.querySelector("[data-key-failed]").hidden = false;
    }
  });
}

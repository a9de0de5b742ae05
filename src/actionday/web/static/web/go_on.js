// Sends again what was kept while the person proved who they are; without this file a click does it.
"use strict";

document.querySelector("[data-go-on]").requestSubmit();

"use strict";
// What went wrong with a passkey is said on the page.
document.addEventListener("allauth.error", (event) => {
  const line = document.getElementById("passkey-error");
  if (!line) return;
  event.preventDefault();
  line.hidden = false;
});

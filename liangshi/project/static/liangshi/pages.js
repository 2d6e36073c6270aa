"use strict";
// Small comforts; every page works without them.
document.addEventListener("submit", (event) => {
  const question = event.target.getAttribute("data-confirm");
  if (question && !window.confirm(question)) event.preventDefault();
});
document.addEventListener("click", (event) => {
  const printer = event.target.closest("[data-print]");
  if (printer) window.print();
});

// Pages on which something is decided: every decision has a key, every reason a number.
"use strict";

(() => {
  // Dialogs and the field for notes.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show], [data-close], [data-focus]");
    if (!button) return;
    if (button.dataset.show) document.getElementById(button.dataset.show).showModal();
    else if (button.dataset.focus) document.getElementById(button.dataset.focus).focus();
    else button.closest("dialog").close();
  });
  const reject = document.getElementById("reject");
  reject?.addEventListener("keydown", (event) => {
    if (event.target.matches("input:not([type=radio])") || event.ctrlKey || event.metaKey || event.altKey) return;
    const reason = reject.querySelector(`[data-number="${event.key}"]`);
    if (!reason) return;
    event.preventDefault();
    reason.checked = true;
    reason.focus();
  });
  // A dialog would hide why its decision was not taken.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful) event.target.closest("dialog")?.close();
    if (event.detail.successful && event.target.matches("[data-empty-when-sent]")) event.target.reset();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches("input, textarea, select") && !document.querySelector("dialog[open]")) {
      event.target.blur();
      return;
    }
    if (!window.desk.isKey(event)) return;
    if (event.key === "?") {
      event.preventDefault();
      document.getElementById("keys").showModal();
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target || event.repeat) return;
    event.preventDefault();
    target.click();
  });

  // Who leaves the page lets go what was open.
  const leave = document.getElementById("leave");
  if (leave) window.addEventListener("pagehide", () => navigator.sendBeacon(leave.action, new FormData(leave)));
})();

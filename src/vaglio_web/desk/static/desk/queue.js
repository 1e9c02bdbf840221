// The queue by keyboard.
"use strict";

(() => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const form = document.getElementById("several");
  let at = -1;

  const go = (step) => {
    if (!rows.length) return;
    at = Math.min(Math.max(at + step, 0), rows.length - 1);
    rows.forEach((row, index) => {
      if (index === at) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
    const link = rows[at].querySelector("[data-open]");
    link.focus();
    rows[at].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (!window.desk.isKey(event)) return;
    const known = {
      j: () => go(1),
      k: () => go(-1),
      x: () => at >= 0 && rows[at].querySelector("input[type=checkbox]")?.click(),
      "/": () => document.getElementById("f-dossier").focus(),
      "?": () => document.getElementById("keys").showModal(),
    };
    if (!known[event.key]) return;
    event.preventDefault();
    known[event.key]();
  });

  // Say before sending whether the chosen ones can be decided together.
  const tell = () => {
    const boxes = [...form.querySelectorAll("input[name=claim]:checked")];
    const alike = ["report", "voice"].some((name) => new Set(boxes.map((box) => box.dataset[name])).size <= 1);
    const words = boxes.length ? `${boxes.length} chosen${alike ? "." : ": not of one report, nor of one speaker and kind."}` : "None is chosen.";
    form.querySelector("[data-chosen]").textContent = words;
    for (const button of form.querySelectorAll("button[name=verdict]")) button.disabled = !boxes.length || !alike;
  };
  if (form && form.querySelector("[data-several]")) {
    form.addEventListener("change", tell);
    tell();
  }
})();

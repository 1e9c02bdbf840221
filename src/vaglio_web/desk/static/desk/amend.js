// The form of a claim: the field that one is in takes the words that are marked in the report.
"use strict";

(() => {
  const form = document.getElementById("amend");
  const { reportText, selected, say } = window.desk;
  let taking = null;
  let changed = false;

  const takes = (input) => {
    taking?.classList.remove("taking");
    taking = input;
    taking?.classList.add("taking");
  };
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-takes-words]")) takes(event.target);
    else if (!event.target.matches("button")) takes(null);
  });
  const hidden = (input, end) => form.elements[`${input.name}-${end}`];

  const take = () => {
    if (!taking) return;
    const found = selected();
    if (!found) return;
    taking.value = found.words.replace(/\s+/gu, " ");
    hidden(taking, "start").value = found.start;
    hidden(taking, "end").value = found.end;
    changed = true;
    const label = form.querySelector(`label[for="${CSS.escape(taking.id)}"]`);
    say(`${label.textContent}: “${taking.value}”`);
    taking.dispatchEvent(new Event("change", { bubbles: true }));
  };
  reportText.addEventListener("mouseup", () => setTimeout(take));
  reportText.addEventListener("touchend", () => setTimeout(take, 300));
  reportText.addEventListener("keyup", (event) => event.key === "Shift" && take());

  // What is typed is looked for in the report when it is sent: the mark no longer holds.
  form.addEventListener("input", (event) => {
    changed = true;
    if (!event.target.matches("[data-takes-words]")) return;
    hidden(event.target, "start").value = "";
    hidden(event.target, "end").value = "";
  });
  // A speaker that is named speaks for themselves.
  form.addEventListener("change", (event) => {
    const sort = form.elements.speaker_type;
    if (event.target.name === "speaker" && event.target.value && sort.value === "publisher") sort.value = "person";
    if (event.target.name === "speaker_type" && sort.value === "publisher") form.elements.speaker.value = "";
  });

  // Rows: one more, one less.
  const number = (row, to) => {
    const name = row.dataset.rowOf;
    for (const each of row.querySelectorAll("[name], [id], [for]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = each.getAttribute(attribute);
        if (value) each.setAttribute(attribute, value.replace(new RegExp(`^${name}-\\d+`), `${name}-${to}`));
      }
    }
  };
  for (const list of form.querySelectorAll("[data-rows]")) {
    const name = list.dataset.rows;
    const rows = list.querySelectorAll("[data-row-of]");
    const pattern = rows[rows.length - 1];
    let next = rows.length - 1;
    const button = list.querySelector("[data-more]");
    const more = () => {
      const row = pattern.cloneNode(true);
      row.removeAttribute("data-empty");
      number(row, next++);
      button.before(row);
      return row;
    };
    for (const each of list.querySelectorAll("[data-take-away], [data-look-up]")) each.hidden = false;
    button.hidden = false;
    pattern.remove();
    button.addEventListener("click", () => more().querySelector("[data-takes-words]").focus());
    list.addEventListener("click", (event) => {
      const row = event.target.closest(`[data-row-of="${name}"]`);
      if (event.target.closest("[data-take-away]")) {
        if (row.contains(taking)) takes(null);
        row.remove();
        changed = true;
        button.focus();
      }
      const look = event.target.closest("[data-look-up]");
      if (look) lookUp(row, look.dataset.lookUp);
    });
  }
  const lookUp = async (row, address) => {
    const name = row.querySelector("[data-takes-words]").value;
    const choice = row.querySelector("select");
    try {
      const answer = await fetch(`${address}?name=${encodeURIComponent(name)}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const made = new DOMParser().parseFromString(`<select>${await answer.text()}</select>`, "text/html");
      choice.replaceChildren(...made.querySelectorAll("option"));
      if (choice.options.length > 1) choice.selectedIndex = 1;
      say(choice.options.length > 1 ? `${choice.options.length - 1} places of that name.` : "The gazetteer knows no place of that name.");
      choice.focus();
    } catch {
      say("The places could not be looked up; try again.", "error");
    }
  };

  // What is wrong is told beside its field.
  document.addEventListener("htmx:afterSwap", () => {
    for (const each of form.querySelectorAll(".wrong")) each.classList.remove("wrong");
    for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
    let first = null;
    for (const line of document.querySelectorAll("[data-problem]")) {
      const input = form.elements[line.dataset.problem];
      if (!input) continue;
      input.closest(".field").classList.add("wrong");
      input.setAttribute("aria-invalid", "true");
      const label = form.querySelector(`label[for="${CSS.escape(input.id)}"]`);
      if (label) line.querySelector("[data-problem-label]").textContent = label.textContent;
      first ??= input;
    }
    first?.focus();
  });

  // Nobody loses what they wrote by a wrong press.
  let sent = false;
  form.addEventListener("htmx:afterRequest", (event) => {
    sent = event.detail.successful && event.detail.xhr.status < 400;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed && !sent) event.preventDefault();
  });

  if (!form.elements.quote.value) form.elements.quote.focus();
})();

// The review screen: fields point at their words, and every decision has a key.
"use strict";

(() => {
  const text = document.getElementById("report-text");
  const lit = (name, on) => {
    const chosen = name === "quote" ? "mark.own" : `[data-fields~="${name}"]`;
    const found = [...text.querySelectorAll(chosen)];
    for (const each of found) each.classList.toggle("lit", on);
    document.getElementById(`label-${name}`)?.classList.toggle("lit", on);
    return found;
  };
  const show = (name) => {
    const words = lit(name, true)[0];
    if (!words) return;
    const fold = words.closest("details");
    if (fold) fold.open = true;
    words.scrollIntoView({ block: "center" });
  };

  // A field lights its words while it is pointed at; a press brings them into view.
  for (const field of document.querySelectorAll("[data-field]")) {
    const name = field.dataset.field;
    for (const event of ["mouseenter", "focus"]) field.addEventListener(event, () => lit(name, true));
    for (const event of ["mouseleave", "blur"]) field.addEventListener(event, () => lit(name, false));
    field.addEventListener("focus", () => field.matches(":focus-visible") && show(name));
    field.addEventListener("click", () => show(name));
  }
  // And words light the label of their field.
  for (const words of text.querySelectorAll("[data-fields]")) {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false]]) {
      words.addEventListener(event, () => {
        for (const name of words.dataset.fields.split(" ")) document.getElementById(`label-${name}`)?.classList.toggle("lit", on);
      });
    }
  }

  // The claim's words are in view from the start, without moving the page.
  const own = text.querySelector("mark.own");
  const centre = () => {
    const fold = own.closest("details");
    if (fold) fold.open = true;
    text.scrollTop += own.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  };
  if (own) {
    centre();
    // A phone that is turned round lays the report out anew.
    window.matchMedia("(max-width: 900px)").addEventListener("change", centre);
  }

  // Where in the report a point of the page lies, in code points: a mark beyond the
  // basic plane is two units to the browser, and one to the desk.
  const placeOf = (node, offset) => {
    const before = document.createRange();
    const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-at]") : null;
    if (piece) {
      before.setStart(piece, 0);
      before.setEnd(node, offset);
      return Number(piece.dataset.at) + [...before.toString()].length;
    }
    // Between pieces: the end of the last piece that lies wholly before the point.
    const point = document.createRange();
    point.setStart(node, offset);
    let place = null;
    for (const each of text.querySelectorAll("[data-at]")) {
      if (point.comparePoint(each, 0) > 0) {
        if (place === null) place = Number(each.dataset.at);
        break;
      }
      place = Number(each.dataset.at) + [...each.textContent].length;
    }
    return place;
  };

  // The words that are selected in the report, without the white space around them.
  const selected = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    let start = placeOf(range.startContainer, range.startOffset);
    let end = placeOf(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return null;
    const words = wordsAt(start, end);
    const marks = [...words];
    const head = marks.findIndex((mark) => mark.trim());
    if (head < 0) return null;
    const tail = marks.length - 1 - [...marks].reverse().findIndex((mark) => mark.trim());
    end = start + tail + 1;
    start += head;
    return { start, end, words: marks.slice(head, tail + 1).join("") };
  };
  // The report's words between two places; a gap between paragraphs is a line's end.
  const wordsAt = (start, end) => {
    const parts = [];
    let last = null;
    for (const piece of text.querySelectorAll("[data-at]")) {
      const at = Number(piece.dataset.at);
      const marks = [...piece.textContent];
      if (at + marks.length <= start || at >= end) continue;
      if (last !== null && at > last) parts.push("\n".repeat(at - last));
      parts.push(marks.slice(Math.max(0, start - at), end - at).join(""));
      last = at + marks.length;
    }
    return parts.join("");
  };
  window.desk.selected = selected;
  window.desk.reportText = text;

  // What is selected becomes the words of the claim that is added.
  document.querySelector("[data-add-claim]")?.addEventListener("click", (event) => {
    const found = selected();
    if (!found) return;
    event.preventDefault();
    const address = new URL(event.currentTarget.href);
    address.searchParams.set("at", found.start);
    address.searchParams.set("end", found.end);
    window.location.assign(address);
  });
})();

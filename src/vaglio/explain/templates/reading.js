"use strict";
(() => {
  const root = document.documentElement;
  const cards = [...document.querySelectorAll(".card")];
  const announcer = document.querySelector("p.announcer");
  const help = document.getElementById("help");
  const narrow = matchMedia("(max-width: 61.99rem)");
  let chosen = null;

  const has = (element, name, value) => (element.dataset[name] || "").split(" ").includes(value);
  const reportOf = (element) => element.closest(".report");
  const marksOf = (card) =>
    [...reportOf(card).querySelectorAll("[data-claims]")].filter((m) => has(m, "claims", card.dataset.claim));
  const wordsOf = (card, key) =>
    [...reportOf(card).querySelectorAll(".text [data-fields]")].filter((w) => has(w, "fields", key));

  function clear() {
    for (const e of document.querySelectorAll(".on, .word, .lit")) e.classList.remove("on", "word", "lit");
    for (const e of document.querySelectorAll(".selecting")) e.classList.remove("selecting");
    if (chosen) {
      chosen.removeAttribute("aria-current");
      chosen.classList.remove("sheet");
      chosen.querySelector(".sheet-bar").hidden = true;
    }
    document.body.classList.remove("has-sheet");
    chosen = null;
  }

  function choose(card) {
    clear();
    chosen = card;
    card.setAttribute("aria-current", "true");
    reportOf(card).querySelector(".text").classList.add("selecting");
    for (const mark of marksOf(card)) mark.classList.add("on");
    const prefix = card.dataset.claim + ".";
    for (const word of reportOf(card).querySelectorAll(".text [data-fields]")) {
      if (word.dataset.fields.split(" ").some((key) => key.startsWith(prefix))) word.classList.add("word");
    }
    if (narrow.matches) {
      card.classList.add("sheet");
      card.querySelector(".sheet-bar").hidden = false;
      document.body.classList.add("has-sheet");
      card.scrollTop = 0;
    }
    history.replaceState(null, "", "#" + card.id);
    const speaker = card.querySelector(".speaker").textContent;
    announcer.textContent = `Claim ${card.dataset.claim}: ${speaker}, ${card.querySelector(".how b").textContent}`;
  }

  function reveal(elements) {
    if (!elements.length) return;
    const boxes = elements.map((element) => element.getBoundingClientRect());
    const top = Math.min(...boxes.map((box) => box.top)), bottom = Math.max(...boxes.map((box) => box.bottom));
    const seen = innerHeight * (narrow.matches ? 0.5 : 1);
    if (top < 16 || bottom > seen - 16) scrollBy({ top: top - seen * 0.3 });
  }

  function showCard(card) {
    const list = card.closest(".claims");
    if (narrow.matches || list.scrollHeight <= list.clientHeight) return;
    const box = card.getBoundingClientRect(), around = list.getBoundingClientRect();
    if (box.top >= around.top && box.bottom <= around.bottom) return;
    list.scrollBy({ top: box.top - around.top - 40 });
  }

  function light(card, key) {
    const words = wordsOf(card, key);
    for (const word of words) word.classList.add("lit");
    for (const link of card.querySelectorAll("[data-field]")) link.classList.toggle("lit", link.dataset.field === key);
    reveal(words);
    announcer.textContent = words.map((word) => word.textContent).join("");
  }

  function step(by) {
    const at = cards.indexOf(chosen);
    const next = at < 0 ? firstInView(by) : Math.min(cards.length - 1, Math.max(0, at + by));
    const card = cards[next];
    if (!card) return;
    choose(card);
    card.focus({ preventScroll: true });
    showCard(card);
    reveal(marksOf(card));
  }

  function firstInView(by) {
    const at = cards.findIndex((card) => marksOf(card).some((m) => m.getBoundingClientRect().top > 0));
    return at < 0 ? (by > 0 ? 0 : cards.length - 1) : at;
  }

  function fromText(mark) {
    const numbers = mark.dataset.claims.split(" ");
    const mine = chosen && reportOf(chosen) === reportOf(mark) ? numbers.indexOf(chosen.dataset.claim) : -1;
    const number = mine < 0 ? narrowest(mark, numbers) : numbers[(mine + 1) % numbers.length];
    const card = reportOf(mark).querySelector(`.card[data-claim="${number}"]`);
    choose(card);
    showCard(card);
    if (narrow.matches) reveal([mark]);
  }

  function narrowest(mark, numbers) {
    const size = (n) => marksOf(reportOf(mark).querySelector(`.card[data-claim="${n}"]`))
      .reduce((sum, m) => sum + m.textContent.length, 0);
    return numbers.reduce((best, n) => (size(n) < size(best) ? n : best));
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    const field = target.closest("[data-field]");
    const whole = target.closest("[data-whole]");
    const number = target.closest("sup.no a");
    const card = target.closest(".card");
    if (target.closest("[data-help]")) return help.showModal();
    if (target.closest("[data-clear]")) return clear();
    const button = target.closest("[data-step]");
    if (button) return step(Number(button.dataset.step));
    if (field || whole) {
      event.preventDefault();
      choose(card);
      return field ? light(card, field.dataset.field) : reveal(marksOf(card));
    }
    if (number) {
      event.preventDefault();
      const aim = document.getElementById(number.hash.slice(1));
      choose(aim);
      showCard(aim);
      return reveal(marksOf(aim));
    }
    const mark = target.closest("mark");
    if (mark && !String(getSelection())) return fromText(mark);
    if (card && !narrow.matches && !target.closest("summary, a") && !String(getSelection())) {
      choose(card);
      reveal(marksOf(card));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "Escape") clear();
    else if (event.key === "?") help.showModal();
    else if (event.key === "w" && chosen) {
      const why = chosen.querySelector(".why");
      if (why) why.open = !why.open;
    }
  });

  root.classList.add("scripted");
  document.querySelector("[data-help]").hidden = false;
  const asked = location.hash && document.getElementById(location.hash.slice(1));
  if (asked && asked.matches(".card")) {
    choose(asked);
    showCard(asked);
    reveal(marksOf(asked));
  }
})();

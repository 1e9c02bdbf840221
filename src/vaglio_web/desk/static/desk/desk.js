// The desk's small script for every page. No page needs it to be read or sent.
"use strict";

(() => {
  const narrow = window.matchMedia("(max-width: 720px)");

  // The menu is folded on a phone and open beside a keyboard.
  const fold = () => {
    for (const each of document.querySelectorAll("[data-fold-on-phone]")) each.open = !narrow.matches;
  };
  fold();
  narrow.addEventListener("change", fold);

  // A press elsewhere, or Escape, closes the account's menu.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.account[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.account[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A choice that filters a list is taken at once.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-send-on-change]");
    if (form) form.requestSubmit();
  });

  // What takes everything with it is asked once more.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const question = (button && button.dataset.ask) || event.target.dataset.ask;
    if (question && !window.confirm(question)) event.preventDefault();
  });

  // Say something to everybody, also to those who hear the page.
  const say = (words, kind) => {
    const region = document.getElementById("messages");
    if (!region) return;
    const line = document.createElement("p");
    line.className = `message ${kind || "info"}`;
    line.textContent = words;
    region.replaceChildren(line);
  };

  // A request that did not arrive is told; the page keeps what was written.
  const lost = () => say("Not sent: the desk could not be reached. Nothing is lost here; try again.", "error");
  document.addEventListener("htmx:sendError", lost);
  document.addEventListener("htmx:timeout", lost);
  // Who signed in again in another window has another token than this page was made with.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (!token || event.detail.verb === "get") return;
    event.detail.headers["x-csrftoken"] = token[1];
    event.detail.parameters.csrfmiddlewaretoken = token[1];
  });
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    const words = {
      401: "Not sent: you are signed out. Sign in in another window, then try again; nothing is lost here.",
      403: "Not sent: the desk did not know this window. Sign in in another window, then try again; nothing is lost here.",
      404: "Not sent: it is not there any more, or not for you.",
    };
    say(words[status] || `Not sent: the desk could not do it (${status}). Nothing is lost here; try again.`, "error");
  });

  // Whether a key is meant for the page: nobody is typing, no list of keys is open.
  const isKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return false;
    const on = event.target;
    if (on.isContentEditable || on.matches("textarea, select, input:not([type=checkbox], [type=radio])")) return false;
    return !document.querySelector("dialog[open]");
  };

  window.desk = { say, isKey };
})();

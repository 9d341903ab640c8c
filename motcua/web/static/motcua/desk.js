// Keys of the desk. Pages work without this file; it saves a tired hand some way.
"use strict";

function press(event) {
  const name = (event.ctrlKey ? "ctrl+" : "") + event.key;
  const target = document.querySelector(`[data-key="${CSS.escape(name)}"]`);
  if (!target) return false;
  target.click();
  return true;
}

// Up and down walk through a list's links, as they do in a table of files.
function walk(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
  const links = [...document.querySelectorAll("[data-rows] a.code")];
  const here = links.indexOf(document.activeElement);
  if (!links.length || (here < 0 && document.activeElement !== document.body)) return false;
  const next = links[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) next.focus();
  return Boolean(next);
}

document.addEventListener("keydown", (event) => {
  if (press(event) || walk(event)) event.preventDefault();
});

// A form is sent once: the second click of an impatient hand does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) return event.preventDefault();
  if (form.method === "post") form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

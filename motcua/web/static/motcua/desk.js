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

// Rows are ticked with x, a stretch of them with Shift; the bar says how many.
let lastTicked = null;

function boxes() {
  return [...document.querySelectorAll("[data-bulk] [name=chon]")];
}

function count() {
  const words = document.querySelector("[data-chosen]");
  if (!words) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  words.textContent = chosen ? `Đã chọn ${chosen}` : "Đánh dấu hồ sơ, rồi chọn việc:";
  document.querySelectorAll(".bulkbar button").forEach((button) => { button.disabled = !chosen; });
  const whole = document.querySelector("[data-all]");
  whole.hidden = false;
  whole.checked = chosen === all.length;
  whole.indeterminate = chosen > 0 && chosen < all.length;
}

function stretch(box) {
  const all = boxes();
  const ends = [all.indexOf(lastTicked), all.indexOf(box)].sort((a, b) => a - b);
  if (ends[0] < 0) return;
  all.slice(ends[0], ends[1] + 1).forEach((between) => { between.checked = box.checked; });
}

function tick(event) {
  if (event.key.toLowerCase() !== "x" || event.ctrlKey || event.altKey || event.metaKey) return false;
  const row = document.activeElement.closest("[data-bulk] tr");
  const box = row && row.querySelector("[name=chon]");
  if (!box) return false;
  box.checked = !box.checked;
  if (event.shiftKey) stretch(box);
  lastTicked = box;
  count();
  return true;
}

document.addEventListener("click", (event) => {
  const box = event.target;
  if (box.matches("[data-all]")) boxes().forEach((each) => { each.checked = box.checked; });
  else if (!box.matches("[data-bulk] [name=chon]")) return;
  else if (event.shiftKey) stretch(box);
  lastTicked = box;
  count();
});
document.addEventListener("htmx:afterSwap", count);
window.addEventListener("pageshow", count);

document.addEventListener("keydown", (event) => {
  if (press(event) || walk(event) || tick(event)) event.preventDefault();
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

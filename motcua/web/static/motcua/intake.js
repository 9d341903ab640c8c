// Intake at the counter. Every page works without this file; with it the hands stay on the keys.
"use strict";

(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];

  // A scanner without Enter at the end: when a card's code stops growing, it is sent. On a slow
  // line the card may have been read before this file came.
  let waiting = 0;
  function scanned(box) {
    clearTimeout(waiting);
    if (box.value.split("|").length > 6) waiting = setTimeout(() => box.form.requestSubmit(), 400);
  }
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-scan]")) scanned(event.target);
  });
  for (const box of all("[data-scan]")) if (box.value !== box.defaultValue) scanned(box);

  // A slash leads to the next box of a date.
  document.addEventListener("keydown", (event) => {
    const parts = event.target.closest && event.target.closest("[data-parts]");
    if (!parts || !["/", ".", "-"].includes(event.key)) return;
    const boxes = all("input", parts);
    const next = boxes[boxes.indexOf(event.target) + 1];
    event.preventDefault();
    if (next) next.select();
  });

  // Search: down from the box to the lines, up and down between them.
  document.addEventListener("keydown", (event) => {
    const picks = all("[data-choices] .pick");
    const box = document.querySelector("[data-find]");
    if (!box || !picks.length) return;
    const here = picks.indexOf(document.activeElement);
    const isEnter = event.key === "Enter" && document.activeElement === box && box.value !== "";
    if (here < 0 && document.activeElement !== box) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" && !isEnter) return;
    const next = event.key === "ArrowUp" ? picks[here - 1] || box : picks[here + 1];
    event.preventDefault();
    if (next) next.focus();
  });

  // Checklist: 1, 2, 3 mark the line with the focus and lead to the next one.
  const list = document.querySelector("[data-checklist]");
  const count = (mark) => all(`.tri input[value="${mark}"]:checked`, list).length;
  const show = (element, isShown) => {
    if (!element) return;
    element.hidden = !isShown;
    if ("disabled" in element) element.disabled = !isShown;
  };

  function why(unchecked, missing) {
    if (unchecked) return `Còn ${unchecked} giấy tờ chưa kiểm`;
    return missing ? `Còn thiếu ${missing} giấy nên chưa tiếp nhận được` : "";
  }

  function tell() {
    const lines = all("[data-line]", list);
    const missing = lines.filter((line) => line.querySelector('input[value="missing"]:checked'));
    const found = { present: count("present"), missing: missing.length, not_needed: count("not_needed") };
    found.unchecked = lines.length - found.present - found.missing - found.not_needed;
    for (const place of all("[data-count]")) place.textContent = found[place.dataset.count];
    const names = document.querySelector("[data-missing-names]");
    names.textContent = missing.map((line) => line.dataset.line).join("; ");
    show(document.querySelector("[data-missing]"), missing.length > 0);
    const reason = why(found.unchecked, found.missing);
    document.querySelector("[data-why]").textContent = reason;
    document.querySelector("[data-accept]").toggleAttribute("aria-disabled", Boolean(reason));
    if (reason) document.querySelector("[data-accept]").setAttribute("aria-disabled", "true");
    const ask = document.querySelector("[data-ask]");
    show(ask, missing.length > 0);
    ask.classList.toggle("main", missing.length > 0);
    document.querySelector("[data-next]").classList.toggle("main", !missing.length);
  }

  if (list) {
    list.addEventListener("change", tell);
    list.addEventListener("keydown", (event) => {
      const line = event.target.closest("[data-line]");
      if (!line || !["1", "2", "3"].includes(event.key) || !event.target.matches(".tri input")) return;
      event.preventDefault();
      all(".tri input", line)[Number(event.key) - 1].checked = true;
      tell();
      const lines = all("[data-line]", list);
      const next = lines[lines.indexOf(line) + 1];
      const radio = next && (next.querySelector(".tri input:checked") || next.querySelector(".tri input"));
      (radio || document.querySelector(".deskbar .main")).focus();
    });
    tell();
    const open = all("[data-line]", list).find((line) => !line.querySelector(".tri input:checked"));
    if (open && !document.querySelector("[autofocus]")) open.querySelector(".tri input").focus();
  }

  // A part of the form came back from the server: what was typed meanwhile stays as it was typed.
  const state = (form) => new Map(all("[name]", form).map((box) => [
    box.type === "radio" || box.type === "checkbox" ? `${box.name}=${box.value}` : box.name,
    box.type === "radio" || box.type === "checkbox" ? box.checked : box.value,
  ]));
  let sent = new Map();
  let meanwhile = new Map();
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target.closest("form");
    if (form) sent = state(form);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.target.closest("form");
    if (!form) return;
    const now = state(form);
    meanwhile = new Map([...now].filter(([key, value]) => sent.has(key) && sent.get(key) !== value));
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const box of all("#luot [name]")) {
      const isTick = box.type === "radio" || box.type === "checkbox";
      const key = isTick ? `${box.name}=${box.value}` : box.name;
      if (!meanwhile.has(key)) continue;
      if (isTick) box.checked = meanwhile.get(key);
      else box.value = meanwhile.get(key);
    }
    meanwhile = new Map();
  });
})();

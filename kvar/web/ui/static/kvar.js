/* Makes Kvar quicker, never necessary: keeps what is typed, and leads the eye to what went wrong. */
"use strict";

const WAIT = 800;
const waiting = new Map();

function typed(form) {
  const data = new FormData(form);
  for (const control of form.querySelectorAll("input[type=file], input[type=password]")) data.delete(control.name);
  data.delete("csrfmiddlewaretoken");
  return data;
}

async function keep(form, leaving = false) {
  const told = form.querySelector("[data-draft-told]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]");
  try {
    const name = form.dataset.draft ? `?formular=${encodeURIComponent(form.dataset.draft)}` : "";
    const answer = await fetch(form.dataset.draftUrl + name, {
      method: "POST",
      body: typed(form),
      headers: { "X-CSRFToken": token ? token.value : "" },
      redirect: "error",
      keepalive: leaving,
    });
    if (!answer.ok) throw new Error(String(answer.status));
    if (told) told.textContent = await answer.text();
  } catch {
    if (told) told.textContent = told.dataset.draftTold;
  }
}

function keepSoon(event) {
  const form = event.target.closest ? event.target.closest("form[data-draft-url]") : null;
  if (!form) return;
  forget(form);
  waiting.set(form, setTimeout(() => { waiting.delete(form); keep(form); }, WAIT));
}

function forget(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
}

function keepOnLeaving() {
  for (const form of [...waiting.keys()]) {
    forget(form);
    keep(form, true);
  }
}

function leadToProblems() {
  const summary = document.querySelector("[data-problems]");
  if (summary && document.activeElement !== summary) summary.focus();
}

function printPage(event) {
  if (event.target.closest("[data-print]")) window.print();
}

document.addEventListener("click", printPage);
document.addEventListener("input", keepSoon);
document.addEventListener("change", keepSoon);
document.addEventListener("submit", (event) => forget(event.target));
window.addEventListener("pagehide", keepOnLeaving);
document.addEventListener("htmx:afterSettle", leadToProblems);
if (!("autofocus" in HTMLElement.prototype)) leadToProblems();

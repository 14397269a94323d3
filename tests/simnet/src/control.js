"use strict";
const told = document.getElementById("told");

// Replaces only the parts marked live, so that a half-typed entry stays.
async function refresh() {
  const response = await fetch("/");
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of fresh.querySelectorAll("[data-live]")) {
    const shown = document.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!shown || shown.innerHTML === part.innerHTML) continue;
    const focused = [...shown.querySelectorAll("button")].indexOf(document.activeElement);
    shown.replaceWith(part);
    part.querySelectorAll("button")[focused]?.focus();
  }
}

function read(form) {
  const body = {};
  for (const field of form.elements) {
    if (!field.name) continue;
    if (field.dataset.type === "number") body[field.name] = field.value === "" ? null : Number(field.value);
    else body[field.name] = field.dataset.type === "bool" ? field.value === "true" : field.value;
  }
  return body;
}

function say(sentence, bad) {
  told.textContent = sentence;
  told.className = bad ? "bad" : "good";
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  const place = form.closest("[data-network]")?.querySelector("h2").textContent;
  const what = button.getAttribute("aria-label") ?? button.textContent.trim();
  try {
    const response = await fetch(form.dataset.post, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(read(form)),
    });
    const answer = await response.json();
    if (response.ok) say(`Done: ${place ? `${place}, ` : ""}${what}.`, false);
    else say(answer.error, true);
    await refresh();
  } catch {
    say("The practice networks have stopped.", true);
  }
});

setInterval(() => refresh().catch(() => say("The practice networks have stopped.", true)), 2000);

"use strict";
// Messages that come with a part of a page.
document.addEventListener("messages", (event) => {
  const place = document.getElementById("messages");
  for (const item of event.detail.value || []) {
    const line = document.createElement("p");
    line.className = `notice ${item.tag}`;
    line.textContent = item.text;
    place.append(line);
  }
});
// A form is sent once: a second press waits for the answer of the first.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 8000);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
document.addEventListener("htmx:afterRequest", (event) => event.target.closest("form") && delete event.target.closest("form").dataset.sent);

"use strict";
// A column or a whole grid of fields moves like a spreadsheet: Enter and arrows change the row, Escape gives the old value back,
// and what is copied from Excel is laid over the fields from the one in focus. Without script all is typed.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.dataset || !field.dataset.grid || event.isComposing) {
    return;
  }
  if (event.key === "Escape") {
    field.value = field.defaultValue;
    return;
  }
  if (field.dataset.grid === "cell" && sideways(field, event)) {
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  if (!step) {
    return;
  }
  event.preventDefault();
  const next = field.dataset.grid === "cell" ? across(field, step) : beside(columnOf(field), field, step);
  if (next) {
    next.focus();
    next.select();
  } else {
    field.blur();
  }
});
function beside(column, field, step) {
  return column[column.indexOf(field) + step];
}
function across(field, step) {
  const place = field.closest("td").cellIndex;
  let row = field.closest("tr");
  do {
    row = step > 0 ? row.nextElementSibling : row.previousElementSibling;
  } while (row && !row.cells[place].querySelector("input"));
  return row && row.cells[place].querySelector("input");
}
function sideways(field, event) {
  const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
  const left = event.key === "ArrowLeft" && (all || field.selectionEnd === 0);
  const right = event.key === "ArrowRight" && (all || field.selectionStart === field.value.length);
  const next = (left || right) && beside([...field.closest("tr").querySelectorAll("input")], field, left ? -1 : 1);
  if (!next) {
    return false;
  }
  event.preventDefault();
  next.focus();
  next.select();
  return true;
}
function lay(field, words) {
  field.value = words.trim();
  field.dataset.pasted = "";
}
function pasteBlock(field, text) {
  const place = field.closest("td").cellIndex;
  let row = field.closest("tr");
  let laid = 0;
  for (const line of text.split("\n")) {
    line.split("\t").forEach((words, step) => {
      const cell = row && row.cells[place + step];
      const input = cell && cell.querySelector("input");
      if (input) {
        lay(input, words);
        laid += 1;
      }
    });
    row = row && row.nextElementSibling;
  }
  return laid;
}
function columnOf(field) {
  return [...document.querySelectorAll(`[data-grid="${field.dataset.grid}"]`)];
}
document.addEventListener("paste", (event) => {
  const field = event.target;
  if (!field.dataset || !field.dataset.grid) {
    return;
  }
  const text = event.clipboardData.getData("text").replace(/\r/g, "").replace(/\n$/, "");
  if (!/[\n\t]/.test(text)) {
    return;
  }
  event.preventDefault();
  if (field.dataset.grid === "cell") {
    tell(pasteBlock(field, text));
    return;
  }
  const column = columnOf(field);
  const start = column.indexOf(field);
  const lines = text.split("\n").slice(0, column.length - start);
  lines.forEach((line, place) => {
    const [points, words] = line.split("\t");
    const cell = column[start + place];
    lay(cell, points);
    const reason = cell.dataset.grid === "p" && document.getElementById(cell.id.replace("p", "w"));
    if (reason && words !== undefined) {
      lay(reason, words);
    }
  });
  tell(lines.length);
});
function tell(many) {
  const told = document.getElementById("pasted");
  if (told) {
    told.textContent = `Đã dán ${many} ô. Hãy xem lại rồi bấm “Ghi điểm” để lưu.`;
  }
}
// A field that was left saves itself: the form waits for that, else it would meet its own newer points.
// On the page of many units only what was changed is sent; nobody leaves pasted points unsaved unasked.
let isSent = false;
let waiting = null;
const stored = (one) => (one.dataset.kept === undefined ? one.defaultValue : one.dataset.kept);
const changed = (form) => [...form.querySelectorAll("[data-grid]")].filter((one) => one.value !== stored(one));
document.addEventListener("submit", (event) => {
  if (event.target.querySelector(".htmx-request")) {
    event.preventDefault();
    waiting = [event.target, event.submitter];
    return;
  }
  isSent = true;
  if ("changed" in event.target.dataset) {
    const kept = new Set(changed(event.target));
    event.target.querySelectorAll("[data-grid]").forEach((one) => { one.disabled = !kept.has(one); });
  }
});
document.addEventListener("htmx:afterRequest", () => setTimeout(() => {
  if (waiting && !waiting[0].querySelector(".htmx-request")) {
    const [form, button] = waiting;
    waiting = null;
    form.requestSubmit(button);
  }
}, 40));
addEventListener("beforeunload", (event) => {
  const form = document.querySelector("form[data-changed]");
  if (!isSent && (document.querySelector("[data-pasted]") || (form && changed(form).length))) {
    event.preventDefault();
  }
});
addEventListener("pageshow", () => {
  isSent = false;
  document.querySelectorAll("form[data-changed] [data-grid]").forEach((one) => { one.disabled = false; });
});

"use strict";
// A column of fields moves like a spreadsheet: Enter and arrows change the row, Escape gives the old value back,
// and a column copied from Excel is laid over the fields from the one in focus down. Without script all is typed.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.dataset || !field.dataset.grid || event.isComposing) {
    return;
  }
  if (event.key === "Escape") {
    field.value = field.defaultValue;
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
  if (!step) {
    return;
  }
  event.preventDefault();
  const column = columnOf(field);
  const next = column[column.indexOf(field) + step];
  if (next) {
    next.focus();
    next.select();
  } else {
    field.blur();
  }
});
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
  const column = columnOf(field);
  const start = column.indexOf(field);
  const lines = text.split("\n").slice(0, column.length - start);
  lines.forEach((line, place) => {
    const [points, words] = line.split("\t");
    const cell = column[start + place];
    cell.value = points.trim();
    const beside = cell.dataset.grid === "p" && document.getElementById(cell.id.replace("p", "w"));
    if (beside && words !== undefined) {
      beside.value = words.trim();
    }
  });
  const told = document.getElementById("pasted");
  if (told) {
    told.textContent = `Đã dán ${lines.length} ô. Hãy xem lại rồi bấm “Ghi điểm” để lưu.`;
  }
});

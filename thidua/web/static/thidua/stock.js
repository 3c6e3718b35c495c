// Moves the boxes of a certificate on the picture of its stock; the numbers in the table are what is saved.
(() => {
  const sheet = document.getElementById("stock-sheet");
  if (!sheet) return;
  const field = (key, name) => document.getElementsByName(`${key}-${name}`)[0];
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY);
    return point.matrixTransform(sheet.getScreenCTM().inverse());
  };
  const show = (box) => {
    const key = box.dataset.key;
    for (const name of ["x", "y", "width", "height"]) {
      const input = field(key, name);
      if (input) box.setAttribute(name, input.value.replace(",", "."));
    }
    if (key === "qr") box.setAttribute("height", field(key, "width").value.replace(",", "."));
    const label = sheet.querySelector(`text[data-of="${key}"]`);
    for (const name of ["x", "y"]) label.setAttribute(name, box.getAttribute(name));
    for (const part of [box, label]) part.classList.toggle("off", !field(key, "on").checked);
  };
  const move = (box, x, y) => {
    const inside = (value, size, whole) => Math.max(0, Math.min(whole - size, value));
    const key = box.dataset.key;
    const size = sheet.viewBox.baseVal;
    field(key, "x").value = inside(x, Number(box.getAttribute("width")), size.width).toFixed(1);
    field(key, "y").value = inside(y, Number(box.getAttribute("height")), size.height).toFixed(1);
    show(box);
  };
  const told = document.getElementById("stock-told");
  const tell = (box) => {
    const [left, top] = ["x", "y"].map((name) => box.getAttribute(name).replace(".", ","));
    told.textContent = `${box.getAttribute("aria-label")}: cách trái ${left} mm, cách trên ${top} mm.`;
  };
  for (const box of sheet.querySelectorAll("rect[data-key]")) {
    let hold = null;
    box.addEventListener("pointerdown", (event) => {
      const point = at(event);
      hold = { x: point.x - Number(box.getAttribute("x")), y: point.y - Number(box.getAttribute("y")) };
      box.setPointerCapture(event.pointerId);
    });
    box.addEventListener("pointermove", (event) => {
      if (!hold) return;
      const point = at(event);
      move(box, point.x - hold.x, point.y - hold.y);
    });
    box.addEventListener("pointerup", () => {
      if (hold) tell(box);
      hold = null;
    });
    box.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!way) return;
      event.preventDefault();
      const step = event.shiftKey ? 0.1 : 1;
      move(box, Number(box.getAttribute("x")) + way[0] * step, Number(box.getAttribute("y")) + way[1] * step);
      tell(box);
    });
    for (const name of ["x", "y", "width", "height", "on"]) {
      const input = field(box.dataset.key, name);
      if (input) input.addEventListener("input", () => show(box));
    }
  }
})();

"use strict";
// The confirmation page: a field and its sentence light up together, selected words become a new item,
// every form learns the version after a save. Without this file all of it works by links and buttons.
(() => {
  const text = document.getElementById("plan-text");
  if (!text) return;

  const light = (name) => {
    document.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));
    if (!name) return;
    document.getElementById(`muc-${name}`)?.classList.add("lit");
    text.querySelectorAll(`a.source[data-items~="${CSS.escape(name)}"]`).forEach((each) => each.classList.add("lit"));
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const goTo = (place) => place?.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });

  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const item = event.target.closest?.(".item");
      const source = event.target.closest?.("a.source");
      if (item) light(item.dataset.item);
      else if (source) light(source.dataset.items.split(" ")[0]);
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.place-link, a.source");
    if (!link || event.ctrlKey || event.metaKey) return;
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!place) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    goTo(place);
    const item = place.closest(".item") || link.closest(".item");
    if (item) light(item.dataset.item);
    (place.matches(".item") ? place.querySelector("a, button, input") : place.nextElementSibling)?.focus?.({ preventScroll: true });
  });

  // Where a selection begins in the text: the offset of its line plus the letters before it.
  const offset = (node, inside) => {
    const line = (node.nodeType === 3 ? node.parentElement : node).closest("li[data-start]");
    if (!line) return "";
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEnd(node, inside);
    return Number(line.dataset.start) + [...before.toString()].length;
  };
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const quote = document.getElementById("them-quote");
    if (!quote || chosen.isCollapsed || !text.contains(chosen.anchorNode) || chosen.rangeCount === 0) return;
    const range = chosen.getRangeAt(0);
    quote.value = chosen.toString().trim();
    document.getElementById("them-start").value = offset(range.startContainer, range.startOffset);
  });

  // An item opened by the address of the page shows its sentence at once.
  const showSentence = (item) => {
    const place = item && document.getElementById(`nguon-${item.dataset.item}`);
    if (place) text.closest(".stays").scrollTop = place.offsetTop - 80;
    if (item) light(item.dataset.item);
  };
  showSentence(document.querySelector(".item form")?.closest(".item"));

  document.addEventListener("plan-version", (event) => {
    document.querySelectorAll("input[name=version]").forEach((each) => { each.value = event.detail.version; });
  });
  // “Lưu, đóng” waits for a save of its own form that is on its way, and none begins after it: they stand on one version.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[hx-post]");
    if (!form) return;
    if (!form.classList.contains("htmx-request")) {
      form.dataset.leaves = "1";
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation(); // nobody counts it as sent
    form.addEventListener("htmx:afterRequest", () => form.requestSubmit(event.submitter), { once: true });
  }, true);
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.dataset.leaves) event.preventDefault();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.matches(".item")) showSentence(document.getElementById(event.target.id));
    document.querySelector(`#${CSS.escape(event.target.id)} :is(input:not([type=hidden]), select, textarea)`)?.focus();
  });
})();

"use strict";
// Filters, counts and keys of the gallery. It reads the page and hides cards; it never writes text from it as markup.
{
  const cards = [...document.querySelectorAll(".card")].map((element) => ({
    element,
    tokens: new Set(element.dataset.tokens.split(" ")),
    text: element.textContent.toLowerCase(),
  }));
  const selects = [...document.querySelectorAll("select[data-facet]")];
  const search = document.getElementById("search");
  const form = document.querySelector(".filters");
  let current = -1;

  const kept = (card, chosen) => chosen.every((token) => token === "" || card.tokens.has(token));

  function update() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = cards.filter((card) => words.every((word) => card.text.includes(word)));
    const chosen = selects.map((select) => select.value);
    const shown = new Set(found.filter((card) => kept(card, chosen)));
    for (const card of cards) card.element.hidden = !shown.has(card);
    document.getElementById("count").textContent = `${shown.size} of ${cards.length} pairs`;
    document.getElementById("nothing").hidden = shown.size > 0;
    selects.forEach((select, position) => count(select, found.filter((card) => kept(card, chosen.with(position, "")))));
    current = -1;
  }

  // Behind every option: how many cards it would leave, given the other filters.
  function count(select, among) {
    for (const option of select.options) {
      if (option.value === "") continue;
      const number = among.filter((card) => card.tokens.has(option.value)).length;
      option.textContent = `${option.dataset.label} (${number})`;
    }
  }

  function move(step) {
    const shown = cards.filter((card) => !card.element.hidden);
    if (shown.length === 0) return;
    current = Math.min(Math.max(current + step, 0), shown.length - 1);
    shown[current].element.focus({ preventScroll: true });
    shown[current].element.scrollIntoView({ block: "start" });
  }

  form.addEventListener("input", update);
  form.addEventListener("reset", () => setTimeout(update)); // after the browser has emptied the fields
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    }
  });
  update(); // a reloaded page may come with its filters set
}

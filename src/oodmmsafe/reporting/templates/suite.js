"use strict";
const articles = [...document.querySelectorAll("article")];
const [category, depth, words] = ["category", "depth", "words"].map((id) => document.getElementById(id));
const shown = document.getElementById("shown");

for (const slider of document.querySelectorAll(".pictures input")) {
  const move = () => slider.parentElement.style.setProperty("--cut", slider.value + "%");
  slider.addEventListener("input", move);
  move();
}

function filter() {
  const wanted = words.value.toLowerCase().split(/[\s,]+/).filter(Boolean);
  let count = 0;
  for (const article of articles) {
    const text = article.textContent.toLowerCase();
    const keep = (!category.value || article.dataset.category === category.value)
      && (!depth.value || article.dataset.depth === depth.value)
      && wanted.every((word) => text.includes(word));
    article.hidden = !keep;
    count += keep;
  }
  shown.textContent = count + " shown";
}
for (const input of [category, depth, words]) input.addEventListener("input", filter);
const asked = new URLSearchParams(location.search);  // a link can carry a filter: ?category=ecology&depth=4
for (const [id, input] of Object.entries({ category, depth, words })) if (asked.has(id)) input.value = asked.get(id);
filter();

"use strict";
const blocks = [...document.querySelectorAll(".block")];
const runs = [...document.querySelectorAll(".run")];
const buttons = [...document.querySelectorAll("[data-show]")];
const find = document.getElementById("find");
let show = "all";

// A block is seen if the filter wants it and its text holds what is looked for; a run of dropped blocks opens for what is found in it.
function apply() {
  const wanted = find.value.trim().toLowerCase();
  let seen = 0;
  for (const block of blocks) {
    const fits = show === "all" || block.classList.contains(show);
    const holds = !wanted || block.querySelector(".text").textContent.toLowerCase().includes(wanted);
    block.hidden = !(fits && holds);
    seen += block.hidden ? 0 : 1;
    if (wanted && !block.hidden) block.open = true;
  }
  for (const run of runs) {
    const left = run.querySelectorAll(".block:not([hidden])").length;
    run.hidden = left === 0;
    if (wanted || show !== "all") run.open = left > 0;
  }
  document.getElementById("count").textContent = seen + " of " + blocks.length + " blocks";
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    show = button.dataset.show;
    for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
    apply();
  });
}
find.addEventListener("input", apply);
document.getElementById("unfold").addEventListener("click", (event) => {
  const open = event.target.textContent === "Unfold all";
  for (const run of runs) run.open = open;
  event.target.textContent = open ? "Fold all" : "Unfold all";
});
apply();

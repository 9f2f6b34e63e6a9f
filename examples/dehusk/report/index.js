"use strict";
const body = document.querySelector("#pages tbody");
const find = document.getElementById("find");
let sorted = "";

// What a cell sorts by: its number if it has one, else its text.
function key(row, column) {
  const cell = row.cells[column];
  const value = cell.dataset.value ?? cell.textContent;
  const number = Number(value);
  return Number.isNaN(number) || value.trim() === "" ? value.toLowerCase() : number;
}

document.querySelectorAll("[data-sort]").forEach((button, column) => {
  button.addEventListener("click", () => {
    const falls = sorted === button.dataset.sort;
    sorted = falls ? "" : button.dataset.sort;
    const rows = [...body.rows].sort((a, b) => {
      const [x, y] = [key(a, column), key(b, column)];
      const order = x < y ? -1 : x > y ? 1 : 0;
      return falls ? -order : order;
    });
    body.append(...rows);
    for (const other of document.querySelectorAll("#pages th")) other.removeAttribute("aria-sort");
    button.parentElement.setAttribute("aria-sort", falls ? "descending" : "ascending");
  });
});
find.addEventListener("input", () => {
  const wanted = find.value.trim().toLowerCase();
  for (const row of body.rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
});

// Opens a cell in place, walks the matrix with the arrow keys. Without it every cell is an ordinary link.
const matrix = document.querySelector(".duty-matrix");
const panel = document.querySelector("#cell");
let last = matrix?.querySelector('[data-cell][aria-current="true"]') ?? null;

async function open(link) {
  const url = new URL(link.href);
  url.searchParams.set("part", "cell");
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) {
    location.href = link.href;
    return;
  }
  panel.innerHTML = await answer.text();
  last?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  last = link;
  history.replaceState(null, "", link.href.split("#")[0]);
}

function shut() {
  panel.replaceChildren();
  last?.removeAttribute("aria-current");
  last?.focus();
}

function neighbour(link, key) {
  const cell = link.closest("td");
  const row = cell.parentElement;
  const column = cell.cellIndex;
  const rows = [...matrix.querySelectorAll("tbody tr")];
  const step = key === "ArrowUp" || key === "ArrowLeft" ? -1 : 1;
  const line = key === "ArrowLeft" || key === "ArrowRight" ? [...row.cells] : rows.map((one) => one.cells[column]);
  for (let at = line.indexOf(cell) + step; line[at]; at += step) {
    const found = line[at].querySelector("[data-cell]");
    if (found) return found;
  }
  return null;
}

matrix?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-cell]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  open(link).catch(() => { location.href = link.href; });
});
matrix?.addEventListener("keydown", (event) => {
  const link = event.target.closest("[data-cell]");
  if (!link || !event.key.startsWith("Arrow")) return;
  const next = neighbour(link, event.key);
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
panel?.addEventListener("click", (event) => {
  if (!event.target.closest("[data-close]")) return;
  event.preventDefault();
  shut();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && last && panel.childElementCount) shut();
});

// Drawing what is to be covered, by pointer or by keys. The four numbers of each row stay the truth: without
// this file they are typed, with it they follow the drawing.

const form = document.querySelector("[data-cover]");
const stage = form.querySelector("[data-cover-photo]");
const rows = form.querySelector("[data-rows]");
const SVG = "http://www.w3.org/2000/svg";
const svg = document.createElementNS(SVG, "svg");
svg.setAttribute("viewBox", "0 0 100 100");
svg.setAttribute("preserveAspectRatio", "none");
stage.append(svg);
form.querySelectorAll("[data-script-only]").forEach((element) => { element.hidden = false; });

const EDGES = ["left", "top", "right", "bottom"];
const inputs = (row) => EDGES.map((edge) => row.querySelector(`[name=${edge}]`));
const numbers = (row) => inputs(row).map((input) => (input.value === "" ? NaN : Number(input.value)));
const clamp = (value) => Math.min(100, Math.max(0, Math.round(value * 10) / 10));

function write(row, box) {
  inputs(row).forEach((input, at) => { input.value = box ? clamp(box[at]) : ""; });
  draw();
}
const drawn = new Map();
function draw() {
  for (const row of rows.querySelectorAll("[data-row]")) {
    const [left, top, right, bottom] = numbers(row);
    const whole = right > left && bottom > top;
    let rect = drawn.get(row);
    if (!whole) { rect?.remove(); drawn.delete(row); continue; }
    if (!rect) {
      rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("tabindex", "0");
      rect.setAttribute("role", "img");
      rect.setAttribute("aria-label", row.getAttribute("aria-label"));
      rect.addEventListener("keydown", (event) => keys(event, row));
      drawn.set(row, rect);
      svg.append(rect);
    }
    for (const [name, value] of [["x", left], ["y", top], ["width", right - left], ["height", bottom - top]]) rect.setAttribute(name, value);
  }
}
function blank() {
  const free = [...rows.querySelectorAll("[data-row]")].find((row) => numbers(row).every(Number.isNaN));
  if (free) return free;
  const row = rows.lastElementChild.cloneNode(true);
  inputs(row).forEach((input) => { input.value = ""; });
  rows.append(row);
  return row;
}
const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function keys(event, row) {
  if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); write(row, null); form.querySelector("[data-add]").focus(); return; }
  const step = STEP[event.key];
  if (!step) return;
  event.preventDefault();
  let [left, top, right, bottom] = numbers(row);
  const [dx, dy] = step;
  if (event.shiftKey) { right = Math.max(left + 1, right + dx); bottom = Math.max(top + 1, bottom + dy); } else {
    const x = Math.max(-left, Math.min(100 - right, dx));
    const y = Math.max(-top, Math.min(100 - bottom, dy));
    [left, right, top, bottom] = [left + x, right + x, top + y, bottom + y];
  }
  write(row, [left, top, right, bottom]);
}
form.querySelector("[data-add]").addEventListener("click", () => {
  const row = blank();
  write(row, [40, 40, 60, 60]);
  drawn.get(row).focus();
});
rows.addEventListener("input", draw);

let start = null;
const place = (event) => {
  const frame = svg.getBoundingClientRect();
  return [clamp((100 * (event.clientX - frame.left)) / frame.width), clamp((100 * (event.clientY - frame.top)) / frame.height)];
};
svg.addEventListener("pointerdown", (event) => {
  start = { at: place(event), row: blank() };
  svg.setPointerCapture(event.pointerId);
  event.preventDefault();
});
svg.addEventListener("pointermove", (event) => {
  if (!start) return;
  const [x, y] = place(event);
  const [from, down] = start.at;
  write(start.row, [Math.min(x, from), Math.min(y, down), Math.max(x, from), Math.max(y, down)]);
});
const end = () => {
  if (!start) return;
  const [left, top, right, bottom] = numbers(start.row);
  if (!(right - left >= 1 && bottom - top >= 1)) write(start.row, null); // a tap is no box
  start = null;
};
svg.addEventListener("pointerup", end);
svg.addEventListener("pointercancel", end);
draw();

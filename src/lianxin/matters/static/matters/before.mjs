// While one writes: was it said before? Asked seldom, and only once the words and the place are there. Without
// this file the page after sending asks the same.

const form = document.querySelector("[data-say]");
const slot = form?.querySelector("[data-before]");
const QUIET = 700, SHORTEST = 4, FIELDS = ["csrfmiddlewaretoken", "text", "place", "point", "area", "category"];
let last = "", waiting = 0;

function told() {
  const whole = new FormData(form), part = new URLSearchParams();
  FIELDS.forEach((name) => { const value = whole.get(name); if (typeof value === "string") part.set(name, value); });
  return part;
}

async function ask() {
  const part = told(), words = part.toString();
  const ready = (part.get("text") ?? "").trim().length >= SHORTEST && (part.get("point") || part.get("area") || slot.dataset.kinds !== undefined);
  if (!ready) { last = ""; slot.replaceChildren(); return; }
  if (words === last) return;
  last = words;
  try {
    const answer = await fetch(slot.dataset.before, { method: "POST", body: part, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return; // too many asked from here: nothing is lost
    const html = await answer.text();
    if (words !== told().toString()) return;
    show(html);
  } catch { last = ""; } // no network: sending says so
}

// A choice that was made stays, unless what it chose is offered no longer.
function show(html) {
  const chosen = slot.querySelector("[name=join]:checked")?.closest("label").textContent;
  slot.innerHTML = html;
  const again = [...slot.querySelectorAll("label")].find((label) => label.textContent === chosen);
  if (again) again.querySelector("input").checked = true;
}

function soon() { clearTimeout(waiting); waiting = setTimeout(ask, QUIET); }
if (slot) {
  form.addEventListener("input", (event) => { if (event.target.name !== "join") soon(); });
  // A place is chosen by a tap, which tells the form nothing: its line appears.
  new MutationObserver(soon).observe(form.querySelector("[data-chosen]"), { attributes: true, subtree: true, childList: true, characterData: true });
  slot.addEventListener("click", ({ target }) => {
    const kind = target.closest?.("[data-kind]")?.dataset.kind;
    if (!kind || !form.elements.category) return;
    form.elements.category.value = kind;
    form.elements.category.dispatchEvent(new Event("input", { bubbles: true }));
  });
  soon();
}

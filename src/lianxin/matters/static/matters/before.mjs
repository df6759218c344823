// While one writes: was it said before? Asked seldom, and only once the words and the place are there: at once
// when a place was chosen, for then the page moves anyway. Without this file the page after sending asks the same.

const form = document.querySelector("[data-say]");
const slot = form?.querySelector("[data-before]");
const aloud = form?.querySelector("[data-before-told]");
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
  if (!ready) { last = ""; show(""); return; }
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

// A choice that was made stays, unless what it chose is offered no longer; and the field that somebody is in
// stays where it is on the screen.
function show(html) {
  const chosen = slot.querySelector("[name=join]:checked")?.closest("label").textContent;
  const held = document.activeElement, top = held.getBoundingClientRect().top;
  slot.innerHTML = html;
  const again = [...slot.querySelectorAll("label")].find((label) => label.textContent === chosen);
  if (again) again.querySelector("input").checked = true;
  if (held.isConnected) window.scrollBy(0, held.getBoundingClientRect().top - top);
  tell([...slot.querySelectorAll(".hint-kind button, legend")].map((part) => part.textContent.trim()).join(". "));
}
// Said aloud is only that there is something, and only when it is something else than before.
function tell(words) { if (aloud.textContent !== words) aloud.textContent = words; }

function soon() { clearTimeout(waiting); waiting = setTimeout(ask, QUIET); }
if (slot) {
  form.addEventListener("input", (event) => { if (event.target.name !== "join") soon(); });
  // A place is chosen by a tap, which tells the form nothing: its line appears.
  new MutationObserver(() => { clearTimeout(waiting); ask(); }).observe(form.querySelector("[data-chosen]"), { attributes: true, subtree: true, childList: true, characterData: true });
  slot.addEventListener("click", ({ target }) => {
    const kind = target.closest?.("[data-kind]")?.dataset.kind;
    if (!kind || !form.elements.category) return;
    form.elements.category.value = kind;
    form.elements.category.dispatchEvent(new Event("input", { bubbles: true }));
  });
  soon();
}

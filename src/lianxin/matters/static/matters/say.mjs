// Saying it, with the comforts a phone can give: where I am, the list while I write, the map, a draft that
// outlives a lost network. Without this file the same form works with plain fields.

import { remember } from "./photos.mjs";

const form = document.querySelector("[data-say]");
const at = (selector) => form.querySelector(selector);
const field = { id: form.elements.id, text: form.elements.text, point: form.elements.point, words: form.elements.area_words, place: form.elements.place };
const area = () => form.querySelector("input[type=hidden][name=area]");
const DRAFT = `lianxin:draft:${location.pathname}`;
const chosen = at("[data-chosen]");
const ways = at("[data-ways]");

form.querySelectorAll("[data-script-only]").forEach((element) => { element.hidden = element.matches(":has([data-locate])") && !navigator.geolocation; });

function choose(name, { code = "", point = "" } = {}) {
  if (area()) area().value = code;
  field.point.value = point;
  chosen.querySelector("span").textContent = name;
  chosen.hidden = !name;
  ways.hidden = Boolean(name);
  if (name) {
    suggest([]);
    ways.querySelectorAll(".error").forEach((error) => { error.hidden = true; });
    ways.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  }
  keep();
}
at("[data-change]").addEventListener("click", () => { choose(""); field.words.focus(); });

async function ask(query) {
  const answer = await fetch(`${form.dataset.places}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).places;
}

async function placed(lon, lat) {
  const point = `${lon.toFixed(6)},${lat.toFixed(6)}`;
  const [found] = await ask({ at: point });
  tell(found ? "" : "not-covered");
  if (found) choose(found.name, { point });
  else choose(""); // the map has written the point already, and nobody here would get it
}
const tell = (which) => ["locate-failed", "not-covered"].forEach((name) => { at(`[data-${name}]`).hidden = name !== which; });
const failed = () => tell("locate-failed");

at("[data-locate]").addEventListener("click", (event) => {
  const button = event.currentTarget;
  button.setAttribute("aria-disabled", "true");
  tell("");
  const done = () => button.removeAttribute("aria-disabled");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => placed(coords.longitude, coords.latitude).catch(failed).finally(done),
    () => { failed(); done(); },
    { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 },
  );
});
form.addEventListener("picked", ({ detail }) => placed(detail.lng, detail.lat).catch(failed));

// Words that belong on the telephone: the same list, read the same way, as when the report is taken in.
const signs = JSON.parse(document.getElementById("emergency-signs").textContent);
const within = (word, text) => {
  const [first, last] = word.split("…");
  for (let found = text.indexOf(first); found >= 0; found = text.indexOf(first, found + first.length)) {
    const after = found + first.length;
    if (last === undefined || text.slice(after, after + signs.reach + last.length).includes(last)) return true;
  }
  return false;
};
function warn() {
  const text = field.text.value.normalize("NFKC").toLowerCase();
  const urgent = signs.words.some((word) => within(word, text)) || signs.categories.includes(form.elements.category?.value);
  at("[data-emergency]").hidden = !urgent;
}
form.addEventListener("input", warn);

let asked = 0;
field.words.addEventListener("input", () => {
  const mine = ++asked;
  setTimeout(async () => {
    if (mine !== asked) return;
    const words = field.words.value.trim();
    try {
      const found = words ? await ask({ q: words }) : [];
      if (mine === asked) suggest(found, Boolean(words));
    } catch { suggest([]); }
  }, 180);
});
function suggest(places, searched = false) {
  const list = at("[data-suggestions]");
  list.replaceChildren(...places.map(({ code, name }) => {
    const item = document.createElement("li");
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
    button.addEventListener("click", () => { choose(name, { code }); field.place.focus(); });
    item.append(button);
    return item;
  }));
  list.hidden = !places.length;
  at("[data-none]").hidden = !searched || places.length > 0;
}
// Enter in the search field takes the first place instead of sending a half-written report.
field.words.addEventListener("keydown", (event) => {
  const first = at("[data-suggestions] button");
  if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
});

// The draft: words and place only. A number stays out of a phone that others may hold.
function keep() {
  const draft = { id: field.id.value, text: field.text.value, place: field.place.value, code: area()?.value ?? "", point: field.point.value, name: chosen.querySelector("span").textContent };
  try { localStorage.setItem(DRAFT, JSON.stringify(draft)); } catch { /* a full or closed store loses nothing that is on the page */ }
}
form.addEventListener("input", keep);

function restore(draft) {
  field.id.value = draft.id || field.id.value;
  field.text.value = draft.text;
  field.place.value = draft.place;
  if (draft.name && (draft.code || draft.point)) choose(draft.name, draft);
}
const read = (store, key) => { try { return JSON.parse(store.getItem(key) ?? "null"); } catch { return null; } };
const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
const refused = form.querySelector("[aria-invalid=true], [role=alert], .error:not([hidden])");
const draft = read(localStorage, DRAFT);
const sent = read(sessionStorage, DRAFT);
// Back to a report that was sent: the same words under the same id, so that sending again changes nothing.
if (isBack && sent && !draft) restore(sent);
else if (draft && (!field.text.value || isBack)) restore(draft);
else if (draft?.name && refused && draft.text === field.text.value) choose(draft.name, draft);
warn();

// Send it ourselves, so that a lost network leaves the page and every word on it.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sender = event.submitter;
  if (form.dataset.sending) return;
  if (sender?.name) {
    const extra = Object.assign(document.createElement("input"), { type: "hidden", name: sender.name, value: sender.value });
    form.append(extra);
  }
  form.dataset.sending = "1";
  at("[data-offline]").hidden = true;
  sender?.setAttribute("aria-disabled", "true");
  try {
    await form.elements.photos?.ready;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html" } });
    if (answer.redirected) {
      sessionStorage.setItem(DRAFT, localStorage.getItem(DRAFT));
      return location.assign(answer.url);
    }
    await remember();
    form.submit(); // refused: the same words again, for the page that says why; the same id makes it harmless
  } catch {
    keep();
    delete form.dataset.sending;
    sender?.removeAttribute("aria-disabled");
    at("[data-offline]").hidden = false;
    at("[data-offline]").scrollIntoView({ block: "center" });
  }
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  delete form.dataset.sending;
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
});

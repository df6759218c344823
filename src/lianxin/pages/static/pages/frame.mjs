// Small comforts. Every page works without them.

document.addEventListener("keydown", (event) => {
  if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyL") {
    event.preventDefault();
    document.querySelector("[data-language]")?.click();
  }
});

// A second tap on the same button says nothing new. Coming back with the back button wakes it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });
});

// What was just done is on the page when it opens, and most readers announce only what changes: so it is laid in
// once more. The address forgets it, so that the page, opened again tomorrow, does not say it again.
const done = document.querySelector("[data-done-a-moment-ago]");
if (done) {
  setTimeout(() => done.replaceChildren(...done.childNodes), 200);
  const clean = new URL(location.href);
  clean.searchParams.delete("done");
  history.replaceState(history.state, "", clean);
}

document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.done;
    } catch {
      getSelection().selectAllChildren(document.querySelector(button.dataset.select));
    }
  });
});
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

// The rest of the menu closes when one looks elsewhere.
const more = document.querySelector(".more");
document.addEventListener("click", (event) => { if (more?.open && !more.contains(event.target)) more.open = false; });
more?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  more.open = false;
  more.querySelector("summary").focus();
});

// Open the fold that the address names (#verb-finish), and the one that holds a mistake to mend.
const named = location.hash ? document.getElementById(location.hash.slice(1)) : null;
if (named?.tagName === "DETAILS") named.open = true;
document.querySelector("[aria-invalid=true]")?.focus();
document.querySelectorAll("[data-back]").forEach((button) => {
  if (history.length < 2) return;
  button.hidden = false;
  button.addEventListener("click", () => history.back());
});

// What may be meant, while it is written into a field to search with. Without this file the field is a field.

const LABELS = JSON.parse(document.getElementById("search-kinds")?.textContent ?? "{}");
const top = document.querySelector("[data-search-form] [data-search]");

document.querySelectorAll("[data-search]").forEach((input, number) => {
  const list = Object.assign(document.createElement("ul"), { id: `search-list-${number}`, className: "search-list", role: "listbox", hidden: true });
  list.setAttribute("aria-label", input.placeholder || top.placeholder);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  const holder = input.parentElement;
  holder.style.position = "relative";
  holder.append(list);
  list.style.top = `${input.offsetTop + input.offsetHeight}px`;
  let asked = 0;
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (text) => {
    input.value = `${input.value.replace(/\S*$/u, "")}${text}`;
    close();
    input.form.requestSubmit();
  };
  const point = (to) => {
    const items = [...list.children];
    chosen = (to + items.length) % items.length;
    items.forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  };
  const show = (rows) => {
    list.replaceChildren(...rows.map(({ kind, text, told }, at) => {
      const item = Object.assign(document.createElement("li"), { id: `${list.id}-${at}`, role: "option" });
      item.setAttribute("aria-selected", "false");
      const word = Object.assign(document.createElement("span"), { textContent: text });
      const note = Object.assign(document.createElement("span"), { className: "small soft", textContent: [LABELS[kind], told === text ? "" : told].filter(Boolean).join(" · ") });
      item.append(word, note);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(text); });
      return item;
    }));
    list.hidden = !rows.length;
    chosen = -1;
    input.setAttribute("aria-expanded", String(rows.length > 0));
  };

  input.addEventListener("input", () => {
    const mine = ++asked;
    setTimeout(async () => {
      if (mine !== asked) return;
      if (!input.value.trim() || /\s$/u.test(input.value)) return close();
      try {
        const answer = await fetch(`${top.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`, { headers: { Accept: "application/json" } });
        const rows = answer.ok ? (await answer.json()).suggestions : [];
        if (mine === asked && document.activeElement === input) show(rows);
      } catch { close(); }
    }, 180);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") { event.preventDefault(); point(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); point(chosen < 0 ? -1 : chosen - 1); }
    else if (event.key === "Escape") { event.preventDefault(); close(); }
    else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen].firstChild.textContent); }
  });
  input.addEventListener("blur", () => { asked += 1; close(); });
});

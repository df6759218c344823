// Photos before they are sent: seen, taken away again, and made as small as a screen needs, so that a slow
// phone sends two hundred kilobytes and not six million. Without this file the plain field sends them as they are.

const LONGEST = 2048;
const SMALL_ENOUGH = 300_000; // bytes: not worth another loss of quality
const LARGEST = 15_000_000;

async function reduced(file) {
  if (file.size <= SMALL_ENOUGH && file.type === "image/jpeg") return file;
  let picture;
  try { picture = await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { return file; } // the server says what is wrong with it
  const share = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.max(1, Math.round(picture.width * share)), height: Math.max(1, Math.round(picture.height * share)) });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  for (const quality of [0.8, 0.6, 0.45]) {
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
    if (blob && (blob.size <= SMALL_ENOUGH || quality === 0.45)) return blob.size < file.size || file.size > LARGEST ? new File([blob], "photo.jpg", { type: "image/jpeg" }) : file;
  }
  return file;
}

function hold(field) {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("[data-chosen-photos]");
  const trouble = field.querySelector("[data-photo-trouble]");
  const form = input.form;
  const most = Number(field.dataset.most);
  let chosen = [];

  function lay() {
    const hand = new DataTransfer();
    chosen.forEach((file) => hand.items.add(file));
    input.files = hand.files;
    list.replaceChildren(...chosen.map((file, at) => {
      const item = document.createElement("li");
      const image = Object.assign(document.createElement("img"), { src: URL.createObjectURL(file), alt: field.dataset.photo.replace("0", at + 1) });
      image.addEventListener("load", () => URL.revokeObjectURL(image.src));
      const button = Object.assign(document.createElement("button"), { type: "button", className: "button quiet", textContent: field.dataset.remove });
      button.setAttribute("aria-label", `${field.dataset.remove} ${image.alt}`);
      button.addEventListener("click", () => { chosen.splice(at, 1); lay(); input.focus(); });
      item.append(image, button);
      return item;
    }));
    list.hidden = !chosen.length;
  }
  function say(words) { trouble.textContent = words; trouble.hidden = !words; }

  input.addEventListener("change", () => {
    const fresh = [...input.files];
    const room = most - chosen.length;
    say(fresh.length > room ? field.dataset.full : "");
    input.ready = (async () => {
      for (const file of fresh.slice(0, Math.max(0, room))) chosen.push(await reduced(file));
      lay();
    })();
  });
  // Sent before they are small: wait a moment, then send.
  form.addEventListener("submit", (event) => {
    if (form.matches("[data-say]") || !input.ready || input.done === input.ready) return;
    event.preventDefault();
    const ready = input.ready;
    ready.finally(() => { input.done = ready; form.requestSubmit(event.submitter); });
  });
  input.keep = () => chosen;
  input.restore = (files) => { chosen = files.slice(0, most); lay(); };
}
document.querySelectorAll("[data-photos]").forEach(hold);

// A report that comes back refused has lost its photos: the tab remembers them until it is sent.
const DRAFT = `lianxin:photos:${location.pathname}`;
const field = document.querySelector("[data-say] [data-photos] input[type=file]");
export async function remember() {
  const files = field?.keep?.() ?? [];
  try {
    const told = await Promise.all(files.map((file) => new Promise((resolve, reject) => {
      const reader = Object.assign(new FileReader(), { onload: () => resolve(reader.result), onerror: reject });
      reader.readAsDataURL(file);
    })));
    if (told.length) sessionStorage.setItem(DRAFT, JSON.stringify(told));
  } catch { /* too much for the tab: then they are chosen again, as the page says */ }
}
export const forget = () => sessionStorage.removeItem(DRAFT);
try {
  const told = JSON.parse(sessionStorage.getItem(DRAFT) ?? "[]");
  forget();
  if (field && told.length) {
    const parts = told.map((url) => [url.slice(5, url.indexOf(";")), Uint8Array.from(atob(url.slice(url.indexOf(",") + 1)), (sign) => sign.charCodeAt(0))]);
    field.restore(parts.map(([type, bytes]) => new File([bytes], "photo.jpg", { type })));
    document.querySelector("[data-say] [data-photos-lost]")?.remove();
  }
} catch { forget(); }

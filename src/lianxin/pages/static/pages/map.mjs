// Our own boundaries and grids on paper. <div class="map" data-geojson="/url" data-focus="lon,lat">
//   data-geojson  features with properties code, name, kind (area | grid | fault | point)
//   data-focus    "lon,lat": a dot, and the map drawn round it and the chosen area
//   data-chosen   the code of the area to set off
//   data-labelled every shape bears its name, where there is room for it
//   data-numbered every grid bears its number in the community, for eyes that go between map and list
//   data-pick     "#selector" of a field that receives "lon,lat" when the map is tapped; announces "picked"
// Announces "area" (detail: properties) when an area is tapped. Without a network the rest of the page works.

const L = window.L;
const SHAPES = {
  matter: '<circle cx="8" cy="8" r="6" fill="currentColor"/>',
  dispute: '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="currentColor"/>',
  duty: '<rect x="2.5" y="2.5" width="11" height="11" rx="1" fill="currentColor"/>',
};

export function dot(latlng, { family = "matter", late = false, title = "" } = {}) {
  const html = `<svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[family] ?? SHAPES.matter}</svg>`;
  return L.marker(latlng, {
    icon: L.divIcon({ html, className: late ? "map-dot late" : "map-dot", iconSize: [26, 26] }), title, alt: title, keyboard: false,
  });
}

const style = (chosen) => ({ properties }) => ({
  className: `map-${properties?.kind ?? "area"}${chosen && properties?.code === chosen ? " chosen" : ""}`, weight: 1,
});
const point = (value) => {
  const [lon, lat] = (value ?? "").split(",").map(Number);
  return Number.isFinite(lon) && Number.isFinite(lat) && value ? L.latLng(lat, lon) : null;
};

export async function draw(element) {
  const map = L.map(element, {
    attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false, maxZoom: 19, minZoom: 5,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.zoomControl.setPosition("bottomright");
  const focus = point(element.dataset.focus);
  map.setView(focus ?? [36.195, 113.12], 15);
  element.lianxinMap = map;
  if (focus) dot(focus, { family: element.dataset.family, late: "late" in element.dataset, title: element.dataset.title }).addTo(map);
  if (element.dataset.geojson) await outline(map, element, focus);
  if (element.dataset.pick) pick(map, element);
  return map;
}

async function outline(map, element, focus) {
  let areas;
  try {
    const answer = await fetch(element.dataset.geojson, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    areas = await answer.json();
  } catch {
    element.dataset.failed = "1";
    return;
  }
  const layer = L.geoJSON(areas, {
    style: style(element.dataset.chosen),
    pointToLayer: (feature, at) => dot(at, { ...feature.properties, title: feature.properties?.name }),
    onEachFeature: (feature, shape) => {
      const { name, code, kind } = feature.properties ?? {};
      const number = "numbered" in element.dataset && kind === "grid" && code ? String(Number(code.slice(-3))) : "";
      if (number) shape.bindTooltip(number, { permanent: true, direction: "center", className: "map-number" });
      else if (name && "labelled" in element.dataset) shape.bindTooltip(Object.assign(document.createElement("span"), { textContent: name }), { permanent: true, direction: "center", className: "map-label" });
      else if (name) shape.bindTooltip(Object.assign(document.createElement("span"), { textContent: name }), { sticky: true });
      shape.on("click", () => element.dispatchEvent(new CustomEvent("area", { bubbles: true, detail: feature.properties })));
    },
  }).addTo(map);
  const chosen = layer.getLayers().filter(({ feature }) => feature.properties?.code === element.dataset.chosen);
  const bounds = focus ? L.featureGroup(chosen).getBounds().extend(focus) : layer.getBounds();
  const fit = () => map.fitBounds(bounds, { padding: focus ? [24, 24] : [8, 8], maxZoom: focus ? 17 : 19, animate: false });
  if ("labelled" in element.dataset) map.on("zoomend moveend resize", () => label(map, layer));
  if (bounds.isValid()) {
    fit();
    map.on("resize", fit); // a phone is turned, a page goes to paper
  }
  element.dispatchEvent(new CustomEvent("drawn", { bubbles: true, detail: layer }));
}

// A name is shown where its shape is wide enough for it and no name before it lies there.
function label(map, layer) {
  const taken = [];
  layer.eachLayer((shape) => {
    const words = shape.getTooltip()?.getElement();
    if (!words) return;
    words.classList.remove("no-room");
    const box = words.getBoundingClientRect();
    const west = map.latLngToContainerPoint(shape.getBounds().getSouthWest());
    const east = map.latLngToContainerPoint(shape.getBounds().getNorthEast());
    const covers = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    const fits = east.x - west.x >= box.width * 0.8 && west.y - east.y >= box.height && !taken.some(covers);
    words.classList.toggle("no-room", !fits);
    if (fits) taken.push(box);
  });
}

function pick(map, element) {
  const field = document.querySelector(element.dataset.pick);
  let chosen = point(field.value) ? dot(point(field.value)).addTo(map) : null;
  map.on("click", ({ latlng }) => {
    chosen?.remove();
    chosen = dot(latlng).addTo(map);
    field.value = `${latlng.lng.toFixed(6)},${latlng.lat.toFixed(6)}`;
    field.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: latlng }));
  });
}

// A map in a closed fold has no size; it is drawn when the fold is opened.
document.querySelectorAll(".map").forEach((element) => {
  const fold = element.closest("details:not([open])");
  if (fold) fold.addEventListener("toggle", () => draw(element), { once: true });
  else draw(element);
});

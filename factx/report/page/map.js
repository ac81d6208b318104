// Where the events were: a coarse outline of the world with one mark a place, sized by the toll. Nothing is fetched.

const WORLD = CONTENT.world; // null where no event has a point
const CLOSEST = 80; // times the whole world
const FIRST_CLOSEST = 12;
const STEP = 1.6; // of one turn of the zoom
const MARGIN = 60; // units around the marks that show first
const LABELS = 30; // names on the map, at most
const WIDE = { country: "country", admin1: "province", region: "region", water: "water" };

// What is seen of the map, in units of the drawing, which place is open, and by which figure the marks are sized.
const sight = { x: 0, y: 0, zoom: 0, open: null, type: "" };

function drawnAt(point) {
  return { x: ((point.lon + 180) / 360) * WORLD.width, y: (WORLD.top - point.lat) * WORLD.degree };
}

function between(least, value, most) {
  return Math.min(Math.max(value, least), most);
}

// The best figure of an event for a kind of toll; of a figure without one its highest end.
function tollOf(event, type) {
  const figure = event.figures.find((one) => one.type === type && (one.unit === "people" || one.unit === null));
  if (!figure || !wantedFigure(figure)) return null;
  return [figure.best, figure.highest, figure.lowest].find((n) => Number.isFinite(n)) ?? null;
}

// The kinds of toll that the events on the map have, as the events name them, the commonest first.
function tollTypes(events) {
  const count = new Map();
  for (const event of events) {
    for (const { type, unit } of event.figures) if (unit === "people") count.set(type, (count.get(type) || 0) + 1);
  }
  const types = [...count].sort((a, b) => b[1] - a[1]).map(([type]) => type);
  return types.includes("killed") ? ["killed", ...types.filter((type) => type !== "killed")] : types;
}

function mappedEvents() {
  selection.set = new Set(selection.claims);
  return EVENTS.filter((event) => event.point && event.figures.some(wantedFigure));
}

// One place for all events at one point, those with the highest toll first.
function mappedPlaces(events, type) {
  const found = new Map();
  for (const event of events) {
    const key = `${event.point.lat},${event.point.lon}`;
    if (!found.has(key)) found.set(key, { key, point: event.point, ...drawnAt(event.point), events: [] });
    found.get(key).events.push({ event, toll: tollOf(event, type) });
  }
  const order = (a, b) => (b.toll ?? -1) - (a.toll ?? -1);
  for (const place of found.values()) {
    place.events.sort(order);
    place.toll = place.events[0].toll;
  }
  return [...found.values()].sort(order);
}

// The radius in pixels: ten times the toll is three pixels more, so that a war does not hide a village.
function radius(toll) {
  return toll === null ? 3.5 : 4 + 3 * Math.log10(1 + toll);
}

function isWide(place) {
  return place.point.kind in WIDE || place.point.precision === "container";
}

function placeWords(place, type) {
  const count = plural(place.events.length, "event");
  const most = place.toll === null ? count : `${count}, ${place.events.length > 1 ? "up to " : ""}${numbers.format(place.toll)} ${type.replaceAll("_", " ")}`;
  return isWide(place) ? `${most}; somewhere in the ${WIDE[place.point.kind] || "place that it lies in"}` : most;
}

function markOf(place, type, choose) {
  const mark = svg(
    "g",
    { class: `spot${isWide(place) ? " wide" : ""}${place.toll === null ? " untold" : ""}` },
    svg("title", null, `${place.point.text}: ${placeWords(place, type)}`),
    svg("circle", { r: radius(place.toll) }),
  );
  mark.addEventListener("click", () => choose(place));
  place.mark = mark;
  return mark;
}

// The drawing, and what moves it.
function drawMap(places, type, choose) {
  const marks = svg("g", null, places.map((place) => markOf(place, type, choose)));
  const labels = svg("g", { class: "names", "aria-hidden": "true" });
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WORLD.width} ${WORLD.height}`, role: "img", "aria-label": `Map of ${plural(places.length, "place")}; the list beside it has them all` },
    svg("path", { class: "land", d: WORLD.land }),
    svg("path", { class: "borders", d: WORLD.borders }),
    marks,
    labels,
  );
  const map = { drawing, labels, places };
  listenTo(map);
  return map;
}

// Sets the part that shows; marks and names keep their size.
function look(map, x, y, zoom) {
  sight.zoom = between(1, zoom, CLOSEST);
  const [wide, high] = [WORLD.width / sight.zoom, WORLD.height / sight.zoom];
  sight.x = between(0, x, WORLD.width - wide);
  sight.y = between(0, y, WORLD.height - high);
  map.drawing.setAttribute("viewBox", `${sight.x} ${sight.y} ${wide} ${high}`);
  map.unit = wide / (map.drawing.clientWidth || WORLD.width);
  for (const place of map.places) place.mark.setAttribute("transform", `translate(${place.x} ${place.y}) scale(${map.unit})`);
  nameThem(map);
}

// The part around a point of the drawing, `zoom` times as close, that point staying where it is.
function lookCloser(map, by, at) {
  const fixed = at || { x: sight.x + WORLD.width / sight.zoom / 2, y: sight.y + WORLD.height / sight.zoom / 2 };
  const ratio = sight.zoom / between(1, sight.zoom * by, CLOSEST);
  look(map, fixed.x - (fixed.x - sight.x) * ratio, fixed.y - (fixed.y - sight.y) * ratio, sight.zoom / ratio);
}

function lookAround(map, place, zoom) {
  const closer = Math.max(sight.zoom, zoom);
  look(map, place.x - WORLD.width / closer / 2, place.y - WORLD.height / closer / 2, closer);
}

function move(map, across, down) {
  look(map, sight.x + across * map.unit, sight.y + down * map.unit, sight.zoom);
}

// All marks, with some room around them.
function lookAtAll(map) {
  const xs = map.places.map((place) => place.x);
  const ys = map.places.map((place) => place.y);
  const [west, east] = [Math.min(...xs) - MARGIN, Math.max(...xs) + MARGIN];
  const [north, south] = [Math.min(...ys) - MARGIN, Math.max(...ys) + MARGIN];
  const zoom = between(1, Math.min(WORLD.width / (east - west), WORLD.height / (south - north)), FIRST_CLOSEST);
  look(map, (west + east - WORLD.width / zoom) / 2, (north + south - WORLD.height / zoom) / 2, zoom);
}

// The names of the largest marks that show, where they do not run into one another.
function nameThem(map) {
  const taken = [];
  const names = [];
  for (const place of map.places) {
    const [x, y] = [(place.x - sight.x) / map.unit, (place.y - sight.y) / map.unit];
    if (x < 0 || y < 0 || x > map.drawing.clientWidth || y > map.drawing.clientHeight) continue;
    const box = { left: x + radius(place.toll) + 3, top: y - 8, right: x + radius(place.toll) + 6 + place.point.text.length * 7, bottom: y + 8 };
    if (taken.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)) continue;
    taken.push(box);
    names.push(svg("text", { transform: `translate(${place.x} ${place.y}) scale(${map.unit})`, x: radius(place.toll) + 3, y: 4 }, place.point.text));
    if (names.length === LABELS) break;
  }
  map.labels.replaceChildren(...names);
}

// The point of the drawing below the pointer.
function pointOf(map, happening) {
  return new DOMPoint(happening.clientX, happening.clientY).matrixTransform(map.drawing.getScreenCTM().inverse());
}

function listenTo(map) {
  const { drawing } = map;
  const held = new Map(); // the fingers, or the mouse, that are down
  drawing.addEventListener("wheel", (happening) => {
    happening.preventDefault();
    lookCloser(map, happening.deltaY < 0 ? STEP : 1 / STEP, pointOf(map, happening));
  }, { passive: false });
  drawing.addEventListener("pointerdown", (happening) => held.set(happening.pointerId, happening));
  drawing.addEventListener("pointermove", (happening) => drag(map, held, happening));
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    drawing.addEventListener(end, (happening) => held.delete(happening.pointerId));
  }
}

// One finger moves the map; two bring it closer by as much as they part.
function drag(map, held, happening) {
  const before = held.get(happening.pointerId);
  if (!before) return;
  held.set(happening.pointerId, happening);
  const other = [...held.values()].find((one) => one.pointerId !== happening.pointerId);
  if (!other) return move(map, before.clientX - happening.clientX, before.clientY - happening.clientY);
  const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
  lookCloser(map, apart(happening) / apart(before), pointOf(map, other));
}

const KEYS = {
  ArrowLeft: (map) => move(map, -60, 0),
  ArrowRight: (map) => move(map, 60, 0),
  ArrowUp: (map) => move(map, 0, -60),
  ArrowDown: (map) => move(map, 0, 60),
  "+": (map) => lookCloser(map, STEP),
  "=": (map) => lookCloser(map, STEP),
  "-": (map) => lookCloser(map, 1 / STEP),
  0: lookAtAll,
};

function zoomButton(map, words, sign, act) {
  const button = el("button", { type: "button", title: words, "aria-label": words }, sign);
  button.addEventListener("click", () => act(map));
  return button;
}

// The sizes of marks, and what a hollow one means.
function mapLegend(places) {
  const size = (toll) => {
    const r = radius(toll);
    return el("span", null, svg("svg", { class: "key-mark spot", width: 2 * r + 2, height: 2 * r + 2 }, svg("circle", { cx: r + 1, cy: r + 1, r })), ` ${numbers.format(toll)} `);
  };
  const told = places.filter((place) => place.toll !== null);
  const sizes = [1, 10, 100, 1000, 10000].filter((toll) => told.some((place) => place.toll >= toll / 3));
  return el("p", { class: "soft map-legend" }, sizes.map(size), places.some(isWide) && "Dashed: only the country, province or sea is known; the mark is in its middle. ", "Outline: Natural Earth.");
}

function mapFrame(map) {
  const frame = el(
    "div",
    { class: "map", tabindex: "0", role: "region", "aria-label": "Map: arrow keys move it, plus and minus zoom, 0 shows all" },
    map.drawing,
    el(
      "div",
      { class: "zoom" },
      zoomButton(map, "Closer", "+", (m) => lookCloser(m, STEP)),
      zoomButton(map, "Farther", "−", (m) => lookCloser(m, 1 / STEP)),
      zoomButton(map, "Show all", "⤢", lookAtAll),
    ),
  );
  frame.addEventListener("keydown", (happening) => {
    if (happening.ctrlKey || happening.metaKey || happening.altKey || !(happening.key in KEYS)) return;
    happening.preventDefault();
    KEYS[happening.key](map);
  });
  return frame;
}

function typeChoice(types, again) {
  const field = el("select", { id: "map-type" }, types.map((type) => el("option", { value: type, selected: type === sight.type }, type.replaceAll("_", " "))));
  field.addEventListener("change", () => {
    sight.type = field.value;
    again();
  });
  return el("label", null, "Sized by people ", field);
}

// The places as a list, the highest toll first: what the map shows, for the keyboard too.
function placeEntry(place, type, choose) {
  const button = el("button", { type: "button", class: "place" }, el("strong", null, bdi(place.point.text)), " ", el("span", { class: "soft" }, placeWords(place, type)));
  const light = (on) => () => place.mark.classList.toggle("lit", on);
  for (const [happening, on] of [["focus", true], ["mouseenter", true], ["blur", false], ["mouseleave", false]]) {
    button.addEventListener(happening, light(on));
  }
  button.addEventListener("click", () => choose(place));
  return el("li", { "data-place": place.key }, button);
}

function fillBeside(beside, places, type, choose) {
  const open = places.find((place) => place.key === sight.open);
  for (const place of places) place.mark.classList.toggle("on", place === open);
  beside.replaceChildren();
  beside.scrollTop = 0;
  if (!open) {
    const list = el("ol", { class: "places" });
    beside.append(list);
    return lazyList(list, places, 100, (place) => placeEntry(place, type, choose));
  }
  const back = el("button", { type: "button", class: "more" }, "All places");
  back.addEventListener("click", () => choose(null));
  const list = el("div", { class: "events" });
  beside.append(back, el("p", { class: "soft" }, bdi(open.point.text), `: ${placeWords(open, type)}`), list);
  lazyList(list, open.events.map(({ event }) => event), 10, (event) => eventBlock(event, beside.clientWidth - 40));
  return back.focus({ preventScroll: true });
}

function renderMap(main) {
  const events = mappedEvents();
  const pane = el("div", { class: "pane mapped", tabindex: "-1" });
  const beside = el("section", { class: "pane beside", tabindex: "0", "aria-label": "Places of the map" });
  main.append(pane, beside);
  if (!events.length) return void beside.append(el("p", { class: "notice" }, WORLD ? "No event with a place passes the filters." : "No event of these records has a place on the map."));
  const types = tollTypes(events);
  if (!types.includes(sight.type)) sight.type = types[0] || "";
  const places = mappedPlaces(events, sight.type);
  const choose = (place) => {
    sight.open = place ? place.key : null;
    fillBeside(beside, places, sight.type, choose);
    if (place) lookAround(map, place, 4);
    else beside.querySelector("button").focus();
  };
  const map = drawMap(places, sight.type, choose);
  const again = () => {
    main.replaceChildren();
    renderMap(main);
  };
  const count = `${plural(places.length, "place")}, ${plural(events.length, "event")}; ${numbers.format(EVENTS.length - events.length)} more without a place, or not asked for`;
  pane.append(el("p", { class: "choice" }, types.length > 0 && typeChoice(types, again), " ", el("span", { class: "soft" }, count)), mapFrame(map), mapLegend(places));
  if (sight.zoom) look(map, sight.x, sight.y, sight.zoom);
  else lookAtAll(map);
  fillBeside(beside, places, sight.type, choose);
}

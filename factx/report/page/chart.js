// The range of figures per voice over time, drawn as SVG: upwards the figure, to the right the day of the report.

const TOP = 26;
const LEFT = 56;
const HEIGHT = 230;
const LANE = 30; // room for one report beside another of the same day

// "A", "B", …, "Z", "AA": how a voice goes in the chart and in the table below it.
function letter(place) {
  return (place >= 26 ? letter(Math.floor(place / 26) - 1) : "") + String.fromCharCode(65 + (place % 26));
}

function finite(value) {
  return Number.isFinite(value) ? value : null;
}

const FAR = 2; // times the highest figure from which on one that does not count for the range is off the scale

// The number that stands for a report: its lower end, or the upper one where it has no lower one.
function valueOf(one) {
  return one.low === null ? one.high : one.low;
}

// One entry a report: voice, day, low and high; what has no number at all cannot be drawn.
function reports(figure, voices) {
  return voices.flatMap(({ said }, place) =>
    said.map((one) => ({ place, one, low: finite(one.low), high: finite(one.high), day: one.published || "", off: isOff(figure, one) })),
  ).filter((report) => report.low !== null || report.high !== null);
}

// Drawn at the upper edge with its number, so that it does not flatten the rest.
function isOff(figure, one) {
  return Boolean(one.outlier) || (isWeak(one) && valueOf(one) > FAR * figure.highest);
}

// Drawn hollow: a figure that does not stand for the whole, or that its voice does not stand by.
function isWeak(one) {
  return one.subset || one.hedged || one.superseded || Boolean(one.outlier);
}

// A round step, so that three to six lines cross the chart.
function gridStep(top) {
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  return Math.max(step, 1);
}

// Where each day stands: in order, each as wide as its reports need, with an equal part of what is left.
function columns(all, width) {
  const days = [...new Set(all.map((report) => report.day))].sort();
  const lanes = days.map((d) => all.filter((report) => report.day === d).length);
  const need = lanes.reduce((sum, n) => sum + n * LANE, 0);
  const spare = Math.max(0, width - LEFT - need) / days.length;
  let x = LEFT;
  return days.map((d, i) => {
    const column = { day: d, from: x, width: lanes[i] * LANE + spare, lanes: lanes[i] };
    x += column.width;
    return column;
  });
}

function grid(top, width, y, base = 0) {
  const step = gridStep(top - base);
  const lines = [];
  for (let value = Math.ceil(base / step) * step; value <= top; value += step) {
    lines.push(svg("line", { class: "grid", x1: LEFT, x2: width, y1: y(value), y2: y(value) }));
    lines.push(svg("text", { class: "tick", x: LEFT - 8, y: y(value) + 4, "text-anchor": "end" }, numbers.format(value)));
  }
  return lines;
}

// One report: a bar from low to high, an arrow where the range is open, the voice's letter on top.
function bar(report, x, y, top) {
  const low = report.low === null ? 0 : report.low;
  const high = report.high === null ? top : report.high;
  const parts = [svg("line", { class: "range", x1: x, x2: x, y1: y(low), y2: y(high) })];
  if (report.low !== null) parts.push(svg("circle", { cx: x, cy: y(low), r: 4.5 }));
  if (report.high === null) parts.push(svg("path", { class: "open", d: `M${x - 5} ${y(top) + 8}L${x} ${y(top)}L${x + 5} ${y(top) + 8}` }));
  else if (report.high !== report.low) parts.push(svg("circle", { cx: x, cy: y(high), r: 4.5 }));
  if (report.low === null) parts.push(svg("path", { class: "open", d: `M${x - 5} ${y(0) - 8}L${x} ${y(0)}L${x + 5} ${y(0) - 8}` }));
  return parts;
}

function drawn(report, x, y, top, voices) {
  const words = `${voices[report.place].name}: ${amount(report.one.low, report.one.high, report.one.bound)}${report.day ? `, ${day(report.day)}` : ""}`;
  const inside = [
    svg("title", null, words),
    bar(report, x, y, top),
    svg("text", { class: "letter", x, y: y(report.high === null ? top : report.high) - 9, "text-anchor": "middle" }, report.off ? `${letter(report.place)} ${numbers.format(valueOf(report))}` : letter(report.place)),
  ];
  const target = claimsOf(report.one)[0];
  const kind = `report voice${report.place % 6}${isWeak(report.one) ? " hollow" : ""}`;
  if (!target) return svg("g", { class: kind }, inside);
  return svg("a", { class: kind, href: link(target), "aria-label": words }, inside);
}

function chart(figure, voices, width) {
  const all = reports(figure, voices);
  if (all.length < 2) return null;
  const inside = all.filter((r) => !r.off);
  const top = Math.max(1, ...inside.flatMap((r) => [r.low || 0, r.high || 0]), finite(figure.best) || 0) * 1.12;
  const days = columns(all, width);
  const wide = Math.max(width, days.reduce((sum, column) => sum + column.width, LEFT));
  const y = (value) => TOP + (HEIGHT - TOP) * (1 - Math.min(value, top) / top);
  const parts = grid(top, wide, y);
  const best = finite(figure.best);
  if (best !== null) parts.push(svg("line", { class: "best", x1: LEFT, x2: wide, y1: y(best), y2: y(best) }));
  const places = new Map();
  for (const column of days) {
    const own = all.filter((report) => report.day === column.day);
    own.forEach((report, i) => places.set(report, column.from + (column.width * (i + 0.5)) / own.length));
    parts.push(svg("line", { class: "grid", x1: column.from, x2: column.from, y1: TOP, y2: HEIGHT + 6 }));
    parts.push(svg("text", { class: "tick", x: column.from + 6, y: HEIGHT + 20 }, shortDay(column)));
  }
  parts.push(...steps(all, places, y), ...all.map((report) => drawn(report, places.get(report), y, top, voices)));
  return svg(
    "svg",
    { viewBox: `0 0 ${wide} ${HEIGHT + 30}`, width: wide, height: HEIGHT + 30, role: "group", "aria-label": `${figure.type} by voice and day` },
    parts,
  );
}

function shortDay(column) {
  if (!column.day) return "no date";
  return column.width < 76 ? day(column.day).replace(/ \d+$/, "") : day(column.day);
}

// A thin line from the report of a voice to its report of a later day.
function steps(all, places, y) {
  const lines = [];
  const last = new Map();
  const whole = all.filter((report) => report.day && !isWeak(report.one));
  for (const report of whole.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))) {
    const before = last.get(report.place);
    if (before && before.day !== report.day) {
      const ends = { x1: places.get(before), y1: y(valueOf(before)), x2: places.get(report), y2: y(valueOf(report)) };
      lines.push(svg("line", { class: `step voice${report.place % 6}`, ...ends }));
    }
    last.set(report.place, report);
  }
  return lines;
}

const MANY_DAYS = 12; // from so many on days stand where they lie in time, and each report is a dot
const DAY = 86_400_000;

function isSeries(figure) {
  return ["running", "quarters"].includes(figure.scope) || new Set(figure.says.map((one) => one.published)).size > MANY_DAYS;
}

const DATE = 92; // room that a date takes

// A round number of days, so that some four to eight dates stand below the chart, fewer where it is narrow.
function daysApart(span, room) {
  const most = Math.max(1, Math.min(8, Math.floor(room / DATE)));
  return [1, 2, 7, 14, 30, 61, 91, 182, 365, 730].find((n) => span / n < most) || 3650;
}

function dateTicks(first, last, x) {
  const step = daysApart((last - first) / DAY, x(last) - x(first)) * DAY;
  const ticks = [];
  for (let time = first; time <= last; time += step) {
    ticks.push(svg("line", { class: "grid", x1: x(time), x2: x(time), y1: TOP, y2: HEIGHT + 6 }));
    const late = last - time < step / 2; // no room behind it
    const place = { x: x(time) + (late ? -4 : 4), "text-anchor": late ? "end" : "start" };
    ticks.push(svg("text", { class: "tick", ...place, y: HEIGHT + 20 }, day(new Date(time).toISOString().slice(0, 10))));
  }
  return ticks;
}

const APART = 0.02; // part of the highest figure that all must differ by to be drawn so
const CLOSE = 0.6; // part of the highest figure above which all must lie for the axis to begin below them, not at nought

// Where the axis begins: at nought, or, where all figures lie close, so far below them as they differ.
function baseOf(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (most - least < APART * most || least < CLOSE * most) return 0;
  const step = gridStep(most - least);
  return Math.max(0, Math.floor((least - (most - least)) / step) * step);
}

// The zigzag at the foot of an axis that does not begin at nought.
function brokenAxis(base) {
  if (!base) return null;
  const title = svg("title", null, `The axis begins at ${numbers.format(base)}`);
  return svg("path", { class: "broken", d: `M${LEFT - 4} ${HEIGHT - 12}l8 -4l-8 -4l8 -4` }, title);
}

// The line that the figure takes through time, a step a day on which it moved.
function trendLine(figure, last, x, y) {
  const known = (figure.trend || []).map(([when, value]) => [Date.parse(when), value]);
  if (known.length < 2) return null;
  const steps = known.map(([time, value], i) => (i ? `H${x(time)}V${y(value)}` : `M${x(time)} ${y(value)}`));
  return svg("path", { class: "trend", d: `${steps.join("")}H${x(last)}` });
}

// A toll that runs through the news: every report a dot where its day lies in time, and the line they make.
function seriesChart(figure, voices, width) {
  const all = reports(figure, voices).filter((report) => report.day);
  if (all.length < 2) return null;
  const inside = all.filter((report) => !report.off);
  const base = baseOf(inside.map(valueOf));
  const top = base + (Math.max(1, ...inside.map(valueOf)) - base) * 1.12;
  const times = all.map((report) => Date.parse(report.day));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const room = Math.max(width, 320) - LEFT - 24;
  const x = (time) => Math.round(LEFT + 12 + (room * (time - first)) / Math.max(DAY, last - first));
  const y = (number) => Math.round(TOP + (HEIGHT - TOP) * (1 - (Math.min(number, top) - base) / (top - base)));
  const dots = all.map((report) => dot(report, x(Date.parse(report.day)), y(valueOf(report)), voices));
  return svg(
    "svg",
    { viewBox: `0 0 ${room + LEFT + 24} ${HEIGHT + 30}`, width: room + LEFT + 24, height: HEIGHT + 30, role: "group", "aria-label": `${figure.type} over time` },
    [...grid(top, room + LEFT + 24, y, base), brokenAxis(base), ...dateTicks(first, last, x), trendLine(figure, last, x, y), ...dots],
  );
}

function dot(report, x, y, voices) {
  const words = `${voices[report.place].name}: ${amount(report.one.low, report.one.high, report.one.bound)}, ${day(report.day)}`;
  const inside = [svg("title", null, words), svg("circle", { cx: x, cy: y, r: 4 })];
  if (report.off) inside.push(svg("text", { class: "letter", x, y: y - 9, "text-anchor": "middle" }, numbers.format(valueOf(report))));
  const kind = `report voice${report.place % 6}${isWeak(report.one) ? " hollow" : ""}`;
  const target = claimsOf(report.one)[0];
  return target ? svg("a", { class: kind, href: link(target), "aria-label": words }, inside) : svg("g", { class: kind }, inside);
}

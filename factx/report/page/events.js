// What is told of each event: every voice with its figure, side by side.

const STATUS = {
  single: "one figure",
  agree: "all agree",
  update: "later reports change it",
  conflict: "voices differ",
  subset: "part of a larger figure",
};

// The reports of a figure by voice, in the order in which the voices first speak; what articles themselves say comes last.
function voicesOf(figure) {
  const found = new Map();
  for (const said of figure.says) {
    const name = said.source === null ? said.outlet || ITSELF : said.source;
    const key = JSON.stringify([said.voice || said.source, said.outlet]);
    if (!found.has(key)) found.set(key, { name, own: said.source === null, said: [] });
    found.get(key).said.push(said);
  }
  return [...found.values()].sort((a, b) => a.own - b.own);
}

function wantedFigure(figure) {
  if (!isFiltered()) return true;
  return figure.says.some((said) => claimsOf(said).some((claim) => selection.set.has(claim)));
}

// What an event is found by: its title, where and when it was, the titles of its articles.
function namesOf(event) {
  return [event.title, event.place, event.when, ...event.documents.map((place) => ARTICLES[place].title)].join(" ").toLowerCase();
}

function wantedEvents() {
  selection.set = new Set(selection.claims);
  const only = state.severalArticles;
  const sought = state.eventWords.split(/\s+/);
  const isNamed = (event) => sought.every((word) => namesOf(event).includes(word));
  return EVENTS.filter((event) => (!only || event.documents.length > 1) && isNamed(event) && event.figures.some(wantedFigure));
}

// "21:19 UTC" behind the day, where the article says when it appeared.
function appeared(one) {
  if (!one.published) return el("span", { class: "none" }, "no date");
  return [day(one.published), one.at ? el("span", { class: "soft" }, ` ${one.at} UTC`) : null];
}

const FLAGS = { outlier: "apart from the others", subset: "part of a larger figure", superseded: "replaced by a newer figure", hedged: "not certain" };

function voiceCell({ name, own }) {
  if (!own) return bdi(name);
  return [bdi(name), name === ITSELF ? null : el("span", { class: "soft" }, " itself")];
}

function flags(one) {
  return Object.keys(FLAGS).filter((flag) => one[flag]).map((flag) => [" ", el("span", { class: "badge" }, FLAGS[flag])]);
}

// Where it is said: a link an article, to the first of its claims.
function places(one) {
  const first = new Map();
  for (const claim of claimsOf(one)) if (!first.has(claim.article)) first.set(claim.article, claim);
  return [...first].map(([article, claim], i) => [
    i ? ", " : null,
    el("a", { href: link(claim), title: article.title }, bdi(article.outlet || article.title)),
  ]);
}

function voiceRow(spoken, place) {
  const { said } = spoken;
  return said.map((one) =>
    el(
      "tr",
      null,
      el("th", { scope: "row", class: `key voice${place % 6}` }, letter(place)),
      el("td", { "data-label": "Source" }, voiceCell(spoken)),
      saying(one),
    ),
  );
}

// The cells that tell of one report: how many, when, where.
function saying(one) {
  return [
    el("td", { "data-label": "Says", class: "figures", "data-sort": valueOf(one) }, amount(one.low, one.high, one.bound), flags(one)),
    el("td", { "data-label": "Published", "data-sort": `${one.published || ""} ${one.at || ""}` }, appeared(one)),
    el("td", { "data-label": "In" }, places(one)),
  ];
}

// What a cell is sorted by: a number, a day, or its words.
function sortKey(row, column) {
  const cell = row.children[column];
  const key = cell.dataset.sort === undefined ? cell.textContent.trim().toLowerCase() : cell.dataset.sort;
  const number = Number(key);
  return key === "" || Number.isNaN(number) ? key : number;
}

function sortRows(table, column, button) {
  const body = table.querySelector("tbody");
  const down = button.getAttribute("aria-sort") === "ascending";
  for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  button.setAttribute("aria-sort", down ? "descending" : "ascending");
  const order = (a, b) => (typeof a === typeof b ? (a < b ? -1 : a > b ? 1 : 0) : typeof a === "number" ? -1 : 1);
  const rows = [...body.rows].sort((a, b) => order(sortKey(a, column), sortKey(b, column)));
  body.append(...(down ? rows.reverse() : rows));
}

// A table of reports under the heads that all of them share, with one of its own in front; a head sorts by its column.
function reportTable(head, caption, rows) {
  const heads = [head, "Source", "Says", "Published", "In"];
  const columns = heads.map((name, column) => {
    const cell = el("th", { scope: "col" }, name && el("button", { type: "button", class: "sort" }, name));
    if (name) cell.firstChild.addEventListener("click", () => sortRows(table, column, cell));
    return cell;
  });
  const table = el(
    "table",
    { class: head ? "voices once" : "voices" },
    el("caption", { class: "unseen" }, caption),
    el("thead", null, el("tr", null, columns)),
    el("tbody", null, rows),
  );
  return table;
}

const FEW = 6;

function spokenCells(figure) {
  const [spoken] = voicesOf(figure);
  return [el("td", { "data-label": "Source" }, voiceCell(spoken)), saying(spoken.said[0])];
}

// What no voice counts: a victim of whom a headline tells, the shot less the dead.
function unsaidCells(figure) {
  return [
    el("td", { "data-label": "Source", class: "soft" }, bdi(figure.derived)),
    el("td", { "data-label": "Says", class: "figures", "data-sort": figure.best }, numbers.format(figure.best)),
    el("td", { "data-label": "Published" }),
    el("td", { "data-label": "In" }),
  ];
}

// Figures that one voice tells once need no block and no chart of their own; many of them wait to be asked for.
function onceBlock(figures, what) {
  const rows = figures.map((figure) => {
    const unit = figure.unit && figure.unit !== "people" ? el("span", { class: "soft" }, " ", bdi(figure.unit)) : null;
    const what = el("td", { "data-label": "What" }, bdi(figure.type), unit);
    return el("tr", null, what, figure.says.length ? spokenCells(figure) : unsaidCells(figure));
  });
  const heading = el("summary", null, `${plural(figures.length, what)} told once`);
  const open = figures.length <= FEW || figures[0].toll;
  return el("details", { class: "toll", open }, heading, reportTable("What", heading.textContent, rows));
}

// How to read the chart: only of what is in it.
function caption(figure, drawing) {
  const parts = [
    [figure.says.some((one) => one.low === null || one.high === null), "arrow: no limit given"],
    [figure.says.some((one) => isOff(figure, one)), "above the line: off the scale, with its number"],
    [figure.says.some(isWeak), "hollow: a part only, not certain, or replaced by a newer one"],
    [figure.best !== null, `dotted line: ${figure.unsure ? "nobody is sure" : "best figure"}`],
  ];
  const broken = drawing.querySelector(".broken") ? "The axis does not begin at 0. " : "";
  if (isSeries(figure)) return broken + "Each dot is a report, the line how the figure moved; hollow or with its number: apart from the others, a part, or not certain.";
  return ["Each letter is a voice of the table", ...parts.filter(([holds]) => holds).map(([, words]) => words)].join("; ") + ".";
}

// Whether there is a course of things to draw: not in what one article says on its one day.
function hasCourse(figure) {
  const different = (values) => new Set(values).size > 1;
  return different(figure.says.flatMap((said) => said.claims.map(([place]) => place))) || different(figure.says.map((said) => said.published));
}

function figureBlock(figure, width) {
  const voices = voicesOf(figure);
  const range = amount(figure.lowest, figure.highest, "range");
  const hasBest = figure.best !== null && figure.best !== undefined && figure.lowest !== figure.highest;
  const draw = isSeries(figure) ? seriesChart : chart;
  const drawing = hasCourse(figure) && draw(figure, voices, width);
  return el(
    "section",
    { class: "toll" },
    el("h3", null, bdi(figure.type), figure.unit ? [" ", el("span", { class: "soft" }, bdi(figure.unit))] : null),
    el(
      "p",
      null,
      figure.scope === "running" && `so far${figure.since ? ` since ${day(figure.since)}` : ""}: `,
      el("strong", null, range),
      hasBest && [figure.unsure ? ", unsure " : ", best ", el("strong", null, numbers.format(figure.best))],
      " ",
      el("span", { class: `badge ${figure.status}` }, STATUS[figure.status] || figure.status),
    ),
    drawing && el("div", { class: "chart", tabindex: "0", role: "region", "aria-label": "Chart" }, drawing),
    drawing && el("p", { class: "soft" }, caption(figure, drawing)),
    reportTable("", `Who says how many: ${figure.type}`, voices.map(voiceRow)),
  );
}

// Those that several voices tell, or one again, each in a block; then those told once in one.
function figureBlocks(figures, width, what) {
  const once = figures.filter((figure) => figure.says.length <= 1);
  const blocks = figures.filter((figure) => figure.says.length > 1).map((figure) => figureBlock(figure, width));
  return [...blocks, once.length > 0 && onceBlock(once, what)];
}

function eventBlock(event, width) {
  const articles = event.documents.map((place) => ARTICLES[place]);
  const figures = event.figures.filter(wantedFigure);
  const [tolls, others] = [figures.filter((figure) => figure.toll), figures.filter((figure) => !figure.toll)];
  const days = articles.map((article) => article.published).filter(Boolean).sort();
  return el(
    "article",
    { class: "event", id: `event-${event.id}` },
    el("h2", { dir: "auto" }, event.title),
    el(
      "p",
      { class: "soft" },
      [told(event), published(days)].filter(Boolean).join(" · "),
    ),
    figureBlocks(tolls, width, "toll"),
    figureBlocks(others, width, tolls.length ? "other figure" : "figure"),
    event.why.length > 0 && whyTogether(event),
  );
}

function published(days) {
  if (!days.length) return null;
  return days[0] === days.at(-1) ? `published ${day(days[0])}` : `published ${day(days[0])} to ${day(days.at(-1))}`;
}

// "9 articles, 2 origins": copies of one text count once.
function told(event) {
  const articles = plural(event.documents.length, "article");
  return event.origins < event.documents.length ? `${articles}, ${plural(event.origins, "origin")}` : articles;
}

function articleLink(place) {
  return el("a", { href: `#/articles/${place}` }, bdi(ARTICLES[place].title));
}

function whyTogether(event) {
  const fold = el("details", { class: "why" }, el("summary", null, "Why these articles are together"));
  fold.addEventListener("toggle", () => {
    if (!fold.open || fold.children.length > 1) return;
    const reasons = event.why.map(({ articles: [first, second], rule, shared }) =>
      el("li", null, articleLink(first), " and ", articleLink(second), ": ", el("code", null, rule), " ", bdi(shared)),
    );
    fold.append(el("ul", null, reasons));
  });
  return fold;
}

// `render` draws the page anew.
function renderEvents(main, render) {
  const shared = EVENTS.some((event) => event.documents.length > 1);
  const box = el("input", { type: "checkbox", id: "several" });
  box.checked = state.severalArticles;
  box.addEventListener("change", () => {
    state.severalArticles = box.checked;
    render();
  });
  const search = el("input", { type: "search", id: "event-words", value: state.eventWords, placeholder: "what, where, when" });
  search.addEventListener("change", () => {
    state.eventWords = search.value.trim().toLowerCase();
    render();
  });
  const save = el("button", { type: "button" }, "CSV of what is shown");
  save.addEventListener("click", () => saveCsv(wantedEvents()));
  const list = el("div", { class: "events" });
  const pane = el("div", { class: "pane", tabindex: "0", role: "region", "aria-label": "Events" });
  const several = shared && el("label", null, box, " only events told in several articles");
  pane.append(el("p", { class: "choice" }, el("label", null, "Find an event ", search), " ", several, " ", save));
  pane.append(list);
  main.append(pane);
  const events = wantedEvents();
  const width = list.clientWidth;
  if (events.length === 0) list.append(el("p", { class: "notice" }, EVENTS.length ? "No event passes the filters." : "No event was found in these records."));
  else lazyList(list, events, 20, (event) => eventBlock(event, width));
}

// A cell of a table; what a spreadsheet would take for a formula gets an apostrophe in front.
function csvCell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const CSV_HEADS = ["event", "title", "type", "unit", "scope", "since", "best", "status", "source", "outlet", "low", "high", "bound", "published", "at", "articles"];

function csvOf(events) {
  const lines = [CSV_HEADS];
  for (const event of events) {
    for (const figure of event.figures.filter(wantedFigure)) {
      const row = [event.id, event.title, figure.type, figure.unit, figure.scope, figure.since, figure.best, figure.status];
      for (const one of figure.says) {
        const articles = [...new Set(one.claims.map(([place]) => ARTICLES[place].id))].join(" ");
        lines.push([...row, one.source, one.outlet, one.low, one.high, one.bound, one.published, one.at, articles]);
      }
    }
  }
  return lines.map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

function saveCsv(events) {
  const address = URL.createObjectURL(new Blob([csvOf(events)], { type: "text/csv" }));
  const anchor = el("a", { href: address, download: "events.csv" });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

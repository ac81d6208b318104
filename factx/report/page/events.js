// What is told of each event: every voice with its figure, side by side.

const STATUS = {
  single: "one figure",
  agree: "all agree",
  update: "later reports change it",
  conflict: "voices differ",
  subset: "part of a larger figure",
};

// The reports of a figure by voice, in the order in which the voices first speak.
function voicesOf(figure) {
  const found = new Map();
  for (const said of figure.says) {
    const name = said.source === null ? said.outlet || ITSELF : said.source;
    const key = JSON.stringify([said.source, said.outlet]);
    if (!found.has(key)) found.set(key, { name, own: said.source === null, said: [] });
    found.get(key).said.push(said);
  }
  return [...found.values()];
}

function wantedFigure(figure) {
  if (!isFiltered()) return true;
  return figure.says.some((said) => claimsOf(said).some((claim) => selection.set.has(claim)));
}

function wantedEvents() {
  selection.set = new Set(selection.claims);
  const only = state.severalArticles;
  return EVENTS.filter((event) => (!only || event.documents.length > 1) && event.figures.some(wantedFigure));
}

const FLAGS = { subset: "part of a larger figure", superseded: "replaced by a newer figure", hedged: "not certain" };

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
  return said.map((one, i) =>
    el(
      "tr",
      null,
      i === 0 && el("th", { scope: "row", rowspan: said.length, class: `key voice${place % 6}` }, letter(place)),
      i === 0 && el("td", { rowspan: said.length, "data-label": "Source" }, voiceCell(spoken)),
      saying(one),
    ),
  );
}

// The cells that tell of one report: how many, when, where.
function saying(one) {
  return [
    el("td", { "data-label": "Says", class: "figures" }, amount(one.low, one.high, one.bound), flags(one)),
    el("td", { "data-label": "Published" }, one.published ? day(one.published) : el("span", { class: "none" }, "no date")),
    el("td", { "data-label": "In" }, places(one)),
  ];
}

// A table of reports under the heads that all of them share, with one of its own in front.
function reportTable(head, caption, rows) {
  const heads = [head, "Source", "Says", "Published", "In"];
  return el(
    "table",
    { class: head ? "voices once" : "voices" },
    el("caption", { class: "unseen" }, caption),
    el("thead", null, el("tr", null, heads.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", null, rows),
  );
}

const FEW = 6;

// Figures that one voice tells once need no block and no chart of their own; many of them wait to be asked for.
function onceBlock(figures) {
  const rows = figures.map((figure) => {
    const [spoken] = voicesOf(figure);
    const [one] = spoken.said;
    const unit = figure.unit && figure.unit !== "people" ? el("span", { class: "soft" }, " ", bdi(figure.unit)) : null;
    return el("tr", null, el("td", { "data-label": "What" }, bdi(figure.type), unit), el("td", { "data-label": "Source" }, voiceCell(spoken)), saying(one));
  });
  const heading = el("summary", null, `${plural(figures.length, "figure")} told once`);
  return el("details", { class: "toll", open: figures.length <= FEW }, heading, reportTable("What", "Figures told once", rows));
}

// How to read the chart: only of what is in it.
function caption(figure) {
  const parts = [
    [figure.says.some((one) => one.low === null || one.high === null), "arrow: no limit given"],
    [figure.says.some(isWeak), "hollow: a part only, not certain, or replaced by a newer one"],
    [figure.best !== null, "dotted line: best figure"],
  ];
  return ["Each letter is a voice of the table", ...parts.filter(([holds]) => holds).map(([, words]) => words)].join("; ") + ".";
}

function figureBlock(figure, width) {
  const voices = voicesOf(figure);
  const range = amount(figure.lowest, figure.highest, "range");
  const hasBest = figure.best !== null && figure.best !== undefined && figure.lowest !== figure.highest;
  const drawing = chart(figure, voices, width);
  return el(
    "section",
    { class: "toll" },
    el("h3", null, bdi(figure.type), figure.unit ? [" ", el("span", { class: "soft" }, bdi(figure.unit))] : null),
    el(
      "p",
      null,
      el("strong", null, range),
      hasBest && [", best ", el("strong", null, numbers.format(figure.best))],
      " ",
      el("span", { class: `badge ${figure.status}` }, STATUS[figure.status] || figure.status),
    ),
    drawing && el("div", { class: "chart", tabindex: "0", role: "region", "aria-label": "Chart" }, drawing),
    drawing && el("p", { class: "soft" }, caption(figure)),
    reportTable("", `Who says how many: ${figure.type}`, voices.map(voiceRow)),
  );
}

function eventBlock(event, width) {
  const articles = event.documents.map((place) => ARTICLES[place]);
  const figures = event.figures.filter(wantedFigure);
  const once = figures.filter((figure) => figure.says.length === 1);
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
    figures.filter((figure) => figure.says.length > 1).map((figure) => figureBlock(figure, width)),
    once.length > 0 && onceBlock(once),
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
  const list = el("div", { class: "events" });
  const pane = el("div", { class: "pane", tabindex: "0", role: "region", "aria-label": "Events" });
  if (shared) pane.append(el("p", { class: "choice" }, el("label", null, box, " only events told in several articles")));
  pane.append(list);
  main.append(pane);
  const events = wantedEvents();
  const width = Math.min(list.clientWidth, 760);
  if (events.length === 0) list.append(el("p", { class: "notice" }, EVENTS.length ? "No event passes the filters." : "No event was found in these records."));
  else lazyList(list, events, 20, (event) => eventBlock(event, width));
}

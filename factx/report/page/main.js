// Which view shows what: the address after # decides (#/articles, #/articles/3/c2, #/claims, #/events, #/map).

const main = document.getElementById("main");
const filters = document.getElementById("filters");

// What a part of the address stands for; one that is badly written stands for itself.
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function route() {
  const [view, place, claim] = location.hash.replace(/^#\//, "").split("/");
  const known = ["articles", "claims", "events", "map"].includes(view);
  const chosen = Number(place);
  const isArticle = view === "articles" && place !== undefined && Number.isInteger(chosen) && ARTICLES[chosen] !== undefined;
  return { view: known ? view : "articles", place: isArticle ? chosen : null, claim: isArticle && claim ? decoded(claim) : null };
}

function articleEntry(article) {
  const count = selection.byArticle.get(article).length;
  const where = origin(article);
  return el(
    "li",
    null,
    el(
      "a",
      { href: `#/articles/${article.place}` },
      el("span", { class: "title", dir: "auto" }, article.title),
      el("span", { class: "soft" }, where ? [bdi(where), " · "] : null, plural(count, "claim")),
    ),
  );
}

function articleList() {
  const list = el("ol");
  const pane = el("nav", { class: "pane list", "aria-label": "Articles" }, list);
  if (selection.articles.length) pane.reach = lazyList(list, selection.articles, 200, articleEntry);
  else pane.append(el("p", { class: "notice" }, "No article passes the filters."));
  return pane;
}

const LEGEND = [["source", "source"], ["cue", "cue"], ["content", "what is said"], ["figure", "figure"]];

function articleHead(article) {
  const place = article.web ? el("a", { href: article.url, rel: "noopener noreferrer", target: "_blank" }, bdi(article.url)) : bdi(article.url || article.path || article.id);
  const hasHeadline = article.text !== null && article.sections.some(([kind]) => kind === "headline");
  return [
    el("p", { class: "back" }, el("a", { href: "#/articles" }, "All articles")),
    el("p", { class: "soft" }, [article.outlet, day(article.published), article.author].filter(Boolean).map((words) => [bdi(words), " · "]), place),
    !hasHeadline && el("h2", { class: "section headline", dir: "auto" }, article.title),
    el("p", { class: "legend" }, LEGEND.map(([kind, words]) => [el("span", { class: `mark ${kind}` }, words), " "])),
  ];
}

function nothingFound(article) {
  if (article.text !== null && !article.text.trim()) return "This article holds no text.";
  const why = article.language ? ` It seems to be in another language (${article.language}); factx reads English.` : "";
  return `No claim was found in this article.${why}`;
}

function articlePanes(article) {
  const passing = selection.byArticle.get(article);
  const claims = state.showAll || !isFiltered() ? article.claims : passing;
  const text = article.text === null ? claimWords(article, claims) : markedText(article, claims);
  const table = claims.length
    ? claimTable(claims, { caption: `Claims of ${article.title}`, step: 300 })
    : el("p", { class: "notice" }, article.claims.length ? "None of its claims passes the filters." : nothingFound(article));
  const hidden = article.claims.length - claims.length;
  const all = hidden > 0 && el("button", { type: "button", class: "more" }, `Show all ${plural(article.claims.length, "claim")} of this article`);
  if (all) {
    all.addEventListener("click", () => {
      state.showAll = true;
      render();
    });
  }
  return [
    el("article", { class: "pane article", tabindex: "0", "aria-label": "Article" }, articleHead(article), text),
    el("section", { class: "pane beside", tabindex: "0", "aria-label": "Claims of the article" }, outline(article, claims), table, all),
  ];
}

function renderArticles(place) {
  if (place === null && !selection.articles.includes(ARTICLES[state.article]) && selection.articles.length) {
    state.article = selection.articles[0].place;
  }
  document.body.classList.toggle("reading", place !== null);
  const article = ARTICLES[state.article];
  main.append(...(article ? articlePanes(article) : []));
  markOpen(main.querySelector(".list"), article);
}

// Shows in the list which article is open.
function markOpen(list, article) {
  for (const entry of list.querySelectorAll("[aria-current]")) entry.removeAttribute("aria-current");
  if (!article || !selection.articles.includes(article)) return;
  list.reach(article);
  const entry = list.querySelector(`a[href="#/articles/${article.place}"]`);
  entry.setAttribute("aria-current", "true");
  if (list.scrollHeight > list.clientHeight) entry.scrollIntoView({ block: "nearest" });
}

function renderClaims() {
  const pane = el("div", { class: "pane", tabindex: "0", role: "region", "aria-label": "Claims" });
  if (selection.claims.length) pane.append(claimTable(selection.claims, { caption: "All claims", withArticle: true }));
  else pane.append(el("p", { class: "notice" }, CLAIMS.length ? "No claim passes the filters." : "No claim was found in these records."));
  main.append(pane);
}

// Brings out the claim in text and table and moves the focus to the other end of the link that was followed.
function showClaim() {
  const claim = ARTICLES[state.article] && ARTICLES[state.article].byId.get(state.claim);
  if (!claim) return;
  const table = main.querySelector(".beside .table");
  if (table) table.reach(claim);
  const chosen = main.querySelector(`tr[data-row="${CSS.escape(claim.id)}"]`);
  main.querySelectorAll("tr.on").forEach((tr) => tr.classList.remove("on"));
  if (chosen) chosen.classList.add("on");
  const text = main.querySelector(".text");
  bringOut(text, claim);
  const marks = [...text.querySelectorAll("a.mark.on")];
  const own = marks.find((mark) => mark.dataset.claim === claim.id) || marks.find((mark) => mark.dataset.claim) || marks[0];
  const quiet = { behavior: "auto", block: "center" };
  // The words last: where text and table share one scroll, as on a phone, they are what a link from elsewhere means.
  if (chosen && state.from !== "table") chosen.scrollIntoView(quiet);
  if (own && state.from !== "text") own.scrollIntoView(quiet);
  const target = state.from === "text" ? chosen && chosen.querySelector("a") : own;
  if (target && state.from) target.focus({ preventScroll: true });
}

function counted() {
  const claims = plural(CLAIMS.length, "claim");
  if (!isFiltered()) return `${claims} in ${plural(ARTICLES.length, "article")}`;
  return `${numbers.format(selection.claims.length)} of ${claims} in ${numbers.format(selection.articles.length)} of ${plural(ARTICLES.length, "article")}`;
}

// Empties the page, but for a list of articles that is still the right one: it keeps its place and the focus.
function clear(view) {
  const list = main.querySelector(".list");
  if (view !== "articles" || !list || list.selected !== selection.articles) {
    main.replaceChildren();
    if (view === "articles") {
      main.append(articleList());
      main.firstChild.selected = selection.articles;
    }
    return;
  }
  while (main.lastChild !== list) main.lastChild.remove();
}

function render() {
  const { view, place } = route();
  clear(view);
  document.body.dataset.view = view;
  document.body.classList.remove("reading");
  for (const entry of document.querySelectorAll("nav [data-view]")) {
    if (entry.dataset.view === view) entry.setAttribute("aria-current", "page");
    else entry.removeAttribute("aria-current");
  }
  if (view === "articles") renderArticles(place);
  else if (view === "claims") renderClaims();
  else if (view === "map") renderMap(main);
  else renderEvents(main, render);
  document.getElementById("count").textContent = counted();
  showWords(main.querySelector(".text") || main, wanted.words);
  if (view === "articles" && state.claim !== null) showClaim();
}

// Following a link: only what changes is drawn anew.
function follow() {
  const { view, place, claim } = route();
  const isOpen = view === "articles" && document.body.dataset.view === "articles" && place === state.article && main.querySelector(".text") !== null;
  if (place !== null && place !== state.article) state.showAll = false;
  if (place !== null) state.article = place;
  state.claim = claim;
  const article = ARTICLES[state.article];
  if (claim !== null && article.byId.has(claim) && !selection.byArticle.get(article).includes(article.byId.get(claim)) && !state.showAll) {
    state.showAll = true;
    render();
  } else if (isOpen && claim !== null) {
    document.body.classList.add("reading");
    showClaim();
  } else {
    render();
    if (claim === null) window.scrollTo(0, 0);
    const focused = document.activeElement;
    if (focused && focused !== document.body && !focused.checkVisibility()) main.focus({ preventScroll: true });
  }
  state.from = null;
}

function options(name, values) {
  const field = filters.elements[name];
  const count = new Map();
  for (const value of values) if (value) count.set(value, (count.get(value) || 0) + 1);
  const sorted = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [value, number] of sorted) field.append(el("option", { value }, `${value} (${numbers.format(number)})`));
  if (count.size < 2 && name === "outlet") field.closest("label").hidden = count.size === 0;
}

// What a field of search proposes, the commonest first.
function propose(id, values) {
  const count = new Map();
  for (const value of values) if (value) count.set(value, (count.get(value) || 0) + 1);
  const sorted = [...count].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  document.getElementById(id).append(...sorted.map(([value]) => el("option", { value })));
}

function readFilters() {
  const read = (name) => filters.elements[name].value.trim();
  wanted.words = read("words").toLowerCase().split(/\s+/).filter(Boolean);
  wanted.source = read("source").toLowerCase();
  wanted.event = read("event").toLowerCase().replaceAll(" ", "_");
  for (const name of ["certainty", "outlet", "kind"]) wanted[name] = filters.elements[name].value;
  state.showAll = false;
  state.claim = null;
  select();
  render();
}

function summary() {
  const sources = new Set(CLAIMS.filter((claim) => claim.said && claim.said.source).map(voice));
  const days = ARTICLES.map((article) => article.published).filter(Boolean).sort();
  const span = days.length ? (days[0] === days.at(-1) ? day(days[0]) : `${day(days[0])} to ${day(days.at(-1))}`) : null;
  const parts = [plural(ARTICLES.length, "article"), plural(CLAIMS.length, "claim"), plural(sources.size, "source"), span];
  return parts.filter(Boolean).join(" · ");
}

let waiting = 0;
filters.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(readFilters, 120);
});
filters.addEventListener("reset", () => setTimeout(readFilters));
filters.addEventListener("submit", (happening) => {
  happening.preventDefault();
  readFilters();
});
main.addEventListener("click", (happening) => {
  const anchor = happening.target.closest("a[href^='#']");
  if (!anchor) return;
  state.from = anchor.closest(".text") ? "text" : anchor.closest(".beside") ? "table" : null;
  if (anchor.getAttribute("href") === location.hash) follow();
});
window.addEventListener("hashchange", () => {
  if (location.hash.startsWith("#/") || location.hash === "") follow();
});

document.getElementById("summary").textContent = summary();
document.getElementById("made").textContent = CONTENT.made.length ? `Made with ${CONTENT.made.join("; ")}.` : "";
propose("event-types", CLAIMS.map((claim) => claim.event && claim.event.type));
options("certainty", CLAIMS.map((claim) => claim.certainty));
options("outlet", ARTICLES.map((article) => article.outlet));
propose("sources", CLAIMS.map(voice));
if (!EVENTS.length) document.querySelector("[data-view='events']").hidden = true;
if (!WORLD) document.querySelector("[data-view='map']").hidden = true;
if (window.matchMedia("(max-width: 70rem)").matches) document.getElementById("filter-fold").open = false;
select();
follow();

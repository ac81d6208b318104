// What the page holds, and which of it is wanted now.

const CONTENT = JSON.parse(document.getElementById("content").textContent);
const ARTICLES = CONTENT.articles;
const EVENTS = CONTENT.events;
const ITSELF = "the article itself";

// Each claim knows its article, its attribution and who says it.
ARTICLES.forEach((article, place) => {
  article.place = place;
  article.byId = new Map();
  for (const claim of article.claims) {
    claim.article = article;
    claim.said = article.attributions[claim.attribution] || null;
    article.byId.set(claim.id, claim);
  }
  fold(article);
});

// What tells the same words as a fuller claim has no row of its own; who follows a link to it comes to the fuller one.
function fold(article) {
  const fuller = (claim) => {
    const seen = new Set();
    let found = claim;
    while (found.restates && article.byId.has(found.restates) && !seen.has(found)) {
      seen.add(found);
      found = article.byId.get(found.restates);
    }
    return found;
  };
  const rows = article.claims.map((claim) => [claim, fuller(claim)]);
  for (const [claim, told] of rows) article.byId.set(claim.id, told);
  article.claims = rows.filter(([claim, told]) => claim === told).map(([claim]) => claim);
}
const CLAIMS = ARTICLES.flatMap((article) => article.claims);

function voice(claim) {
  if (!claim.said) return ITSELF;
  return claim.said.source ? claim.said.source.name : "nobody named";
}

function link(claim) {
  return `#/articles/${claim.article.place}/${encodeURIComponent(claim.id)}`;
}

function origin(article) {
  return [article.outlet, day(article.published)].filter(Boolean).join(", ");
}

function amount(low, high, bound) {
  const [l, h] = [low, high].map((n) => (n === null ? null : numbers.format(n)));
  if (l === null && h === null) return "some";
  if (bound === "about" && l !== null) return l === h || h === null ? `about ${l}` : `about ${l} to ${h}`;
  if (l !== null && l === h) return bound === "more_than" ? `more than ${l}` : bound === "less_than" ? `less than ${l}` : l;
  if (h === null) return { more_than: `more than ${l}`, vague: `${l} or more` }[bound] || `at least ${l}`;
  if (l === null) return bound === "less_than" ? `less than ${h}` : `at most ${h}`;
  return `${l} to ${h}`;
}

const wanted = { words: [], event: "", source: "", certainty: "", outlet: "", kind: "" };

function isFiltered() {
  return wanted.words.length > 0 || ["event", "source", "certainty", "outlet", "kind"].some((name) => wanted[name]);
}

function textOf(claim) {
  if (claim.search === undefined) {
    const mention = claim.said && claim.said.source ? claim.said.source.text : "";
    claim.search = [claim.gist, claim.text, voice(claim), mention, claim.article.title].join("\n").toLowerCase();
  }
  return claim.search;
}

function passes(claim) {
  if (wanted.event && !((claim.event || {}).type || "").includes(wanted.event)) return false;
  if (wanted.certainty && claim.certainty !== wanted.certainty) return false;
  if (wanted.kind && claim.kind !== wanted.kind) return false;
  if (wanted.outlet && claim.article.outlet !== wanted.outlet) return false;
  if (wanted.source && !voice(claim).toLowerCase().includes(wanted.source)) return false;
  return wanted.words.every((word) => textOf(claim).includes(word));
}

// An article is wanted for a claim of its own, or, when only words are asked for, for its text.
function reads(article) {
  if (["event", "source", "certainty", "kind"].some((name) => wanted[name])) return false;
  if (wanted.outlet && article.outlet !== wanted.outlet) return false;
  if (article.search === undefined) article.search = `${article.title}\n${article.text || ""}`.toLowerCase();
  return wanted.words.every((word) => article.search.includes(word));
}

// The claims and articles that pass, worked out once for each change of the filters.
const selection = { claims: [], byArticle: new Map(), articles: [] };

function select() {
  selection.claims = isFiltered() ? CLAIMS.filter(passes) : CLAIMS;
  selection.byArticle = new Map(ARTICLES.map((article) => [article, []]));
  for (const claim of selection.claims) selection.byArticle.get(claim.article).push(claim);
  selection.articles = ARTICLES.filter((article) => selection.byArticle.get(article).length > 0 || reads(article));
}

// The claims of a voice in the figure of an event.
function claimsOf(said) {
  return said.claims.map(([place, id]) => ARTICLES[place].byId.get(id)).filter(Boolean);
}

// What is open, and what is shown of it.
const state = {
  eventWords: "",
  article: 0, // the one that is open, by its place
  claim: null, // the one that is brought out
  showAll: false, // all claims of the open article, whatever the filters
  severalArticles: EVENTS.some((event) => event.documents.length > 1),
  from: null, // "text" or "table": where a link was followed, so that its other end gets the focus
};

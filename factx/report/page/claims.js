// Claims as rows of a table, and the trail of why factx made each.

const MONEY_TOLD = /\p{Sc}|\p{L}{3}/u; // a sign, a currency's code or name

// What happened, in words; nothing where it is only the verb of the sentence ("carry 120 passengers").
function happened(claim) {
  return claim.event && claim.event.told ? claim.event.type.replaceAll("_", " ") : null;
}

function figure(claim) {
  const q = claim.quantity;
  if (!q) return null;
  const isSaid = !q.unit || q.text.includes(q.unit) || (q.kind === "money" && MONEY_TOLD.test(q.text));
  return [bdi(q.text), isSaid ? null : el("span", { class: "soft" }, " ", bdi(q.unit))];
}

// The figure, and below it the event it belongs to; for a statement the event alone, if it is one of the known types.
function figureCell(claim) {
  const told = happened(claim);
  const type = told && el("span", { class: "soft event-type" }, bdi(told));
  return [figure(claim), type || (claim.quantity ? null : el("span", { class: "none" }, "–"))];
}

const BADGES = { superseded: "replaced by a newer figure", additional: "on top of another figure" };

const NOT = /\b(?:not|never|cannot)\b|n['’]t\b/i;

// Whether a figure is said to be wrong, or a statement denied; a sentence that has a "not" of its own tells it itself.
function isDenied(claim) {
  if (claim.polarity !== "negative") return false;
  if (claim.quantity) return claim.quantity.high !== 0 && !NOT.test(claim.gist);
  return Boolean(claim.said) && claim.said.stance === "deny";
}

function badges(claim) {
  const said = Object.keys(BADGES).filter((name) => claim[name]).map((name) => BADGES[name]);
  if (claim.part_of !== null) said.push("part of a larger figure");
  if (isDenied(claim)) said.push("said not to be so");
  return said.map((words) => [" ", el("span", { class: "badge" }, words)]);
}

function kindOf(source) {
  return source.type === "named_person" ? "person" : source.type.replaceAll("_", " ");
}

function sourceCell(claim) {
  const source = claim.said && claim.said.source;
  if (!source) return el("span", { class: "none" }, voice(claim));
  const kind = source.type === "unknown" ? null : el("span", { class: "soft" }, ` ${kindOf(source)}`);
  return [bdi(source.name), kind];
}

// The claim as a sentence, its figures in bold.
function sentence(claim) {
  const words = claim.quantity || /^(an?|the|his|her|their|its|some|one)\b/.test(claim.gist) ? claim.gist.charAt(0).toUpperCase() + claim.gist.slice(1) : claim.gist;
  const told = /[.!?…]["”’']?$/.test(words) ? words : `${words}.`;
  const small = told.toLowerCase();
  const pieces = [];
  let at = 0;
  for (const [start, end] of boldIn(claim, small)) {
    if (start < at) continue;
    pieces.push(told.slice(at, start), el("strong", null, told.slice(start, end)));
    at = end;
  }
  return [...pieces, told.slice(at)];
}

// Where the figures of a claim stand in its sentence; of one that the article counts out, the number.
function boldIn(claim, small) {
  const found = [];
  for (const words of claim.figures) {
    const start = small.indexOf(words.toLowerCase(), found.length ? found.at(-1)[1] : 0);
    if (start >= 0) found.push([start, start + words.length]);
  }
  const number = !found.length && claim.quantity ? /\d[\d,.]*\d|\d/.exec(small) : null;
  return number ? [[number.index, number.index + number[0].length]] : found;
}

function row(claim, withArticle) {
  const certain = claim.certainty === "certain";
  return el(
    "tr",
    { "data-row": claim.id },
    el("td", { class: "gist", dir: "auto" }, el("a", { href: link(claim) }, sentence(claim)), badges(claim), why(claim)),
    el("td", { "data-label": claim.quantity ? "Figure" : "Event", class: "figures" }, figureCell(claim)),
    el("td", { "data-label": "Source" }, sourceCell(claim)),
    el("td", { "data-label": "Certainty" }, el("span", { class: certain ? "soft" : "badge" }, claim.certainty)),
    withArticle && el("td", { "data-label": "Article" }, bdi(claim.article.title), el("span", { class: "soft" }, ` ${origin(claim.article)}`)),
  );
}

function claimTable(claims, { caption, withArticle = false, step = 100 }) {
  const heads = ["Claim", "Figure, event", "Source", "Certainty", ...(withArticle ? ["Article"] : [])];
  const body = el("tbody");
  const table = el(
    "table",
    { class: withArticle ? "claims wide" : "claims" },
    el("caption", { class: "unseen" }, caption),
    el("thead", null, el("tr", null, heads.map((head) => el("th", { scope: "col" }, head)))),
    body,
  );
  const host = el("div", { class: "table" }, table);
  host.reach = lazyList(body, claims, step, (claim) => row(claim, withArticle));
  return host;
}

function why(claim) {
  const fold = el("details", { class: "why" }, el("summary", null, "Why"));
  fold.addEventListener("toggle", () => {
    if (fold.open && fold.children.length === 1) fold.append(trail(claim));
  });
  return fold;
}

function trail(claim) {
  const said = claim.said;
  const source = said && said.source;
  const dated = ([words, value]) => [bdi(words), value ? ` (${value})` : " (not resolved)"];
  const others = (ids) =>
    ids.flatMap((id, i) => {
      const other = claim.article.byId.get(id);
      return [i ? ", " : null, other ? el("a", { href: link(other) }, other.gist) : id];
    });
  const lines = [
    ["Words", bdi(claim.text)],
    ["Where", `${claim.section}, characters ${claim.span[0]} to ${claim.span[1]}`],
    ["Event", claim.event && [claim.event.type, ", from ", bdi(`“${claim.event.text}”`)]],
    ["Figure", claim.quantity && [bdi(`“${claim.quantity.text}”`), ` read as ${reading(claim.quantity)}`]],
    ["Source", source && [bdi(source.name), source.resolved ? [`, from ${source.resolved.replaceAll("_", " ")} `, bdi(`“${source.text}”`)] : null]],
    ["Cue", said && [bdi(`“${said.cue.text}”`), ` (${said.cue.lemma}), ${said.form}, ${said.stance}`]],
    ["Voices", claim.chain.length > 1 && claim.chain.flatMap((name, i) => [i ? " citing " : null, bdi(name)])],
    ["Place", claim.place && [bdi(claim.place), claim.country ? ` (${claim.country})` : null]],
    ["Cause", claim.cause && bdi(claim.cause)],
    ["Actor", claim.actor && bdi(claim.actor)],
    ["When", claim.when && dated(claim.when)],
    ["Reported", claim.reported && dated(claim.reported)],
    ["Part of", claim.part_of !== null && others([claim.part_of])],
    ["Same as", claim.same_as.length > 0 && others(claim.same_as)],
    ["Rules", el("span", { class: "rules" }, rulesOf(claim).flatMap((rule, i) => [i ? " → " : null, el("code", null, rule)]))],
  ];
  return el("dl", null, lines.filter(([, value]) => value).map(([name, value]) => [el("dt", null, name), el("dd", null, value)]));
}

function reading(quantity) {
  const range = amount(quantity.low, quantity.high, quantity.bound);
  return [range, quantity.unit ? ` ${quantity.unit}` : "", ` (${quantity.bound.replaceAll("_", " ")})`].join("");
}

function rulesOf(claim) {
  const source = claim.said && claim.said.source;
  return [...new Set([...claim.rules, ...(source ? source.rules : [])])];
}

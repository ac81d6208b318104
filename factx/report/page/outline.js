// Who speaks in an article, in the order in which they first do, whom each cites below it, and what figures each gives.

const FEW_FIGURES = 4;
const FEW_VOICES = 12;

function voiceNode(name) {
  return { name, claims: [], cited: new Map() };
}

// A tree of voices: a claim belongs to the last one of its chain, "A said, citing B" to B below A.
function voiceTree(claims) {
  const root = voiceNode("");
  for (const claim of claims) {
    const chain = claim.said && claim.chain.length > 1 ? claim.chain : [voice(claim)];
    let node = root;
    for (const name of chain) {
      if (!node.cited.has(name)) node.cited.set(name, voiceNode(name));
      node = node.cited.get(name);
    }
    node.claims.push(claim);
  }
  const nodes = [...root.cited.values()];
  return [...nodes.filter((node) => node.name !== ITSELF), ...nodes.filter((node) => node.name === ITSELF)];
}

function typesOf(article) {
  const known = Object.values(article.attributions).filter((said) => said.source && said.source.type !== "unknown");
  return new Map(known.map((said) => [said.source.name, kindOf(said.source)]));
}

function firstClaim(node) {
  return node.claims[0] || firstClaim([...node.cited.values()][0]);
}

function numberOf(claim) {
  const told = happened(claim);
  const what = told ? el("span", { class: "soft" }, ` ${told}`) : null;
  return el("a", { class: "number", href: link(claim) }, figure(claim), what);
}

function outlineEntry(node, types, isCited) {
  const figures = node.claims.filter((claim) => claim.quantity);
  const told = figures.slice(0, FEW_FIGURES).map((claim) => [" ", numberOf(claim)]);
  const more = figures.length > FEW_FIGURES ? el("span", { class: "soft" }, ` +${figures.length - FEW_FIGURES}`) : null;
  const about = [types.get(node.name), node.claims.length ? plural(node.claims.length, "claim") : null].filter(Boolean).join(" · ");
  const cited = [...node.cited.values()];
  return el(
    "li",
    null,
    isCited ? el("span", { class: "soft" }, "citing ") : null,
    el("a", { class: node.name === ITSELF ? "none" : "voice", href: link(firstClaim(node)) }, bdi(node.name)),
    el("span", { class: "soft" }, ` ${about}`),
    told.length ? el("span", { class: "told" }, told, more) : null,
    cited.length ? el("ul", null, cited.map((below) => outlineEntry(below, types, true))) : null,
  );
}

function outline(article, claims) {
  const nodes = voiceTree(claims);
  if (nodes.length < 2) return null;
  const types = typesOf(article);
  const list = el("ul", null, nodes.slice(0, FEW_VOICES).map((node) => outlineEntry(node, types, false)));
  const fold = el("details", { class: "outline", open: true }, el("summary", null, `Voices (${nodes.length})`), list);
  if (nodes.length > FEW_VOICES) {
    const all = el("button", { type: "button", class: "more" }, `Show all ${plural(nodes.length, "voice")}`);
    all.addEventListener("click", () => {
      const rest = nodes.slice(FEW_VOICES).map((node) => outlineEntry(node, types, false));
      list.append(...rest);
      all.remove();
      rest[0].querySelector("a").focus();
    });
    fold.append(all);
  }
  return fold;
}

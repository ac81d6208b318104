// An article's text with source, cue, content and figures marked.

// Offsets count Unicode code points; strings here count UTF-16 units. Where the two differ, a table tells.
function unitOffsets(text) {
  if (text === null) return (point) => point;
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return (point) => Math.min(point, text.length);
  const at = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) at.push(unit);
  at.push(text.length);
  return (point) => at[Math.min(point, at.length - 1)];
}

function unitsOf(article) {
  article.units ||= unitOffsets(article.text);
  return article.units;
}

// What is to be marked, from left to right: [start, end, kind, claim]. Only what the given claims rest on.
function marksOf(article, claims) {
  const unit = unitsOf(article);
  const marks = [];
  const first = new Map();
  for (const claim of claims) {
    if (claim.attribution !== null && !first.has(claim.attribution)) first.set(claim.attribution, claim);
    if (claim.quantity) marks.push([...claim.quantity.span, "figure", claim]);
  }
  for (const [id, claim] of first) {
    const said = article.attributions[id];
    if (!said) continue;
    said.content.forEach(([start, end]) => marks.push([start, end, "content", claim]));
    said.cue.spans.forEach(([start, end]) => marks.push([start, end, "cue", claim]));
    if (said.source) said.source.spans.forEach(([start, end]) => marks.push([start, end, "source", claim]));
  }
  return marks
    .map(([start, end, kind, claim]) => [unit(start), unit(end), kind, claim])
    .filter(([start, end]) => start < end)
    .sort((a, b) => a[0] - b[0]);
}

const RANK = { figure: 3, cue: 2, source: 1, content: 0 };

// The mark that a stretch leads to: the figure before the cue before the source, the innermost content last.
function topmost(active) {
  let best = null;
  for (const mark of active) {
    const rank = best === null ? 1 : RANK[mark[2]] - RANK[best[2]];
    if (rank > 0 || (rank === 0 && mark[1] - mark[0] <= best[1] - best[0])) best = mark;
  }
  return best;
}

// The stretch [from, to) cut wherever one of its marks, sorted by start, begins or ends:
// calls `give(start, end, active marks)` from left to right.
function eachStretch(within, from, to, give) {
  const cuts = [...new Set([from, to, ...within.flatMap((mark) => [mark[0], mark[1]])])]
    .filter((cut) => cut >= from && cut <= to)
    .sort((a, b) => a - b);
  let next = 0;
  let active = [];
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    active = active.filter((mark) => mark[1] > cuts[i]);
    while (next < within.length && within[next][0] <= cuts[i]) active.push(within[next++]);
    give(cuts[i], cuts[i + 1], active);
  }
}

function stretch(words, active, begun) {
  const top = topmost(active);
  if (top === null) return document.createTextNode(words);
  const kinds = [...new Set(active.map((mark) => mark[2]))];
  const isStop = top[2] !== "content" && !begun.has(top);
  begun.add(top);
  return el(
    "a",
    {
      class: ["mark", ...kinds].join(" "),
      href: link(top[3]),
      tabindex: isStop ? null : "-1",
      "data-claim": isStop ? top[3].id : null,
      "data-kind": isStop ? top[2] : null,
    },
    words,
  );
}

// A browser lays out a paragraph as a whole, or not at all while it is out of sight: one that is many screens long is
// drawn in parts.
const LONGEST = 3000;

// Where the part of a paragraph that starts at `from` ends: behind a sentence, or else at a blank, or else anywhere.
function partEnd(text, from) {
  const end = from + LONGEST;
  const least = end - LONGEST / 2;
  for (const [words, length] of [[". ", 2], [" ", 1]]) {
    const found = text.lastIndexOf(words, end);
    if (found > least) return found + length;
  }
  return /[\udc00-\udfff]/.test(text[end]) ? end + 1 : end;
}

// The sections of the text and what lies between them, cut at blank lines and where they get too long:
// [kind, start, end, whether it goes on] of each paragraph.
function paragraphs(article) {
  const unit = unitsOf(article);
  const found = [];
  const addOne = (kind, from, to) => {
    const words = article.text.slice(from, to);
    const end = from + words.trimEnd().length;
    let start = to - words.trimStart().length;
    while (end - start > LONGEST) {
      const cut = partEnd(article.text, start);
      found.push([kind, start, cut, true]);
      start = cut;
    }
    if (start < end) found.push([kind, start, end, false]);
  };
  const add = (kind, from, to) => {
    let at = from;
    for (const gap of article.text.slice(from, to).matchAll(/\n(?:[^\S\n]*\n)+/g)) {
      addOne(kind, at, from + gap.index);
      at = from + gap.index + gap[0].length;
    }
    addOne(kind, at, to);
  };
  let at = 0;
  const sections = article.sections.map(([kind, start, end]) => [kind, unit(start), unit(end)]).sort((a, b) => a[1] - b[1]);
  for (const [kind, start, end] of sections) {
    if (start < at || start >= end) continue;
    add("rest", at, start);
    add(kind, start, end);
    at = end;
  }
  add("rest", at, article.text.length);
  return found;
}

const TAGS = { headline: "h2", heading: "h3" };

function paragraph(article, [kind, from, to, goesOn], marks, begun) {
  const pieces = document.createDocumentFragment();
  eachStretch(marks, from, to, (start, end, active) => {
    const piece = stretch(article.text.slice(start, end), active, begun);
    piece.span = [start, end];
    pieces.append(piece);
  });
  return el(TAGS[kind] || "div", { class: `section ${kind}${goesOn ? " part" : ""}`, dir: "auto" }, pieces);
}

// The text as elements, one a paragraph. Each marked stretch remembers where it stands.
function markedText(article, claims) {
  const marks = marksOf(article, claims);
  const begun = new Set();
  const node = el("div", { class: "text" });
  let next = 0;
  let own = [];
  let at = 0;
  for (const block of paragraphs(article)) {
    const [, from, to] = block;
    own = own.filter((mark) => mark[1] > from);
    while (next < marks.length && marks[next][0] < to) own.push(marks[next++]);
    node.append(article.text.slice(at, from), paragraph(article, block, own, begun));
    at = to;
  }
  node.append(article.text.slice(at));
  return node;
}

// Without the text: the words of each claim, one after the other.
function claimWords(article, claims) {
  const node = el("div", { class: "text" });
  const where = article.path ? [" The file ", el("code", null, bdi(article.path)), " is not there any more, or has changed."] : [];
  node.append(
    el("p", { class: "notice" }, "The text of this article is not in the records.", where, " Below are the words of its claims."),
  );
  for (const claim of claims) {
    const words = el("a", { class: "mark excerpt", href: link(claim), "data-claim": claim.id, "data-kind": "words" }, claim.text);
    words.span = claim.span;
    node.append(el("p", { class: "section", dir: "auto" }, words));
  }
  return node;
}

// Brings out the words of one claim: itself, its source and its cue.
function bringOut(text, claim) {
  const unit = unitsOf(claim.article);
  const points = [claim.span, ...(claim.quantity ? [claim.quantity.span] : [])];
  if (claim.said) points.push(...claim.said.cue.spans, ...(claim.said.source ? claim.said.source.spans : []));
  const spans = points.map(([start, end]) => [unit(start), unit(end)]);
  for (const mark of text.querySelectorAll("a.on")) mark.classList.remove("on");
  for (const mark of text.querySelectorAll("a.mark")) {
    const [start, end] = mark.span;
    if (spans.some(([s, e]) => start < e && end > s)) mark.classList.add("on");
  }
}

// Shows where the searched words stand, in browsers that can do so without touching the text.
function showWords(node, words) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("found");
  if (!words.length || !node) return;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.toLowerCase();
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0 && at + word.length <= walker.currentNode.length; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges.slice(0, 5000)));
}

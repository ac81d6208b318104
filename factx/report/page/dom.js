// Elements. Texts go in as text nodes and nothing else: nothing an article says can become markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) node.append(child);
  }
  return node;
}

function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

// A text of unknown direction: it cannot turn its neighbours around.
function bdi(text) {
  return el("bdi", null, text);
}

const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });

function plural(count, one, many) {
  return `${numbers.format(count)} ${count === 1 ? one : many || `${one}s`}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// "2023-09-20" -> "20 Sep 2023"; whatever is no such day stays as it is.
function day(value) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(value || "");
  return found && MONTHS[found[2] - 1] ? `${Number(found[3])} ${MONTHS[found[2] - 1]} ${found[1]}` : value || "";
}

// A few at a time: `make(item)` is called for those that show, the rest wait behind a button.
// Gives a function that makes one of the items show.
function lazyList(parent, items, step, make) {
  let shown = 0;
  const more = el("button", { type: "button", class: "more" });
  const host = parent.tagName === "TBODY" ? parent.parentNode : parent;
  const grow = () => {
    const part = items.slice(shown, shown + step);
    part.forEach((item) => parent.append(make(item)));
    shown += part.length;
    more.textContent = `Show ${Math.min(step, items.length - shown)} more of ${numbers.format(items.length - shown)}`;
    if (shown >= items.length) more.remove();
    else host.after(more);
  };
  more.addEventListener("click", () => {
    const before = parent.children.length;
    grow();
    const first = parent.children[before];
    const target = first && (first.querySelector("a, button") || first);
    if (target) target.focus();
  });
  grow();
  return (item) => {
    const place = items.indexOf(item);
    while (shown <= place) grow();
  };
}

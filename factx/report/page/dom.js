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

// A few at a time: `make(item)` is called for those that show, the rest wait behind a button above and one below.
// Gives a function that makes one of the items show; from far away it comes with its neighbours only.
function lazyList(parent, items, step, make) {
  let from = 0;
  let to = 0;
  const host = parent.tagName === "TBODY" ? parent.parentNode : parent;
  const earlier = el("button", { type: "button", class: "more" });
  const later = el("button", { type: "button", class: "more" });
  const offer = (button, count, words) => {
    button.textContent = `Show ${Math.min(step, count)} ${words} of ${numbers.format(count)}`;
    if (count === 0) button.remove();
    else if (button === earlier) host.before(button);
    else host.after(button);
  };
  const show = (start, end) => {
    const put = start < from ? "prepend" : "append";
    const part = items.slice(Math.max(start, 0), end).map(make);
    parent[put](...part);
    from = Math.min(from, Math.max(start, 0));
    to = Math.max(to, Math.min(end, items.length));
    offer(earlier, from, "earlier");
    offer(later, items.length - to, "more");
    return part;
  };
  const focus = (item) => item && (item.querySelector("a, button") || item).focus();
  earlier.addEventListener("click", () => focus(show(from - step, from).at(-1)));
  later.addEventListener("click", () => focus(show(to, to + step)[0]));
  show(0, step);
  return (item) => {
    const place = items.indexOf(item);
    if (place < 0 || (place >= from && place < to)) return;
    parent.replaceChildren();
    from = to = Math.max(0, place - Math.floor(step / 2));
    show(from, from + step);
  };
}

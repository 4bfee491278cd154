// Elements are only ever built from text: nothing in this page parses HTML.

const SVG = "http://www.w3.org/2000/svg";

// el("p", { class: "note", onclick: f }, "text", child): a missing child is skipped.
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

// Names and quotes may be in any script: each keeps its own direction.
export function words(text, attributes = {}) {
  return el("bdi", attributes, text);
}

export function replace(parent, ...children) {
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
}

// A link for http and https, plain text for anything else. Checked in Python too.
export function link(url, text) {
  let parsed = null;
  try {
    parsed = new URL(url);
  } catch {
    return words(text);
  }
  if (!["http:", "https:"].includes(parsed.protocol)) return words(text);
  return el("a", { href: parsed.href, rel: "noopener noreferrer nofollow", target: "_blank" }, text);
}

export function cut(text, longest) {
  const letters = Array.from(text);
  return letters.length <= longest ? text : letters.slice(0, longest - 1).join("").trimEnd() + "…";
}

export function number(value) {
  return value.toLocaleString();
}

export function plural(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const announcer = document.getElementById("announcer");

export function announce(text) {
  announcer.textContent = text;
}

// A file made here and saved by the reader; it never leaves the machine.
export function download(name, type, text) {
  saveBlob(name, new Blob([text], { type }));
}

export function saveBlob(name, blob) {
  const url = URL.createObjectURL(blob);
  const anchor = el("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

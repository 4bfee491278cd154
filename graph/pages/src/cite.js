// Sentences to take away: a citation of the view, of a line, of a path; put on the clipboard.

import { announce, el } from "./dom.js";
import { sentence } from "./model.js";

export function source(each) {
  const parts = [each.who, each.document, each.key, each.row === undefined ? "" : `row ${each.row}`, each.date, each.url];
  return [...new Set(parts.filter(Boolean))].join(", ");
}

function today() {
  return new Date().toLocaleDateString(undefined, { dateStyle: "long" });
}

export function address(page) {
  return location.protocol === "file:" ? `${location.pathname.split("/").pop()}${location.hash}` : location.href;
}

export function citeView(page) {
  const { model } = page;
  const snapshots = model.compared.length ? model.compared : [model.snapshot];
  return `“${model.title}”, VendorGraph page of graph snapshot ${snapshots.map((each) => each.slice(0, 16)).join(" and ")}, ${address(page)}, read on ${today()}.`;
}

export function citeLine(page, edge) {
  const amounts = edge.amounts.map(([kind, text]) => `${text} (${kind})`).join(", ");
  const said = edge.evidence.map((each, index) => `[${index + 1}] ${each.stance}: ${source(each)}${each.quote ? `: “${each.quote}”` : ""}`);
  return [`${sentence(edge)}${amounts ? `; ${amounts}` : ""}.`, ...said, citeView(page)].join("\n");
}

export function citeRoute(page, route) {
  const lines = route.edges.map((edge, index) => {
    const first = edge.evidence[0];
    return `${index + 1}. ${sentence(edge)}. Source: ${first ? source(first) : "none on this page"}.`;
  });
  return [...lines, citeView(page)].join("\n");
}

// The clipboard is refused in some frames; then the old way, which needs a selected field.
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el("textarea", { class: "visually-hidden", "aria-hidden": "true" });
    field.value = text;
    (document.querySelector("dialog[open]") || document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) {
      announce("This browser does not let the page copy; the text stands in the Share window.");
      return;
    }
  }
  announce("Copied");
}

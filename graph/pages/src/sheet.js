// What is printed below the map: every line shown as a numbered sentence, its sources as footnotes with addresses.

import { citeView, source } from "./cite.js";
import { el, number, replace, words } from "./dom.js";
import { dates, sentence } from "./model.js";

const MOST = 300;

export function prepareSheet(page) {
  const host = document.getElementById("sheet");
  const { model } = page;
  const shown = page.spec.name === "overview" ? [] : model.shownEdges.slice(0, MOST);
  const notes = [];
  const items = shown.map((edge) => {
    const marks = edge.evidence.map((each) => {
      notes.push(each);
      return notes.length;
    });
    const amounts = edge.amounts.map(([kind, text]) => `${text} (${kind})`);
    const rest = [dates(edge), ...amounts].filter(Boolean).join(", ");
    return el("li", {}, words(sentence(edge)), rest ? ` (${rest})` : "", marks.length ? el("sup", {}, ` ${marks.join(", ")}`) : "");
  });
  const left = model.shownEdges.length - shown.length;
  replace(
    host,
    el("h2", {}, "The lines"),
    el("ol", {}, items),
    left > 0 && el("p", {}, `${number(left)} more lines are not printed; the page's table has them.`),
    notes.length > 0 && el("h2", {}, "Sources"),
    notes.length > 0 && el("ol", { class: "footnotes" }, notes.map((each) => el("li", {}, `${each.stance}: `, words(source(each)), each.quote ? [" “", words(each.quote), "”"] : ""))),
    model.notes.map((note) => el("p", {}, words(note))),
    el("p", {}, words(citeView(page))),
  );
}

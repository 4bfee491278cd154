// Everything the map shows, as two tables: lines and things. Sortable, and downloadable as CSV.

import { csv } from "./csv.js";
import { announce, cut, download, el, number, plural, replace, words } from "./dom.js";
import { dates } from "./model.js";
import { badge } from "./panel.js";

const PAGE = 250;
const LONGEST_CELL = 160;

function source(each) {
  const parts = [each.who, each.document, each.key, each.row === undefined ? "" : `row ${each.row}`];
  return parts.filter(Boolean).join(", ");
}

function amounts(edge) {
  return edge.amounts.map(([kind, text]) => `${text} (${kind})`).join("; ");
}

function evidence(edge) {
  return edge.evidence.map((each) => `${each.stance}: ${source(each)}`).join("; ");
}

function firstSource(edge) {
  const more = edge.evidence.length - 1;
  return edge.evidence.length ? source(edge.evidence[0]) + (more > 0 ? ` and ${more} more` : "") : "none on this page";
}

// `only` keeps a column to the screen, to the file, or to a page that compares two graphs.
export const LINES = {
  title: "Lines",
  file: "vendorgraph-lines.csv",
  items: (model) => model.shownEdges,
  columns: [
    { name: "Standing", text: (edge) => edge.status.name, show: (edge) => badge(edge.status) },
    { name: "From", text: (edge) => edge.from.full, show: (edge, table) => table.button(edge.from, edge.from.label) },
    { name: "Relation", text: (edge) => edge.label, show: (edge, table) => table.button(edge, edge.label) },
    { name: "To", text: (edge) => edge.to.full, show: (edge, table) => table.button(edge.to, edge.to.label) },
    { name: "Amounts", text: amounts, sort: (edge) => money(edge.amounts[0]) },
    { name: "Dates", only: "screen", text: (edge) => edge.first || edge.last, show: (edge) => dates(edge).replace(" to ", " – ") },
    { name: "Change", only: "compared", text: (edge) => [edge.change?.name, edge.before && `before: ${edge.before}`].filter(Boolean).join("; ") },
    { name: "First", only: "file", text: (edge) => edge.first },
    { name: "Last", only: "file", text: (edge) => edge.last },
    { name: "Records", text: (edge) => String(edge.count), sort: (edge) => edge.count },
    { name: "Confidence", text: (edge) => (edge.confidence === undefined ? "" : String(edge.confidence)) },
    { name: "Evidence", text: evidence, show: (edge) => words(cut(firstSource(edge), LONGEST_CELL)) },
    { name: "Id", only: "file", text: (edge) => edge.key },
  ],
};

export const THINGS = {
  title: "Things",
  file: "vendorgraph-things.csv",
  items: (model) => model.shownNodes,
  columns: [
    { name: "Name", text: (node) => node.full, show: (node, table) => table.button(node, node.label) },
    { name: "Kind", text: (node) => node.kind.name },
    { name: "Change", only: "compared", text: (node) => node.change?.name || "" },
    { name: "Lines", text: (node) => String(node.lines.length), sort: (node) => node.lines.length },
    { name: "Id", text: (node) => node.key },
    { name: "Facts", text: (node) => node.facts.map(([name, value]) => `${name}: ${value}`).join("; ") },
    { name: "Link", only: "file", text: (node) => node.url || "" },
  ],
};

// The amount as a number, of an interval its upper end.
function money(pair) {
  const numbers = pair ? pair[1].match(/-?\$?[\d,]+(\.\d+)?/g) : null;
  return numbers ? Number(numbers.at(-1).replace(/[$,]/g, "")) : null;
}

export class Table {
  constructor(host, model, onChoose) {
    this.host = host;
    this.model = model;
    this.onChoose = onChoose;
    this.shape = model.edges.length ? LINES : THINGS;
    this.sorted = null;
    this.down = false;
    this.limit = PAGE;
  }

  button(item, text) {
    return el("button", { type: "button", class: "inline", onclick: () => this.onChoose(item) }, words(cut(text, LONGEST_CELL)));
  }

  columns(where, shape = this.shape) {
    const compared = this.model.compared.length > 0;
    return shape.columns.filter(({ only }) => !only || only === where || (only === "compared" && compared));
  }

  rows() {
    const items = this.shape.items(this.model).slice();
    if (!this.sorted) return items;
    const { sort, text } = this.sorted;
    const direction = this.down ? -1 : 1;
    const compare = (a, b) => {
      if (!sort) return text(a).localeCompare(text(b), undefined, { numeric: true });
      const [one, other] = [sort(a), sort(b)];
      if (one === null || other === null) return (one === null) - (other === null);
      return one - other;
    };
    return items.sort((a, b) => direction * compare(a, b));
  }

  render() {
    const items = this.rows();
    const shown = items.slice(0, this.limit);
    const rest = items.length - shown.length;
    replace(
      this.host,
      el("div", { class: "table-tools" }, this.tab(LINES), this.tab(THINGS), this.saver()),
      this.frame(shown, items.length),
      rest > 0 && el("button", { type: "button", onclick: () => this.all() }, `Show ${number(rest)} more`),
    );
  }

  frame(shown, total) {
    const caption = `${this.shape.title}: ${number(shown.length)} of ${number(total)} shown, as the map and the legend leave them`;
    return el(
      "div",
      { class: "table-frame", tabindex: "0", role: "region", "aria-label": this.shape.title },
      el(
        "table",
        { role: "table" },
        el("caption", {}, caption),
        el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, this.columns("screen").map((column) => this.header(column)))),
        el("tbody", { role: "rowgroup" }, shown.map((item) => this.row(item))),
      ),
    );
  }

  header(column) {
    const here = this.sorted === column;
    const order = here ? (this.down ? "descending" : "ascending") : "none";
    const mark = here ? (this.down ? "▼" : "▲") : "";
    return el(
      "th",
      { scope: "col", role: "columnheader", "aria-sort": order },
      el("button", { type: "button", class: "sort", onclick: () => this.sort(column) }, column.name, el("span", { "aria-hidden": "true" }, ` ${mark}`)),
    );
  }

  row(item) {
    const cells = this.columns("screen").map((column) => {
      const text = column.text(item);
      const content = column.show ? column.show(item, this) : text && words(cut(text, LONGEST_CELL));
      return el("td", { role: "cell", "data-name": column.name }, content || null);
    });
    return el("tr", { role: "row" }, cells);
  }

  tab(shape) {
    const here = this.shape === shape;
    const choose = () => {
      this.shape = shape;
      this.sorted = null;
      this.limit = PAGE;
      this.render();
      this.host.querySelector('[aria-pressed="true"]').focus();
    };
    return el("button", { type: "button", "aria-pressed": String(here), onclick: choose }, `${shape.title} (${number(shape.items(this.model).length)})`);
  }

  saver() {
    return el("button", { type: "button", class: "save", onclick: () => this.save() }, "Save as CSV");
  }

  // The rows as filtered and sorted; `shape` other than the one on the screen is sorted as it comes.
  save(shape = this.shape) {
    const items = shape === this.shape ? this.rows() : shape.items(this.model);
    const columns = this.columns("file", shape);
    const rows = items.map((item) => columns.map((column) => column.text(item)));
    download(shape.file, "text/csv;charset=utf-8", csv(columns.map((column) => column.name), rows));
    announce(`${plural(rows.length, "row", "rows")} saved as ${shape.file}`);
  }

  sort(column) {
    this.down = this.sorted === column ? !this.down : false;
    this.sorted = column;
    this.render();
    const index = this.columns("screen").indexOf(column);
    this.host.querySelectorAll("th button")[index].focus();
    announce(`Sorted by ${column.name}, ${this.down ? "descending" : "ascending"}`);
  }

  all() {
    const first = this.limit;
    this.limit = Infinity;
    this.render();
    this.host.querySelectorAll("tbody tr")[first]?.querySelector("button")?.focus();
  }
}

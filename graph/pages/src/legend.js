// The legend is the filter: what each shape and line style means, how many there are, shown or not.

import { el, number, plural, svg, words } from "./dom.js";
import { emptyFilter, year } from "./model.js";
import { changeIcon, lineIcon, shapeIcon } from "./shapes.js";

const MANY_RELATIONS = 6;
const AMOUNTS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000];

export class Legend {
  constructor(host, model, onChange) {
    this.model = model;
    this.onChange = onChange;
    this.boxes = [];
    const { filter } = model;
    const kinds = model.kinds.map((kind) => this.choice(kind, kind.plural, shapeIcon(kind), filter.kinds));
    const statuses = counted(model.statuses).map((status) => this.choice(status, status.name, lineIcon(status), filter.statuses, status.meaning));
    const changes = counted(model.changes).map((change) => this.choice(change, change.name, changeIcon(change), filter.changes, change.meaning));
    const relations = counted(model.relations)
      .sort((a, b) => b.count - a.count)
      .map((relation) => this.choice(relation, relation.label, null, filter.relations));
    host.append(group("Kinds of thing", kinds));
    if (changes.length) host.append(group("What changed", changes));
    if (statuses.length) host.append(group("Standing of a line", statuses));
    const time = this.years();
    if (time) host.append(group("Time", time));
    const money = this.amounts();
    if (money) host.append(group("Money on a line", money));
    if (relations.length > 1) host.append(folded("Relations", relations, relations.length > MANY_RELATIONS));
  }

  choice(item, name, icon, hidden, meaning) {
    const act = () => {
      if (box.checked) hidden.delete(item);
      else hidden.add(item);
      this.onChange();
    };
    const box = el("input", { type: "checkbox", checked: true, onchange: act });
    this.boxes.push({ box, item, hidden });
    const text = el("span", { class: "choice-name" }, words(name), meaning && el("span", { class: "meaning" }, meaning));
    return el("label", { class: "choice" }, box, icon, text, el("span", { class: "count" }, number(item.count)));
  }

  years() {
    const { years, edges } = this.model;
    if (!years) return null;
    const [first, last] = years;
    const range = (label, value) => el("input", { type: "range", min: first, max: last, step: 1, value, "aria-label": label, oninput: () => this.span() });
    this.start = range("From year", first);
    this.end = range("To year", last);
    this.spanText = el("output", { class: "span" });
    const undated = edges.filter((edge) => year(edge.first) === null && year(edge.last) === null).length;
    this.tellSpan();
    return [
      histogram(edges, first, last),
      el("div", { class: "ranges" }, this.start, this.end),
      this.spanText,
      undated > 0 && el("p", { class: "meaning" }, `${plural(undated, "line carries no date and stays", "lines carry no date and stay")} shown.`),
    ];
  }

  span() {
    const [first, last] = this.model.years;
    const chosen = [Number(this.start.value), Number(this.end.value)].sort((a, b) => a - b);
    this.model.filter.years = chosen[0] === first && chosen[1] === last ? null : chosen;
    this.tellSpan();
    this.onChange();
  }

  tellSpan() {
    const [from, to] = this.model.filter.years || this.model.years;
    this.spanText.textContent = from === to ? String(from) : `${from} to ${to}`;
  }

  amounts() {
    const values = this.model.edges.map((edge) => edge.value).filter((value) => value > 0);
    const steps = AMOUNTS.filter((step) => values.some((value) => value >= step));
    if (!steps.length) return null;
    const option = (step) => el("option", { value: step }, `$${step.toLocaleString()} or more (${number(values.filter((value) => value >= step).length)})`);
    const act = () => {
      this.model.filter.least = Number(this.money.value);
      this.onChange();
    };
    this.money = el("select", { "aria-label": "Least money on a line", onchange: act }, el("option", { value: 0 }, `Any (${number(values.length)})`), steps.map(option));
    const without = this.model.edges.length - values.length;
    return [this.money, without > 0 && el("p", { class: "meaning" }, `${plural(without, "line carries no amount and stays", "lines carry no amount and stay")} shown.`)];
  }

  // The controls as the filter says, after it was changed elsewhere.
  follow() {
    const { filter, years } = this.model;
    for (const { box, item, hidden } of this.boxes) box.checked = !hidden.has(item);
    if (years) {
      [this.start.value, this.end.value] = filter.years || years;
      this.tellSpan();
    }
    if (this.money) this.money.value = String(filter.least);
  }

  reset() {
    const { filter } = this.model;
    for (const [name, value] of Object.entries(emptyFilter())) {
      if (filter[name] instanceof Set) filter[name].clear();
      else filter[name] = value;
    }
    this.follow();
  }
}

function counted(items) {
  return items.filter((item) => item.count > 0);
}

function group(title, choices) {
  return el("fieldset", {}, el("legend", {}, title), choices);
}

function folded(title, choices, closed) {
  const inside = el("fieldset", {}, el("legend", { class: "visually-hidden" }, title), choices);
  return el("details", { open: !closed }, el("summary", {}, `${title} (${choices.length})`), inside);
}

// How many lines each year has.
function histogram(edges, first, last) {
  const counts = new Array(last - first + 1).fill(0);
  for (const edge of edges) {
    const start = year(edge.first) ?? year(edge.last);
    if (start === null) continue;
    const end = year(edge.last) ?? start;
    for (let each = start; each <= end; each += 1) counts[each - first] += 1;
  }
  const most = Math.max(...counts);
  const bars = counts.map((count, index) => svg("rect", { x: index + 0.1, width: 0.8, y: 20 - (20 * count) / most, height: (20 * count) / most }));
  return svg("svg", { class: "histogram", viewBox: `0 0 ${counts.length} 20`, preserveAspectRatio: "none", "aria-hidden": "true" }, bars);
}

// What the page knows: things, lines between them, and which of them the filter leaves.

import { at } from "./details.js";

class Thing {
  constructor(model, index) {
    const { nodes } = model.drawn;
    this.model = model;
    this.index = index;
    this.id = `n${index}`;
    this.label = nodes.label[index];
    this.kind = model.kinds[at(nodes.kind, index)];
    this.value = at(nodes.value, index);
    this.group = at(nodes.group, index);
    this.change = model.changes[at(nodes.change, index)] || null;
    this.lines = [];
    this.visible = true;
  }

  get full() {
    return this.model.details.nodeFull(this.index) || this.label;
  }

  get key() {
    return this.model.details.nodeKey(this.index);
  }

  get facts() {
    return this.model.details.facts(this.index);
  }

  get url() {
    return this.model.details.nodeUrl(this.index);
  }

  get address() {
    return this.model.details.nodeAddress(this.index);
  }

  get spot() {
    const { nodes } = this.model.drawn;
    const read = (column) => at(column, this.index);
    const [x, y] = [read(nodes.x), read(nodes.y)];
    const room = nodes.room.map(read);
    return {
      x,
      y,
      tall: nodes.tall ? nodes.tall.map(read) : [x, y],
      room: room.length > 2 ? room : [...room, ...room],
      size: read(nodes.size),
    };
  }
}

class Line {
  constructor(model, index) {
    const { edges } = model.drawn;
    const read = (column) => at(column, index);
    this.model = model;
    this.index = index;
    this.id = `e${index}`;
    this.from = model.nodes[edges.from[index]];
    this.to = model.nodes[edges.to[index]];
    this.relation = model.relations[read(edges.relation)];
    this.status = model.statuses[read(edges.status)];
    this.width = read(edges.width);
    this.bend = read(edges.bend);
    this.count = read(edges.count);
    this.first = edges.dates[read(edges.first)];
    const last = read(edges.last);
    this.last = last < 0 ? this.first : edges.dates[last];
    this.value = edges.value[index] ?? printed(read(edges.amounts));
    this.confidence = read(edges.confidence) ?? undefined;
    this.change = model.changes[read(edges.change)] || null;
    this.visible = true;
  }

  get label() {
    return this.relation.label;
  }

  get dashes() {
    return this.status.dashes;
  }

  get key() {
    return this.model.details.edgeKey(this.index) || `${this.from.key} ${this.relation.name} ${this.to.key}`;
  }

  get amounts() {
    const { edges } = this.model.drawn;
    const flat = at(edges.amounts, this.index) || [];
    const found = [];
    for (let place = 0; place < flat.length; place += 2) found.push([edges.amount_kinds[flat[place]], flat[place + 1]]);
    return found;
  }

  get evidence() {
    return this.model.details.evidence(this.index, this);
  }

  get before() {
    return this.model.details.before(this.index);
  }
}

// Whole dollars of the first amount as printed; what differs from them is written apart.
function printed(amounts) {
  const number = amounts ? Number(amounts[1].replace(/[^0-9.-]/g, "")) : 0;
  return number > 0 ? Math.floor(number + 0.5) : 0;
}

export function readModel(data, details) {
  const counted = (look) => ({ ...look, count: 0 });
  const model = {
    ...data,
    details,
    drawn: { nodes: data.nodes, edges: data.edges },
    kinds: data.kinds.map(counted),
    statuses: data.statuses.map(counted),
    changes: data.changes.map(counted),
    relations: data.relations.map(([name, label]) => ({ name, label: label || name || "related to", count: 0 })),
    filter: emptyFilter(),
    scope: null,
  };
  model.nodes = data.nodes.label.map((_, index) => new Thing(model, index));
  model.edges = data.edges.from.map((_, index) => new Line(model, index));
  for (const node of model.nodes) node.kind.count += 1;
  for (const edge of model.edges) {
    edge.from.lines.push(edge);
    if (edge.to !== edge.from) edge.to.lines.push(edge);
    edge.status.count += 1;
    edge.relation.count += 1;
    if (edge.change) edge.change.count += 1;
  }
  rank(model.nodes);
  model.years = span(model.edges);
  model.inReadingOrder = readingOrder(model);
  model.byId = new Map([...model.nodes, ...model.edges].map((item) => [item.id, item]));
  applyFilter(model);
  return model;
}

export function emptyFilter() {
  return { kinds: new Set(), statuses: new Set(), relations: new Set(), changes: new Set(), years: null, least: 0 };
}

// From left to right as drawn, then from top to bottom.
function readingOrder(model) {
  const { x, y } = model.drawn.nodes;
  const across = (node) => at(x, node.index);
  const down = (node) => at(y, node.index);
  return model.edges
    .slice()
    .sort((a, b) => across(a.from) - across(b.from) || down(a.from) - down(b.from) || down(a.to) - down(b.to));
}

export function year(date) {
  const found = /^\d{4}/.exec(date);
  return found ? Number(found[0]) : null;
}

function span(edges) {
  let first = Infinity;
  let last = -Infinity;
  for (const edge of edges) {
    const start = year(edge.first) ?? year(edge.last);
    const end = year(edge.last) ?? start;
    if (start === null) continue;
    first = Math.min(first, start);
    last = Math.max(last, end);
  }
  return last > first ? [first, last] : null;
}

// Names go to the largest of each kind first, in turn, so that no kind takes all the room.
function rank(nodes) {
  const seen = new Map();
  const byWeight = nodes.slice().sort((a, b) => b.value - a.value || b.lines.length - a.lines.length);
  for (const node of byWeight) {
    const place = seen.get(node.kind) || 0;
    node.rank = place;
    seen.set(node.kind, place + 1);
  }
}

// Lines without a date or an amount stay: what is not known is no reason to hide a line.
export function passes(filter, edge) {
  if (filter.statuses.has(edge.status) || filter.relations.has(edge.relation) || filter.changes.has(edge.change)) return false;
  if (filter.least && edge.value && edge.value < filter.least) return false;
  if (!filter.years) return true;
  const start = year(edge.first) ?? year(edge.last);
  if (start === null) return true;
  return start <= filter.years[1] && (year(edge.last) ?? start) >= filter.years[0];
}

// A thing goes with its kind; a line with its own filters or either end; a thing that had
// lines goes when the filters of lines have taken all of them.
export function applyFilter(model) {
  const { filter, scope } = model;
  for (const edge of model.edges) edge.visible = passes(filter, edge);
  for (const node of model.nodes) {
    const left = node.lines.length === 0 || node.lines.some((edge) => edge.visible);
    node.visible = left && !filter.kinds.has(node.kind) && (!scope || scope.has(node));
  }
  for (const edge of model.edges) edge.visible = edge.visible && edge.from.visible && edge.to.visible;
  model.shownNodes = model.nodes.filter((node) => node.visible);
  model.shownEdges = model.inReadingOrder.filter((edge) => edge.visible);
}

export function isFiltered(filter) {
  const sets = [filter.kinds, filter.statuses, filter.relations, filter.changes];
  return sets.some((set) => set.size > 0) || Boolean(filter.years) || filter.least > 0;
}

export function otherEnd(edge, node) {
  return edge.from === node ? edge.to : edge.from;
}

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", timeZone: "UTC" });

// As the reader's own locale writes it, and no more precise than the source.
export function day(date) {
  const parts = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date);
  if (!parts) return date;
  const moment = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] || 1)));
  if (Number.isNaN(moment.getTime())) return date;
  return (parts[3] ? DAY : MONTH).format(moment);
}

export function dates(edge) {
  if (edge.first && edge.last && edge.first !== edge.last) return `${day(edge.first)} to ${day(edge.last)}`;
  return day(edge.first || edge.last);
}

// A denied line is never read as a plain statement.
export function sentence(edge) {
  const said = `${edge.from.label} – ${edge.label} → ${edge.to.label}`;
  return `${edge.status.name}: ${said}`;
}

// The best way between two things along the lines shown: few lines, firm ones first, denied ones never.

import { otherEnd } from "./model.js";

// A line that is only reported or contested is taken where the records know no way of about the same length.
const COST = { recorded: 1, confirmed: 1, reported: 1.15, inferred: 1.3, contested: 2.5, denied: Infinity };

export function findRoute(model, from, to) {
  const costs = new Float64Array(model.nodes.length).fill(Infinity);
  const before = new Array(model.nodes.length).fill(null);
  const queue = new Heap();
  costs[from.index] = 0;
  queue.push(0, from);
  while (queue.size) {
    const node = queue.pop();
    if (node === to) return unwind(before, to);
    const here = costs[node.index];
    if (queue.cost > here) continue;
    for (const edge of node.lines) {
      const other = otherEnd(edge, node);
      const total = here + COST[edge.status.key];
      if (total >= costs[other.index] || edge.change?.key === "removed" || !model.isShown(edge)) continue;
      costs[other.index] = total;
      before[other.index] = edge;
      queue.push(total, other);
    }
  }
  return null;
}

function unwind(before, to) {
  const edges = [];
  const nodes = [to];
  for (let edge = before[to.index]; edge; edge = before[nodes[0].index]) {
    edges.unshift(edge);
    nodes.unshift(otherEnd(edge, nodes[0]));
  }
  return { nodes, edges };
}

// A binary heap; `cost` is that of the item taken last.
class Heap {
  constructor() {
    this.costs = [];
    this.items = [];
    this.cost = 0;
  }

  get size() {
    return this.items.length;
  }

  push(cost, item) {
    const { costs, items } = this;
    let at = items.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (costs[above] <= cost) break;
      costs[at] = costs[above];
      items[at] = items[above];
      at = above;
    }
    costs[at] = cost;
    items[at] = item;
  }

  pop() {
    const { costs, items } = this;
    const item = items[0];
    this.cost = costs[0];
    const [cost, last] = [costs.pop(), items.pop()];
    if (items.length) this.sink(cost, last);
    return item;
  }

  sink(cost, item) {
    const { costs, items } = this;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= items.length) break;
      if (below + 1 < items.length && costs[below + 1] < costs[below]) below += 1;
      if (costs[below] >= cost) break;
      costs[at] = costs[below];
      items[at] = items[below];
      at = below;
    }
    costs[at] = cost;
    items[at] = item;
  }
}

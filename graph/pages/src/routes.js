// The best way between two things along the lines shown: few lines, firm ones first, denied ones never.

import { otherEnd } from "./model.js";

// A line that is only reported or contested is taken where the records know no way of about the same length.
const COST = { recorded: 1, reported: 1.15, inferred: 1.3, contested: 2.5 };

export function findRoute(model, from, to) {
  const passes = (edge) => edge.status.key !== "denied" && edge.change?.key !== "removed" && model.isShown(edge);
  const reached = new Map([[from, { cost: 0, edge: null, before: null }]]);
  const done = new Set();
  const queue = new Heap();
  queue.push(0, from);
  while (queue.size) {
    const node = queue.pop();
    if (node === to) return unwind(reached, to);
    if (done.has(node)) continue;
    done.add(node);
    const { cost } = reached.get(node);
    for (const edge of node.lines) {
      if (!passes(edge)) continue;
      const other = otherEnd(edge, node);
      const total = cost + COST[edge.status.key];
      const known = reached.get(other);
      if (done.has(other) || (known && known.cost <= total)) continue;
      reached.set(other, { cost: total, edge, before: node });
      queue.push(total, other);
    }
  }
  return null;
}

function unwind(reached, to) {
  const edges = [];
  const nodes = [to];
  for (let at = reached.get(to); at.edge; at = reached.get(at.before)) {
    edges.unshift(at.edge);
    nodes.unshift(at.before);
  }
  return { nodes, edges };
}

class Heap {
  constructor() {
    this.items = [];
  }

  get size() {
    return this.items.length;
  }

  push(cost, node) {
    const { items } = this;
    let at = items.length;
    items.push([cost, node]);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (items[above][0] <= items[at][0]) break;
      [items[above], items[at]] = [items[at], items[above]];
      at = above;
    }
  }

  pop() {
    const { items } = this;
    const [, node] = items[0];
    const last = items.pop();
    if (items.length) {
      items[0] = last;
      this.sink();
    }
    return node;
  }

  sink() {
    const { items } = this;
    let at = 0;
    for (;;) {
      let least = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < items.length && items[below][0] < items[least][0]) least = below;
      }
      if (least === at) return;
      [items[least], items[at]] = [items[at], items[least]];
      at = least;
    }
  }
}

// What the map shows at a time: all, the groups as bubbles, or a few things laid out afresh.

import { arrangeSome } from "./arrange.js";
import { plural } from "./dom.js";

const MOST_BUBBLES = 30;
const MOST_BUBBLES_NARROW = 12;
export const MOST_IN_SCENE = 90;
const BUNDLE = { key: "bundle", name: "lines", mark: "", meaning: "lines between two groups", dashes: [], light: "#6f7a88", dark: "#7f8b9a" };
const BUBBLE = { key: "group", name: "Group", plural: "Groups", shape: "ring", rank: 99, light: "#1f4e9c", dark: "#86b3ff" };

// Every scene: `nodes` and `edges` it draws, and `build(tall)`: a spot for each node, and the named boxes.

export function wholeScene(model) {
  return {
    name: "whole",
    layout: model.layout,
    nodes: model.nodes,
    edges: model.edges,
    build: (tall) => ({
      spots: new Map(model.nodes.map((node) => [node, node.spot])),
      boxes: tall ? model.boxes.tall : model.boxes.wide,
    }),
  };
}

export function someScene(model, name, nodes) {
  const among = new Set(nodes);
  const edges = new Set();
  for (const node of nodes) {
    for (const edge of node.lines) if (among.has(edge.from) && among.has(edge.to)) edges.add(edge);
  }
  const lines = [...edges].sort((a, b) => a.index - b.index);
  const arranged = arrangeSome(nodes, lines);
  return { name, layout: arranged.layout, nodes, edges: lines, build: arranged.build };
}

// Around one thing, step by step, the heaviest first: lines of records and reports before inferred ones.
export function around(node, hops, most = MOST_IN_SCENE) {
  const found = new Set([node]);
  let rim = [node];
  for (let hop = 0; hop < hops && found.size < most; hop += 1) {
    const reach = new Map();
    for (const from of rim) {
      for (const edge of from.lines) {
        const other = edge.from === from ? edge.to : edge.from;
        if (!found.has(other)) reach.set(other, Math.max(reach.get(other) || 0, weight(edge)));
      }
    }
    const left = most - found.size;
    const room = hop === hops - 1 ? left : Math.ceil(left / 2);
    const ordered = [...reach].sort((a, b) => b[1] - a[1] || a[0].index - b[0].index).slice(0, room);
    rim = ordered.map(([other]) => other);
    for (const other of rim) found.add(other);
  }
  return [...found];
}

function weight(edge) {
  return edge.value + edge.count + (edge.status.key === "recorded" || edge.status.key === "inferred" ? 0 : 1e15);
}

// The members of a group that have most lines and money; the rest are in the table.
export function mainMembers(group, most = MOST_IN_SCENE) {
  const order = group.members.slice().sort((a, b) => b.lines.length - a.lines.length || b.value - a.value || a.index - b.index);
  return order.slice(0, most);
}

export function readGroups(model) {
  const members = model.groups.map(() => []);
  for (const node of model.nodes) members[node.group].push(node);
  const groups = model.groups.map((name, number) => bubble(number, name, members[number]));
  const most = window.innerWidth < 700 ? MOST_BUBBLES_NARROW : MOST_BUBBLES;
  if (groups.length <= most) return groups;
  const rest = groups.slice(most - 1);
  const kept = groups.slice(0, most - 1);
  const all = rest.flatMap((group) => group.members);
  return [...kept, bubble(kept.length, `${plural(rest.length, "smaller group", "smaller groups")}`, all)];
}

function bubble(number, name, members) {
  return { id: `g${number}`, isGroup: true, label: name, full: name, key: `g${number}`, kind: BUBBLE, members, value: members.length, lines: [], rank: number, visible: true };
}

export function overviewScene(model, groups) {
  const of = new Map();
  for (const group of groups) {
    group.lines = [];
    group.inside = 0;
    for (const node of group.members) of.set(node, group);
  }
  const bundles = new Map();
  for (const edge of model.edges) {
    const [one, other] = [of.get(edge.from), of.get(edge.to)];
    if (one === other) one.inside += 1;
    else bundle(bundles, one, other).edges.push(edge);
  }
  const edges = [...bundles.values()];
  const most = Math.max(1, ...edges.map((each) => each.edges.length));
  edges.forEach((each, index) => {
    each.id = `b${index}`;
    each.width = 1 + 5 * Math.sqrt(each.edges.length / most);
    each.from.lines.push(each);
    each.to.lines.push(each);
  });
  return { name: "overview", layout: "bubbles", nodes: groups, edges, build: (tall) => packBubbles(groups, tall) };
}

function bundle(bundles, one, other) {
  const [from, to] = one.rank < other.rank ? [one, other] : [other, one];
  const key = `${from.id} ${to.id}`;
  if (!bundles.has(key)) {
    const shared = { isBundle: true, status: BUNDLE, dashes: [], bend: 0, visible: true, first: "", last: "" };
    bundles.set(key, { ...shared, from, to, edges: [], get count() { return this.edges.length; }, get label() { return plural(this.edges.length, "line", "lines"); }, get key() { return key; } });
  }
  return bundles.get(key);
}

// Bubbles in rows, the largest first, each in a cell with room for its name below it.
function packBubbles(groups, tall) {
  const columns = Math.min(groups.length, tall ? 3 : Math.max(3, Math.min(5, Math.ceil(Math.sqrt(groups.length)))));
  const wide = 152;
  const high = 112;
  const largest = Math.max(...groups.map((group) => group.members.length));
  const spots = new Map();
  groups.forEach((group, index) => {
    const size = 13 + 23 * Math.sqrt(group.members.length / largest);
    const x = (index % columns) * wide;
    const y = Math.floor(index / columns) * high;
    spots.set(group, { x, y, tall: [x, y], room: [wide, high, wide, high], size });
  });
  return { spots, boxes: [] };
}

// What the page knows: things, lines between them, and which of them the filter leaves.

export function readModel(data) {
  const kinds = new Map(data.kinds.map((kind) => [kind.key, { ...kind, count: 0 }]));
  const statuses = new Map(data.statuses.map((status) => [status.key, { ...status, count: 0 }]));
  const nodes = data.nodes.map((drawn, i) => readNode(drawn, data.things[i], kinds));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = data.edges.map((drawn, i) => readEdge(drawn, data.lines[i], byId, statuses));
  rank(nodes);
  const order = edges.slice().sort((a, b) => a.from.x - b.from.x || a.from.y - b.from.y || a.to.y - b.to.y);
  const model = {
    ...data,
    kinds: [...kinds.values()],
    statuses: [...statuses.values()],
    nodes,
    edges,
    inReadingOrder: order,
    byId,
    edgeById: new Map(edges.map((edge) => [edge.id, edge])),
    hiddenKinds: new Set(),
    hiddenStatuses: new Set(),
  };
  applyFilter(model);
  return model;
}

function readNode(drawn, thing, kinds) {
  const kind = kinds.get(drawn.group);
  kind.count += 1;
  return {
    id: drawn.id,
    label: drawn.label,
    full: thing.label || drawn.label,
    key: thing.id || "",
    facts: thing.facts || [],
    url: thing.url,
    address: thing.address,
    kind,
    x: drawn.x,
    y: drawn.y,
    tall: drawn.tall,
    room: drawn.room,
    size: drawn.size,
    value: drawn.value || 0,
    lines: [],
    visible: true,
  };
}

function readEdge(drawn, line, byId, statuses) {
  const status = statuses.get(drawn.status);
  status.count += 1;
  const edge = {
    id: drawn.id,
    from: byId.get(drawn.from),
    to: byId.get(drawn.to),
    status,
    width: drawn.width,
    dashes: drawn.dashes || [],
    bend: drawn.bend || 0,
    key: line.id || "",
    relation: line.relation || "",
    label: line.label || line.relation || "related to",
    count: line.count || 1,
    amounts: line.amounts || [],
    first: line.first || "",
    last: line.last || "",
    confidence: line.confidence,
    evidence: line.evidence || [],
    visible: true,
  };
  edge.from.lines.push(edge);
  if (edge.to !== edge.from) edge.to.lines.push(edge);
  return edge;
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

// A thing goes with its kind; a line with its status or either end; a thing that had
// lines goes when its status filter has taken all of them.
export function applyFilter(model) {
  for (const node of model.nodes) {
    const left = node.lines.some((edge) => !model.hiddenStatuses.has(edge.status));
    node.visible = !model.hiddenKinds.has(node.kind) && (left || node.lines.length === 0);
  }
  for (const edge of model.edges) {
    edge.visible = !model.hiddenStatuses.has(edge.status) && edge.from.visible && edge.to.visible;
  }
  model.shownNodes = model.nodes.filter((node) => node.visible);
  model.shownEdges = model.inReadingOrder.filter((edge) => edge.visible);
}

export function otherEnd(edge, node) {
  return edge.from === node ? edge.to : edge.from;
}

export function dates(edge) {
  if (edge.first && edge.last && edge.first !== edge.last) return `${edge.first} to ${edge.last}`;
  return edge.first || edge.last;
}

// A denied line is never read as a plain statement.
export function sentence(edge) {
  const said = `${edge.from.label} – ${edge.label} → ${edge.to.label}`;
  return `${edge.status.name}: ${said}`;
}

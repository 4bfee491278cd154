// A few things laid out afresh: kinds from left to right where they have an order, pulled by their lines otherwise.

const NO_RANK = 99;
const LONGEST_LANE = 20;
const ROUNDS = 160;
const REACH = 96;

export function arrangeSome(nodes, edges) {
  const ranked = nodes.filter((node) => node.kind.rank !== NO_RANK).length;
  const crossing = edges.filter((edge) => edge.from.kind.rank !== edge.to.kind.rank).length;
  const ranks = new Set(nodes.map((node) => node.kind.rank));
  if (ranked >= 0.8 * nodes.length && crossing >= 0.5 * edges.length && ranks.size > 1) {
    return { layout: "columns", build: (tall) => columns(nodes, edges, tall) };
  }
  return { layout: "groups", build: (tall) => springs(nodes, edges, tall) };
}

function neighboursOf(nodes, edges) {
  const around = new Map(nodes.map((node) => [node, []]));
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    around.get(edge.from).push(edge.to);
    around.get(edge.to).push(edge.from);
  }
  return around;
}

// Columns ordered by the mean place of their neighbours (Sugiyama 1981); a long one becomes several lanes.
function columns(nodes, edges, tall) {
  const around = neighboursOf(nodes, edges);
  const byRank = new Map();
  const heavyFirst = nodes.slice().sort((a, b) => b.value - a.value || a.index - b.index);
  for (const node of heavyFirst) {
    if (!byRank.has(node.kind.rank)) byRank.set(node.kind.rank, []);
    byRank.get(node.kind.rank).push(node);
  }
  const ordered = [...byRank.keys()].sort((a, b) => a - b).map((rank) => byRank.get(rank));
  for (let sweep = 0; sweep < 4; sweep += 1) sweepOnce(ordered, around);
  const longest = tall ? 5 : LONGEST_LANE;
  const lanes = ordered.map((column) => Math.ceil(column.length / longest));
  const rows = Math.min(longest, Math.max(...ordered.map((column) => column.length)));
  const pitch = tall ? 68 : Math.min(110, Math.max(29, 620 / rows));
  const lane = tall ? 58 : 168;
  const gap = tall ? 92 : 200;
  const size = Math.min(15, pitch * 0.3);
  const spots = new Map();
  const boxes = [];
  let flow = 0;
  ordered.forEach((column, index) => {
    const inLane = Math.ceil(column.length / lanes[index]);
    const apart = inLane > 1 ? Math.min(((rows - 1) * pitch) / (inLane - 1), pitch * 2.4) : pitch;
    column.forEach((node, place) => {
      const along = flow + (place % lanes[index]) * lane;
      const across = (Math.floor(place / lanes[index]) - (inLane - 1) / 2) * apart;
      const roomAlong = lanes[index] > 1 ? lane : gap;
      const room = tall ? [apart, roomAlong] : [roomAlong, apart];
      const [x, y] = tall ? [across, along] : [along, across];
      spots.set(node, { x, y, tall: [x, y], room: [...room, ...room], size });
    });
    boxes.push(boxAround(column, spots, size));
    flow += (lanes[index] - 1) * lane + gap;
  });
  return { spots, boxes: evenBoxes(boxes, tall) };
}

function sweepOnce(ordered, around) {
  const place = new Map();
  const number = (column) => column.forEach((node, row) => place.set(node, (row + 0.5) / column.length));
  ordered.forEach(number);
  for (const column of ordered) {
    const mean = new Map();
    for (const node of column) {
      const others = around.get(node);
      const sum = others.reduce((total, other) => total + place.get(other), 0);
      mean.set(node, others.length ? sum / others.length : place.get(node));
    }
    column.sort((a, b) => mean.get(a) - mean.get(b) || b.value - a.value || a.index - b.index);
    number(column);
  }
}

function boxAround(column, spots, size) {
  const points = column.map((node) => spots.get(node));
  const edge = size + 9;
  const xs = points.map((spot) => spot.x);
  const ys = points.map((spot) => spot.y);
  const name = kindsOf(column);
  return [name, column.length, Math.min(...xs) - edge, Math.min(...ys) - edge, Math.max(...xs) + edge, Math.max(...ys) + edge];
}

// What stands in a column: its kinds, the most frequent first.
function kindsOf(column) {
  const counts = new Map();
  for (const { kind } of column) counts.set(kind, (counts.get(kind) || 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1]);
  const names = ordered.map(([kind, count]) => (count > 1 ? kind.plural : kind.name));
  return [names[0], ...names.slice(1).map((name) => name.toLowerCase())].join(" and ");
}

function evenBoxes(boxes, tall) {
  const [low, high] = tall ? [2, 4] : [3, 5];
  const start = Math.min(...boxes.map((box) => box[low]));
  const end = Math.max(...boxes.map((box) => box[high]));
  return boxes.map((box) => box.map((value, index) => (index === low ? start : index === high ? end : value)));
}

// Springs along lines, all things pushing each other away (Fruchterman and Reingold 1991), from a fixed start.
function springs(nodes, edges, tall) {
  const order = nodes.slice().sort((a, b) => b.lines.length - a.lines.length || a.index - b.index);
  const at = new Map(order.map((node, k) => [node, sunflower(k)]));
  const points = [...at.values()];
  const links = edges.filter((edge) => edge.from !== edge.to).map((edge) => [at.get(edge.from), at.get(edge.to)]);
  for (let round = 0; round < ROUNDS; round += 1) {
    repel(points);
    attract(points, links);
    const warmth = 40 * (1 - round / ROUNDS) + 1;
    for (const point of points) step(point, warmth);
  }
  for (let round = 0; round < 40; round += 1) if (!separate(points)) break;
  const squeeze = tall ? [0.8, 1.25] : [1.25, 0.85];
  const spots = new Map();
  for (const [node, point] of at) {
    const [x, y] = [Math.round(point.x * squeeze[0]), Math.round(point.y * squeeze[1])];
    spots.set(node, { x, y, tall: [x, y], room: [130, 60, 130, 60], size: 10 });
  }
  return { spots, boxes: [] };
}

function sunflower(k) {
  const radius = 0.6 * REACH * Math.sqrt(k + 0.5);
  const angle = k * Math.PI * (3 - Math.sqrt(5));
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), dx: 0, dy: 0 };
}

function repel(points) {
  for (const point of points) {
    // A weak pull to the middle keeps what has no line in sight.
    point.dx = -0.02 * point.x;
    point.dy = -0.02 * point.y;
  }
  for (let i = 0; i < points.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [a, b] = [points[i], points[j]];
      const [x, y] = [a.x - b.x, a.y - b.y];
      const push = (REACH * REACH) / (x * x + y * y + 1);
      a.dx += x * push;
      a.dy += y * push;
      b.dx -= x * push;
      b.dy -= y * push;
    }
  }
}

function attract(points, links) {
  for (const [a, b] of links) {
    const [x, y] = [a.x - b.x, a.y - b.y];
    const pull = Math.hypot(x, y) / REACH;
    a.dx -= x * pull;
    a.dy -= y * pull;
    b.dx += x * pull;
    b.dy += y * pull;
  }
}

function step(point, warmth) {
  const length = Math.hypot(point.dx, point.dy) || 1;
  const stride = Math.min(length, warmth) / length;
  point.x += point.dx * stride;
  point.y += point.dy * stride;
}

// Push apart what is too close to tell apart; false when nothing was.
function separate(points) {
  let moved = false;
  for (let i = 0; i < points.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const [a, b] = [points[i], points[j]];
      const [x, y] = [a.x - b.x || 0.1, a.y - b.y || 0.1];
      const distance = Math.hypot(x, y);
      if (distance >= 34) continue;
      const push = (34 - distance) / 2 / distance + 0.01;
      a.x += x * push;
      a.y += y * push;
      b.x -= x * push;
      b.y -= y * push;
      moved = true;
    }
  }
  return moved;
}

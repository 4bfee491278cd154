// What is drawn on the canvas besides vis-network's lines: symbols, areas, and what is chosen.

import { drawShape } from "./shapes.js";

export const SMALLEST_RADIUS = 3.2;
const STEPS = 28;

export function drawSymbol(map, ctx, node, x, y) {
  const scale = map.network.getScale();
  const radius = Math.max(map.size(node), SMALLEST_RADIUS / scale);
  drawShape(ctx, node.kind.shape, x, y, radius, map.colours.of(node.kind), map.colours.paper);
  if (node.isGroup) drawCount(map, ctx, node, x, y, scale);
  if (node.change?.mark) drawChange(map, ctx, node, x, y, radius);
}

function drawCount(map, ctx, group, x, y, scale) {
  ctx.save();
  ctx.font = `700 ${Math.min(15, map.size(group) * scale * 0.8) / scale}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = map.colours.ink;
  ctx.fillText(group.members.length.toLocaleString(), x, y);
  ctx.restore();
}

function drawChange(map, ctx, node, x, y, radius) {
  ctx.save();
  ctx.font = `700 ${radius * 1.6}px system-ui, sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = radius * 0.5;
  ctx.strokeStyle = map.colours.paper;
  ctx.fillStyle = map.colours.of(node.change);
  ctx.strokeText(node.change.mark, x + radius, y - radius);
  ctx.fillText(node.change.mark, x + radius, y - radius);
  ctx.restore();
}

export function drawBoxes(map, ctx) {
  const columns = map.scene.layout === "columns";
  ctx.save();
  ctx.fillStyle = map.colours.band;
  for (const [, count, left, top, right, bottom] of map.boxes()) {
    if (!columns && count < 3) continue;
    ctx.beginPath();
    ctx.roundRect(left, top, right - left, bottom - top, columns ? 8 : Math.min(right - left, bottom - top) / 3);
    ctx.fill();
  }
  ctx.restore();
}

// What is chosen stands out: the rest fades behind a veil, then its lines and ends are drawn again.
export function drawChosen(map, ctx) {
  const { chosen } = map;
  if (!chosen) return;
  const scale = map.network.getScale();
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.globalAlpha = map.colours.dark ? 0.7 : 0.78;
  ctx.fillStyle = map.colours.paper;
  ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  ctx.restore();
  for (const edge of map.lit) drawLit(map, ctx, edge, scale);
  const ends = chosen.lines ? [chosen, ...map.near] : [chosen.from, chosen.to];
  for (const node of ends) {
    if (node.visible) drawSymbol(map, ctx, node, ...map.place(node));
  }
  if (chosen.lines) ring(map, ctx, chosen, scale);
}

function ring(map, ctx, node, scale) {
  const [x, y] = map.place(node);
  ctx.beginPath();
  ctx.arc(x, y, Math.max(map.size(node), SMALLEST_RADIUS / scale) + 5 / scale, 0, 2 * Math.PI);
  ctx.lineWidth = 2.5 / scale;
  ctx.strokeStyle = map.colours.accent;
  ctx.stroke();
}

export function trace(map, edge) {
  const points = [];
  for (let step = 0; step <= STEPS; step += 1) points.push(map.pointOn(edge, step / STEPS));
  return points;
}

function drawLit(map, ctx, edge, scale) {
  const points = trace(map, edge);
  const draw = () => {
    ctx.beginPath();
    points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
    ctx.stroke();
  };
  ctx.save();
  if (edge === map.chosen) {
    ctx.globalAlpha = 0.28;
    ctx.lineWidth = 11 / scale;
    ctx.strokeStyle = map.colours.accent;
    draw();
    ctx.globalAlpha = 1;
  }
  ctx.setLineDash(edge.dashes.map((dash) => dash / Math.min(scale, 1)));
  ctx.lineWidth = Math.max(edge.width, 1.4 / scale);
  ctx.strokeStyle = map.colours.of(edge.status);
  draw();
  ctx.setLineDash([]);
  if (!edge.isBundle) drawHead(map, ctx, edge, points, scale);
  ctx.restore();
}

function drawHead(map, ctx, edge, points, scale) {
  const head = headOf(points, Math.max(map.size(edge.to), SMALLEST_RADIUS / scale) + 2 / scale);
  if (!head) return;
  const size = 8 / scale;
  ctx.translate(head.x, head.y);
  ctx.rotate(head.angle);
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(-size, size / 2);
  ctx.lineTo(-size, -size / 2);
  ctx.closePath();
  ctx.fillStyle = map.colours.of(edge.status);
  ctx.fill();
}

// Where an arrow ends, before the symbol it points to.
export function headOf(points, reach) {
  const [x, y] = points[points.length - 1];
  const before = points.findLast(([a, b]) => Math.hypot(a - x, b - y) > reach);
  if (!before) return null;
  const angle = Math.atan2(y - before[1], x - before[0]);
  return { x: x - Math.cos(angle) * reach, y: y - Math.sin(angle) * reach, angle };
}

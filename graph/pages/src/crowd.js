// Thousands of things at once: drawn in a few strokes, not one by one by vis-network, which keeps only the view.
// On two cores without a GPU vis-network drew 10,000 things and 25,000 lines 26 times a second, and took 70 MB.

import { drawSymbol } from "./paint.js";

const LINES_A_STROKE = 400;
const MOST_SHAPES = 1_200;
const NEAR_LINE = 5;
const SMALLEST_DOT = 1.4;

export function isCrowd(scene) {
  return scene.edges.length > 1_500 || scene.nodes.length > 1_200;
}

// From so many lines on, drawing each by itself with dashes and an arrow is too slow for a map that moves.
export function isBusy(scene) {
  return !isCrowd(scene) && scene.edges.length > 250;
}

export function drawWhileMoving(map, ctx) {
  drawLines(map, ctx, map.network.getScale(), map.colours.dark ? 0.6 : 0.5);
}

export function drawCrowd(map, ctx) {
  const view = frame(map);
  const scale = map.network.getScale();
  if (!map.isMoving()) drawLines(map, ctx, scale, map.colours.dark ? 0.3 : 0.22);
  const seen = map.scene.nodes.filter((node) => {
    if (!node.visible) return false;
    const [x, y] = map.place(node);
    return x > view.left && x < view.right && y > view.top && y < view.bottom;
  });
  if (seen.length <= MOST_SHAPES) for (const node of seen) drawSymbol(map, ctx, node, ...map.place(node));
  else drawDots(map, ctx, seen, scale);
}

function frame(map) {
  const from = map.network.DOMtoCanvas({ x: -20, y: -20 });
  const to = map.network.DOMtoCanvas({ x: map.canvas.clientWidth + 20, y: map.canvas.clientHeight + 20 });
  return { left: from.x, top: from.y, right: to.x, bottom: to.y };
}

// A few hundred lines to a stroke: where many run together it stays darker than where one runs alone.
function drawLines(map, ctx, scale, alpha) {
  ctx.save();
  ctx.lineWidth = 0.8 / scale;
  ctx.globalAlpha = alpha;
  const flow = map.many || map.scene.layout !== "columns" ? -1 : map.tall ? 1 : 0;
  const byStatus = new Map();
  for (const edge of map.scene.edges) {
    if (!edge.visible) continue;
    if (!byStatus.has(edge.status)) byStatus.set(edge.status, []);
    byStatus.get(edge.status).push(edge);
  }
  for (const [status, edges] of byStatus) {
    ctx.strokeStyle = map.colours.of(status);
    ctx.setLineDash(status.dashes.map((dash) => dash / scale));
    for (let start = 0; start < edges.length; start += LINES_A_STROKE) {
      ctx.beginPath();
      for (const edge of edges.slice(start, start + LINES_A_STROKE)) {
        join(ctx, map.place(edge.from), map.place(edge.to), flow);
      }
      ctx.stroke();
    }
  }
  ctx.restore();
}

// A straight line, or the S that vis-network draws between columns (`flow` is their axis).
function join(ctx, [ax, ay], [bx, by], flow) {
  ctx.moveTo(ax, ay);
  if (flow === 0) ctx.bezierCurveTo(ax + (bx - ax) * 0.4, ay, bx - (bx - ax) * 0.4, by, bx, by);
  else if (flow === 1) ctx.bezierCurveTo(ax, ay + (by - ay) * 0.4, bx, by - (by - ay) * 0.4, bx, by);
  else ctx.lineTo(bx, by);
}

// At three pixels a square, a circle and a diamond are what can be told apart.
function drawDots(map, ctx, nodes, scale) {
  const byKind = new Map();
  for (const node of nodes) {
    if (!byKind.has(node.kind)) byKind.set(node.kind, []);
    byKind.get(node.kind).push(node);
  }
  for (const [kind, members] of byKind) {
    ctx.fillStyle = map.colours.of(kind);
    ctx.beginPath();
    for (const node of members) outline(ctx, kind.shape, ...map.place(node), Math.max(map.size(node), SMALLEST_DOT / scale));
    ctx.fill();
  }
}

function outline(ctx, shape, x, y, radius) {
  if (shape.startsWith("circle") || shape === "ring") {
    ctx.moveTo(x + radius, y);
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
  } else if (shape.startsWith("square") || shape.startsWith("page")) {
    ctx.rect(x - radius * 0.86, y - radius * 0.86, radius * 1.72, radius * 1.72);
  } else {
    ctx.moveTo(x, y - radius);
    ctx.lineTo(x + radius, y);
    ctx.lineTo(x, y + radius);
    ctx.lineTo(x - radius, y);
  }
}

// The line closest to a point, within a few pixels.
export function lineAt(map, point) {
  let best = null;
  let least = NEAR_LINE / map.network.getScale();
  for (const edge of map.scene.edges) {
    if (!edge.visible) continue;
    const away = distance(point, map.place(edge.from), map.place(edge.to));
    if (away < least) {
      best = edge;
      least = away;
    }
  }
  return best;
}

function distance(point, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length ? Math.min(Math.max(((point.x - ax) * dx + (point.y - ay) * dy) / length, 0), 1) : 0;
  return Math.hypot(point.x - ax - along * dx, point.y - ay - along * dy);
}

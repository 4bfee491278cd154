// One outline per kind, within a circle of radius 1, for the map and for the legend.

import { el, svg } from "./dom.js";

const CIRCLE = "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z";
const SQUARE = "M-.86-.86H.86V.86H-.86Z";
const PAGE = "M-.72-.95H.3L.72-.5V.95H-.72Z";

const SHAPES = {
  square: { path: SQUARE },
  "square-open": { path: SQUARE, open: true },
  circle: { path: CIRCLE },
  "circle-open": { path: CIRCLE, open: true },
  "circle-ring": { path: `${CIRCLE}M.62 0A.62.62 0 1 0-.62 0A.62.62 0 1 0 .62 0ZM.36 0A.36.36 0 1 1-.36 0A.36.36 0 1 1 .36 0Z` },
  ring: { path: CIRCLE, open: true },
  hexagon: { path: polygon(6, 0) },
  pentagon: { path: polygon(5, -90) },
  diamond: { path: "M0-1L1 0L0 1L-1 0Z" },
  triangle: { path: polygon(3, -90) },
  "triangle-open": { path: polygon(3, -90), open: true },
  "triangle-down": { path: polygon(3, 90) },
  star: { path: star() },
  page: { path: PAGE },
  "page-open": { path: PAGE, open: true },
  quote: { path: "M-.95-.75H.95V.5H.1L-.4.95V.5H-.95Z" },
};

function polygon(corners, start) {
  const points = [];
  for (let k = 0; k < corners; k += 1) {
    const angle = ((start + (360 / corners) * k) * Math.PI) / 180;
    points.push(`${Math.cos(angle).toFixed(3)} ${Math.sin(angle).toFixed(3)}`);
  }
  return `M${points.join("L")}Z`;
}

function star() {
  const points = [];
  for (let k = 0; k < 10; k += 1) {
    const radius = k % 2 ? 0.45 : 1;
    const angle = ((k * 36 - 90) * Math.PI) / 180;
    points.push(`${(radius * Math.cos(angle)).toFixed(3)} ${(radius * Math.sin(angle)).toFixed(3)}`);
  }
  return `M${points.join("L")}Z`;
}

const outlines = new Map();

function outline(name) {
  if (!outlines.has(name)) {
    const shape = SHAPES[name] || SHAPES.ring;
    outlines.set(name, { ...shape, path2d: new Path2D(shape.path) });
  }
  return outlines.get(name);
}

export function drawShape(ctx, name, x, y, radius, colour, paper) {
  const shape = outline(name);
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(radius, radius);
  ctx.fillStyle = shape.open ? paper : colour;
  ctx.fill(shape.path2d, "evenodd");
  ctx.lineWidth = shape.open ? 0.28 : 0.16;
  ctx.strokeStyle = shape.open ? colour : paper;
  ctx.stroke(shape.path2d);
  ctx.restore();
}

export function shapeOf(name) {
  return SHAPES[name] || SHAPES.ring;
}

export function shapeIcon(kind) {
  const shape = SHAPES[kind.shape] || SHAPES.ring;
  const path = svg("path", {
    d: shape.path,
    "fill-rule": "evenodd",
    fill: shape.open ? "none" : "currentColor",
    stroke: "currentColor",
    "stroke-width": shape.open ? 0.3 : 0,
  });
  return coloured(svg("svg", { class: "icon", viewBox: "-1.2 -1.2 2.4 2.4", "aria-hidden": "true" }, path), kind);
}

export function lineIcon(status) {
  const parts = [
    svg("line", {
      x1: 1,
      y1: 8,
      x2: 47,
      y2: 8,
      stroke: "currentColor",
      "stroke-width": 2.2,
      "stroke-dasharray": status.dashes.length ? status.dashes.join(" ") : undefined,
    }),
  ];
  if (status.mark) {
    parts.push(svg("circle", { cx: 24, cy: 8, r: 7, class: "mark-paper" }));
    parts.push(svg("text", { x: 24, y: 12.5, "text-anchor": "middle", fill: "currentColor", class: "mark" }, status.mark));
  }
  return coloured(svg("svg", { class: "line-icon", viewBox: "0 0 48 16", "aria-hidden": "true" }, ...parts), status);
}

export function coloured(element, look) {
  element.classList.add("coloured");
  element.style.setProperty("--light", look.light);
  element.style.setProperty("--dark", look.dark);
  return element;
}

export function changeIcon(change) {
  return coloured(el("span", { class: "change-icon", "aria-hidden": "true" }, change.mark || "="), change);
}

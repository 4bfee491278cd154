// The map as SVG: the same symbols, lines and names, as shapes and text.

import { citeView } from "./cite.js";
import { svg } from "./dom.js";
import { headOf, SMALLEST_RADIUS, trace } from "./paint.js";
import { shapeOf } from "./shapes.js";

const HEAD = 40;
const FOOT = 26;
const NAMESPACE = "http://www.w3.org/2000/svg";

export function drawSvg(page) {
  const { map, model } = page;
  const screen = map.screen();
  const { width, height } = screen;
  const { paper, ink, muted, band } = map.colours;
  const point = (x, y) => screen.point(x, y);
  const root = svg(
    "svg",
    { viewBox: `0 ${-HEAD} ${width} ${height + HEAD + FOOT}`, width, height: height + HEAD + FOOT, role: "img", "font-family": "system-ui, sans-serif" },
    svg("title", {}, model.title),
    svg("rect", { x: 0, y: -HEAD, width, height: height + HEAD + FOOT, fill: paper }),
    svg("text", { x: 12, y: -14, "font-size": 17, "font-weight": 700, fill: ink }, model.title),
    svg("text", { x: 12, y: height + 17, "font-size": 11, fill: muted }, citeView(page)),
    boxes(map, point, band),
    map.scene.edges.filter((edge) => edge.visible).map((edge) => line(map, edge, screen)),
    map.scene.nodes.filter((node) => node.visible).map((node) => symbol(map, node, screen)),
    (map.written || []).map((name) => written(name, paper)),
  );
  root.setAttribute("xmlns", NAMESPACE);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(root)}\n`;
}

function boxes(map, point, band) {
  if (map.scene.layout !== "columns") return [];
  return map.boxes().map(([, , left, top, right, bottom]) => {
    const [from, to] = [point(left, top), point(right, bottom)];
    return svg("rect", { x: round(from.x), y: round(from.y), width: round(to.x - from.x), height: round(to.y - from.y), rx: 8, fill: band });
  });
}

function line(map, edge, screen) {
  const points = trace(map, edge).map(([x, y]) => screen.point(x, y));
  const colour = map.colours.of(edge.status);
  const path = svg("path", {
    d: `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join("L")}`,
    fill: "none",
    stroke: colour,
    "stroke-width": round(Math.max(edge.width * screen.scale, 1)),
    "stroke-dasharray": edge.dashes.length ? edge.dashes.join(" ") : undefined,
    "stroke-opacity": 0.75,
  });
  const head = edge.isBundle ? null : headOf(points.map(({ x, y }) => [x, y]), screen.radius(edge.to) + 2);
  const arrow = head && svg("path", { d: "M0 0L-8 4L-8-4Z", fill: colour, transform: `translate(${round(head.x)} ${round(head.y)}) rotate(${round((head.angle * 180) / Math.PI)})` });
  return svg("g", {}, svg("title", {}, `${edge.status.name}: ${edge.from.label} – ${edge.label} → ${edge.to.label}`), path, arrow);
}

function symbol(map, node, screen) {
  const { x, y } = screen.point(...map.place(node));
  const radius = Math.max(screen.radius(node), SMALLEST_RADIUS);
  const shape = shapeOf(node.kind.shape);
  const colour = map.colours.of(node.kind);
  const { paper } = map.colours;
  const path = svg("path", {
    d: shape.path,
    "fill-rule": "evenodd",
    fill: shape.open ? paper : colour,
    stroke: shape.open ? colour : paper,
    "stroke-width": shape.open ? 0.28 : 0.16,
    transform: `translate(${round(x)} ${round(y)}) scale(${round(radius)})`,
  });
  const count = node.isGroup ? svg("text", { x: round(x), y: round(y + 4), "text-anchor": "middle", "font-size": 12, "font-weight": 700, fill: map.colours.ink }, node.members.length.toLocaleString()) : null;
  return svg("g", {}, svg("title", {}, `${node.label} (${node.kind.name})`), path, count);
}

function written({ lines, x, y, align, colour, font, line: step }, paper) {
  const [weight, size] = font.split(" ");
  const shared = { "font-size": parseFloat(size), "font-weight": weight, "text-anchor": align === "center" ? "middle" : "start", fill: colour, stroke: paper, "stroke-width": 4, "paint-order": "stroke", "dominant-baseline": "central" };
  return lines.map((text, index) => svg("text", { x: round(x), y: round(y + index * step), ...shared }, text));
}

function round(value) {
  return Math.round(value * 100) / 100;
}

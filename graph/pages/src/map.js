// The map: vis-network draws symbols and lines at the places Python computed; names are ours.

import { DataSet } from "vis-data/esnext";
import { Network } from "vis-network/esnext";
import { el } from "./dom.js";
import { Names } from "./names.js";
import { drawShape } from "./shapes.js";
import { colours, onTheme } from "./theme.js";

const SMALLEST_RADIUS = 3.2;
const TOUCH = 13;
const LARGEST_SCALE = 1.25;
const MOST_PULL = 1.7;
const STEPS = 28;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

export class GraphMap {
  constructor(host, model, onChoose) {
    this.model = model;
    this.onChoose = onChoose;
    this.chosen = null;
    this.hovered = null;
    this.near = new Set();
    this.lit = new Set();
    this.placed = [];
    this.colours = colours();
    this.canvas = el("div", { class: "canvas" });
    host.append(this.canvas);
    this.arrange();
    this.start();
    this.listen();
  }

  isTall() {
    return this.canvas.clientHeight > this.canvas.clientWidth * 1.05;
  }

  place(node) {
    const [x, y] = this.tall ? node.tall : [node.x, node.y];
    return [x * this.stretch.x, y * this.stretch.y];
  }

  room(node) {
    const at = this.tall ? 2 : 0;
    return { width: node.room[at] * this.stretch.x, height: node.room[at + 1] * this.stretch.y };
  }

  boxes() {
    const boxes = this.tall ? this.model.boxes.tall : this.model.boxes.wide;
    const { x, y } = this.stretch;
    return boxes.map(([name, count, left, top, right, bottom]) => [name, count, left * x, top * y, right * x, bottom * y]);
  }

  start() {
    this.nodes = new DataSet(this.model.nodes.map((node) => this.visNode(node)));
    this.edges = new DataSet(this.model.edges.map((edge) => this.visEdge(edge)));
    this.network = new Network(this.canvas, { nodes: this.nodes, edges: this.edges }, this.model.options);
    // Only our own wrapper is a stop of the keyboard; it speaks, the canvas does not.
    const frame = this.canvas.querySelector(".vis-network");
    frame.tabIndex = -1;
    this.canvas.querySelector("canvas").setAttribute("aria-hidden", "true");
    this.fit();
  }

  visNode(node) {
    const dimensions = { nodeDimensions: { width: 2 * node.size, height: 2 * node.size } };
    const [x, y] = this.place(node);
    const ctxRenderer = ({ ctx, x: across, y: down }) => {
      this.drawNode(ctx, node, across, down);
      return dimensions;
    };
    return { id: node.id, x, y, size: node.size, shape: "custom", ctxRenderer, hidden: !node.visible };
  }

  visEdge(edge) {
    const many = this.model.edges.length;
    const shade = this.colours.of(edge.status);
    return {
      id: edge.id,
      from: edge.from.id,
      to: edge.to.id,
      width: many > 1500 ? Math.min(edge.width, 1.2) : edge.width,
      dashes: edge.dashes.length ? edge.dashes : false,
      color: { color: shade, hover: shade, highlight: shade, opacity: many > 1500 ? 0.08 : many > 300 ? 0.25 : 0.7 },
      smooth: this.smooth(edge),
      hidden: !edge.visible,
    };
  }

  smooth(edge) {
    const general = this.model.options.edges.smooth;
    if (edge.bend) {
      return { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) };
    }
    if (!general || this.model.layout !== "columns") return { enabled: false };
    return { ...general, forceDirection: this.tall ? "vertical" : "horizontal" };
  }

  listen() {
    const { network } = this;
    network.on("beforeDrawing", (ctx) => this.drawBoxes(ctx));
    network.on("afterDrawing", (ctx) => this.drawNames(ctx));
    network.on("click", (event) => this.onChoose(this.at(event.pointer.DOM)));
    const hover = (item) => {
      if (this.hovered === item) return;
      this.hovered = item;
      this.canvas.classList.toggle("over", Boolean(item));
      network.redraw();
    };
    network.on("hoverNode", (event) => hover(this.model.byId.get(event.node)));
    network.on("blurNode", () => hover(null));
    network.on("hoverEdge", (event) => hover(this.model.edgeById.get(event.edge)));
    network.on("blurEdge", () => hover(null));
    network.on("resize", () => this.resized());
    onTheme(() => this.recolour());
  }

  // What the pointer means: the closest symbol within a finger's reach, a name, or a line.
  at(pointer) {
    const scale = this.network.getScale();
    const point = this.network.DOMtoCanvas(pointer);
    let best = null;
    let least = Infinity;
    for (const node of this.model.shownNodes) {
      const [x, y] = this.place(node);
      const distance = Math.hypot(x - point.x, y - point.y) * scale;
      if (distance < least && distance < Math.max(node.size * scale + 3, TOUCH)) {
        best = node;
        least = distance;
      }
    }
    if (best) return best;
    for (const { item, rectangle } of this.placed) {
      const across = pointer.x >= rectangle.left && pointer.x <= rectangle.right;
      if (across && pointer.y >= rectangle.top && pointer.y <= rectangle.bottom) return item;
    }
    return this.model.edgeById.get(this.network.getEdgeAt(pointer)) || null;
  }

  choose(item, { move = false } = {}) {
    this.chosen = item;
    this.lit = new Set();
    this.near = new Set();
    if (item?.lines) {
      this.lit = new Set(item.lines.filter((edge) => edge.visible));
      for (const edge of this.lit) this.near.add(edge.from).add(edge.to);
      this.near.delete(item);
    } else if (item) {
      this.lit.add(item);
    }
    if (item && move) this.reveal(item);
    this.network.redraw();
  }

  reveal(item) {
    const points = (item.lines ? [item] : [item.from, item.to]).map((node) => this.place(node));
    const scale = this.network.getScale();
    const inSight = points.every(([x, y]) => {
      const at = this.network.canvasToDOM({ x, y });
      return at.x > 30 && at.y > 40 && at.x < this.canvas.clientWidth - 30 && at.y < this.canvas.clientHeight - 30;
    });
    if (inSight && scale > 0.35) return;
    const middle = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
    this.moveTo({ x: middle[0], y: middle[1] }, Math.max(scale, 0.8));
  }

  moveTo(position, scale) {
    const animation = calm.matches ? false : { duration: 260, easingFunction: "easeInOutQuad" };
    this.network.moveTo({ position, scale, animation });
  }

  zoom(factor) {
    this.moveTo(this.network.getViewPosition(), this.network.getScale() * factor);
  }

  // Columns may be pulled apart to fill the frame; groups keep their round shape.
  arrange() {
    this.tall = this.isTall();
    this.stretch = { x: 1, y: 1 };
    if (this.model.layout !== "columns") return;
    const { width, height, scale, room } = this.extent(this.model.nodes);
    const pull = (inside, drawn) => Math.min(Math.max(inside / (drawn * scale || inside), 1), MOST_PULL);
    this.stretch = { x: pull(room.width, width), y: pull(room.height, height) };
  }

  extent(nodes) {
    const points = nodes.map((node) => this.place(node));
    const columns = this.model.layout === "columns";
    const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
    for (const [x, y] of points) {
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
    // Names of a list stand to the right of its symbols, of a roomy column below them.
    const last = points.length ? nodes[points.findIndex(([x]) => x === box.right)] : null;
    const list = columns && !this.tall && last && this.room(last).height < 44 && this.room(last).width > 90;
    const side = columns
      ? { left: this.tall ? 90 : 76, right: list ? 150 : 76, top: 62, bottom: 46 }
      : { left: 34, right: 34, top: 48, bottom: 34 };
    const room = {
      width: Math.max(this.canvas.clientWidth - side.left - side.right, 40),
      height: Math.max(this.canvas.clientHeight - side.top - side.bottom, 40),
    };
    const width = box.right - box.left;
    const height = box.bottom - box.top;
    const scale = Math.min(room.width / (width || 1), room.height / (height || 1), columns ? LARGEST_SCALE : 2);
    const middle = {
      x: (box.left + box.right) / 2 + (side.right - side.left) / 2 / scale,
      y: (box.top + box.bottom) / 2 + (side.bottom - side.top) / 2 / scale,
    };
    return { width, height, scale, room, middle };
  }

  fit() {
    const { scale, middle } = this.extent(this.model.shownNodes.length ? this.model.shownNodes : this.model.nodes);
    this.network.moveTo({ position: middle, scale });
  }

  resized() {
    if (!this.canvas.clientWidth) return;
    const tall = this.tall;
    this.arrange();
    this.nodes.update(this.model.nodes.map((node) => ({ id: node.id, x: this.place(node)[0], y: this.place(node)[1] })));
    if (tall !== this.tall) this.edges.update(this.model.edges.map((edge) => ({ id: edge.id, smooth: this.smooth(edge) })));
    this.fit();
  }

  refilter() {
    this.nodes.update(this.model.nodes.map((node) => ({ id: node.id, hidden: !node.visible })));
    this.edges.update(this.model.edges.map((edge) => ({ id: edge.id, hidden: !edge.visible })));
    this.choose(this.chosen);
  }

  recolour() {
    this.colours = colours();
    this.edges.update(this.model.edges.map((edge) => ({ id: edge.id, color: this.visEdge(edge).color })));
    this.network.redraw();
  }

  drawNode(ctx, node, x, y) {
    const radius = Math.max(node.size, SMALLEST_RADIUS / this.network.getScale());
    drawShape(ctx, node.kind.shape, x, y, radius, this.colours.of(node.kind), this.colours.paper);
  }

  drawBoxes(ctx) {
    const columns = this.model.layout === "columns";
    ctx.save();
    ctx.fillStyle = this.colours.band;
    for (const [, count, left, top, right, bottom] of this.boxes()) {
      if (!columns && count < 3) continue;
      ctx.beginPath();
      ctx.roundRect(left, top, right - left, bottom - top, columns ? 8 : Math.min(right - left, bottom - top) / 3);
      ctx.fill();
    }
    ctx.restore();
  }

  // What is chosen stands out: the rest fades behind a veil, then its lines and ends are drawn again.
  drawChosen(ctx) {
    if (!this.chosen) return;
    const scale = this.network.getScale();
    const { width, height } = ctx.canvas;
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalAlpha = this.colours.dark ? 0.7 : 0.78;
    ctx.fillStyle = this.colours.paper;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
    for (const edge of this.lit) this.drawLit(ctx, edge, scale);
    const ends = this.chosen.lines ? [this.chosen, ...this.near] : [this.chosen.from, this.chosen.to];
    for (const node of ends) {
      if (node.visible) this.drawNode(ctx, node, ...this.place(node));
    }
    if (this.chosen.lines) {
      const [x, y] = this.place(this.chosen);
      ctx.beginPath();
      ctx.arc(x, y, Math.max(this.chosen.size, SMALLEST_RADIUS / scale) + 5 / scale, 0, 2 * Math.PI);
      ctx.lineWidth = 2.5 / scale;
      ctx.strokeStyle = this.colours.accent;
      ctx.stroke();
    }
  }

  drawLit(ctx, edge, scale) {
    const points = [];
    for (let step = 0; step <= STEPS; step += 1) points.push(this.pointOn(edge, step / STEPS));
    const trace = () => {
      ctx.beginPath();
      points.forEach(([x, y], index) => (index ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.stroke();
    };
    ctx.save();
    if (edge === this.chosen) {
      ctx.globalAlpha = 0.28;
      ctx.lineWidth = 11 / scale;
      ctx.strokeStyle = this.colours.accent;
      trace();
      ctx.globalAlpha = 1;
    }
    ctx.setLineDash(edge.dashes.map((dash) => dash / Math.min(scale, 1)));
    ctx.lineWidth = Math.max(edge.width, 1.4 / scale);
    ctx.strokeStyle = this.colours.of(edge.status);
    trace();
    ctx.setLineDash([]);
    this.drawHead(ctx, edge, points, scale);
    ctx.restore();
  }

  drawHead(ctx, edge, points, scale) {
    const [x, y] = points[points.length - 1];
    const reach = Math.max(edge.to.size, SMALLEST_RADIUS / scale) + 2 / scale;
    const before = points.findLast(([a, b]) => Math.hypot(a - x, b - y) > reach);
    if (!before) return;
    const angle = Math.atan2(y - before[1], x - before[0]);
    const size = 8 / scale;
    ctx.translate(x - Math.cos(angle) * reach, y - Math.sin(angle) * reach);
    ctx.rotate(angle);
    ctx.beginPath();
    ctx.moveTo(0, 0);
    ctx.lineTo(-size, size / 2);
    ctx.lineTo(-size, -size / 2);
    ctx.closePath();
    ctx.fillStyle = this.colours.of(edge.status);
    ctx.fill();
  }

  pointOn(edge, along) {
    const [x, y] = this.place(edge.from);
    if (edge.from === edge.to) return [x + edge.from.size * 1.5, y - edge.from.size * 3];
    const drawn = this.network.body.edges[edge.id];
    if (!drawn?.connected) {
      const [a, b] = this.place(edge.to);
      return [x + (a - x) * along, y + (b - y) * along];
    }
    const point = drawn.edgeType.getPoint(along);
    return [point.x, point.y];
  }

  screen() {
    const scale = this.network.getScale();
    const origin = this.network.canvasToDOM({ x: 0, y: 0 });
    return {
      width: this.canvas.clientWidth,
      height: this.canvas.clientHeight,
      point: (x, y) => ({ x: origin.x + x * scale, y: origin.y + y * scale }),
      place: (node) => this.place(node),
      radius: (node) => Math.max(node.size * scale, SMALLEST_RADIUS),
      room: (node) => {
        const { width, height } = this.room(node);
        return { width: width * scale, height: height * scale };
      },
      scale,
    };
  }

  drawNames(ctx) {
    this.drawChosen(ctx);
    const screen = this.screen();
    const ratio = ctx.canvas.width / screen.width;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const names = new Names(ctx, screen, this.colours);
    names.headings(this.boxes(), this.tall, this.model.layout === "columns");
    const { chosen, near, hovered } = this;
    const ends = chosen && !chosen.lines ? [chosen.from, chosen.to] : [];
    const first = new Set([chosen, hovered, ...ends]);
    const wanted = (node) => (first.has(node) ? 0 : near.has(node) ? 1 : 2);
    const nodes = chosen ? this.model.shownNodes.filter((node) => wanted(node) < 2) : this.model.shownNodes;
    names.nodes(nodes, wanted);
    const moving = this.network.renderer?.dragging && this.model.shownEdges.length > 1500;
    if (!moving) {
      const edges = chosen ? [...this.lit] : this.model.shownEdges;
      const lit = hovered && !hovered.lines && hovered.visible ? new Set([hovered]) : this.lit;
      names.edges(edges, (edge, along) => this.pointOn(edge, along), lit);
    }
    this.placed = names.placed;
    ctx.restore();
  }

  // Where a thing or a line is on the screen, for tests.
  onScreen(id) {
    const item = this.model.byId.get(id) || this.model.edgeById.get(id);
    const [x, y] = item.lines ? this.place(item) : this.pointOn(item, 0.5);
    const at = this.network.canvasToDOM({ x, y });
    const frame = this.canvas.getBoundingClientRect();
    return { x: frame.left + at.x, y: frame.top + at.y };
  }
}

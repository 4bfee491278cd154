// The map: vis-network draws symbols and lines at places computed beforehand; names are ours.

import { DataSet } from "vis-data/esnext";
import { Network } from "vis-network/esnext";
import { drawCrowd, drawWhileMoving, isBusy, isCrowd, lineAt } from "./crowd.js";
import { el } from "./dom.js";
import { extent } from "./frame.js";
import { Names } from "./names.js";
import { drawBoxes, drawChosen, drawSymbol, SMALLEST_RADIUS } from "./paint.js";
import { colours, onTheme } from "./theme.js";

const TOUCH = 13;
const MOST_PULL = 1.7;
const NARROW = 480;
const NAMES_WHILE_MOVING = 10;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

export class GraphMap {
  constructor(host, model, scene, onChoose) {
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
    this.nodes = new DataSet();
    this.edges = new DataSet();
    this.stage(scene);
    this.network = new Network(this.canvas, { nodes: this.nodes, edges: this.edges }, model.options);
    this.network.setOptions(this.moving());
    this.ready();
    this.listen();
  }

  // Only our own wrapper is a stop of the keyboard; it speaks, the canvas does not.
  ready() {
    this.canvas.querySelector(".vis-network").tabIndex = -1;
    this.canvas.querySelector("canvas").setAttribute("aria-hidden", "true");
    this.fit();
    new ResizeObserver(() => this.resized()).observe(this.canvas);
  }

  // What is drawn from now on.
  show(scene) {
    this.choose(null);
    this.hovered = null;
    this.stage(scene);
    this.fit();
  }

  stage(scene) {
    // First out with the old: vis-network may draw while it is told.
    this.edges.clear();
    this.nodes.clear();
    this.scene = scene;
    this.many = isCrowd(scene);
    this.busy = isBusy(scene);
    this.items = new Map([...scene.nodes, ...scene.edges].map((item) => [item.id, item]));
    this.arrange();
    this.network?.setOptions(this.moving());
    if (this.many) return;
    this.nodes.add(scene.nodes.map((node) => this.visNode(node)));
    this.edges.add(scene.edges.map((edge) => this.visEdge(edge)));
  }

  moving() {
    return { interaction: { hideEdgesOnDrag: this.busy, hideEdgesOnZoom: this.busy } };
  }

  has(item) {
    return this.items.get(item.id) === item;
  }

  isTall() {
    return this.canvas.clientHeight > this.canvas.clientWidth * 1.05 || this.canvas.clientWidth < NARROW;
  }

  spot(node) {
    return this.spots.get(node) || node.spot;
  }

  place(node) {
    const spot = this.spot(node);
    const [x, y] = this.tall ? spot.tall : [spot.x, spot.y];
    return [x * this.stretch.x, y * this.stretch.y];
  }

  room(node) {
    const { room } = this.spot(node);
    const at = this.tall ? 2 : 0;
    return { width: room[at] * this.stretch.x, height: room[at + 1] * this.stretch.y };
  }

  size(node) {
    return this.spot(node).size;
  }

  boxes() {
    const { x, y } = this.stretch;
    return this.named.map(([name, count, left, top, right, bottom]) => [name, count, left * x, top * y, right * x, bottom * y]);
  }

  visNode(node) {
    const [x, y] = this.place(node);
    const size = this.size(node);
    const dimensions = { nodeDimensions: { width: 2 * size, height: 2 * size } };
    const ctxRenderer = ({ ctx, x: across, y: down }) => {
      drawSymbol(this, ctx, node, across, down);
      return dimensions;
    };
    return { id: node.id, x, y, size, shape: "custom", ctxRenderer, hidden: !node.visible };
  }

  visEdge(edge) {
    return {
      id: edge.id,
      from: edge.from.id,
      to: edge.to.id,
      width: edge.width,
      dashes: edge.dashes.length ? edge.dashes : false,
      arrows: { to: { enabled: !edge.isBundle } },
      color: this.shade(edge),
      smooth: this.smooth(edge),
      hidden: !edge.visible,
    };
  }

  shade(edge) {
    const shade = this.colours.of(edge.change?.mark ? edge.change : edge.status);
    const faint = this.scene.edges.length > 300 || edge.isBundle;
    return { color: shade, hover: shade, highlight: shade, opacity: faint ? 0.25 : 0.7 };
  }

  smooth(edge) {
    if (edge.bend && this.scene.name === "whole") {
      return { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) };
    }
    if (this.scene.layout !== "columns") return this.twins(edge);
    const [a, b] = [this.place(edge.from), this.place(edge.to)];
    const axis = this.tall ? 1 : 0;
    if (Math.abs(a[axis] - b[axis]) < 2) return { enabled: true, type: "curvedCW", roundness: 0.3 };
    if (this.isTwin(edge)) return this.twins(edge);
    return { enabled: true, type: "cubicBezier", roundness: 0.4, forceDirection: this.tall ? "vertical" : "horizontal" };
  }

  isTwin(edge) {
    return this.parallel(edge).length > 1;
  }

  parallel(edge) {
    return edge.from.lines.filter((other) => (other.from === edge.from && other.to === edge.to) || (other.from === edge.to && other.to === edge.from));
  }

  // Parallel lines bend apart; one alone is straight.
  twins(edge) {
    const all = this.parallel(edge);
    const turn = edge.from.id < edge.to.id ? 1 : -1;
    const bend = turn * (all.indexOf(edge) - (all.length - 1) / 2) * Math.min(0.22, 0.9 / all.length);
    if (!bend) return { enabled: false };
    return { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
  }

  listen() {
    const { network } = this;
    network.on("beforeDrawing", (ctx) => {
      drawBoxes(this, ctx);
      if (this.many) drawCrowd(this, ctx);
      else if (this.isMoving()) drawWhileMoving(this, ctx);
    });
    network.on("afterDrawing", (ctx) => this.drawNames(ctx));
    network.on("click", (event) => this.onChoose(this.at(event.pointer.DOM)));
    const hover = (item) => {
      if (this.hovered === item) return;
      this.hovered = item;
      this.canvas.classList.toggle("over", Boolean(item));
      network.redraw();
    };
    network.on("hoverNode", (event) => hover(this.items.get(event.node)));
    network.on("blurNode", () => hover(null));
    network.on("hoverEdge", (event) => hover(this.items.get(event.edge)));
    network.on("blurEdge", () => hover(null));
    onTheme(() => this.recolour());
  }

  // What the pointer means: the closest symbol within a finger's reach, a name, or a line.
  at(pointer) {
    const scale = this.network.getScale();
    const point = this.network.DOMtoCanvas(pointer);
    let best = null;
    let least = Infinity;
    for (const node of this.scene.nodes) {
      if (!node.visible) continue;
      const [x, y] = this.place(node);
      const distance = Math.hypot(x - point.x, y - point.y) * scale;
      if (distance < least && distance < Math.max(this.size(node) * scale + 3, TOUCH)) {
        best = node;
        least = distance;
      }
    }
    if (best) return best;
    for (const { item, rectangle } of this.placed) {
      const across = pointer.x >= rectangle.left && pointer.x <= rectangle.right;
      if (across && pointer.y >= rectangle.top && pointer.y <= rectangle.bottom) return item;
    }
    return (this.many ? lineAt(this, point) : this.items.get(this.network.getEdgeAt(pointer))) || null;
  }

  choose(item, { move = false } = {}) {
    this.chosen = item && this.has(item) ? item : null;
    this.lit = new Set();
    this.near = new Set();
    if (this.chosen?.lines) {
      this.lit = new Set(item.lines.filter((edge) => edge.visible && this.has(edge)));
      this.near = new Set([...this.lit].flatMap((edge) => [edge.from, edge.to]));
    } else if (this.chosen) {
      this.lit = new Set([item]);
      this.near = new Set([item.from, item.to]);
    }
    if (this.chosen && move) this.reveal(item);
    this.network?.redraw();
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
    const { spots, boxes } = this.scene.build(this.tall);
    this.spots = spots;
    this.named = boxes;
    if (this.scene.layout !== "columns") return;
    const { width, height, scale, room } = extent(this, this.scene.nodes);
    const pull = (inside, drawn) => Math.min(Math.max(inside / (drawn * scale || inside), 1), MOST_PULL);
    this.stretch = { x: pull(room.width, width), y: pull(room.height, height) };
  }

  fit() {
    const shown = this.scene.nodes.filter((node) => node.visible);
    const { scale, middle } = extent(this, shown.length ? shown : this.scene.nodes);
    this.network.moveTo({ position: middle, scale });
  }

  // vis-network keeps its own idea of the view when its frame changes; ours comes after it.
  resized() {
    if (!this.canvas.clientWidth) return;
    this.network.setSize("100%", "100%");
    const tall = this.tall;
    this.arrange();
    if (!this.many) {
      this.nodes.update(this.scene.nodes.map((node) => ({ id: node.id, x: this.place(node)[0], y: this.place(node)[1] })));
      if (tall !== this.tall) this.edges.update(this.scene.edges.map((edge) => ({ id: edge.id, smooth: this.smooth(edge) })));
    }
    this.fit();
    this.network.redraw();
  }

  refilter() {
    if (!this.many) {
      this.nodes.update(changed(this.nodes, this.scene.nodes));
      this.edges.update(changed(this.edges, this.scene.edges));
    }
    this.choose(this.chosen);
  }

  recolour() {
    this.colours = colours();
    if (!this.many) this.edges.update(this.scene.edges.map((edge) => ({ id: edge.id, color: this.shade(edge) })));
    this.network.redraw();
  }

  pointOn(edge, along) {
    const [x, y] = this.place(edge.from);
    if (edge.from === edge.to) return [x + this.size(edge.from) * 1.5, y - this.size(edge.from) * 3];
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
      radius: (node) => Math.max(this.size(node) * scale, SMALLEST_RADIUS),
      room: (node) => {
        const { width, height } = this.room(node);
        return { width: width * scale, height: height * scale };
      },
      scale,
    };
  }

  isMoving() {
    const { renderer } = this.network;
    return (this.many || this.busy) && (renderer.dragging || renderer.zooming);
  }

  drawNames(ctx) {
    drawChosen(this, ctx);
    const screen = this.screen();
    const ratio = ctx.canvas.width / screen.width;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const names = new Names(ctx, screen, this.colours);
    names.headings(this.boxes(), this.tall, this.scene.layout === "columns");
    const { chosen, near, hovered } = this;
    const ends = chosen && !chosen.lines ? [chosen.from, chosen.to] : [];
    // What the page is about is named before all else.
    const centre = chosen ? null : this.model.nodes[this.model.open.centre];
    const first = new Set([chosen, hovered, centre, ...ends]);
    const wanted = (node) => (first.has(node) ? 0 : near.has(node) ? 1 : 2);
    const limit = this.isMoving() ? NAMES_WHILE_MOVING : Infinity;
    names.nodes(this.scene.nodes.filter((node) => node.visible && node.rank < limit && (!chosen || wanted(node) < 2)), wanted);
    if (!this.isMoving()) {
      const edges = chosen ? [...this.lit] : this.scene.edges.filter((edge) => edge.visible && !edge.isBundle);
      const lit = hovered && !hovered.lines && hovered.visible ? new Set([hovered]) : this.lit;
      names.edges(edges, (edge, along) => this.pointOn(edge, along), lit);
    }
    this.placed = names.placed;
    this.written = names.written;
    ctx.restore();
  }

  // Where a thing or a line is on the screen, for tests.
  onScreen(id) {
    const item = this.items.get(id);
    const [x, y] = item.lines ? this.place(item) : this.pointOn(item, 0.5);
    const at = this.network.canvasToDOM({ x, y });
    const frame = this.canvas.getBoundingClientRect();
    return { x: frame.left + at.x, y: frame.top + at.y };
  }
}

function changed(set, items) {
  return items.filter((item) => set.get(item.id).hidden === item.visible).map((item) => ({ id: item.id, hidden: !item.visible }));
}

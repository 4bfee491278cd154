// Walking the map by keyboard: up and down through the lines of a thing, right along one, left back.

import { announce, plural } from "./dom.js";
import { dates, otherEnd, sentence } from "./model.js";

export class Walk {
  constructor(page, onChoose) {
    this.page = page;
    this.onChoose = onChoose;
    this.trail = [];
    this.here = null;
    this.index = -1;
  }

  // The reader chose something by other means: walk on from there.
  stand(item) {
    if (!item) {
      this.here = null;
      this.trail = [];
    } else if (item.lines && item !== this.here) {
      this.here = item;
      this.index = -1;
    } else if (!item.lines) {
      if (this.here !== item.from && this.here !== item.to) this.here = item.from;
      this.index = this.lines().indexOf(item);
    }
  }

  lines() {
    const { map } = this.page;
    const place = (edge) => map.place(otherEnd(edge, this.here));
    return this.here.lines
      .filter((edge) => edge.visible && map.has(edge))
      .sort((a, b) => place(a)[0] - place(b)[0] || place(a)[1] - place(b)[1]);
  }

  key(event) {
    const act = {
      ArrowDown: () => this.turn(1),
      ArrowUp: () => this.turn(-1),
      ArrowRight: () => this.follow(),
      ArrowLeft: () => this.back(),
      Home: () => this.begin(),
    }[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return false;
    event.preventDefault();
    if (!this.here) this.begin();
    else act();
    return true;
  }

  begin() {
    const { map } = this.page;
    const shown = map.scene.nodes.filter((node) => node.visible);
    const across = (node) => map.place(node)[map.tall ? 1 : 0];
    const first = map.scene.name === "overview" ? shown[0] : shown.sort((a, b) => across(a) - across(b) || a.rank - b.rank)[0];
    if (!first) return announce("Nothing is shown. Press Reset.");
    this.trail = [];
    this.arrive(first);
  }

  turn(step) {
    const lines = this.lines();
    if (!lines.length) return announce(`${this.here.label} has no line shown.`);
    this.index = this.index < 0 && step < 0 ? lines.length - 1 : (this.index + step + lines.length) % lines.length;
    const edge = lines[this.index];
    this.onChoose(edge);
    const when = dates(edge);
    announce(`Line ${this.index + 1} of ${lines.length}. ${sentence(edge)}. ${when}`);
  }

  follow() {
    const edge = this.lines()[this.index];
    if (!edge) return this.turn(1);
    this.trail.push(this.here);
    this.arrive(otherEnd(edge, this.here));
  }

  back() {
    const before = this.trail.pop();
    if (!before) return announce("This is where the walk began.");
    this.arrive(before);
  }

  arrive(node) {
    this.here = node;
    this.index = -1;
    this.onChoose(node);
    announce(describe(node));
  }
}

export function describe(node) {
  const count = node.lines.filter((edge) => edge.visible).length;
  return `${node.label}, ${node.kind.name}, ${plural(count, "line", "lines")}`;
}

// Names on the map: constant size on the screen, each where there is room, the important ones first.

import { cut } from "./dom.js";
import { Places } from "./places.js";

const FONT = 'system-ui, "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const SIZE = 12;
const LINE = 14;
// Two lines of this size fit where the next symbol is 25 pixels away.
const SMALL = { size: 11, line: 12 };
const MOST_NAMES = 450;
// With more symbols than this on the screen a name may cover a symbol, never another name.
const MOST_OBSTACLES = 420;
const MOST_LINE_NAMES = 48;
const LEAST_ROOM = 54;
const MOST_IN_BLOCK = 5;
const MOST_FULL_MARKS = 60;
const LEAST_WIDTH = 84;
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66];
const FURTHER = [...ALONG, 0.26, 0.74, 0.18, 0.82];
const BELOW_FIRST = ["below", "above", "right", "left"];
const RIGHT_FIRST = ["right", "left", "below", "above"];

const wrapped = new Map();

// Lines that must never look like plain ones, however many there are.
function isFirm(edge) {
  return edge.status.key === "denied" || edge.status.key === "contested";
}

function font(weight, size = SIZE) {
  return `${weight} ${size}px ${FONT}`;
}

// Words on at most `most` lines of at most `width` pixels, the rest as an ellipsis.
function wrap(ctx, text, width, most) {
  const key = `${width}|${most}|${ctx.font}|${text}`;
  if (wrapped.has(key)) return wrapped.get(key);
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line ? `${line} ${word}` : word;
    if (!line || ctx.measureText(longer).width <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  const rest = lines.length > most ? [...lines.slice(0, most - 1), lines.slice(most - 1).join(" ")] : lines;
  const fitted = rest.map((each) => fit(ctx, each, width));
  const result = { lines: fitted, width: Math.max(...fitted.map((each) => ctx.measureText(each).width)) };
  if (wrapped.size > 20_000) wrapped.clear();
  wrapped.set(key, result);
  return result;
}

function fit(ctx, text, width) {
  if (ctx.measureText(text).width <= width) return text;
  let letters = Array.from(text);
  while (letters.length > 1 && ctx.measureText(`${letters.join("")}…`).width > width) {
    letters = letters.slice(0, Math.max(1, Math.floor(letters.length * 0.9)));
  }
  return `${letters.join("").trimEnd()}…`;
}

// One frame of names. `screen` turns map units into pixels; what was placed is kept for clicks.
export class Names {
  constructor(ctx, screen, colours) {
    this.ctx = ctx;
    this.screen = screen;
    this.colours = colours;
    this.places = new Places();
    this.placed = [];
    this.written = [];
    this.line = LINE;
  }

  write(lines, x, y, align, colour) {
    const { ctx } = this;
    this.written.push({ lines, x, y, align, colour, font: ctx.font, line: this.line });
    ctx.textAlign = align;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = this.colours.paper;
    ctx.fillStyle = colour;
    lines.forEach((line, index) => ctx.strokeText(line, x, y + index * this.line));
    lines.forEach((line, index) => ctx.fillText(line, x, y + index * this.line));
  }

  headings(boxes, tall, columns) {
    this.ctx.font = font(600);
    const shown = boxes
      .filter(([, count]) => columns || count >= 6)
      .map(([name, count, left, top, right, bottom]) => ({ name, count, start: this.screen.point(left, top), end: this.screen.point(right, bottom) }))
      .filter(({ start, end }) => end.x >= 0 && start.x <= this.screen.width && end.y >= 0 && start.y <= this.screen.height);
    if (columns && !tall) this.headRow(shown);
    else for (const box of shown) this.heading(box, tall && columns);
  }

  // Headings of columns stand whole: in one row, or in turn in two or three where they would touch.
  headRow(boxes) {
    const { ctx, screen } = this;
    const heads = boxes.map((box) => {
      const text = `${box.name}\u00a0·\u00a0${box.count.toLocaleString()}`;
      const width = ctx.measureText(text).width;
      const middle = (Math.max(box.start.x, 0) + Math.min(box.end.x, screen.width)) / 2;
      return { text, width, top: box.start.y, left: Math.max(Math.min(middle - width / 2, screen.width - width - 4), 4) };
    });
    heads.sort((a, b) => a.left - b.left);
    const ends = [];
    for (const head of heads) {
      let row = ends.findIndex((end) => end + 14 < head.left);
      if (row < 0) row = ends.length;
      ends[row] = head.left + head.width;
      head.row = row;
    }
    for (const { text, width, left, top, row } of heads) {
      const y = Math.max(top - LINE - 5, 4 + (ends.length - 1) * (LINE + 1)) - row * (LINE + 1);
      this.places.take({ left: left - 4, right: left + width + 4, top: y - 1, bottom: y + LINE + 1 });
      this.write([text], left, y + LINE / 2, "left", this.colours.muted);
    }
  }

  heading({ name, count, start, end }, band) {
    const text = count > 1 || band ? `${name}\u00a0·\u00a0${count.toLocaleString()}` : name;
    const { lines, width } = wrap(this.ctx, text, band ? this.screen.width - 20 : Math.max(end.x - start.x, 116), 2);
    const height = lines.length * LINE;
    const x = band ? 8 : (Math.max(start.x, 0) + Math.min(end.x, this.screen.width)) / 2 - width / 2;
    const y = Math.max(start.y - height - (band ? 1 : 4), 4);
    const rectangle = { left: x - 4, right: x + width + 4, top: y - 2, bottom: y + height + 2 };
    if (!this.places.isFree(rectangle)) return;
    this.places.take(rectangle);
    this.write(lines, x, y + LINE / 2, "left", this.colours.muted);
  }

  nodes(nodes, wanted) {
    const { screen } = this;
    const inSight = nodes
      .map((node) => ({ node, ...screen.point(...screen.place(node)), radius: screen.radius(node) }))
      .filter((at) => at.x > -20 && at.x < screen.width + 20 && at.y > -20 && at.y < screen.height + 20);
    if (inSight.length <= MOST_OBSTACLES) {
      for (const { node, x, y, radius } of inSight) {
        this.places.take({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, owner: node });
      }
    }
    inSight.sort((a, b) => wanted(a.node) - wanted(b.node) || a.node.rank - b.node.rank);
    for (const at of inSight.slice(0, MOST_NAMES)) this.node(at, wanted(at.node));
  }

  node({ node, x, y, radius }, wanted) {
    const { ctx, screen } = this;
    const forced = wanted === 0;
    const { width: room, height: rise } = screen.room(node);
    // In a block of symbols only the largest are named until the reader comes closer.
    if (room < LEAST_ROOM && wanted > 1 && node.rank >= MOST_IN_BLOCK) return;
    const roomy = rise > 44;
    this.line = !roomy && rise > 24.5 && rise <= 29 ? SMALL.line : LINE;
    ctx.font = font(forced ? 700 : 500, this.line === LINE ? SIZE : SMALL.size);
    const own = room < LEAST_ROOM ? 150 : room - (roomy ? 6 : radius + 12);
    const ahead = screen.width - x - radius - 8;
    const widths = roomy ? [132, Math.min(own, 110)] : [Math.min(own, ahead < LEAST_WIDTH ? 190 : ahead, 190)];
    const most = roomy ? 3 : rise > 24.5 ? 2 : 1;
    for (const width of widths) {
      const text = wrap(ctx, node.label, Math.max(width, LEAST_WIDTH), most);
      if (this.tryAround(node, text, x, y, radius + 4, roomy ? BELOW_FIRST : RIGHT_FIRST)) return;
    }
    if (room < LEAST_ROOM && node.rank < MOST_IN_BLOCK) {
      if (this.tryAround(node, wrap(ctx, node.label, 110, 1), x, y, radius + 4, BELOW_FIRST, true)) return;
    }
    if (forced) this.force(node, wrap(ctx, node.label, 190, 2), x, y, radius + 4);
  }

  tryAround(node, { lines, width }, x, y, gap, order, loose = false) {
    const height = lines.length * this.line;
    const spots = {
      below: [x - width / 2, y + gap - 1],
      right: [x + gap, y - height / 2],
      above: [x - width / 2, y - gap - height + 1],
      left: [x - gap - width, y - height / 2],
    };
    for (const name of order) {
      const [left, top] = spots[name];
      const rectangle = { left: left - 3, right: left + width + 3, top, bottom: top + height };
      const inside = rectangle.left >= 0 && rectangle.top >= 0 && rectangle.right <= this.screen.width && rectangle.bottom <= this.screen.height;
      if (!inside || !this.places.isFree(rectangle, node, loose)) continue;
      this.put(node, lines, left, top, rectangle, this.colours.ink);
      return true;
    }
    return false;
  }

  // What the reader chose is named even where there is no room.
  force(node, { lines, width }, x, y, gap) {
    const height = lines.length * this.line;
    const left = Math.min(Math.max(x - width / 2, 3), this.screen.width - width - 3);
    const top = Math.min(y + gap, this.screen.height - height - 2);
    this.put(node, lines, left, top, { left, right: left + width, top, bottom: top + height }, this.colours.ink);
  }

  put(item, lines, left, top, rectangle, colour) {
    this.places.take({ ...rectangle, owner: null });
    this.placed.push({ item, rectangle });
    this.write(lines, left, top + this.line / 2, "left", colour);
  }

  // Names and marks of lines; what no name has room for keeps at least its mark.
  edges(edges, pointOn, chosen) {
    this.line = LINE;
    const many = edges.length > MOST_LINE_NAMES;
    const marks = edges.length <= MOST_OBSTACLES;
    const firmly = edges.filter((edge) => isFirm(edge)).length <= MOST_FULL_MARKS;
    for (const edge of edges) {
      const named = (!many || chosen.size) && (!chosen.size || chosen.has(edge)) && chosen.size <= MOST_LINE_NAMES;
      const firm = isFirm(edge);
      if (!named && !firm && !(marks && edge.status.mark)) continue;
      if (named && this.edge(edge, pointOn)) continue;
      if (firm && !firmly) this.smallMark(edge, pointOn);
      else if (edge.status.mark) this.mark(edge, pointOn, firm);
    }
  }

  edge(edge, pointOn) {
    const { ctx, places, screen, colours } = this;
    ctx.font = font(500, 11);
    const plain = edge.status.key === "recorded";
    const times = edge.count > 1 ? ` ×${edge.count.toLocaleString()}` : "";
    const text = plain ? edge.label + times : `${edge.status.mark} ${edge.label}${times}`;
    const lines = wrap(ctx, cut(text, 60), 104, 2).lines.concat(plain ? [] : [`(${edge.status.name})`]);
    const width = Math.max(...lines.map((line) => ctx.measureText(line).width));
    const height = lines.length * LINE;
    for (const along of ALONG) {
      const at = screen.point(...pointOn(edge, along));
      const rectangle = {
        left: at.x - width / 2 - 3,
        right: at.x + width / 2 + 3,
        top: at.y - height / 2,
        bottom: at.y + height / 2,
      };
      if (rectangle.left < 0 || rectangle.right > screen.width) continue;
      if (!places.isFree(rectangle)) continue;
      places.take(rectangle);
      this.placed.push({ item: edge, rectangle });
      this.write(lines, at.x, at.y - height / 2 + LINE / 2, "center", plain ? colours.muted : colours.of(edge.status));
      return true;
    }
    return false;
  }

  smallMark(edge, pointOn) {
    const { ctx, screen, colours } = this;
    const at = screen.point(...pointOn(edge, 0.5));
    ctx.font = font(700, 9);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colours.of(edge.status);
    ctx.fillText(edge.status.mark, at.x, at.y);
  }

  mark(edge, pointOn, firm) {
    const { ctx, places, screen, colours } = this;
    const spots = (firm ? FURTHER : ALONG).map((along) => screen.point(...pointOn(edge, along)));
    const around = ({ x, y }) => ({ left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 });
    const at = spots.find((spot) => places.isFree(around(spot))) || (firm && spots[0]);
    if (!at) return;
    places.take(around(at));
    ctx.beginPath();
    ctx.arc(at.x, at.y, 7, 0, 2 * Math.PI);
    ctx.fillStyle = colours.paper;
    ctx.fill();
    ctx.font = font(700, 13);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = colours.of(edge.status);
    ctx.fillText(edge.status.mark, at.x, at.y + 1);
  }
}

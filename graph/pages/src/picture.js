// The map as a PNG, twice as fine as the screen, with its title and where it comes from.

import { citeView } from "./cite.js";
import { cut } from "./dom.js";

const HEAD = 44;
const FOOT = 30;
const FINE = 2;

export async function drawPicture(page) {
  const { map, model } = page;
  const source = map.canvas.querySelector("canvas");
  const [width, height] = [map.canvas.clientWidth || 800, map.canvas.clientHeight || 600];
  const canvas = document.createElement("canvas");
  canvas.width = width * FINE;
  canvas.height = (height + HEAD + FOOT) * FINE;
  const ctx = canvas.getContext("2d");
  ctx.scale(FINE, FINE);
  ctx.fillStyle = map.colours.paper;
  ctx.fillRect(0, 0, width, height + HEAD + FOOT);
  ctx.drawImage(source, 0, HEAD, width, height);
  ctx.fillStyle = map.colours.ink;
  ctx.font = "700 17px system-ui, sans-serif";
  ctx.fillText(cut(model.title, 120), 12, 28, width - 24);
  ctx.fillStyle = map.colours.muted;
  ctx.font = "11px system-ui, sans-serif";
  ctx.fillText(cut(citeView(page), 240), 12, HEAD + height + 19, width - 24);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

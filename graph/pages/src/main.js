// Starts the page from what the loader unpacked, in steps short enough for the browser to answer in between.

import { Details } from "./details.js";
import { readModel } from "./model.js";
import { Page } from "./page.js";

const pause = () => new Promise((resolve) => setTimeout(resolve));

async function start({ map, details }) {
  const data = JSON.parse(map);
  await pause();
  const model = readModel(data, new Details(details));
  await pause();
  const page = new Page(model);
  await pause();
  page.open();
  // Ready: drawn, and the browser idle enough to show two more frames.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark("vendorgraph-ready")));
}

const packed = window.vendorgraph;
delete window.vendorgraph;
start(packed);

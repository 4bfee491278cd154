// What the reader has done, as text: it stands in the page's address, so a link shows the same, and undo goes back.

import { emptyFilter } from "./model.js";

const SETS = { k: "kinds", s: "statuses", r: "relations", c: "changes" };

function name(item) {
  return item.key !== undefined ? item.key : `${item.name}|${item.label}`;
}

export function write(page) {
  const { model } = page;
  const said = new URLSearchParams();
  writeScene(said, page.spec, page.start);
  if (page.chosen && !page.chosen.isGroup && !page.chosen.isBundle) said.set(page.chosen.lines ? "pick" : "line", page.chosen.key);
  for (const [letter, set] of Object.entries(SETS)) {
    for (const item of model[set]) if (model.filter[set].has(item)) said.append("hide", `${letter}.${name(item)}`);
  }
  if (model.filter.years) said.set("years", model.filter.years.join("-"));
  if (model.filter.least) said.set("least", String(model.filter.least));
  if (page.isTable()) said.set("table", "1");
  if (page.step >= 0) said.set("step", String(page.step + 1));
  return said.toString();
}

function writeScene(said, spec, start) {
  if (spec.name === "near") {
    said.set("near", spec.node.key);
    said.set("hops", String(spec.hops));
  } else if (spec.name === "group") said.set("group", spec.group.label);
  else if (spec.name === "path") {
    said.append("path", spec.from.key);
    said.append("path", spec.to.key);
  } else if (spec.name !== start) said.set("show", spec.name);
}

export function read(page, text) {
  const said = new URLSearchParams(text);
  const { model } = page;
  const filter = emptyFilter();
  for (const hidden of said.getAll("hide")) {
    const set = SETS[hidden[0]];
    const item = set && model[set].find((each) => name(each) === hidden.slice(2));
    if (item) filter[set].add(item);
  }
  const years = /^(\d{4})-(\d{4})$/.exec(said.get("years") || "");
  if (years && model.years) filter.years = [Number(years[1]), Number(years[2])];
  const least = Number(said.get("least"));
  if (least > 0) filter.least = least;
  const chosen = said.has("line") ? page.lineNamed(said.get("line")) : page.thingNamed(said.get("pick"));
  return { spec: readScene(page, said), filter, chosen: chosen || null, table: said.get("table") === "1", step: Number(said.get("step") || 0) - 1 };
}

function readScene(page, said) {
  const node = page.thingNamed(said.get("near"));
  if (node) return { name: "near", node, hops: Math.min(Math.max(Number(said.get("hops")) || 1, 1), 3) };
  const group = page.groups.find((each) => each.label === said.get("group"));
  if (group) return { name: "group", group };
  const [from, to] = said.getAll("path").map((key) => page.thingNamed(key));
  if (from && to) return { name: "path", from, to };
  const shown = said.get("show");
  if (shown === "whole" || (shown === "overview" && page.groups.length)) return { name: shown };
  return page.opening();
}

// Below the map: what is shown, the way back, and larger or smaller.

import { announce, el, number, plural, replace } from "./dom.js";

export class Bar {
  constructor(page) {
    this.page = page;
    this.status = el("p", { class: "status" });
    this.ways = el("div", { class: "ways", role: "group", "aria-label": "What the map shows" });
    const zoom = (text, label, act) => el("button", { type: "button", "aria-label": label, onclick: act }, text);
    const buttons = [
      zoom("+", "Larger", () => page.map.zoom(1.4)),
      zoom("−", "Smaller", () => page.map.zoom(1 / 1.4)),
      zoom("⤢", "All in sight", () => page.map.fit()),
    ];
    this.host = el("div", { class: "bar" }, this.status, this.ways, el("div", { class: "zoom", role: "group", "aria-label": "Zoom" }, buttons));
  }

  text() {
    const { shownNodes, shownEdges, nodes, edges } = this.page.model;
    const all = shownNodes.length === nodes.length && shownEdges.length === edges.length;
    const shown = `${plural(shownNodes.length, "thing", "things")}, ${plural(shownEdges.length, "line", "lines")} shown`;
    const drawn = this.page.map?.scene.nodes.length ?? 0;
    const cut = this.page.spec?.name === "group" && drawn < shownNodes.length ? `; the main ${number(drawn)} drawn, the table has all` : "";
    return (all ? shown : `${shown} of ${number(nodes.length)} and ${number(edges.length)}`) + cut;
  }

  tell() {
    const { page } = this;
    const { spec } = page;
    this.status.textContent = this.text();
    const way = (text, to) => el("button", { type: "button", onclick: () => page.show(to) }, text);
    const ways = [];
    if (page.groups.length && spec.name !== "overview") ways.push(way("All groups", { name: "overview" }));
    if (spec.name !== "whole") ways.push(way("Everything", { name: "whole" }));
    if (spec.name === "near" && spec.hops < 3) ways.push(way("One step further", { ...spec, hops: spec.hops + 1 }));
    if (spec.name === "near" && spec.hops > 1) ways.push(way("One step less", { ...spec, hops: spec.hops - 1 }));
    replace(this.ways, ways);
  }

  // Only what lies around the thing that is chosen.
  near() {
    const { chosen } = this.page;
    if (!chosen || chosen.isGroup || chosen.isBundle) return announce("Choose a thing first.");
    const node = chosen.lines ? chosen : chosen.from;
    this.page.show({ name: "near", node, hops: 1 });
    return this.page.choose(node);
  }
}

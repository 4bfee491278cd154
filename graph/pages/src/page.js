// Puts the page together: one selection and one scene, shared by map, panel, table, search and keyboard.

import { Bar } from "./bar.js";
import { announce, el } from "./dom.js";
import { Legend } from "./legend.js";
import { GraphMap } from "./map.js";
import { applyFilter, isFiltered, passes, sentence } from "./model.js";
import { Panel } from "./panel.js";
import { findRoute } from "./routes.js";
import { around, mainMembers, overviewScene, readGroups, someScene, wholeScene } from "./scenes.js";
import { Search } from "./search.js";
import { ShareDialog } from "./share.js";
import { prepareSheet } from "./sheet.js";
import { read, write } from "./state.js";
import { Story } from "./story.js";
import { Table } from "./table.js";
import { toggleTheme } from "./theme.js";
import { Walk, describe } from "./walk.js";
import { HelpDialog, keyOfMap, keyOfPage } from "./keys.js";

const part = (id) => document.getElementById(id);
const MOST_UNDO = 200;

export class Page {
  constructor(model) {
    this.model = model;
    this.stage = part("stage");
    this.tableHost = part("table");
    this.groups = model.open.overview ? readGroups(model) : [];
    this.start = model.open.overview ? (model.open.centre < 0 ? "overview" : "near") : "whole";
    this.step = -1;
    this.chosen = null;
    this.undoable = [];
    model.isShown = (edge) => !isFiltered(model.filter) || (passes(model.filter, edge) && !model.filter.kinds.has(edge.from.kind) && !model.filter.kinds.has(edge.to.kind));
    this.panel = new Panel(part("panel"), this);
    this.legend = new Legend(part("legend"), model, () => this.refilter());
    this.search = new Search(part("search"), model, { id: "find", keys: "/", onChoose: (node) => this.find(node) });
    this.table = new Table(this.tableHost, model, (item) => this.choose(item, { focus: true }));
    this.walk = new Walk(this, (item) => this.choose(item, { move: true, quiet: true }));
  }

  open() {
    if (/(^|[#&])embed(=|&|$)/.test(location.hash) || window.self !== window.top) document.documentElement.classList.add("embed");
    this.buildTools();
    this.buildMap();
    this.story = new Story(this);
    document.addEventListener("keydown", (event) => keyOfPage(this, event));
    window.addEventListener("hashchange", () => this.follow());
    window.addEventListener("beforeprint", () => prepareSheet(this));
    const first = location.hash.slice(1).replace(/(^|&)embed(=\w*)?(?=&|$)/, "");
    this.panel.show(null);
    if (first) this.apply(first);
    else if (this.model.story.length) this.story.go(0);
    this.current = write(this);
  }

  buildTools() {
    const button = (text, label, act) => el("button", { type: "button", "aria-label": label, onclick: act }, text);
    this.tableButton = el("button", { type: "button", "aria-pressed": "false", onclick: () => this.toggleTable() }, "Table");
    this.undoButton = el("button", { type: "button", disabled: true, onclick: () => this.undo() }, "Undo");
    this.help = new HelpDialog();
    this.share = new ShareDialog(this);
    part("tools").append(
      this.tableButton,
      el("button", { type: "button", onclick: () => this.reset() }, "Reset"),
      this.undoButton,
      el("button", { type: "button", onclick: () => this.panel.finder() }, "Path"),
      el("button", { type: "button", onclick: () => this.share.open() }, "Share"),
      button("◐", "Light or dark", toggleTheme),
      button("?", "Help: keys", () => this.help.open()),
      this.wholePage() || "",
    );
  }

  // From a frame to the page by itself.
  wholePage() {
    if (!document.documentElement.classList.contains("embed") || !/^(https?|file):$/.test(location.protocol)) return null;
    return el("a", { href: location.href.replace(/#.*/, ""), target: "_blank", rel: "noopener" }, "Whole page");
  }

  buildMap() {
    this.walker = el("div", {
      class: "walker",
      tabindex: "0",
      role: "application",
      "aria-label": "Map. Arrow keys walk along its lines; the Table button shows the same as a table.",
      onkeydown: (event) => keyOfMap(this, event),
    });
    this.bar = new Bar(this);
    this.stage.append(this.walker, this.bar.host);
    this.spec = this.opening();
    const scene = this.scene(this.spec);
    this.map = new GraphMap(this.walker, this.model, scene, (item) => this.choose(item));
    this.stage.map = this.map;
    this.stage.page = this;
    this.bar.tell();
  }

  opening() {
    if (this.start === "near") return { name: "near", node: this.model.nodes[this.model.open.centre], hops: 2 };
    return { name: this.start };
  }

  // The scene of a specification; it also sets which things the table and the counts are about.
  scene(spec) {
    const { model } = this;
    this.panel.route = null;
    const limit = (nodes, drawn = nodes) => {
      model.scope = new Set(nodes);
      applyFilter(model);
      return someScene(model, spec.name, drawn);
    };
    if (spec.name === "near") return limit(around(spec.node, spec.hops));
    if (spec.name === "group") return limit(spec.group.members, mainMembers(spec.group));
    if (spec.name === "path") {
      const route = this.findRoute(spec.from, spec.to);
      this.panel.route = { ...spec, route };
      return limit(route ? route.nodes : [spec.from, spec.to]);
    }
    model.scope = null;
    applyFilter(model);
    if (spec.name === "overview") return this.filterGroups(overviewScene(model, this.groups));
    return wholeScene(model);
  }

  findRoute(from, to) {
    return findRoute(this.model, from, to);
  }

  filterGroups(scene) {
    for (const group of scene.nodes) group.visible = group.members.some((node) => node.visible);
    for (const bundle of scene.edges) bundle.visible = bundle.from.visible && bundle.to.visible && bundle.edges.some((edge) => edge.visible);
    return scene;
  }

  show(spec) {
    this.chosen = null;
    this.spec = spec;
    this.map.show(this.scene(spec));
    this.walk.stand(null);
    this.panel.show(null);
    if (this.isTable()) this.table.render();
    this.bar.tell();
    this.settle();
  }

  choose(item, { move = false, focus = false, quiet = false } = {}) {
    if (item && !this.map.has(item)) return this.bringIn(item, { move, focus, quiet });
    this.chosen = item;
    this.walk.stand(item);
    this.panel.show(item);
    this.map.choose(item, { move });
    if (focus) this.panel.focus();
    else if (!quiet) announce(item ? (item.lines ? describe(item) : sentence(item)) : "Nothing chosen");
    this.settle();
    return undefined;
  }

  // What is not in this scene is shown among its neighbours.
  bringIn(item, options) {
    this.show({ name: "near", node: item.lines ? item : item.from, hops: 1 });
    if (this.map.has(item)) this.choose(item, options);
    else this.panel.show(item);
  }

  find(node) {
    if (!node.visible && isFiltered(this.model.filter)) this.clearFilter();
    this.choose(node, { move: true, focus: true });
  }

  isTable() {
    return !this.tableHost.hidden;
  }

  toggleTable() {
    const open = this.tableHost.hidden;
    this.tableHost.hidden = !open;
    this.stage.hidden = open;
    this.tableButton.setAttribute("aria-pressed", String(open));
    if (open) this.table.render();
    else this.map.resized();
    announce(open ? "Table" : "Map");
    this.settle();
  }

  refilter() {
    applyFilter(this.model);
    if (this.spec.name === "overview") this.filterGroups(this.map.scene);
    this.map.refilter();
    if (this.isTable()) this.table.render();
    this.bar.tell();
    announce(this.bar.text());
    this.settle();
  }

  clearFilter() {
    this.legend.reset();
    this.refilter();
  }

  reset() {
    this.search.clear();
    this.legend.reset();
    this.show(this.opening());
    announce("Everything is shown again");
  }

  // Keep the new state in the address, and the one before for undo.
  settle() {
    if (this.restoring || this.current === undefined) return;
    const now = write(this);
    if (now === this.current) return;
    this.undoable.push(this.current);
    if (this.undoable.length > MOST_UNDO) this.undoable.shift();
    this.keep(now);
  }

  keep(state) {
    this.current = state;
    this.undoButton.disabled = this.undoable.length === 0;
    const embed = document.documentElement.classList.contains("embed") && location.hash.includes("embed") ? "embed&" : "";
    try {
      history.replaceState(null, "", `#${embed}${state}`);
    } catch {
      // A page without an address of its own (in a sandboxed frame) keeps its state to itself.
    }
  }

  undo() {
    const before = this.undoable.pop();
    if (before === undefined) return announce("Nothing to undo");
    this.apply(before);
    this.keep(before);
    return announce("Undone");
  }

  follow() {
    const state = location.hash.slice(1).replace(/(^|&)embed(=\w*)?(?=&|$)/, "").replace(/^&/, "");
    if (state === this.current) return;
    this.apply(state);
    this.settle();
  }

  apply(text) {
    this.restoring = true;
    const { spec, filter, chosen, table, step } = read(this, text);
    Object.assign(this.model.filter, { years: filter.years, least: filter.least });
    for (const set of ["kinds", "statuses", "relations", "changes"]) {
      this.model.filter[set].clear();
      for (const item of filter[set]) this.model.filter[set].add(item);
    }
    this.legend.follow();
    this.show(spec);
    if (chosen) this.choose(chosen, { quiet: true });
    if (table !== this.isTable()) this.toggleTable();
    if (step >= 0) this.story.tell(step);
    this.restoring = false;
  }

  thingNamed(key) {
    this.things ??= new Map(this.model.nodes.map((node) => [node.key, node]));
    return this.things.get(key);
  }

  lineNamed(key) {
    this.lines ??= new Map(this.model.edges.map((edge) => [edge.key, edge]));
    return this.lines.get(key);
  }
}

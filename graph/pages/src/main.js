// Puts the page together: one selection, shared by map, panel, table, search and keyboard.

import { announce, el, plural } from "./dom.js";
import { buildLegend } from "./legend.js";
import { GraphMap } from "./map.js";
import { applyFilter, readModel, sentence } from "./model.js";
import { Panel } from "./panel.js";
import { Search } from "./search.js";
import { Table } from "./table.js";
import { toggleTheme } from "./theme.js";
import { Walk, describe } from "./walk.js";

const part = (id) => document.getElementById(id);
const HELP = [
  ["/", "find a name"],
  ["Tab", "to the map, then arrow keys to walk"],
  ["↓ ↑", "next or previous line of the thing you are at"],
  ["→", "along the line to its other end"],
  ["←", "back the way you came"],
  ["Enter", "read the evidence"],
  ["+ − 0", "larger, smaller, all in sight"],
  ["Esc", "back to the start"],
  ["t", "table or map"],
];

class Page {
  constructor(model) {
    this.model = model;
    this.stage = part("stage");
    this.tableHost = part("table");
    this.panel = new Panel(part("panel"), model, (item) => this.choose(item, { move: true, focus: true }));
    this.legend = buildLegend(part("legend"), model, () => this.refilter());
    this.search = new Search(part("search"), model, (node) => this.find(node));
    this.table = new Table(this.tableHost, model, (item) => this.choose(item, { focus: true }));
    this.walk = new Walk(model, (item) => this.choose(item, { move: true, quiet: true }));
    this.buildTools();
    this.buildMap();
    document.addEventListener("keydown", (event) => this.shortcut(event));
    this.count();
  }

  buildTools() {
    const button = (text, label, act) => el("button", { type: "button", "aria-label": label, onclick: act }, text);
    this.tableButton = el("button", { type: "button", "aria-pressed": "false", onclick: () => this.toggleTable() }, "Table");
    this.help = el(
      "dialog",
      { class: "help", "aria-labelledby": "help-title" },
      el("h2", { id: "help-title" }, "Keys"),
      el("dl", {}, HELP.map(([key, text]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, text)])),
      el("button", { type: "button", onclick: () => this.help.close() }, "Close"),
    );
    document.body.append(this.help);
    part("tools").append(
      this.tableButton,
      el("button", { type: "button", onclick: () => this.reset() }, "Reset"),
      button("◐", "Light or dark", toggleTheme),
      button("?", "Help: keys", () => this.help.showModal()),
    );
  }

  buildMap() {
    this.status = el("p", { class: "status" });
    this.walker = el("div", {
      class: "walker",
      tabindex: "0",
      role: "application",
      "aria-label": "Map. Arrow keys walk along its lines; the Table button shows the same as a table.",
      onkeydown: (event) => this.mapKey(event),
    });
    const bar = el("div", { class: "bar" });
    this.stage.append(this.walker, bar);
    this.map = new GraphMap(this.walker, this.model, (item) => this.choose(item));
    const zoom = (text, label, act) => el("button", { type: "button", "aria-label": label, onclick: act }, text);
    bar.append(
      this.status,
      el(
        "div",
        { class: "zoom", role: "group", "aria-label": "Zoom" },
        zoom("+", "Larger", () => this.map.zoom(1.4)),
        zoom("−", "Smaller", () => this.map.zoom(1 / 1.4)),
        zoom("⤢", "All in sight", () => this.map.fit()),
      ),
    );
    this.stage.map = this.map;
  }

  choose(item, { move = false, focus = false, quiet = false } = {}) {
    this.walk.stand(item);
    this.panel.show(item);
    this.map.choose(item, { move });
    if (focus) this.panel.focus();
    else if (!quiet) announce(item ? (item.lines ? describe(item) : sentence(item)) : "Nothing chosen");
  }

  find(node) {
    if (!node.visible) this.clearFilter();
    this.choose(node, { move: true, focus: true });
  }

  mapKey(event) {
    if (event.target !== this.walker || this.walk.key(event)) return;
    const act = {
      "+": () => this.map.zoom(1.4),
      "=": () => this.map.zoom(1.4),
      "-": () => this.map.zoom(1 / 1.4),
      0: () => this.map.fit(),
      Enter: () => this.panel.focus(),
    }[event.key];
    if (act && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      act();
    }
  }

  shortcut(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.help.open) return;
    const typing = event.target.matches("input[type=text]");
    if (event.key === "Escape" && !typing) {
      this.choose(null);
    } else if (!typing && event.key === "/") {
      event.preventDefault();
      this.search.focus();
    } else if (!typing && event.key === "?") {
      this.help.showModal();
    } else if (!typing && event.key === "t") {
      this.toggleTable();
    }
  }

  toggleTable() {
    const open = this.tableHost.hidden;
    this.tableHost.hidden = !open;
    this.stage.hidden = open;
    this.tableButton.setAttribute("aria-pressed", String(open));
    if (open) this.table.render();
    else this.map.resized();
    announce(open ? "Table" : "Map");
  }

  refilter() {
    applyFilter(this.model);
    this.map.refilter();
    if (!this.tableHost.hidden) this.table.render();
    this.count();
    announce(this.status.textContent);
  }

  clearFilter() {
    this.legend.reset();
    this.refilter();
  }

  reset() {
    this.search.clear();
    this.clearFilter();
    this.choose(null);
    this.map.fit();
    announce("Everything is shown again");
  }

  count() {
    const { shownNodes, shownEdges, nodes, edges } = this.model;
    const all = shownNodes.length === nodes.length && shownEdges.length === edges.length;
    const shown = `${plural(shownNodes.length, "thing", "things")}, ${plural(shownEdges.length, "line", "lines")} shown`;
    this.status.textContent = all ? shown : `${shown} of ${nodes.length} and ${edges.length}`;
  }
}

new Page(readModel(JSON.parse(part("data").textContent)));

// The evidence panel: of the page, of a thing, or of a line.

import { bundlePanel, groupList, groupPanel } from "./communities.js";
import { citeLine, copy } from "./cite.js";
import { cut, el, link, number, plural, replace, words } from "./dom.js";
import { showFinder, showRoute } from "./finder.js";
import { dates, day, otherEnd } from "./model.js";
import { coloured, lineIcon, shapeIcon } from "./shapes.js";

const FIRST_LINES = 40;
const LONGEST_HEADING = 120;
export const AGAINST = new Set(["denies", "disputes", "retracts"]);
const WHO = { award: "Official record", reference: "Reference data", claim: "Reported claim", rule: "Our rule" };

export class Panel {
  constructor(host, page) {
    this.host = host;
    this.page = page;
    this.model = page.model;
    this.onChoose = (item) => page.choose(item, { move: true, focus: true });
    this.route = null;
  }

  show(item) {
    if (!item && this.route) showRoute(this);
    else if (!item && this.page.spec?.name === "group") groupPanel(this, this.page.spec.group, true);
    else if (!item) this.overview();
    else if (item.isGroup) groupPanel(this, item, false);
    else if (item.isBundle) bundlePanel(this, item);
    else if (item.lines) this.thing(item);
    else this.line(item);
    this.host.scrollTop = 0;
  }

  focus() {
    this.host.querySelector("h2")?.focus({ preventScroll: false });
  }

  finder() {
    showFinder(this);
  }

  overview() {
    const { model } = this;
    const lines = model.inReadingOrder.filter((edge) => !model.scope || (model.scope.has(edge.from) && model.scope.has(edge.to)));
    const nodes = model.scope ? model.shownNodes : model.nodes;
    const { spec } = this.page;
    replace(
      this.host,
      heading(spec?.name === "near" ? `Around ${cut(spec.node.full, 80)}` : "What this page shows"),
      model.question && el("p", { class: "lead" }, words(model.question)),
      el("p", {}, this.summary(nodes, lines)),
      spec?.name === "overview" && el("p", {}, "Each circle is a group of closely linked things, named after its main members. Choose one to look into it."),
      spec?.name === "overview" && groupList(this),
      el("h3", {}, "What it does not show"),
      el("ul", { class: "notes" }, [...model.notes, ...gaps(lines)].map((note) => el("li", {}, words(note)))),
      spec?.name !== "overview" && lines.length > 0 && el("h3", {}, lines.length > 1 ? "The lines, one by one" : "The line"),
      spec?.name !== "overview" && lines.length > 0 && this.sentences(lines),
      lines.length === 0 && this.things(nodes),
      el("h3", {}, model.compared.length ? "Graph snapshots, the older first" : "Graph snapshot"),
      (model.compared.length ? model.compared : [model.snapshot]).map((each) => el("p", {}, el("code", {}, each))),
    );
  }

  summary(nodes, lines) {
    const here = `${plural(nodes.length, "thing", "things")} and ${plural(lines.length, "line", "lines")}`;
    const { model } = this;
    const all = model.scope ? `, of ${number(model.nodes.length)} and ${number(model.edges.length)} on this page` : "";
    return `${here}${all}. Choose a name or a line to see who says so.`;
  }

  sentences(edges) {
    const item = (edge) =>
      el(
        "li",
        {},
        warning(edge),
        words(cut(edge.from.label, 60)),
        " ",
        this.button(edge, edge.label),
        " ",
        words(cut(edge.to.label, 60)),
        tail(edge),
      );
    return longList("ol", edges, item, "sentences");
  }

  things(nodes) {
    return longList("ul", nodes, (node) => el("li", {}, shapeIcon(node.kind), " ", this.button(node, node.label)), "plain");
  }

  button(item, text) {
    return el("button", { type: "button", class: "inline", onclick: () => this.onChoose(item) }, words(cut(text, 80)));
  }

  thing(node) {
    const long = node.full.length > LONGEST_HEADING;
    const facts = node.facts.slice();
    if (node.key && node.key !== node.full) facts.push(["Id", node.key]);
    const out = node.lines.filter((edge) => edge.from === node);
    const into = node.lines.filter((edge) => edge.from !== node);
    replace(
      this.host,
      el("p", { class: "kicker" }, shapeIcon(node.kind), " ", words(node.kind.name), node.change && changeBadge(node.change)),
      heading(cut(node.full, LONGEST_HEADING)),
      long && details("Full name", words(node.full, { class: "long" })),
      facts.length > 0 && definitions(facts),
      address(node, "Open the source page"),
      node.lines.length > 0 && this.actions(node),
      node.lines.length === 0 && el("p", {}, "No line of this thing is on the page."),
      this.linesOf(node, out, "From here"),
      this.linesOf(node, into, "To here"),
    );
  }

  actions(node) {
    const { page } = this;
    const action = (text, act) => el("button", { type: "button", onclick: act }, text);
    const near = () => {
      page.show({ name: "near", node, hops: 1 });
      page.choose(node, { focus: true });
    };
    return el("p", { class: "actions" }, action("Only its neighbours", near), action("Path from here", () => showFinder(this, node)));
  }

  linesOf(node, edges, title) {
    if (!edges.length) return null;
    const item = (edge) => {
      const other = otherEnd(edge, node);
      const arrow = edge.from === node ? "→" : "←";
      return el(
        "li",
        { class: edge.visible || this.model.scope ? "" : "filtered" },
        el("div", {}, warning(edge), this.button(edge, edge.label), ` ${arrow} `, this.button(other, other.label)),
        tail(edge),
      );
    };
    return el("div", {}, el("h3", {}, `${title} (${number(edges.length)})`), longList("ul", edges, item, "plain"));
  }

  line(edge) {
    const found = edge.evidence;
    const pro = found.filter((each) => !AGAINST.has(each.stance));
    const contra = found.filter((each) => AGAINST.has(each.stance));
    replace(
      this.host,
      el("p", { class: "kicker" }, lineIcon(edge.status), badge(edge.status), " ", edge.status.meaning, edge.change && changeBadge(edge.change)),
      heading(`${edge.status.key === "denied" ? "Denied: " : ""}${cut(edge.from.label, 60)} – ${cut(edge.label, 60)} → ${cut(edge.to.label, 60)}`),
      el("p", { class: "ends" }, this.button(edge.from, edge.from.label), " → ", this.button(edge.to, edge.to.label)),
      edge.label.length > 60 && details("Full wording", words(edge.label, { class: "long" })),
      definitions(lineFacts(edge, found)),
      el("h3", {}, "Who says so"),
      pro.length ? longList("ol", pro, (each) => evidence(each), "evidence") : el("p", {}, contra.length ? "Nobody on this page." : "This page carries no evidence for this line."),
      contra.length > 0 && el("h3", {}, "Who denies or disputes it"),
      contra.length > 0 && longList("ol", contra, (each) => evidence(each), "evidence against"),
      el("p", { class: "actions" }, el("button", { type: "button", onclick: () => copy(citeLine(this.page, edge)) }, "Copy as citation")),
    );
  }
}

// What is not known of the lines themselves.
function gaps(lines) {
  const count = (holds) => lines.filter(holds).length;
  const told = [
    [count((edge) => !edge.first && !edge.last), "of unknown date"],
    [count((edge) => !edge.value), "without an amount of its own", "without an amount of their own"],
    [count((edge) => edge.status.key === "inferred"), "that no source states: a rule concludes it", "that no source states: a rule concludes them"],
    [count((edge) => edge.status.key === "contested" || edge.status.key === "denied"), "that somebody denies"],
  ];
  return told.filter(([found]) => found).map(([found, one, many = one]) => `${plural(found, "line", "lines")} ${found === 1 ? one : many}.`);
}

function lineFacts(edge, found) {
  const facts = [["Relation", edge.relation.name], ["Rests on", counted(edge)]];
  for (const [kind, text] of edge.amounts) facts.push([amountName(kind), text]);
  if (edge.before) facts.push(["In the older graph", edge.before]);
  if (dates(edge)) facts.push([edge.first !== edge.last && edge.first && edge.last ? "Dates" : "Date", dates(edge)]);
  if (edge.confidence !== undefined) facts.push(["Confidence of the inference", edge.confidence.toLocaleString(undefined, { style: "percent" })]);
  const origins = new Set(found.flatMap((each) => each.origins));
  if (origins.size) facts.push(["Origins", `${number(origins.size)}: ${[...origins].join("; ")}`]);
  return facts.filter((fact) => fact[1]);
}

export function heading(text) {
  return el("h2", { tabindex: "-1", dir: "auto" }, text);
}

function details(summary, ...content) {
  return el("details", {}, el("summary", {}, summary), ...content);
}

function amountName(kind) {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

export function badge(status) {
  const text = status.mark ? `${status.mark} ${status.name}` : status.name;
  return coloured(el("span", { class: `badge badge-${status.key}` }, text), status);
}

function changeBadge(change) {
  if (!change.mark) return null;
  return [" ", coloured(el("span", { class: "badge badge-change" }, `${change.mark} ${change.name}`), change)];
}

// What no record states says so before it is read, not after.
export function warning(edge) {
  return edge.status.mark ? [badge(edge.status), " "] : null;
}

export function tail(edge) {
  const parts = [dates(edge), ...edge.amounts.map(([kind, text]) => `${text} (${kind})`)];
  if (edge.count > 1) parts.unshift(counted(edge));
  return el("div", { class: "tail" }, !edge.status.mark && badge(edge.status), edge.change && changeBadge(edge.change), words(parts.filter(Boolean).map((part) => cut(part, 80)).join(" · ")));
}

function counted(edge) {
  const recorded = edge.status.key === "recorded" || edge.status.key === "inferred";
  return recorded ? plural(edge.count, "record", "records") : plural(edge.count, "passage or record", "passages or records");
}

export function definitions(pairs) {
  return el("dl", {}, pairs.map(([name, value]) => [el("dt", {}, words(name)), el("dd", {}, words(value))]));
}

function address(item, text) {
  if (item.url) return el("p", {}, link(item.url, text));
  return item.address ? el("p", {}, "Address (not a web link): ", words(item.address, { class: "long" })) : null;
}

function evidence(each) {
  const where = [
    ["Document", each.document],
    ["Record", each.key],
    ["Row", each.row === undefined ? "" : number(each.row)],
    ["Date", day(each.date)],
    ["Rests on", each.origins.join("; ")],
    each.amount ? [amountName(each.amount[0]), each.amount[1]] : ["", ""],
  ].filter((pair) => pair[1]);
  return el(
    "li",
    {},
    el("p", { class: "who" }, words(each.who || "Unnamed source"), " ", el("span", { class: "muted" }, `${WHO[each.kind]}, ${each.stance}`)),
    each.quote && el("blockquote", { dir: "auto" }, each.quote),
    definitions(where),
    address(each, "Open the source"),
  );
}

// The first items, and a button for the rest.
export function longList(tag, items, build, kind) {
  const list = el(tag, { class: kind }, items.slice(0, FIRST_LINES).map(build));
  if (items.length <= FIRST_LINES) return list;
  const more = el(
    "button",
    {
      type: "button",
      onclick: () => {
        const first = list.children.length;
        list.append(...items.slice(first).map(build));
        more.remove();
        list.children[first].querySelector("button")?.focus();
      },
    },
    `Show all ${number(items.length)}`,
  );
  return el("div", {}, list, more);
}

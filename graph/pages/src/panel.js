// The evidence panel: of the page, of a thing, or of a line.

import { cut, el, link, number, plural, replace, words } from "./dom.js";
import { dates, otherEnd } from "./model.js";
import { coloured, lineIcon, shapeIcon } from "./shapes.js";

const FIRST_LINES = 40;
const LONGEST_HEADING = 120;
const AGAINST = new Set(["denies", "disputes", "retracts"]);
const WHO = { award: "Official record", reference: "Reference data", claim: "Reported claim", rule: "Our rule" };

export class Panel {
  constructor(host, model, onChoose) {
    this.host = host;
    this.model = model;
    this.onChoose = onChoose;
    this.overview();
  }

  show(item) {
    if (!item) this.overview();
    else if (item.lines) this.thing(item);
    else this.line(item);
    this.host.scrollTop = 0;
  }

  focus() {
    this.host.querySelector("h2")?.focus({ preventScroll: false });
  }

  overview() {
    const { model } = this;
    const lines = model.inReadingOrder;
    replace(
      this.host,
      heading("What this page shows"),
      model.question && el("p", { class: "lead" }, words(model.question)),
      el("p", {}, plural(model.nodes.length, "thing", "things"), " and ", plural(lines.length, "line", "lines"), ". Choose a name or a line to see who says so."),
      model.notes.length > 0 && el("h3", {}, "What it does not show"),
      model.notes.length > 0 && el("ul", { class: "notes" }, model.notes.map((note) => el("li", {}, words(note)))),
      lines.length > 0 && el("h3", {}, lines.length > 1 ? "The lines, one by one" : "The line"),
      lines.length > 0 && this.sentences(lines),
      lines.length === 0 && this.things(model.nodes),
      el("h3", {}, "Graph snapshot"),
      el("p", {}, el("code", {}, model.snapshot)),
    );
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
      el("p", { class: "kicker" }, shapeIcon(node.kind), " ", words(node.kind.name)),
      heading(cut(node.full, LONGEST_HEADING)),
      long && details("Full name", words(node.full, { class: "long" })),
      facts.length > 0 && definitions(facts),
      address(node, "Open the source page"),
      node.lines.length === 0 && el("p", {}, "No line of this thing is on the page."),
      this.linesOf(node, out, "From here"),
      this.linesOf(node, into, "To here"),
    );
  }

  linesOf(node, edges, title) {
    if (!edges.length) return null;
    const item = (edge) => {
      const other = otherEnd(edge, node);
      const arrow = edge.from === node ? "→" : "←";
      return el(
        "li",
        { class: edge.visible ? "" : "filtered" },
        el("div", {}, warning(edge), this.button(edge, edge.label), ` ${arrow} `, this.button(other, other.label)),
        tail(edge),
      );
    };
    return el("div", {}, el("h3", {}, `${title} (${number(edges.length)})`), longList("ul", edges, item, "plain"));
  }

  line(edge) {
    const pro = edge.evidence.filter((each) => !AGAINST.has(each.stance));
    const contra = edge.evidence.filter((each) => AGAINST.has(each.stance));
    const facts = [["Relation", edge.relation], ["Rests on", counted(edge)]];
    for (const [kind, text] of edge.amounts) facts.push([amountName(kind), text]);
    if (dates(edge)) facts.push([edge.first !== edge.last && edge.first && edge.last ? "Dates" : "Date", dates(edge)]);
    if (edge.confidence !== undefined) facts.push(["Confidence of the inference", `${Math.round(edge.confidence * 100)} %`]);
    replace(
      this.host,
      el("p", { class: "kicker" }, lineIcon(edge.status), badge(edge.status), " ", edge.status.meaning),
      heading(`${edge.status.key === "denied" ? "Denied: " : ""}${cut(edge.from.label, 60)} – ${cut(edge.label, 60)} → ${cut(edge.to.label, 60)}`),
      el("p", { class: "ends" }, this.button(edge.from, edge.from.label), " → ", this.button(edge.to, edge.to.label)),
      edge.label.length > 60 && details("Full wording", words(edge.label, { class: "long" })),
      definitions(facts.filter((fact) => fact[1])),
      el("h3", {}, "Who says so"),
      pro.length ? longList("ol", pro, (each) => evidence(each), "evidence") : el("p", {}, contra.length ? "Nobody on this page." : "This page carries no evidence for this line."),
      contra.length > 0 && el("h3", {}, "Who denies or disputes it"),
      contra.length > 0 && longList("ol", contra, (each) => evidence(each), "evidence against"),
    );
  }
}

function heading(text) {
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

// What no record states says so before it is read, not after.
function warning(edge) {
  return edge.status.mark ? [badge(edge.status), " "] : null;
}

function tail(edge) {
  const parts = [dates(edge), ...edge.amounts.map(([kind, text]) => `${text} (${kind})`)];
  if (edge.count > 1) parts.unshift(counted(edge));
  return el("div", { class: "tail" }, !edge.status.mark && badge(edge.status), words(parts.filter(Boolean).map((part) => cut(part, 80)).join(" · ")));
}

function counted(edge) {
  const recorded = edge.status.key === "recorded" || edge.status.key === "inferred";
  return recorded ? plural(edge.count, "record", "records") : plural(edge.count, "claim", "claims");
}

function definitions(pairs) {
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
    ["Date", each.date],
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
function longList(tag, items, build, kind) {
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

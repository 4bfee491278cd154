// Finding a path between two things: two names, then numbered sentences with their sources.

import { citeRoute, copy, source } from "./cite.js";
import { el, number, plural, replace, words } from "./dom.js";
import { AGAINST, heading, tail, warning } from "./panel.js";
import { Search } from "./search.js";

export function showFinder(panel, from = null, to = null) {
  const ends = { from, to };
  const field = (name, label) => {
    const host = el("div", { class: "search" });
    const onChoose = (node) => {
      ends[name] = node;
      if (ends.from && ends.to) panel.page.show({ name: "path", from: ends.from, to: ends.to });
    };
    const search = new Search(host, panel.model, { id: `path-${name}`, label, onChoose });
    if (ends[name]) search.input.value = ends[name].label;
    return { host: el("div", { class: "field" }, el("label", { for: `path-${name}` }, label), host), search };
  };
  const [first, last] = [field("from", "From"), field("to", "To")];
  replace(
    panel.host,
    heading("Find a path"),
    el("p", {}, "The shortest way along the lines the filters leave. Lines that somebody denies and nobody asserts are never part of it."),
    first.host,
    last.host,
  );
  (from ? last : first).search.input.focus();
}

export function showRoute(panel) {
  const { from, to, route } = panel.route;
  const again = el("button", { type: "button", onclick: () => showFinder(panel, from, to) }, "Another path");
  if (!route) {
    const none = `No line that the filters leave leads from ${from.label} to ${to.label}.`;
    replace(panel.host, heading("No path found"), el("p", {}, words(none)), el("p", { class: "actions" }, again));
    return;
  }
  const marked = route.edges.filter(({ status }) => status.key !== "recorded" && status.key !== "confirmed");
  const caution = marked.length ? `${plural(marked.length, "of them is", "of them are")} not stated by a record; each says so.` : "Each is stated by a record.";
  replace(
    panel.host,
    el("p", { class: "kicker" }, `Path of ${plural(route.edges.length, "line", "lines")}`),
    heading(`${from.label} to ${to.label}`),
    el("p", {}, caution, " Each line stands for itself: two awards that meet in one company are not one deal."),
    el("ol", { class: "sentences" }, route.edges.map((edge, index) => step(panel, edge, route.nodes[index]))),
    el("p", { class: "actions" }, again, el("button", { type: "button", onclick: () => copy(citeRoute(panel.page, route)) }, "Copy with sources")),
  );
}

// One sentence, read in the line's own direction, with who says so.
function step(panel, edge, at) {
  const twins = edge.from.lines.filter((other) => other !== edge && other.visible && ((other.from === edge.from && other.to === edge.to) || (other.from === edge.to && other.to === edge.from)));
  const found = edge.evidence;
  const pro = found.filter((each) => !AGAINST.has(each.stance));
  const against = found.length - pro.length;
  return el(
    "li",
    {},
    warning(edge),
    words(edge.from.label),
    " ",
    panel.button(edge, edge.label),
    " ",
    words(edge.to.label),
    edge.from === at ? null : el("span", { class: "muted" }, " (read backwards)"),
    tail(edge),
    el("p", { class: "muted" }, "Source: ", pro.length ? words(source(pro[0])) : "none on this page", pro.length > 1 ? ` and ${number(pro.length - 1)} more` : "", against ? `; ${plural(against, "source denies", "sources deny")} or dispute it` : ""),
    twins.length > 0 && el("p", { class: "muted" }, `Also between the two: ${twins.map((twin) => `${twin.label} (${twin.status.name})`).join(", ")}.`),
  );
}

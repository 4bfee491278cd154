// What a group of things is, and what lies between two groups.

import { cut, el, number, plural, replace, words } from "./dom.js";
import { heading, longList } from "./panel.js";
import { mainMembers } from "./scenes.js";
import { shapeIcon } from "./shapes.js";

export function groupList(panel) {
  const { page } = panel;
  const item = (group) => el("li", {}, panel.button(group, group.label), " ", el("span", { class: "muted" }, number(group.members.length)));
  return longList("ul", page.groups, item, "plain");
}

// Of a group on the overview, or of the one that is open.
export function groupPanel(panel, group, isOpen) {
  const { page } = panel;
  const open = () => {
    page.show({ name: "group", group });
    panel.focus();
  };
  const towards = group.lines.slice().sort((a, b) => b.count - a.count);
  const others = (bundle) => (bundle.from === group ? bundle.to : bundle.from);
  replace(
    panel.host,
    el("p", { class: "kicker" }, "Group of closely linked things"),
    heading(cut(group.label, 120)),
    el("p", {}, `${plural(group.members.length, "thing", "things")}, ${plural(group.inside ?? 0, "line", "lines")} among them: `, kinds(group)),
    el("p", { class: "actions" }, isOpen ? el("button", { type: "button", onclick: () => page.show({ name: "overview" }) }, "All groups") : el("button", { type: "button", onclick: open }, "Open this group")),
    el("h3", {}, "Main members"),
    longList("ul", mainMembers(group, group.members.length), (node) => el("li", {}, shapeIcon(node.kind), " ", panel.button(node, node.label)), "plain"),
    towards.length > 0 && el("h3", {}, "Lines to other groups"),
    towards.length > 0 && longList("ul", towards, (bundle) => el("li", {}, panel.button(others(bundle), others(bundle).label), " ", el("span", { class: "muted" }, bundle.label)), "plain"),
  );
}

function kinds(group) {
  const counts = new Map();
  for (const node of group.members) counts.set(node.kind, (counts.get(node.kind) || 0) + 1);
  const ordered = [...counts].sort((a, b) => b[1] - a[1]);
  return words(ordered.map(([kind, count]) => `${number(count)} ${count === 1 ? kind.name : kind.plural}`).join(", "));
}

export function bundlePanel(panel, bundle) {
  replace(
    panel.host,
    el("p", { class: "kicker" }, "Lines between two groups"),
    heading(`${cut(bundle.from.label, 60)} – ${cut(bundle.to.label, 60)}`),
    el("p", {}, bundle.label),
    panel.sentences(bundle.edges),
  );
}

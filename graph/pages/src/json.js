// The view as JSON: things, lines and their evidence, under the names of the page's own words; amounts stay text.

export function viewAsJson(page) {
  const { model } = page;
  const things = model.shownNodes.map((node) => ({ id: node.key, name: node.full, kind: node.kind.key, facts: node.facts, change: node.change?.key }));
  const lines = model.shownEdges.map((edge) => ({
    id: edge.key,
    from: edge.from.key,
    to: edge.to.key,
    relation: edge.relation.name,
    label: edge.label,
    status: edge.status.key,
    count: edge.count,
    first: edge.first || null,
    last: edge.last || null,
    confidence: edge.confidence ?? null,
    change: edge.change?.key,
    amounts: edge.amounts.map(([kind, amount]) => ({ kind, amount })),
    evidence: edge.evidence,
  }));
  return `${JSON.stringify({ title: model.title, question: model.question, snapshot: model.snapshot, notes: model.notes, things, lines }, null, 1)}\n`;
}

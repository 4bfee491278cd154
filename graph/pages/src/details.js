// Facts and evidence, kept as columns of numbers and texts; an object is built when a reader opens a line.

export class Details {
  constructor(text) {
    this.text = text;
    this.parsed = null;
  }

  get data() {
    if (!this.parsed) {
      this.parsed = JSON.parse(this.text);
      this.text = "";
      const { evidence } = this.parsed.edges;
      this.starts = Array.isArray(evidence) ? sums(evidence) : null;
    }
    return this.parsed;
  }

  nodeKey(index) {
    return this.data.nodes.id[index];
  }

  nodeFull(index) {
    return this.data.nodes.full[index] || "";
  }

  facts(index) {
    return pairs(this.data.nodes.facts[index], (number) => this.data.texts[number]);
  }

  nodeUrl(index) {
    return this.data.nodes.url[index] || "";
  }

  nodeAddress(index) {
    return this.data.nodes.address[index] || "";
  }

  edgeKey(index) {
    return this.data.edges.id[index] || "";
  }

  before(index) {
    return this.data.edges.before[index] || "";
  }

  amounts(index) {
    const found = at(this.data.edges.amounts, index);
    if (!found) return [];
    return pairs(found).map(([kind, amount]) => [this.data.texts[kind], amount]);
  }

  evidenceCount(index) {
    return at(this.data.edges.evidence, index) || 0;
  }

  evidence(index) {
    const count = this.evidenceCount(index);
    const start = this.starts ? this.starts[index] : index * count;
    return Array.from({ length: count }, (_, step) => this.oneEvidence(start + step));
  }

  oneEvidence(place) {
    const columns = this.data.evidence;
    const text = (name) => this.data.texts[at(columns[name], place)] || "";
    const row = at(columns.row, place);
    const amount = at(columns.amount, place);
    return {
      kind: text("kind"),
      who: text("who"),
      document: text("document"),
      key: text("key"),
      row: row === null ? undefined : row,
      quote: text("quote"),
      date: text("date"),
      amount: amount ? [this.data.texts[amount[0]], amount[1]] : null,
      url: text("url"),
      address: text("address"),
      stance: text("stance"),
      origins: (at(columns.origins, place) || []).map((number) => this.data.texts[number]),
    };
  }
}

// A column whose values are all equal is written as that one value.
export function at(column, index) {
  return Array.isArray(column) ? column[index] : column;
}

function pairs(flat = [], read = (value) => value) {
  const found = [];
  for (let index = 0; index < flat.length; index += 2) found.push([read(flat[index]), read(flat[index + 1])]);
  return found;
}

function sums(counts) {
  let total = 0;
  return counts.map((count) => {
    total += count;
    return total - count;
  });
}

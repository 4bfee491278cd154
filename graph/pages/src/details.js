// Facts and evidence, kept as columns of numbers and texts; an object is built when a reader opens a line.

// The same as of the line: its first date, its first amount.
const SAME = -1;
// Where the record key stands in an address.
const KEY_PLACE = "\x1f";

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

  evidenceCount(index) {
    return at(this.data.edges.evidence, index) || 0;
  }

  evidence(index, line) {
    const count = this.evidenceCount(index);
    const start = this.starts ? this.starts[index] : index * count;
    return Array.from({ length: count }, (_, step) => this.oneEvidence(start + step, line));
  }

  oneEvidence(place, line) {
    const columns = this.data.evidence;
    const text = (name) => this.data.texts[at(columns[name], place)] || "";
    const row = at(columns.row, place);
    const amount = at(columns.amount, place);
    const date = at(columns.date, place);
    const key = at(columns.key, place);
    return {
      kind: text("kind"),
      who: text("who"),
      document: text("document"),
      key,
      row: row ?? undefined,
      quote: text("quote"),
      date: date === SAME ? line.first : this.data.texts[date],
      amount: amount === SAME ? line.amounts[0] : amount ? [this.data.texts[amount[0]], amount[1]] : null,
      url: text("url").replaceAll(KEY_PLACE, key),
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

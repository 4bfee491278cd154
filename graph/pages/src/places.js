// Rectangles already taken on the screen, looked up by cells, so that no name covers another.

const CELL = 48;

export class Places {
  constructor() {
    this.cells = new Map();
  }

  take(rectangle) {
    this.each(rectangle, (key) => {
      const cell = this.cells.get(key);
      if (cell) cell.push(rectangle);
      else this.cells.set(key, [rectangle]);
    });
  }

  // `except` is what the rectangle belongs to; `loose` lets it lie over symbols, never over other names.
  isFree(rectangle, except, loose = false) {
    let free = true;
    this.each(rectangle, (key) => {
      if (!free) return;
      for (const taken of this.cells.get(key) || []) {
        const own = taken.owner && (loose || taken.owner === except);
        if (!own && overlap(taken, rectangle)) {
          free = false;
          return;
        }
      }
    });
    return free;
  }

  each(rectangle, visit) {
    const right = Math.floor(rectangle.right / CELL);
    const bottom = Math.floor(rectangle.bottom / CELL);
    for (let across = Math.floor(rectangle.left / CELL); across <= right; across += 1) {
      for (let down = Math.floor(rectangle.top / CELL); down <= bottom; down += 1) visit(across * 65_536 + down);
    }
  }
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

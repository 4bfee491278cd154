// How much of the frame a scene takes, and how large it is drawn to be all in sight.

const LARGEST_SCALE = 1.25;

export function extent(map, nodes) {
  const points = nodes.map((node) => map.place(node));
  const columns = map.scene.layout === "columns";
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const [x, y] of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  const side = margins(map, nodes, points, box.right, columns);
  const room = {
    width: Math.max(map.canvas.clientWidth - side.left - side.right, 40),
    height: Math.max(map.canvas.clientHeight - side.top - side.bottom, 40),
  };
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  const scale = Math.min(room.width / (width || 1), room.height / (height || 1), columns ? LARGEST_SCALE : 2);
  const middle = {
    x: (box.left + box.right) / 2 + (side.right - side.left) / 2 / scale,
    y: (box.top + box.bottom) / 2 + (side.bottom - side.top) / 2 / scale,
  };
  return { width, height, scale, room, middle };
}

// Room for the names at the rim. Those of a list stand to the right of its symbols, of a roomy column below.
function margins(map, nodes, points, right, columns) {
  if (map.scene.layout === "bubbles") return { left: 80, right: 80, top: 48, bottom: 84 };
  if (!columns) return map.scene.name === "whole" ? { left: 34, right: 34, top: 48, bottom: 34 } : { left: 80, right: 80, top: 40, bottom: 50 };
  if (map.tall) return { left: 44, right: 44, top: 46, bottom: 46 };
  const last = points.length ? nodes[points.findIndex(([x]) => x === right)] : null;
  const list = last && map.room(last).height < 44 && map.room(last).width > 90;
  return { left: 58, right: list ? 150 : 64, top: 62, bottom: 46 };
}

"""A page's map as one still figure in SVG: the same places, shapes and lines, with names, legend and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from graph.errors import NothingFound, UsageProblem
from graph.pages.layout import Layout, lay_out
from graph.pages.lettering import fit, text_width, wrap
from graph.pages.look import CHANGES, STATUS_LOOKS, look_of
from graph.pages.naming import Name, Rect, Spot, Taken, place_names
from graph.pages.outlines import symbol
from graph.pages.routes import bend_lines, line_width
from graph.pages.strokes import (
    FAINT,
    MARGIN,
    NAME,
    SMALL,
    WIDTH,
    Curve,
    Point,
    arrow_head,
    curve_between,
    drawing,
    drawn_name,
    drawn_text,
    legend_lines,
    line_sample,
    status_mark,
)
from graph.pages.text import clean, shorten
from graph.pages.view import PageEdge, PageView

MOST_DRAWN = 2_000
FIGURE_MARK = "VendorGraph figure"
_PITCH = 27.0  # pixels that two lines of a name take
_SIDE_NAMES = 190.0  # room for the names of the outermost symbols
_MOST_MARKED, _MOST_ARROWS, _MOST_SAID = 120, 400, 26
_SOURCES = 8
_CHANGED = ("added", "removed", "changed")


def draw_figure(view: PageView) -> str:
    """Return the figure as SVG text: the same for the same view, with a title and description for screen readers.

    Raises:
        NothingFound: The view has no node.
        UsageProblem: It has more than a figure can show.
    """
    if not view.nodes:
        raise NothingFound(
            f"The figure {shorten(view.title, 80)!r} would be empty.",
            hint="Ask for another name, more hops, or another view.",
        )
    if len(view.nodes) > MOST_DRAWN:
        raise UsageProblem(
            f"The figure would have {len(view.nodes):,} things; a figure shows at most {MOST_DRAWN:,}.",
            hint="Ask for fewer with --most, or write a page, which can be searched.",
        )
    return _Figure(view).svg()


class _Figure:
    def __init__(self, view: PageView) -> None:
        self.view = view
        self.layout: Layout = lay_out(view)
        self.edges = sorted(view.edges, key=lambda edge: edge.id)
        self.nodes = sorted(view.nodes, key=lambda node: node.id)
        self.labels = {node.id: node.label for node in view.nodes}
        self.taken = Taken()
        self.unnamed = 0
        self._place()

    def svg(self) -> str:
        """Return the whole figure."""
        head, top = self._head()
        self.down = top - self.box.top
        drawn = self._map()
        bottom = self.box.bottom + self.down + 18
        foot, height = self._foot(bottom)
        told = f"{self.view.question} {len(self.nodes)} things, {len(self.edges)} lines. {_statuses(self.edges)}"
        mark = f"{FIGURE_MARK} of snapshot {escape(clean(self.view.snapshot)).replace('-', '_')}"
        parts = [*head, f'<g transform="translate(0 {self.down:.1f})">', *drawn, "</g>", *foot]
        return drawing(WIDTH, height, mark, (self.view.title, told), parts)

    # --- places -----------------------------------------------------------------------------------------------
    def _place(self) -> None:
        """Stretch the page's places to the width of the figure, and so far down that names have a line each."""
        plan = self.layout.wide
        across = [point[0] for point in plan.points.values()]
        down = [point[1] for point in plan.points.values()]
        columns = self.layout.name == "columns"
        side = _SIDE_NAMES if columns else 70.0
        room = WIDTH - 2 * MARGIN - 2 * side
        width, height = max(max(across) - min(across), 1), max(max(down) - min(down), 1)
        stretch = min(room / width, 3.0) if columns else room / width
        # Columns keep lines short where a name needs no more; groups keep their shape.
        rise = max(_PITCH / plan.pitch, 1.0) if plan.pitch < _PITCH and len(self.nodes) <= 250 else 1.0
        lift = (min(rise, 2.2) if height > 250 else 1.0) if columns else stretch
        left = (WIDTH - width * stretch) / 2
        self.points: dict[str, Point] = {
            each: (left + (x - min(across)) * stretch, (y - min(down)) * lift + 60.0)
            for each, (x, y) in plan.points.items()
        }
        self.stretch, self.lift = stretch, lift
        self.radii = {each: max(radius * min(stretch, 1.1), 3.0) for each, radius in self.layout.radii.items()}
        lowest = max(y + self.radii[each] for each, (_, y) in self.points.items())
        self.box = Rect(MARGIN, 0.0, WIDTH - MARGIN, lowest + 44.0)
        self.edge_of = min(x for x, _ in self.points.values()), max(x for x, _ in self.points.values())

    # --- parts ------------------------------------------------------------------------------------------------
    def _head(self) -> tuple[list[str], float]:
        parts, y = [], 44.0
        for line in wrap(clean(self.view.title), 22, WIDTH - 2 * MARGIN, most=2, bold=True):
            parts.append(drawn_text(line, MARGIN, y, 22, weight=500))
            y += 27
        for line in wrap(clean(self.view.question), 13, WIDTH - 2 * MARGIN, most=2):
            parts.append(drawn_text(line, MARGIN, y - 4, 13, colour=FAINT))
            y += 18
        return parts, y + 4

    def _map(self) -> list[str]:
        for node in self.nodes:
            x, y = self.points[node.id]
            radius = self.radii[node.id] + 1
            self.taken.add(Rect(x - radius, y - radius, x + radius, y + radius))
        curves = self._curves()
        headings = self._headings()
        names = self._names()
        marks = self._marks(curves)
        said = self._said(curves)
        return [*self._lines(curves), *marks, *self._symbols(), *headings, *said, *names]

    def _curves(self) -> dict[str, Curve]:
        bends = bend_lines(self.edges, self.layout)
        found = {}
        for edge in self.edges:
            if edge.source == edge.target:
                continue
            start, end = self.points[edge.source], self.points[edge.target]
            found[edge.id] = curve_between(start, end, bends[edge.id], eased=self.layout.name == "columns")
        return found

    def _lines(self, curves: Mapping[str, Curve]) -> list[str]:
        heaviest = max((edge.weight for edge in self.edges), default=0.0)
        faint = 0.9 if len(self.edges) <= 60 else 0.7 if len(self.edges) <= 250 else 0.45
        arrows = len(self.edges) <= _MOST_ARROWS
        parts = []
        for edge in self.edges:
            curve = curves.get(edge.id)
            if curve is None:
                continue
            look = STATUS_LOOKS[edge.status]
            width = line_width(edge, heaviest)
            dashes = f' stroke-dasharray="{" ".join(map(str, look.dashes))}"' if look.dashes else ""
            (a, b), (c, d), (e, f), (g, h) = curve
            parts.append(
                f'<path d="M{a:.1f} {b:.1f}C{c:.1f} {d:.1f} {e:.1f} {f:.1f} {g:.1f} {h:.1f}" fill="none" '
                f'stroke="{look.light}" stroke-width="{width}" stroke-opacity="{faint}"{dashes}>'
                f"<title>{escape(self._tip(edge))}</title></path>"
            )
            if arrows:
                parts.append(arrow_head(curve, self.radii[edge.target], look.light))
        return parts

    def _tip(self, edge: PageEdge) -> str:
        amounts = "; ".join(f"{kind}: {text}" for kind, text in edge.amounts)
        told = f"{self.labels[edge.source]} {edge.label} {self.labels[edge.target]} ({edge.status})"
        return clean("; ".join(part for part in (told, amounts) if part))

    def _marks(self, curves: Mapping[str, Curve]) -> list[str]:
        """Return the sign of each line's status on it, so that colour and dashes are never alone."""
        parts = []
        few = len(self.edges) <= _MOST_MARKED
        for edge in self.edges:
            changed = edge.change if edge.change in _CHANGED else None
            look = STATUS_LOOKS[edge.status] if changed is None else CHANGES[changed]
            curve = curves.get(edge.id)
            always = edge.status in ("denied", "contested") or changed is not None
            if curve is None or not look.mark or not (few or always):
                continue
            for along in (0.5, 0.42, 0.58, 0.35, 0.65):
                x, y = curve.at(along)
                rect = Rect(x - 7, y - 7, x + 7, y + 7)
                if self.taken.is_free(rect):
                    break
            self.taken.add(rect)
            parts.append(status_mark(x, y, look.mark, look.light))
        return parts

    def _symbols(self) -> list[str]:
        parts = []
        for node in self.nodes:
            look = look_of(clean(self.layout.kinds[node.id]))
            x, y = self.points[node.id]
            tip = f"<title>{escape(clean(f'{node.label} ({look.name})'))}</title>"
            drawn = symbol(look.shape, x, y, self.radii[node.id], look.light)
            if node.change in _CHANGED:
                change, off = CHANGES[node.change], self.radii[node.id] * 0.8
                drawn += status_mark(x + off, y - off, change.mark, change.light)
            parts.append(f"<g>{tip}{drawn}</g>")
        return parts

    def _headings(self) -> list[str]:
        """Return what stands in each column or group, above it."""
        parts = []
        columns = self.layout.name == "columns"
        plan = self.layout.wide
        left = min(point[0] for point in plan.points.values())
        top = min(point[1] for point in plan.points.values())
        origin = self.edge_of[0]
        for box in plan.boxes:
            middle = origin + ((box.left + box.right) / 2 - left) * self.stretch
            y = 24.0 if columns else (box.top - top) * self.lift + 60.0 - 4
            size = 12.0 if columns else 11.0
            name = fit(f"{clean(box.name)} ({box.count})", size, 210.0 if columns else 320.0, bold=True)
            wide = text_width(name, size, bold=True)
            middle = min(max(middle, MARGIN + wide / 2), WIDTH - MARGIN - wide / 2)
            rect = Rect(middle - wide / 2, y - size, middle + wide / 2, y + 4)
            if not name or not self.taken.is_free(rect):
                continue
            self.taken.add(rect)
            parts.append(drawn_text(name, middle, y, size, colour=FAINT, weight=500, anchor="middle"))
        return parts

    def _names(self) -> list[str]:
        """Return the names that find room, those of the heaviest things first."""
        columns = self.layout.name == "columns"
        spots = []
        for node in sorted(self.nodes, key=lambda node: (node.id != self.view.centre, -node.weight, node.id)):
            x, y = self.points[node.id]
            side = "below"
            width = self.layout.wide.room[node.id][0] * self.stretch
            if columns:
                outermost = x <= self.edge_of[0] + 1 or x >= self.edge_of[1] - 1
                side = "left" if x <= self.edge_of[0] + 1 and self.edge_of[1] > x + 1 else "right"
                width = _SIDE_NAMES - 10 if outermost else min(max(width - 2 * self.radii[node.id] - 14, 30.0), 210.0)
            spots.append(
                Spot(node.id, shorten(node.label, 120) or node.id, x, y, self.radii[node.id], max(width, 90.0), side)
            )
        placed = place_names(spots, self.taken, self.box, NAME)
        self.unnamed = len(spots) - len(placed)
        return [drawn_name(name) for _, name in sorted(placed.items())]

    def _said(self, curves: Mapping[str, Curve]) -> list[str]:
        """Return what each line says, beside it, where there are few lines."""
        if len(self.edges) > _MOST_SAID:
            return []
        parts = []
        for edge in self.edges:
            curve = curves.get(edge.id)
            if curve is None:
                continue
            told = [edge.label] + [text for _, text in edge.amounts[:1]]
            lines = [fit(clean(part), SMALL - 1, 150.0) for part in told if part]
            wide = max(text_width(line, SMALL - 1) for line in lines)
            high = (SMALL + 1) * len(lines)
            for along in (0.5, 0.4, 0.6, 0.3, 0.7):
                x, y = curve.at(along)
                for top in (y - high - 9, y + 9):
                    rect = Rect(x - wide / 2, top, x + wide / 2, top + high)
                    if self.taken.is_free(rect) and rect.left >= MARGIN and rect.right <= WIDTH - MARGIN:
                        break
                else:
                    continue
                self.taken.add(rect)
                colour = STATUS_LOOKS[edge.status].light
                parts.append(
                    drawn_name(Name(tuple(lines), x, rect.top + SMALL - 2, "middle"), size=SMALL - 1, colour=colour)
                )
                break
        return parts

    # --- legend and sources -----------------------------------------------------------------------------------
    def _foot(self, top: float) -> tuple[list[str], float]:
        parts = [f'<path d="M{MARGIN} {top:.1f}H{WIDTH - MARGIN}" stroke="#d0d7de"/>']
        kinds = Counter(self.layout.kinds.values())
        entries: list[tuple[str, str]] = []
        for kind, count in sorted(kinds.items(), key=lambda pair: (look_of(pair[0]).rank, pair[0])):
            look = look_of(clean(kind))
            name = f"{look.name if count == 1 else look.plural} ({count:,})"
            entries.append((symbol(look.shape, 9, -4, 6.5, look.light), name))
        statuses = Counter(edge.status for edge in self.edges)
        for status, style in STATUS_LOOKS.items():
            if statuses[status]:
                told = f"{style.name} ({statuses[status]:,}): {style.meaning}"
                entries.append((line_sample(style.dashes, style.mark, style.light), told))
        changed = [*(node.change for node in self.nodes), *(edge.change for edge in self.edges)]
        changes = Counter(one for one in changed if one in _CHANGED)
        for key, change in CHANGES.items():
            if changes[key]:
                told = f"{change.name} ({changes[key]:,}): {change.meaning}"
                entries.append((status_mark(9, -4, change.mark, change.light), told))
        legend, y = legend_lines(entries, top + 24)
        parts += legend
        for note in self._notes():
            for line in wrap(clean(note), SMALL, WIDTH - 2 * MARGIN, most=3):
                parts.append(drawn_text(line, MARGIN, y, SMALL, colour=FAINT))
                y += 15
        return parts, y + 14

    def _notes(self) -> list[str]:
        notes = list(self.view.notes)
        if self.unnamed:
            notes.append(f"{self.unnamed:,} of {len(self.nodes):,} things found no room for their name.")
        documents = Counter(one.document for edge in self.edges for one in edge.evidence if one.document)
        shown = sorted(documents, key=lambda name: (-documents[name], name))
        if shown:
            more = f" and {len(shown) - _SOURCES:,} more" if len(shown) > _SOURCES else ""
            notes.append(f"Sources: {'; '.join(shown[:_SOURCES])}{more}.")
        notes.append(f"Drawn with VendorGraph from snapshot {self.view.snapshot[:16]}.")
        return notes


def _statuses(edges: Sequence[PageEdge]) -> str:
    counted = Counter(edge.status for edge in edges)
    return "Lines: " + ", ".join(f"{counted[status]} {status}" for status in STATUS_LOOKS if counted[status]) + "."

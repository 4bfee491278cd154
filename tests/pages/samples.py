"""Small views to draw: a chain with every status, rankings, crowds, and hostile text."""

from random import Random

from graph.pages import PageEdge, PageEvidence, PageNode, PageView
from graph.pages.view import EVIDENCE_KINDS, Status

STATUSES: tuple[Status, ...] = ("recorded", "reported", "inferred", "contested", "denied")


def record(key: str = "CONT_AWD_1", row: int = 7) -> PageEvidence:
    """A row of a source file that records a line."""
    return PageEvidence(
        "award",
        "USAspending.gov",
        "actions.csv",
        key,
        row,
        "CLOUD HOSTING FOR THE AZURE ENVIRONMENT",
        "2024-08-13",
        ("obligation", "$8,226,632.05"),
        "https://www.usaspending.gov/award/CONT_AWD_1",
        "records",
    )


def said(who: str, quote: str, stance: str = "asserts") -> PageEvidence:
    """A passage of a document that speaks for or against a line."""
    return PageEvidence("claim", who, "The article", "claim-1", None, quote, "2026-02-17", None, None, stance)


def chain() -> PageView:
    """ICE -> award -> vendor -> product -> maker, with one line of each status."""
    nodes = (
        PageNode("ice", "Immigration and Customs Enforcement", "agency", (("Sub-tier code", "7012"),), 5.0),
        PageNode("award", "70CTD024FC0000015", "award", (("Key", "CONT_AWD_1"),), 10.9, "https://example.org/a"),
        PageNode("four", "FOUR POINTS TECHNOLOGY, L.L.C.", "vendor", (("UEI", "H1KHJPJH9R51"),), 10.9),
        PageNode("azure", "Microsoft Azure", "product"),
        PageNode("microsoft", "Microsoft Corporation", "vendor"),
    )
    rule = PageEvidence("rule", "Rule product-name", "catalogue", quote="The description names AZURE.")
    edges = (
        PageEdge(
            "e1",
            "ice",
            "award",
            "awarded",
            "awarded",
            "recorded",
            4,
            (("obligation", "$10,901,405.90"),),
            "2024-08-13",
            "2025-08-07",
            None,
            (record(), record(row=8)),
            10.9,
        ),
        PageEdge("e2", "award", "four", "recipient", "paid to", "recorded", evidence=(record(),), weight=10.9),
        PageEdge("e3", "award", "azure", "names", "names", "inferred", confidence=0.97, evidence=(rule,)),
        PageEdge("e4", "azure", "microsoft", "madeBy", "is made by", "recorded", evidence=(record(),)),
        PageEdge("e5", "ice", "azure", "uses", "uses", "reported", evidence=(said("The outlet", "ICE uses Azure"),)),
        PageEdge(
            "e6",
            "ice",
            "microsoft",
            "buys",
            "buys surveillance from",
            "denied",
            evidence=(said("A spokesperson", "our policies do not allow it", "denies"),),
        ),
        PageEdge(
            "e7",
            "ice",
            "four",
            "stores",
            "stores data through",
            "contested",
            evidence=(said("Leaked files", "1,400 terabytes"), said("The vendor", "not so", "disputes")),
        ),
    )
    notes = ("The subcontract is not public.",)
    return PageView("ICE to Microsoft", "How does ICE reach Microsoft?", "4f" * 32, nodes, edges, notes)


def ranking(vendors: int = 60) -> PageView:
    """One agency and its vendors, the heaviest first."""
    nodes = [PageNode("ice", "ICE", "agency")]
    edges = []
    for number in range(vendors):
        weight = float(1_000_000 // (number + 1))
        nodes.append(PageNode(f"v{number:04}", f"VENDOR NUMBER {number}, LLC", "vendor", weight=weight))
        edges.append(PageEdge(f"e{number:04}", "ice", f"v{number:04}", "paid", "paid", "recorded", weight=weight))
    return PageView("Top vendors", "", "ab" * 32, tuple(nodes), tuple(edges))


def crowd(nodes: int, edges: int, kinds: tuple[str, ...] = ("vendor",), seed: int = 1) -> PageView:
    """Many things linked mostly within groups of forty."""
    dice = Random(seed)
    things = [
        PageNode(f"n{i}", f"Company number {i}", dice.choice(kinds), weight=dice.random() * 1e6) for i in range(nodes)
    ]
    lines = []
    for i in range(edges):
        one = dice.randrange(nodes)
        near = (one // 40 * 40 + dice.randrange(40)) % nodes
        other = near if dice.random() < 0.85 else dice.randrange(nodes)
        lines.append(PageEdge(f"e{i}", f"n{one}", f"n{other}", "linked", "linked to", dice.choice(STATUSES)))
    return PageView("A crowd", "", "cd" * 32, tuple(things), tuple(lines))


HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "<!--<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1>",
    "\"><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "' onmouseover='window.pwned=1",
    "javascript:window.pwned=1",
    "{{ 7*7 }}{% raw %}${window.pwned=1}",
    "</style><style>*{background:url(http://example.invalid/x)}",
    "</title><meta http-equiv=refresh content='0;url=http://example.invalid'>",
    "__proto__",
    "constructor",
    "&lt;b&gt;&amp;#60;script&#62;",
    "\u2028window.pwned=1\u2029",
    "\x00\x07\x1b[31m\ud800",
    "\u202eRTL override\u202c",
    '=HYPERLINK("http://example.invalid","x")',
    "n0",
    "e0",
)


def hostile() -> PageView:
    """Each hostile text in each field that takes one."""
    nodes = []
    edges = []
    for number, text in enumerate(HOSTILE):
        nodes.append(PageNode(text, text, text, ((text, text),), float(number), text))
    for number, text in enumerate(HOSTILE):
        evidence = tuple(
            PageEvidence(kind, text, text, text, None, text, text, (text, text), text, text) for kind in EVIDENCE_KINDS
        )
        target = HOSTILE[(number + 1) % len(HOSTILE)]
        status = STATUSES[number % 5]
        edges.append(PageEdge(text, text, target, text, text, status, 1, ((text, text),), text, text, 0.5, evidence))
    everything = " ".join(HOSTILE)
    return PageView(everything, everything, everything, tuple(nodes), tuple(edges), HOSTILE)

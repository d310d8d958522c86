import Testing

@testable import Awos

/// Pieces of pictures as vl-convert writes them.
@Suite struct SVGMarksTests {
    private static let circle = "M2.7,0A2.7,2.7,0,1,1,-2.7,0A2.7,2.7,0,1,1,2.7,0"

    @Test(
        arguments: [
            // Bars: one with a height, one without.
            ("rect", ##"<path aria-label="x: a &gt; b; y: 3" d="M0,0h135v100h-135Z" fill="#4c78a8"/>"##, 1),
            ("rect", ##"<path aria-label="x: b; y: 0" d="M0,100h135v0h-135Z" fill="#4c78a8"/>"##, 0),
            ("rect", ##"<path d="M2,0L148,0C149.1,0,150,0.9,150,2L150,48C0,49,0,49,0,48Z" fill="#1"/>"##, 1),
            // Lines: between two points, flat, of one point without and with round ends.
            ("line", ##"<path d="M100,39.394L300,3.03" stroke="#4c78a8" stroke-width="2"/>"##, 1),
            ("line", ##"<path d="M0,0L300,0" stroke="#4c78a8" stroke-width="2"/>"##, 1),
            ("line", ##"<path d="M150,0Z" stroke="#4c78a8" stroke-width="2"/>"##, 0),
            ("line", ##"<path d="M150,0Z" stroke="#4c78a8" stroke-width="2" stroke-linecap="round"/>"##, 1),
            ("line", ##"<path d="" stroke="#4c78a8" stroke-width="2" stroke-linecap="round"/>"##, 0),
            // An area, and one without a height.
            ("area", ##"<path d="M0,0L300,0L300,100L0,100Z" fill="#4c78a8" fill-opacity="0.18"/>"##, 1),
            ("area", ##"<path d="M0,50L300,50L300,50L0,50Z" fill="#4c78a8" opacity="0.7"/>"##, 0),
            // Points: filled, in outline, without a radius, unseen; none at all.
            ("symbol", ##"<path transform="translate(300,0)" d="\##(circle)" fill="#4"/>"##, 1),
            ("symbol", ##"<path d="\##(circle)" stroke="#4" stroke-width="2"/>"##, 1),
            ("symbol", ##"<path d="M0,0A0,0,0,1,1,0,0A0,0,0,1,1,0,0" fill="#4"/>"##, 0),
            ("symbol", ##"<path d="\##(circle)" fill="#4" opacity="0"/>"##, 0),
            ("symbol", ##"<path d="\##(circle)" fill="#4" fill-opacity="0"/>"##, 0),
            ("symbol", ##"<path d="\##(circle)" fill="none"/>"##, 0),
            ("symbol", "", 0),
            (
                "rule",
                ##"<line transform="translate(0,100)" x2="300" y2="0" stroke="#ddd" stroke-width="1" opacity="1"/>"##, 1
            ),
            ("rule", ##"<line transform="translate(0,100)" x2="0" y2="0" stroke="#ddd" stroke-width="1"/>"##, 0),
            ("text", ##"<text text-anchor="middle" fill="#000">12</text>"##, 1),
            ("line", ##"<path d="M0,0L10,0" stroke="#1"/><path d="m1e1,0l-5-5" stroke="#2"/>"##, 2),
        ] as [(String, String, Int)])
    func whatCanBeSeenCounts(kind: String, shapes: String, count: Int) {
        let group = "<g class=\"mark-\(kind) role-mark layer_0_marks\" role=\"graphics-object\">\(shapes)</g>"
        #expect(SVGMarks(Self.picture(group)).count == count)
    }

    @Test func groupsOfTheFrameAreNoMarks() {
        #expect(SVGMarks(Self.picture("")).count == 0)
        #expect(SVGMarks("<svg></svg>").count == 0)
        for text in ["no svg < at all", "<", "<g class=\"mark-line role-mark", "<path d=\"M0", "</g></g><g"] {
            #expect(SVGMarks(text).count == 0)
        }
        let line = ##"<path d="M0,0L10,5" stroke="#1"/>"##
        // Marks within a facet, and a frame around marks.
        let facet = ##"<g class="mark-group role-scope cell"><g><g class="mark-line role-mark">\##(line)</g></g></g>"##
        #expect(SVGMarks(Self.picture(facet + ##"<g class="mark-rule role-mark"/>\##(line)"##)).count == 1)
    }

    @Test(arguments: [
        ("M0,0h10v5h-10Z", 10, 5), ("M10,10l-5,-5", 5, 5), ("m1,1m2,2L3,3", 0, 0), ("M0,0 5,5", 5, 5),
        ("M0,0M5,5", 0, 0), ("M0,0Q5,5,10,0T20,0", 20, 5),
        ("M0 0H7V-3", 7, 3), ("M2,0A2,2,0,1,1,-2,0", 4, 4), ("", 0, 0), ("Z", 0, 0), ("M1.5-2L-1.5-2", 3, 0),
        ("M1,1L2,2L3,3Zl-1,0", 3, 2),
    ])
    func aPathHasASize(text: String, width: Double, height: Double) {
        let size = SVGPath(text).size
        #expect(size.width == width && size.height == height, "\(size)")
    }

    /// An axis with its grid and labels, and a legend, around what is put in.
    private static func picture(_ marks: String) -> String {
        ##"""
        <svg xmlns="http://www.w3.org/2000/svg" class="marks" width="338"><rect width="338" height="143" fill="white"/>
        <g class="mark-group role-frame root"><g transform="translate(0,0)">
        <path class="background" d="M0,0h300v100h-300Z" stroke="#ddd"/>
        <g><g class="mark-group role-axis" aria-hidden="true"><g>
        <g class="mark-rule role-axis-grid"><line x2="300" y2="0" stroke="#ddd"/></g>
        <g class="mark-text role-axis-label"><text fill="#000">a</text></g></g></g>\##(marks)<g class="mark-group role-legend"><g
        class="mark-symbol role-legend-symbol"><path d="M0,0h10v10Z" fill="#4c78a8"/></g></g></g></g></g></svg>
        """##
    }
}

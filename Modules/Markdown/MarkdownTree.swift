import CMarkGFM
import Foundation

/// The tree of cmark-gfm, from the text to parts.
///
/// Fenced blocks and values are cut out of the tree and leave a mark, a number between two U+0001; the HTML of what remains
/// is cut at the marks. The text cannot hold that character: it is replaced before parsing.
struct MarkdownTree {
    private(set) var headings: [MarkdownHeading] = []
    private(set) var parts: [MarkdownDocument.Part] = []
    private var holes: [MarkdownDocument.Part] = []
    private let firstLine: Int

    /// Registering is not safe from two threads at once; a static value is made once.
    private static let extensions: [String] = {
        cmark_gfm_core_extensions_ensure_registered()
        return ["table", "strikethrough", "autolink", "tasklist"]
    }()

    init(_ text: String, firstLine: Int, readingValues: Bool) {
        self.firstLine = firstLine
        let options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FULL_INFO_STRING
        let source = text.replacing("\u{1}", with: "\u{FFFD}")
        guard let parser = cmark_parser_new(options) else { return }
        defer { cmark_parser_free(parser) }
        for name in Self.extensions {
            if let syntax = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, syntax) }
        }
        cmark_parser_feed(parser, source, source.utf8.count)
        guard let root = cmark_parser_finish(parser) else { return }
        defer { cmark_node_free(root) }
        cmark_consolidate_text_nodes(root)
        for node in Self.nodes(of: root) { visit(node, readingValues: readingValues) }
        guard let rendered = cmark_render_html(root, options, cmark_parser_get_syntax_extensions(parser)) else {
            return
        }
        defer { free(rendered) }
        cut(String(cString: rendered))
    }

    /// Every node once, gathered before any is changed.
    private static func nodes(of root: OpaquePointer) -> [OpaquePointer] {
        guard let iterator = cmark_iter_new(root) else { return [] }
        defer { cmark_iter_free(iterator) }
        var nodes: [OpaquePointer] = []
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return nodes }
            if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) { nodes.append(node) }
        }
    }

    private mutating func visit(_ node: OpaquePointer, readingValues: Bool) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_CODE_BLOCK: cutFence(node)
        case CMARK_NODE_HEADING:
            let text = Self.nodes(of: node).compactMap { Self.literal($0) }.joined()
            headings.append(
                MarkdownHeading(
                    level: Int(cmark_node_get_heading_level(node)), text: text, anchor: anchor(of: text),
                    line: line(of: node)))
        case CMARK_NODE_TEXT where readingValues: cutValues(node)
        default: break
        }
    }

    private mutating func cutFence(_ node: OpaquePointer) {
        // A block without a fence is indented code; it stays.
        var (length, offset, character): (Int32, Int32, CChar) = (0, 0, 0)
        guard cmark_node_get_fenced(node, &length, &offset, &character) != 0 else { return }
        let fence = MarkdownFence(
            info: cmark_node_get_fence_info(node).map { String(cString: $0) } ?? "",
            content: Self.literal(node) ?? "", line: line(of: node))
        guard let hole = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK) else { return }
        cmark_node_set_on_enter(hole, mark(for: .fence(fence)))
        cmark_node_replace(node, hole)
        cmark_node_free(node)
    }

    /// Divides a text node at its values.
    private mutating func cutValues(_ node: OpaquePointer) {
        guard let text = Self.literal(node), text.contains("{{") else { return }
        let line = line(of: node)
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            insert(String(rest[..<open.lowerBound]), as: CMARK_NODE_TEXT, before: node)
            let inside = rest[open.upperBound..<close.lowerBound].split(separator: " ").joined(separator: " ")
            insert(
                mark(for: .value(MarkdownValue(text: inside, line: line))), as: CMARK_NODE_CUSTOM_INLINE, before: node)
            rest = rest[close.upperBound...]
        }
        cmark_node_set_literal(node, String(rest))
    }

    private func insert(_ text: String, as type: cmark_node_type, before node: OpaquePointer) {
        guard let new = cmark_node_new(type) else { return }
        if type == CMARK_NODE_TEXT { cmark_node_set_literal(new, text) } else { cmark_node_set_on_enter(new, text) }
        cmark_node_insert_before(node, new)
    }

    private mutating func mark(for hole: MarkdownDocument.Part) -> String {
        holes.append(hole)
        return "\u{1}\(holes.count - 1)\u{1}"
    }

    private func line(of node: OpaquePointer) -> Int {
        var place: OpaquePointer? = node
        while let current = place, cmark_node_get_start_line(current) == 0 { place = cmark_node_parent(current) }
        return firstLine + Int(cmark_node_get_start_line(place)) - 1
    }

    private static func literal(_ node: OpaquePointer) -> String? {
        cmark_node_get_literal(node).map { String(cString: $0) }
    }

    /// Letters and digits in lower case, joined by hyphens; a second one of the same text gets a number.
    private func anchor(of text: String) -> String {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        let base = words.isEmpty ? "section" : words.joined(separator: "-")
        let taken = Set(headings.map(\.anchor))
        var anchor = base
        var number = 2
        while taken.contains(anchor) {
            anchor = "\(base)-\(number)"
            number += 1
        }
        return anchor
    }

    /// Cuts the HTML at the marks, and gives each heading its anchor.
    private mutating func cut(_ html: String) {
        // Text is escaped and raw HTML left out, so the only `<h1>` are the headings themselves, in order.
        var left = headings[...]
        let anchored = html.replacing(#/<h([1-6])>/#) { match in
            let anchor = left.popFirst()?.anchor ?? ""
            return "<h\(match.output.1) id=\"\(anchor)\">"
        }
        for (index, piece) in anchored.split(separator: "\u{1}", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 0 {
                if !piece.isEmpty { parts.append(.html(String(piece))) }
            } else if let number = Int(piece), holes.indices.contains(number) {
                parts.append(holes[number])
            }
        }
    }
}

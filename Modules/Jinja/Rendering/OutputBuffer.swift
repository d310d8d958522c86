/// Text under way, with the spans that say where it came from.
struct OutputBuffer {
    var text = ""
    var spans: [Span] = []

    mutating func append(_ part: String, from span: Span) {
        guard !part.isEmpty else { return }
        var span = span
        span.start = text.utf8.count
        spans.append(span)
        text += part
    }

    /// Adds text that was rendered elsewhere, keeping where it came from.
    mutating func append(_ other: OutputBuffer) {
        let base = text.utf8.count
        for var span in other.spans {
            span.start += base
            spans.append(span)
        }
        text += other.text
    }

    /// The part of this that reads `part`, if there is one: what trimming leaves.
    func cropped(to part: String) -> OutputBuffer? {
        if part.utf8.count == text.utf8.count { return part == text ? self : nil }
        guard !part.isEmpty, part.utf8.count < text.utf8.count, let range = text.range(ofText: part) else { return nil }
        var result = OutputBuffer(text: part)
        for (index, span) in spans.enumerated() {
            let end = index + 1 < spans.count ? spans[index + 1].start : text.utf8.count
            guard end > range.lowerBound, span.start < range.upperBound else { continue }
            var span = span
            if span.start < range.lowerBound {
                if span.isExact { span.offset += range.lowerBound - span.start }
                span.start = range.lowerBound
            }
            span.start -= range.lowerBound
            result.spans.append(span)
        }
        return result
    }
}

extension String {
    /// The UTF-8 offsets of the first place where `part` stands.
    fileprivate func range(ofText part: String) -> Range<Int>? {
        guard let range = firstRange(of: part) else { return nil }
        let start = utf8.distance(from: utf8.startIndex, to: range.lowerBound)
        return start..<start + part.utf8.count
    }
}

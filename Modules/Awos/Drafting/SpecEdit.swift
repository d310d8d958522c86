/// Edits of documents that leave every byte but those they are about.
enum SpecEdit {
    /// Puts a text in the place of a question and the assumption behind it.
    static func replace(_ question: OpenQuestion, in document: inout MarkdownFile, by text: String) {
        let line = String(document.lines[question.line])
        let start = line.index(line.startIndex, offsetBy: (question.location.column ?? 1) - 1)
        guard let end = line[start...].firstIndex(of: "]") else { return }
        let rest = line[line.index(after: end)...]
        let nextQuestion = rest.firstRange(of: "[NEEDS CLARIFICATION:")?.lowerBound ?? rest.endIndex
        let isAssumed = rest[..<nextQuestion].trimmed.hasPrefix("**Assumption:**")
        let kept = isAssumed ? (nextQuestion == rest.endIndex ? "" : " " + rest[nextQuestion...]) : String(rest)
        if !isAssumed, question.assumption != nil, document.lines.indices.contains(question.line + 1),
            document.lines[question.line + 1].trimmed.hasPrefix("**Assumption:**")
        {
            document.removeLine(question.line + 1)
        }
        document.replaceLine(question.line, with: line[..<start] + text + kept)
    }

    /// The spec with these answers in its front matter, and in the lines of questions that were answered before.
    static func answering(_ document: MarkdownFile, _ answers: [String: String], _ kind: Kind) throws -> MarkdownFile {
        var document = document
        for question in kind.questions {
            guard let answer = answers[question.id] else { continue }
            let mark = "**\(question.id)** \(question.text) **Answer:** "
            for number in document.lines.indices where !document.isFenced[number] {
                let line = document.lines[number]
                guard let range = line.firstRange(of: mark) else { continue }
                document.replaceLine(number, with: line[..<range.upperBound] + DocumentText.markdown(answer))
            }
            if question.id == "modules" {
                setModules(AnswerForm.parts(answer), in: &document)
            } else {
                set(question.id, DocumentText.yaml(answer), in: &document)
            }
        }
        return document
    }

    private static func setModules(_ modules: [String], in document: inout MarkdownFile) {
        guard let front = document.frontMatterLines else { return }
        let line = "modules: [\(modules.joined(separator: ", "))]"
        if let number = front.first(where: { document.lines[$0].hasPrefix("modules:") }) {
            while document.lines.indices.contains(number + 1),
                document.lines[number + 1].first?.isWhitespace == true
                    || document.lines[number + 1].hasPrefix("- ")
            { document.removeLine(number + 1) }
            document.replaceLine(number, with: line)
        } else {
            document.insert([line], beforeLine: front.upperBound)
        }
    }

    /// Sets one line below `answers:`.
    private static func set(_ id: String, _ value: String, in document: inout MarkdownFile) {
        guard let front = document.frontMatterLines else { return }
        guard let start = front.first(where: { document.lines[$0].hasPrefix("answers:") }) else {
            return document.insert(["answers:", "  \(id): \(value)"], beforeLine: front.upperBound)
        }
        let flow = document.lines[start].dropFirst("answers:".count).trimmed
        if !flow.isEmpty, flow != "{}" {
            // Written in one line by hand: taken apart into lines, which say the same.
            let entries = (try? document.frontMatter())?.root?["answers"]?.mapping?.entries ?? []
            document.replaceLine(start, with: "answers:")
            document.insert(
                entries.map { "  \($0.key): \(DocumentText.yaml($0.value.text ?? ""))" }, beforeLine: start + 1)
            return set(id, value, in: &document)
        }
        if flow == "{}" { document.replaceLine(start, with: "answers:") }
        let end = document.frontMatterLines?.upperBound ?? front.upperBound
        let block = ((start + 1)..<end).prefix {
            document.lines[$0].first?.isWhitespace == true || document.lines[$0].isEmpty
        }
        let indent = block.first.map { String(document.lines[$0].prefix(while: \.isWhitespace)) } ?? "  "
        let line = "\(indent.isEmpty ? "  " : indent)\(id): \(value)"
        guard let number = block.first(where: { document.lines[$0].hasPrefix("\(indent)\(id):") }) else {
            return document.insert([line], beforeLine: (block.last ?? start) + 1)
        }
        // A value over several lines goes with its deeper lines.
        while document.lines.indices.contains(number + 1), number + 1 < (document.frontMatterLines?.upperBound ?? 0),
            document.lines[number + 1].hasPrefix(indent + " ")
        { document.removeLine(number + 1) }
        document.replaceLine(number, with: line)
    }

    /// The document with drafted criteria in the place of older drafts; what a person changed stays, and is noted.
    static func replacingCriteria(
        _ document: MarkdownFile, _ old: [String], by new: [String], _ notes: inout [String]
    ) -> MarkdownFile {
        guard old != new else { return document }
        let end = document.text.contains("\r\n") ? "\r\n" : "\n"
        let lines = { (blocks: [String]) in blocks.joined(separator: "\n\n").replacing("\n", with: end) }
        var text = document.text
        if let range = text.firstRange(of: lines(old)) {
            return MarkdownFile(text.replacingCharacters(in: range, with: lines(new)), file: document.file)
        }
        for (index, block) in new.enumerated() where index >= old.count || old[index] != block {
            guard index < old.count, let range = text.firstRange(of: lines([old[index]])) else {
                notes.append("AC-\(index + 1) was changed by a person and stays as it is")
                continue
            }
            text.replaceSubrange(range, with: lines([block]))
        }
        return MarkdownFile(text, file: document.file)
    }
}

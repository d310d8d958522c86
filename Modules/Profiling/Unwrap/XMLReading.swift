import Diagnostics
import Foundation
import FoundationXML

/// What follows the elements of an XML file.
protocol XMLHandler: AnyObject {
    func start(_ element: String, _ attributes: [String: String]) throws
    func text(_ text: String)
    func end(_ element: String) throws
}

/// Reads an XML file as a stream, without entities of its own and without fetching anything.
enum XMLReading {
    struct Broken: Error {}

    static func read(_ file: URL, _ handler: any XMLHandler) throws {
        // A part of a workbook has no document type; one that has may define entities that swell.
        let head = try FileBytes.read(file, from: 0, count: 4096, shown: file.lastPathComponent)
        guard String(decoding: head, as: UTF8.self).range(of: "<!DOCTYPE", options: .caseInsensitive) == nil,
            let stream = InputStream(url: file)
        else { throw Broken() }
        let parser = XMLParser(stream: stream)
        parser.shouldResolveExternalEntities = false
        let delegate = Delegate(handler)
        parser.delegate = delegate
        let isRead = parser.parse()
        if let failure = delegate.failure { throw failure }
        guard isRead, !delegate.hasEntities else { throw Broken() }
    }

    /// Passes elements on, by their names without a prefix.
    private final class Delegate: NSObject, XMLParserDelegate {
        private let handler: any XMLHandler
        private(set) var failure: (any Error)?
        private(set) var hasEntities = false
        private var elements = 0

        init(_ handler: any XMLHandler) { self.handler = handler }

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) {
            elements += 1
            do {
                if elements % 10_000 == 0 { try Task.checkCancellation() }
                try handler.start(Self.local(element), attributes)
            } catch { stop(parser, error) }
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { handler.text(text) }

        func parser(
            _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
        ) {
            do { try handler.end(Self.local(element)) } catch { stop(parser, error) }
        }

        func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
            hasEntities = true
            parser.abortParsing()
        }

        private func stop(_ parser: XMLParser, _ error: any Error) {
            failure = failure ?? error
            parser.abortParsing()
        }

        private static func local(_ name: String) -> String {
            name.split(separator: ":").last.map(String.init) ?? name
        }
    }
}

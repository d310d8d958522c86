import Diagnostics
import Foundation
import JSON

/// Draws charts as pictures by one Python program that stays warm between them.
///
/// Starting it takes about half a second, each picture about 30 ms. It is started with the first picture and ends with
/// this actor, or by `close`.
public actor ChartPainter {
    /// Where the program is.
    public struct Setup: Sendable, Hashable {
        /// The Python to run.
        public var python: String
        /// The folder that holds the package `vl_convert`; nil when Python finds it by itself.
        public var packages: String?
        /// How long one picture may take.
        public var limitSeconds: Double

        /// A set-up; 60 seconds a picture.
        public init(python: String = "/usr/bin/python3", packages: String?, limitSeconds: Double = 60) {
            self.python = python
            self.packages = packages
            self.limitSeconds = limitSeconds
        }
    }

    private let setup: Setup
    private let executor = BlockingExecutor(label: "weir.charts.painter")
    private var program: PainterProgram?

    /// A queue of its own: drawing waits for the program without holding up the cooperative pool.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A painter that has not started yet.
    public init(_ setup: Setup) { self.setup = setup }

    /// The chart as SVG text, `widthPixels` wide.
    ///
    /// Throws `charts.painter_missing`, `.painter_failed`, `.painter_ended` or `.painter_slow`.
    public func svg(_ document: JSONValue, widthPixels: Int = 720) throws -> String {
        let answer = try draw(document, widthPixels, ["format": "svg"])
        guard let svg = answer["svg"]?.string else { throw WeirError.painterFailed("it answered without a picture") }
        return svg
    }

    /// The chart as a PNG file, `widthPixels` wide at scale 1.
    public func png(_ document: JSONValue, widthPixels: Int = 720, scale: Double = 2) throws -> [UInt8] {
        let answer = try draw(document, widthPixels, ["format": "png", "scale": .number(scale)])
        guard let png = answer["png"]?.string.flatMap({ Data(base64Encoded: $0) }) else {
            throw WeirError.painterFailed("it answered without a picture")
        }
        return Array(png)
    }

    /// Ends the program; the next picture starts it again.
    public func close() {
        program?.end()
        program = nil
    }

    private func draw(_ document: JSONValue, _ widthPixels: Int, _ options: JSONObject) throws -> JSONValue {
        var spec = document.object ?? [:]
        // "container" has no meaning without a page around.
        if spec["width"] == "container" { spec["width"] = .integer(Int64(widthPixels)) }
        var request = options
        request["spec"] = .object(spec)
        let answer: JSONValue
        do {
            if program == nil { program = try PainterProgram(setup) }
            guard let program else { throw WeirError.painterFailed("it is not there") }
            answer = try program.ask(.object(request))
        } catch {
            close()
            throw error
        }
        if let reason = answer["error"]?.string { throw WeirError.painterFailed(reason) }
        return answer
    }
}

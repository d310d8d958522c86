import Diagnostics
import Foundation

/// The three descriptors of a program before it starts: which were opened for it, and which pipes are read here.
struct DescriptorPlan {
    /// Its ends, to be closed here once it has them.
    private var theirs: [Int32] = []
    /// The pipes that are read here.
    private var streams: [KeptOutput.Stream] = []
    /// The pipe that tells the reader of those that the program is over.
    private var end: KeptOutput.Ends?

    /// What reads here; nil when nothing is kept.
    var kept: KeptOutput? { end.map { KeptOutput(streams, end: $0) } }

    mutating func descriptor(for input: SubprocessInput) throws -> Int32 {
        switch input {
        case .null: try open("/dev/null", O_RDONLY)
        case .inherited: 0
        case .descriptor(let descriptor): descriptor
        }
    }

    /// The descriptor, and the stream that keeps what is written into it.
    mutating func descriptor(
        for output: SubprocessOutput, inherited: Int32
    ) throws -> (descriptor: Int32, stream: KeptOutput.Stream?) {
        switch output {
        case .null: return (try open("/dev/null", O_WRONLY), nil)
        case .inherited: return (inherited, nil)
        case .descriptor(let descriptor): return (descriptor, nil)
        case .file(let file): return (try open(file.path, O_WRONLY | O_CREAT | O_TRUNC), nil)
        case .kept(let lastBytes):
            if end == nil { end = try KeptOutput.Ends() }
            let pipe = try KeptOutput.Ends()
            let stream = KeptOutput.Stream(pipe.reading, lastBytes: lastBytes)
            theirs.append(pipe.writing)
            streams.append(stream)
            return (pipe.writing, stream)
        }
    }

    private mutating func open(_ path: String, _ flags: Int32) throws -> Int32 {
        let descriptor = Foundation.open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw WeirError.noDescriptor(path, errorNumber: errno) }
        theirs.append(descriptor)
        return descriptor
    }

    /// Closes the program's ends.
    func closeTheirs() { for descriptor in theirs { close(descriptor) } }

    /// Closes the pipes where no program was started.
    func closeOurs() {
        let ours = streams.map(\.descriptor) + (end.map { [$0.reading, $0.writing] } ?? [])
        for descriptor in ours { close(descriptor) }
    }
}

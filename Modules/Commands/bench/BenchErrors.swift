import Diagnostics

extension WeirError {
    static func overLimit(_ what: [String]) -> WeirError {
        WeirError(
            "bench.over_limit", "over the limit: \(what.joined(separator: ", "))",
            hint: "run it again when the machine has nothing else to do, and `--only` what was over")
    }

    static func childFailed(_ words: [String]) -> WeirError {
        WeirError(
            "bench.child_failed", "'weir-bench \(words.joined(separator: " "))' failed",
            hint: "call it alone; its own error stands above")
    }

    static func notPrepared(_ path: String) -> WeirError {
        WeirError(
            "bench.not_prepared", "'\(path)' is not there", hint: "run `weir-bench prepare` first", kind: .usage)
    }

    static func notTheSame(_ what: String) -> WeirError {
        WeirError(
            "bench.not_the_same", "the two sides differ in \(what)",
            hint: "bring the bare side's SQL in line with what the platform does")
    }
}

import Diagnostics

/// The wording of what stands against taking a tree over.
extension WeirError {
    static func nothingToAdopt(_ folder: String) -> WeirError {
        WeirError(
            "awos.nothing_to_adopt", "there is no context/product and no context/spec in \(folder)",
            hint: "name the folder that holds `context`", kind: .usage)
    }
}

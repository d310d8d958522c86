import Foundation

/// The list of sheets in a workbook, and the parts that hold them.
final class WorkbookIndex: XMLHandler {
    struct Sheet {
        let name: String
        let relation: String
        let isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom1904 = false
    private var targets: [String: String] = [:]

    func start(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "workbookPr": countsFrom1904 = ["1", "true"].contains(attributes["date1904"])
        case "sheet":
            guard let name = attributes["name"], let relation = attributes["r:id"] ?? attributes["id"] else { return }
            sheets.append(
                Sheet(name: name, relation: relation, isHidden: attributes["state"]?.hasSuffix("idden") == true))
        case "Relationship":
            if let id = attributes["Id"], let target = attributes["Target"] { targets[id] = target }
        default: break
        }
    }
    func text(_ text: String) {}
    func end(_ element: String) {}

    /// The part of a sheet, as a path in the archive.
    func path(of sheet: Sheet) -> String? {
        guard let target = targets[sheet.relation] else { return nil }
        return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    }
}

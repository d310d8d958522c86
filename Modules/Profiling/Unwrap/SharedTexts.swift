/// The texts that cells share.
final class SharedTexts: XMLHandler {
    private(set) var all: [String] = []
    private(set) var isOverLimit = false
    private let limitBytes: Int
    private var bytes = 0
    private var current = ""
    private var isText = false
    private var isPhonetic = false

    init(limitBytes: Int) { self.limitBytes = limitBytes }

    func start(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "si": current = ""
        case "t": isText = !isPhonetic
        case "rPh": isPhonetic = true
        default: break
        }
    }

    func text(_ text: String) { if isText { current += text } }

    func end(_ element: String) {
        switch element {
        case "t": isText = false
        case "rPh": isPhonetic = false
        case "si":
            bytes += current.utf8.count + 16
            isOverLimit = isOverLimit || bytes > limitBytes
            if !isOverLimit { all.append(current) }
        default: break
        }
    }
}

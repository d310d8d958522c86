import CDuckDB

/// One column of one chunk: its values and which of them are null.
struct DuckDBVector {
    let count: Int
    let handle: CDuckDBVector
    private let data: UnsafeMutableRawPointer?
    private let validity: UnsafeMutablePointer<UInt64>?

    init(_ vector: CDuckDBVector, count: Int, functions: DuckDBFunctions) {
        self.count = count
        handle = vector
        data = functions.call.vector_get_data(vector)
        validity = functions.call.vector_get_validity(vector)
    }

    /// Hands each row's value to `body`, nil for null.
    func forEach<Element>(_ element: Element.Type, _ body: (Element?) -> Void) {
        guard let values = data?.assumingMemoryBound(to: element) else {
            for _ in 0..<count { body(nil) }
            return
        }
        guard let validity else {
            for row in 0..<count { body(values[row]) }
            return
        }
        for row in 0..<count { body(validity[row >> 6] >> UInt64(row & 63) & 1 == 1 ? values[row] : nil) }
    }

    /// Each row's number, nil where its value is null.
    var rowsWithValue: [Int?] {
        (0..<count).map { row in
            guard let validity else { return row }
            return validity[row >> 6] >> UInt64(row & 63) & 1 == 1 ? row : nil
        }
    }

    /// Hands each row's bytes to `body`, nil for null; they are valid within the call.
    func forEachBytes(_ body: (UnsafeRawBufferPointer?) -> Void) {
        forEach(CDuckDBString.self) { string in
            guard var string else { return body(nil) }
            if string.length > 12 {
                body(UnsafeRawBufferPointer(start: string.pointer, count: Int(string.length)))
            } else {
                let length = Int(string.length)
                withUnsafeBytes(of: &string) { body(UnsafeRawBufferPointer(rebasing: $0[4..<4 + length])) }
            }
        }
    }
}

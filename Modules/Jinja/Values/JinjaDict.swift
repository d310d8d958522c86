/// A dict that keeps the order of insertion, is changed in place and shared by everything that holds it.
public final class JinjaDict {
    private var places: [JinjaKey: Int] = [:]
    /// The pairs in the order in which their keys came.
    public private(set) var pairs: [(key: JinjaValue, value: JinjaValue)] = []

    /// An empty dict.
    public init() {}

    init(_ pairs: [(key: JinjaValue, value: JinjaValue)]) throws(JinjaFault) {
        for (key, value) in pairs { try set(key, value) }
    }

    /// How many pairs there are.
    public var count: Int { pairs.count }
    /// The keys in order.
    public var keys: [JinjaValue] { pairs.map(\.key) }
    /// The values in the order of their keys.
    public var values: [JinjaValue] { pairs.map(\.value) }

    /// The value under a text key; setting nil removes it.
    public subscript(key: String) -> JinjaValue? {
        get { places[.string(key)].map { pairs[$0].value } }
        set {
            if let newValue {
                store(.string(key), .string(key), newValue)
            } else {
                remove(.string(key))
            }
        }
    }

    fileprivate func index(of key: JinjaKey) -> Int? { places[key] }

    func get(_ key: JinjaValue) throws(JinjaFault) -> JinjaValue? { places[try JinjaKey(key)].map { pairs[$0].value } }

    func set(_ key: JinjaValue, _ value: JinjaValue) throws(JinjaFault) { store(try JinjaKey(key), key, value) }

    @discardableResult
    func remove(key: JinjaValue) throws(JinjaFault) -> JinjaValue? { remove(try JinjaKey(key)) }

    func removeAll() {
        pairs = []
        places = [:]
    }

    /// A dict of its own with the same pairs.
    public func copy() -> JinjaDict {
        let copy = JinjaDict()
        copy.pairs = pairs
        copy.places = places
        return copy
    }

    private func store(_ place: JinjaKey, _ key: JinjaValue, _ value: JinjaValue) {
        if let index = places[place] {
            pairs[index].value = value
        } else {
            places[place] = pairs.count
            pairs.append((key, value))
        }
    }

    @discardableResult
    private func remove(_ key: JinjaKey) -> JinjaValue? {
        guard let index = places.removeValue(forKey: key) else { return nil }
        let value = pairs.remove(at: index).value
        for (other, place) in places where place > index { places[other] = place - 1 }
        return value
    }
}

extension JinjaDict {
    func value(at key: JinjaKey) -> JinjaValue? { index(of: key).map { pairs[$0].value } }
}

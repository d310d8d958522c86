import CYAML

/// One event of libyaml as a Swift value.
enum YAMLEvent {
    case alias(String, YAMLMark)
    case scalar(text: String, tag: String?, isPlain: Bool, anchor: String?, YAMLMark)
    case sequence(tag: String?, anchor: String?, YAMLMark)
    case mapping(tag: String?, anchor: String?, YAMLMark)
    case other(yaml_event_type_t, YAMLMark)

    static let tagPrefix = "tag:yaml.org,2002:"

    init(_ event: yaml_event_t) {
        let mark = YAMLMark(event.start_mark)
        switch event.type {
        case YAML_ALIAS_EVENT: self = .alias(Self.text(event.data.alias.anchor) ?? "", mark)
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            self = .scalar(
                text: String(decoding: bytes, as: UTF8.self), tag: Self.text(scalar.tag),
                isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, anchor: Self.text(scalar.anchor), mark)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            self = .sequence(tag: Self.text(start.tag), anchor: Self.text(start.anchor), mark)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            self = .mapping(tag: Self.text(start.tag), anchor: Self.text(start.anchor), mark)
        default: self = .other(event.type, mark)
        }
    }

    var mark: YAMLMark {
        switch self {
        case .alias(_, let mark), .scalar(_, _, _, _, let mark), .sequence(_, _, let mark), .mapping(_, _, let mark),
            .other(_, let mark):
            mark
        }
    }

    private static func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        bytes.map { String(cString: $0) }
    }
}

extension YAMLMark {
    init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}

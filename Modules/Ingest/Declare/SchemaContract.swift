/// What happens when what arrives is not what was declared: never silence.
public struct SchemaContract: Sendable, Hashable {
    /// For a field that no column was declared for.
    public enum NewField: String, Sendable, Hashable, CaseIterable {
        /// The table gets a text column for it, and the load says so.
        case add
        /// It is left out, and the load says so.
        case ignore
        /// The load fails.
        case fail
    }

    /// For a declared field that a file does not have.
    public enum VanishedField: String, Sendable, Hashable, CaseIterable {
        /// The load fails.
        case fail
        /// Its column is null, and the load says so.
        case null
    }

    /// For a value that is not of its field's type.
    public enum RetypedField: String, Sendable, Hashable, CaseIterable {
        /// The load fails, and names file and line.
        case fail
        /// The column is null and the text goes to the column `<name>__text`, and the load says so.
        case variant
    }

    /// What happens to new fields.
    public var newField: NewField
    /// What happens when a declared field is gone.
    public var vanishedField: VanishedField
    /// What happens to values of another type.
    public var retypedField: RetypedField

    /// A contract; by default new fields are added, and everything else fails.
    public init(
        newField: NewField = .add, vanishedField: VanishedField = .fail, retypedField: RetypedField = .fail
    ) {
        (self.newField, self.vanishedField, self.retypedField) = (newField, vanishedField, retypedField)
    }
}

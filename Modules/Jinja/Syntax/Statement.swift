/// One step of a template.
indirect enum Statement: Sendable {
    /// Text written out as it stands.
    case text(String, offset: Int)
    /// `{{ … }}`
    case output(Expression)
    case branch([(condition: Expression, body: [Statement])], otherwise: [Statement])
    case loop(Loop)
    case breakLoop
    case continueLoop
    case set(AssignmentTarget, Expression)
    case setBlock(AssignmentTarget, filter: Expression?, body: [Statement], offset: Int)
    case macro(MacroDefinition)
    case callBlock(call: Expression, caller: MacroDefinition)
    case filterBlock(Expression, body: [Statement])
    case evaluate(Expression)
    case with([(target: AssignmentTarget, value: Expression)], body: [Statement])
    case group([Statement])
    case include(Expression, ignoresMissing: Bool, withContext: Bool)
    case importAll(Expression, as: String, withContext: Bool)
    case importNames(Expression, [(name: String, alias: String)], withContext: Bool)
    /// An extension tag that defines something: nothing is written out where it stands.
    case definition(MacroDefinition)

    struct Loop: Sendable {
        var target: AssignmentTarget
        var items: Expression
        var condition: Expression?
        var isRecursive: Bool
        var body: [Statement]
        var otherwise: [Statement]
        /// Whether the body reads `loop`, which otherwise is not made.
        var offset: Int
    }
}

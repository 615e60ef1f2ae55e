/// A prompt and its variables do not fit.
public enum PromptError: Error, Hashable, CustomStringConvertible {
    /// The template cannot be read.
    case malformed(String)
    /// The text uses a variable that is not declared.
    case undeclaredVariable(String)
    /// A variable that is declared, or must be there, occurs nowhere in the text.
    case unusedVariable(String)
    /// A variable of the prompt has no value.
    case missingValue(String)
    /// A value is given that the prompt has no variable for.
    case extraValue(String)
    /// A value is of another kind than its variable.
    case wrongKind(String, expected: PromptVariable.Kind, actual: PromptVariable.Kind)

    /// What does not fit, with the variable's name.
    public var description: String {
        switch self {
        case .malformed(let reason): "the prompt cannot be read: \(reason)"
        case .undeclaredVariable(let name): "the prompt uses {{\(name)}}, which is not among its variables"
        case .unusedVariable(let name): "the prompt does not use its variable {{\(name)}}"
        case .missingValue(let name): "no value is given for the prompt's variable {{\(name)}}"
        case .extraValue(let name): "a value is given for \(name), which the prompt does not have"
        case .wrongKind(let name, let expected, let actual):
            "the prompt's variable {{\(name)}} takes \(expected.rawValue), not \(actual.rawValue)"
        }
    }
}

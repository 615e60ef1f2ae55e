/// A declaration of source code: a type, a function, a member of a type.
///
/// Types are divided into blocks at their members, functions are not. So a declaration is one or more whole blocks,
/// of which the first begins with its doc comment; a chunker that wants the largest declarations that fit walks the
/// list and goes into those that do not.
///
///     struct Stack {            // block 0, name "Stack": no headings
///         var items: [Int]      //   also block 0
///         /// Adds one.
///         func push() { … }     // block 1, name "push": headings ["Stack"]
///         func pop() { … }      // block 2, name "pop", and the brace behind it
///     }
///
/// Here `Stack` has the blocks 0..<3, and its members one each.
public struct Declaration: Sendable, Hashable {
    /// The name as it is declared, without parameters; an extension has that of its type.
    public var name: String
    /// From its doc comment or attributes to its end. The last block may end later, with the brace of what encloses it.
    public var range: Range<Int>
    /// The blocks that it consists of. The first one's headings name the declarations that enclose it.
    public var blocks: Range<Int>
    /// How many declarations enclose it.
    public var depth: Int

    public init(name: String, range: Range<Int>, blocks: Range<Int>, depth: Int) {
        self.name = name
        self.range = range
        self.blocks = blocks
        self.depth = depth
    }
}

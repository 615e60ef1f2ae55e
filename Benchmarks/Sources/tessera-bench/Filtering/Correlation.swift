import ArgumentParser

/// Where the vectors that a filter allows lie, seen from the queries that ask with it.
enum Correlation: String, CaseIterable, ExpressibleByArgument {
    /// Anywhere: drawn by chance.
    case none
    /// Around the query: a ball about that one of a few vectors to which the query is nearest.
    case near
    /// Elsewhere: a ball about that one of a few vectors from which the query is farthest.
    case far
    /// All around, but not here: everything outside a ball about the vector to which the query is nearest.
    case hole
}

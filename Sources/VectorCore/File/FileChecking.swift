/// When what a file says is checked: the checksums of its blocks, and that what is in them makes sense.
///
/// Either way a damaged file is never a crash and never a wrong answer; `Docs/FileFormat.md` says what each costs.
public enum FileChecking: String, Sendable, Hashable, CaseIterable {
    /// All of it before the index is there, about as fast as memory is read.
    case onOpen
    /// Header, directory and what is small at once; vectors, codes and links when a search first touches them. A search
    /// that meets damage throws ``VectorIndexError/Code/fileDamaged``, and so does every later one: such a file is to be
    /// built again. The first addition, upsert or save checks all that is left.
    case lazily
}

#if canImport(Glibc) || canImport(Musl)
    #if canImport(Glibc)
        import Glibc
    #else
        import Musl
    #endif

    /// The few functions of ICU's common library that word breaking needs, found at run time.
    ///
    /// Nothing links to ICU: its C functions carry their version in their names, and a program built against one version
    /// would not start beside another. The library stays loaded for the process's life, so the functions stay valid.
    struct ICULibrary: Sendable {
        typealias Status = Int32  // UErrorCode; above zero it is a failure
        typealias OpenIterator =
            @Sendable @convention(c) (
                Int32, UnsafePointer<CChar>?, UnsafePointer<UInt16>?, Int32, UnsafeMutablePointer<Status>
            ) -> OpaquePointer?
        typealias Close = @Sendable @convention(c) (OpaquePointer?) -> Void
        typealias SetText =
            @Sendable @convention(c) (OpaquePointer?, OpaquePointer?, UnsafeMutablePointer<Status>) -> Void
        typealias Next = @Sendable @convention(c) (OpaquePointer?) -> Int32
        typealias OpenUTF8 =
            @Sendable @convention(c) (
                OpaquePointer?, UnsafePointer<CChar>?, Int64, UnsafeMutablePointer<Status>
            ) -> OpaquePointer?
        typealias CloseText = @Sendable @convention(c) (OpaquePointer?) -> OpaquePointer?

        let version: Int
        let openIterator: OpenIterator
        let closeIterator: Close
        let setText: SetText
        let next: Next
        let openUTF8: OpenUTF8
        let closeText: CloseText

        /// The newest version that is installed; nil if there is none. Versions of ICU come twice a year.
        static func load() -> ICULibrary? {
            for version in stride(from: 99, through: 50, by: -1) {
                // RTLD_LOCAL: another ICU in the process keeps its own symbols.
                guard let handle = dlopen("libicuuc.so.\(version)", RTLD_LAZY | RTLD_LOCAL) else { continue }
                if let library = ICULibrary(handle: handle, version: version) { return library }
                dlclose(handle)
            }
            return nil
        }

        private init?(handle: UnsafeMutableRawPointer, version: Int) {
            func function<T>(_ name: String, as type: T.Type) -> T? {
                // SAFETY: the types above repeat the declarations of ubrk.h and utext.h, which are stable since ICU 3.4.
                dlsym(handle, "\(name)_\(version)").map { unsafeBitCast($0, to: type) }
            }
            guard let openIterator = function("ubrk_open", as: OpenIterator.self),
                let closeIterator = function("ubrk_close", as: Close.self),
                let setText = function("ubrk_setUText", as: SetText.self),
                let next = function("ubrk_next", as: Next.self),
                let openUTF8 = function("utext_openUTF8", as: OpenUTF8.self),
                let closeText = function("utext_close", as: CloseText.self)
            else { return nil }
            self.version = version
            self.openIterator = openIterator
            self.closeIterator = closeIterator
            self.setText = setText
            self.next = next
            self.openUTF8 = openUTF8
            self.closeText = closeText
        }
    }
#endif

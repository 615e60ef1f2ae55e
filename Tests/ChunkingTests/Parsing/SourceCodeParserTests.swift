import Chunking
import Foundation
import TestSupport
import Testing

/// `path.name: text` for each declaration, the text without the white space in it.
private func declarations(_ text: String, _ path: String) throws -> [String] {
    let document = try parsed(text, path)
    checkModel(document, path)
    return document.declarations.map { declaration in
        let headings = document.blocks[declaration.blocks.lowerBound].headings
        return (headings + [declaration.name]).joined(separator: ".")
    }
}

@Test func swiftIsDividedAtItsDeclarations() throws {
    let text = #"""
        import Foundation

        /// A stack.
        @frozen
        public struct Stack<T>: Sequence where T: Sendable {
            var items: [T] = []
            let text = "}\("{" + "\(1)")"
            /* } /* } */ } */

            /// Doc.
            @discardableResult
            func push(_ item: T = { 1 }())
                -> Int
            {
                if true { return 1 }
            }

            var count: Int { items.count }
            init() {}
            class func make() -> Self { #"}"#; return Self() }
            enum Kind { case a, b(Int)
                indirect case c }
        }

        extension Array.Index: P {
            subscript(i: Int) -> Int { 0 }
            static let shared = {
                """
                } " {
                """
            }()
        }

        protocol Shape {
            func area() -> Double
            var name: String { get }
        }
        func free() async throws { }
        let constant = 1
        """#
    #expect(
        try declarations(text, "a.swift") == [
            "Stack", "Stack.push", "Stack.count", "Stack.init", "Stack.make", "Stack.Kind", "Array.Index",
            "Array.Index.subscript", "Array.Index.shared", "Shape", "Shape.area", "Shape.name", "free",
        ])
    let document = try parsed(text, "a.swift")
    let push = try #require(document.declarations.first { $0.name == "push" })
    #expect(document.source.text(in: push.range).hasPrefix("    /// Doc.\n    @discardableResult"))
    #expect(document.source.text(in: push.range).hasSuffix("return 1 }\n    }"))
    let stack = document.declarations[0]
    #expect(document.source.text(in: stack.range).hasPrefix("/// A stack.\n@frozen"))
    #expect(document.source.text(in: stack.range).hasSuffix("case c }\n}"))
    #expect(document.blocks.first?.name == nil)
    #expect(document.content(of: document.blocks[0]) == "import Foundation")
    #expect(document.blocks[1].kind == .code(language: "swift"))
}

@Test func pythonIsDividedByItsIndentation() throws {
    let text = """
        #!/usr/bin/env python
        import os

        # About A.
        @decorate(
            x)
        class A(Base):
            '''class X: def no(): '''
            field = {
        'def': 1}

            # About f.
            def f(self):
                def inner():
                    pass
                return "\\
        def no(): "
                # deep comment

            @property
            async def g(self): return 1
            class B:
                def h(self):
                    pass

        def top(a,
        b):
            x = 1; y = \\
        2
        x = 3
        if x:
            def conditional():
                pass
        """
    #expect(
        try declarations(text, "a.py") == ["A", "A.f", "A.g", "A.B", "A.B.h", "top", "conditional"])
    let document = try parsed(text, "a.py")
    let texts = document.declarations.map { document.source.text(in: $0.range) }
    #expect(texts[0].hasPrefix("# About A.\n@decorate("))
    #expect(texts[1].hasPrefix("    # About f.\n") && texts[1].hasSuffix("# deep comment"))
    #expect(texts[2].hasPrefix("    @property"))
    #expect(texts[5] == "def top(a,\nb):\n    x = 1; y = \\\n2")
}

@Test func theOtherLanguagesAreDividedAtTheirDeclarations() throws {
    let cases: [(String, String, [String])] = [
        (
            "a.c",
            """
            #include <a.h>
            #define BODY() { \\
              }
            typedef struct { int x; } Point;
            struct node { struct node *next; };
            /* A prototype. */
            int documented(int);
            int plain(int);
            static const int table[] = { 1, 2 };
            char brace = '{';
            int main(int argc, char **argv)
            {
                if (argc) { puts("}"); }
            }
            struct node *at(int i) { return 0; }
            """, ["node", "documented", "main", "at"]
        ),
        (
            "a.cpp",
            """
            namespace a::b {
            template <typename T = int> class Stack final : public Base<T> {
            public:
                Stack(int n) : n_(n), items_{1, 2} { init(); }
                ~Stack() { }
                bool operator==(const Stack& o) const { return true; }
                int n_ = 0;
            };
            enum class Kind { a, b };
            void Stack<int>::clear() noexcept { R"x( } )" )x"; }
            int Out::side() const { return 1'000; }
            }
            extern "C" { void f() { } }
            """,
            [
                "a::b", "a::b.Stack", "a::b.Stack.Stack", "a::b.Stack.~Stack", "a::b.Stack.operator==", "a::b.Kind",
                "a::b.clear", "a::b.Out::side", "f",
            ]
        ),
        (
            "a.go",
            """
            package main
            import ( "fmt" )
            // Point is one.
            type Point struct { X int `json:"x}"` }
            func (p *Point) Move(dx int) (int, error) {
                s := `}
            {`
                return dx, nil
            }
            func main() { fmt.Println('}') }
            var x = map[string]int{ "a": 1 }
            """, ["Point", "Move", "main", "x"]
        ),
        (
            "a.rs",
            """
            use std::fmt;
            /// Doc.
            #[derive(Debug)]
            pub struct Point<'a> { x: &'a str }
            impl<'a> fmt::Display for Point<'a> where 'a: 'static {
                fn fmt(&self) -> Result<(), E> { let c = '{'; let r = r#"}"#; }
            }
            pub(crate) mod inner { pub const fn f() {} }
            trait Shape { fn area(&self) -> f64; }
            macro_rules! m { () => { } }
            fn main() { let x: fn(i32) = f; }
            """, ["Point", "Point", "Point.fmt", "inner", "inner.f", "Shape", "Shape.area", "m", "main"]
        ),
        (
            "A.java",
            """
            package a.b;
            /** Doc. */
            @Table(name = "x{")
            public class A<T> extends B implements C {
                private final int[] xs = { 1, 2 };
                static { init(); }
                @Override
                public String name(int a) throws E { return \"\"\"
                  } " x\"\"\"; }
                abstract void none();
                A() { super(); }
                enum Kind { ONE { void f() { } }, TWO }
                record Pair(int a, int b) { int sum() { return a + b; } }
            }
            interface I { void call(); }
            """,
            ["A", "A.name", "A.none", "A.A", "A.Kind", "A.Pair", "A.Pair.sum", "I", "I.call"]
        ),
        (
            "a.js",
            """
            import x from "y"
            export default class A extends B {
              #secret = 1
              constructor(a) { super(`}${a ? `{${b}` : "}"}`) }
              static async *gen() { yield /[}/]"{/.test(x) }
              handler = () => { return 1 }
              get value() { return this.#secret }
            }
            const add = (a, b) => {
              return a / b
            }
            const table = { a: 1 }
            async function main() { if (x) { } }
            export default function () { }
            main()
            """, ["A", "A.constructor", "A.gen", "A.handler", "A.value", "add", "table", "main", "default"]
        ),
        (
            "a.ts",
            """
            export interface Shape { area(): number }
            type Kind = { a: string } | { b: number }
            @Component({ selector: "x" })
            export abstract class A<T> {
              private x?: number
              m(a: T): { ok: boolean } { return { ok: true } }
            }
            declare module "lib" { function f(): void; }
            namespace N { export const g = async () => { } }
            """, ["Shape", "Kind", "A", "A.m", "\"lib\"", "\"lib\".f", "N", "N.g"]
        ),
    ]
    for (path, text, wanted) in cases {
        let found = try declarations(text, path)
        #expect(found == wanted, "\(path)")
    }
}

@Test func codeThatDoesNotCompileIsKept() throws {
    for text in [
        "}}}}", "func f( {", "class A {", "struct A { func f() { \"", "/* never", "'''", "\"\\(", "`${`${",
        "def f(:\n  x", "R\"(",
        "class A { }; }; func b() { }", "@", "@a\n@b", "#if\n{\n#else\n{\n#endif", "A::", "operator", "impl",
        "template <", "=>",
        "class", "x = {", "fn f<'a", "(((((", "]]]]]", "\\", "class A:", "    def f():\n  x\n y",
    ] {
        for language in SourceCodeParser.Language.allCases {
            let path = "a.\(language.extensions[0])"
            let document = try parsed(text, path)
            checkModel(document, "\(path) \(text)")
            #expect(
                document.blocks.map(document.content(of:)).joined().filter { !$0.isWhitespace }
                    == text.filter { !$0.isWhitespace }, "\(path) \(text)")
        }
    }
}

@Test func typesNestedTenThousandDeepAreRead() throws {
    let text = String(repeating: "class A {\n", count: 10_000) + String(repeating: "}\n", count: 10_000)
    for path in ["a.swift", "A.java", "a.ts", "a.cpp"] {
        let document = try parsed(text, path)
        #expect(document.declarations.count == 10_000)
        #expect(document.blocks.last?.headings.count == 32)
    }
}

private let codeParts = [
    "class A ", "struct B ", "func f() ", "def g():", "fn h() ", "void i() ", "{", "}", "(", ")", "[", "]", ";", "\n",
    "\n",
    "\n\n", "    ", "\t", "\"", "'", "`", "\"\"\"", "'''", "${", "\\(", "\\", "//", "/*", "*/", "#", "#if", "@a", " = ",
    "=>",
    "->", ":", "::", "<", ">", "impl ", "let x", "const y", "operator", "template ", "日本語", "👩‍👩‍👧‍👦", "e\u{301}", "word",
    "async ", "// comment\n", "# comment\n", "R\"(", "r#\"", ",", ".", "\r\n", "return /a/", "extern \"C\" ",
]

@Test(arguments: SourceCodeParser.Language.allCases)
func generatedCodeKeepsEveryPromise(language: SourceCodeParser.Language) throws {
    let some: [(size: ChunkSize, overlap: Int)] = [
        (.characters(7), 3), (.characters(60), 20), (.tokens(16, WordTokenizer()), 4),
    ]
    for seed in UInt64(1)...60 {
        var generator = SeededGenerator(seed: seed)
        let text = (0..<Int(seed) * 3).map { _ in codeParts.randomElement(using: &generator) ?? "" }.joined()
        let document = try parsed(text, "seed.\(language.extensions[0])")
        checkModel(document, "\(language), seed \(seed)")
        for name in Chunkers.names {
            for (size, overlap) in some {
                let chunks = try Chunkers.named(name, size: size, overlap: overlap).chunks(of: document)
                ChunkChecker(document: document, size: size, label: "\(language), seed \(seed), \(name)").check(chunks)
            }
        }
    }
}

@Test func aConditionOnTypesIsNoValue() throws {
    let code = """
        extension Box where Element == Int {
            func sum() -> Int { 0 }
            static func == (a: Box, b: Box) -> Bool { true }
        }

        func first<S: Sequence>(of s: S) -> Int where S.Element == Int {
            0
        }
        """
    let document = try parsed(code, "a.swift")
    let starts = document.declarations.map { document.source.text(in: $0.range).split(separator: " ").prefix(2) }
    #expect(starts == [["extension", "Box"], ["func", "sum()"], ["static", "func"], ["func", "first<S:"]])
}

/// This package's own sources: every function that begins a line is found, and nothing is lost.
@Test func thisPackagesSourcesAreDivided() throws {
    let root = TestData.packageRoot.appendingPathComponent("Sources").resolvingSymlinksInPath()
    let files = TestTexts.files(in: root, endingIn: ".swift")
    #expect(files.count > 50)
    for file in files {
        let document = try ParserRegistry.standard.parse(SourceDocument(path: file.path, utf8: file.bytes))
        checkModel(document, file.path)
        let text = String(decoding: file.bytes, as: UTF8.self)
        let wanted = text.split(separator: "\n").filter { line in
            let words = line.split(separator: " ")
            let indentation = line.prefix { $0 == " " }.count
            return indentation <= 4 && words.contains("func") && !line.contains("//") && !line.contains("`")
                && words.first.map { ["func", "private", "public", "static", "mutating", "package"].contains($0) }
                    ?? false
        }
        let found = document.declarations.filter { declaration in
            document.source.text(in: declaration.range).contains("func ")
        }
        #expect(found.count >= wanted.count, "\(file.path): \(wanted.count) functions, \(found.count) found")
        let chunks = try StructureChunker(size: .characters(1200)).chunks(of: document)
        ChunkChecker(document: document, size: .characters(1200), label: file.path).check(chunks)
    }
}

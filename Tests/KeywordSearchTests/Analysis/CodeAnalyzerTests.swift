import KeywordSearch
import Testing

@Suite struct CodeAnalyzerTests {
    private func terms(_ text: String) -> [String] { KeywordAnalyzer.code.terms(in: text) }

    @Test func anIdentifierIsFoundWholeAndByItsParts() {
        #expect(
            terms("parseHTTPHeader_fields") == ["parsehttpheader_fields", "pars", "http", "header", "field"])
        #expect(terms("snake_case") == ["snake_case", "snake", "case"])
        #expect(terms("kebab-case") == ["kebab-case", "kebab", "case"])
        #expect(terms("os.path.join(x)") == ["os.path.join", "os", "path", "join", "x"])
        #expect(terms("std::vector<int>") == ["std::vector", "std", "vector", "int"])
        #expect(terms("self.parseHeader") == ["self.parseheader", "self", "parseheader", "pars", "header"])
        #expect(terms("__init__ _x") == ["__init__", "init", "_x", "x"])
        #expect(
            terms("iPhone xAxis utf8Decoder") == [
                "iphone", "i", "phone", "xaxis", "x", "axi", "utf8decoder", "utf8", "decod",
            ])
        #expect(terms("größeÄndern café.Ölstand") == ["grosseandern", "cafe.olstand", "cafe", "olstand"])
    }

    @Test func signsBelongToNames() {
        #expect(terms("C++, C# and C") == ["c++", "c", "c#", "c", "and", "c"])
        #expect(terms("C++17 i++ a+b x++y") == ["c++17", "c", "i++", "i", "a", "b", "x", "y"])
        #expect(terms("#include Foo#bar") == ["includ", "foo", "bar"])
        #expect(terms(".net ASP.NET (.map) a?.b") == [".net", "net", "asp.net", "asp", "net", ".map", "map", "a", "b"])
        #expect(terms("p->next -x a--b") == ["p", "next", "x", "a", "b"])
    }

    @Test func numbersAndVersionsStayWhole() {
        #expect(
            terms("3.14 1_000_000 v1.2.3 10.0.0.1 f(1,2)") == [
                "3.14", "1000000", "v1.2.3", "v1", "10.0.0.1", "f", "1", "2",
            ])
        #expect(terms("2024-01-15") == ["2024-01-15", "2024", "01", "15"])
    }

    @Test func textIsCutAsElsewhere() {
        #expect(terms("// Don't index it. 東大寺, naïve…") == ["don't", "index", "it", "東大", "大寺", "寺", "naiv"])
        #expect(terms("_ __ . :: -- ++ # '").isEmpty)
        #expect(KeywordAnalyzer(language: .code, stemming: .none).terms(in: "parsing") == ["parsing"])
    }

    @Test func aQueryForAPartOrTheWholeFindsIt() throws {
        let index = try KeywordIndex(columns: [KeywordColumn("text")], analyzer: .code)
        try index.add([
            KeywordDocument(id: 1, "let fields = self.parseHTTPHeader_fields(of: line)"),
            KeywordDocument(id: 2, "header.next()"), KeywordDocument(id: 3, "C++ is not C"),
        ])
        #expect(try index.search("parseHTTPHeader_fields", k: 1).first?.id == 1)
        #expect(try Set(index.search("header", k: 9).map(\.id)) == [1, 2])
        #expect(try index.search("C++", k: 9).map(\.id) == [3])
        #expect(try index.search("self.parseHTTPHeader_fields", k: 9).map(\.id).first == 1)
    }
}

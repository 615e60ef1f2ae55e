import Foundation
import Testing

struct SearchTests {
    @Test func hitsNameTheirPlaceToTheByte() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        for (query, path) in [("How does an index survive a crash?", "guide/storage.md"), ("日本の首都", "日本語/都市.md")] {
            for mode in ["hybrid", "vector", "keyword"] {
                let run = try await bench.search(query, "--mode", mode, "-k", "3", "--json")
                #expect(run.status == 0, "\(run)")
                let hits = try #require(run.json as? [[String: Any]], "\(run)")
                #expect(!hits.isEmpty && hits.count <= 3)
                for (position, hit) in hits.enumerated() {
                    #expect(Set(hit.keys) == ["rank", "score", "path", "heading", "start", "end", "text"])
                    #expect(hit["rank"] as? Int == position + 1)
                    let start = try #require(hit["start"] as? Int)
                    let end = try #require(hit["end"] as? Int)
                    let bytes = try Data(contentsOf: bench.documents.file(try #require(hit["path"] as? String)))
                    #expect(String(decoding: bytes[start..<end], as: UTF8.self) == hit["text"] as? String)
                }
                let scores = hits.compactMap { $0["score"] as? Double }
                #expect(scores == scores.sorted(by: >))
                // The encoder knows little Japanese; keywords find it.
                if mode != "vector" || path.hasPrefix("guide") {
                    #expect(hits.first?["path"] as? String == path, "\(run)")
                }
            }
        }
        let run = try await bench.search("crash", "--mode", "keyword", "--json")
        #expect((run.json as? [[String: Any]])?.first?["heading"] as? String == "Storage > Crash safety", "\(run)")
    }

    @Test func peopleGetLines() async throws {
        guard let bench = try Workbench.make() else { return }
        try bench.documents.write("A pelican \u{1B}]0;title\u{07}\u{1B}[2J rests.\n", to: "escape.txt")
        #expect(try await bench.ingest().status == 0)
        let run = try await bench.search("crash safety", "-k", "1")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("1. guide/storage.md > Storage > Crash safety [bytes "), "\(run)")
        let escape = try await bench.search("pelican", "--mode", "keyword")
        #expect(escape.output.contains("pelican") && !escape.output.contains("\u{1B}"), "\(escape)")
        let nothing = try await bench.search("xyzzyplugh", "--mode", "keyword", "--json")
        #expect(nothing.status == 0)
        #expect((nothing.json as? [Any])?.isEmpty == true, "\(nothing)")
    }

    @Test func aFilterBoundsBothSearches() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        for mode in ["hybrid", "vector", "keyword"] {
            let run = try await bench.search(
                "crash index dough", "--mode", mode, "--filter", "path = 'guide/bread.md'", "--json")
            #expect(run.status == 0, "\(run)")
            let paths = (run.json as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
            #expect(!paths.isEmpty && Set(paths) == ["guide/bread.md"], "\(mode): \(run)")
        }
    }

    @Test func aBadFilterNamesTheMistakesPlace() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let run = try await bench.search("x", "--filter", "path = ", "--json")
        #expect(run.status != 0 && run.output.isEmpty)
        #expect(run.errors.contains("byte 7") || run.errors.contains("byte 6"), "\(run)")
        let unknown = try await bench.search("x", "--filter", "colour = 'red'", "--json")
        #expect(unknown.status != 0 && unknown.output.isEmpty)
        #expect(unknown.errors.contains("colour"), "\(unknown)")
    }

    @Test func aSearchTakesWhatOneExpects() async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let asked = [
            "crash index dough", "-k", "2", "--json", "--columns", "source, type", "--facet", "path:1", "--explain",
        ]
        var pages: [String] = []
        var token: String?
        repeat {
            let run = try await Program.tessera.run(
                ["search", "--store", bench.store] + asked + (token.map { ["--page", $0] } ?? ["--paged"]))
            #expect(run.status == 0, "\(run)")
            let answer = try #require(run.json as? [String: Any], "\(run)")
            let hits = try #require(answer["hits"] as? [[String: Any]])
            #expect(hits.allSatisfy { Set(($0["columns"] as? [String: Any])?.keys ?? [:].keys) == ["source", "type"] })
            pages += hits.map { "\($0["path"] ?? "") \($0["start"] ?? "")" }
            let facet = try #require((answer["facets"] as? [[String: Any]])?.first)
            #expect(facet["column"] as? String == "path" && (facet["counts"] as? [Any])?.count == 1)
            #expect((answer["explanation"] as? [String: Any])?["stages"] != nil)
            token = answer["nextPage"] as? String
        } while token != nil
        #expect(pages.count > 2 && Set(pages).count == pages.count)
        let each = try await bench.search("crash index dough", "--per-document", "1", "--sort", "path DESC", "--json")
        let paths = (each.json as? [[String: Any]] ?? []).compactMap { $0["path"] as? String }
        #expect(Set(paths).count == paths.count && paths.count > 1 && paths == paths.sorted(by: >), "\(each)")
        let lines = try await bench.search("crash", "--facet", "path", "--explain", "--paged", "-k", "1")
        #expect(lines.output.contains("path: ") && lines.output.contains("time: ") && lines.output.contains("--page "))
    }

    @Test(arguments: [
        ["--sort", "colour"], ["--facet", "colour"], ["--columns", "colour"], ["--page", "AAAA"], ["-k", "10001"],
        ["--threshold", "nan"], ["--per-document", "0"],
    ])
    func whatTheIndexDoesNotHaveIsNamed(_ options: [String]) async throws {
        guard let bench = try Workbench.make() else { return }
        #expect(try await bench.ingest().status == 0)
        let run = try await Program.tessera.run(["search", "--store", bench.store, "x"] + options)
        #expect(run.status != 0 && run.output.isEmpty && !run.errors.isEmpty, "\(run)")
    }

    @Test(arguments: [
        ["-k", "0"], ["-k", "-3"], ["-k", "many"], ["--mode", "psychic"], ["--colour"], ["--sort", "a b c"],
        ["--facet", "path:x"],
    ])
    func badOptionsAreRefused(_ options: [String]) async throws {
        let run = try await Program.tessera.run(["search", "--store", "/nonexistent/store", "x"] + options)
        #expect(run.status != 0 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains("Error:"), "\(run)")
    }

    @Test func anEmptyQueryIsRefused() async throws {
        for command in ["search", "ask"] {
            let run = try await Program.tessera.run([command, "--store", "/nonexistent/store", "  "])
            #expect(run.status != 0 && run.errors.contains("empty"), "\(run)")
        }
    }

    @Test func lookingForAStoreDoesNotMakeOne() async throws {
        let folder = try TemporaryFolder()
        let store = folder.file("none").path
        for command in ["search", "ask"] {
            let run = try await Program.tessera.run([command, "--store", store, "x"])
            #expect(run.status != 0)
            #expect(run.errors.contains("tessera ingest"), "\(run)")
        }
        #expect(!FileManager.default.fileExists(atPath: store))
    }

    @Test func outputThatNobodyCanTakeIsAFailure() async throws {
        guard let bench = try Workbench.make(), FileManager.default.fileExists(atPath: "/dev/full") else { return }
        #expect(try await bench.ingest().status == 0)
        let run = try await Program.tessera.run(
            ["search", "--store", bench.store, "crash", "--json"], output: URL(fileURLWithPath: "/dev/full"))
        #expect(run.status != 0, "\(run)")
    }
}

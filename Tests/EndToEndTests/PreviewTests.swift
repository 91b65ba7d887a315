import Foundation
import Testing

/// The preview server, as a browser and as a stranger see it.
@Suite(.serialized)
struct PreviewTests {
  @Test func editsAreRunAndStrangersRefused() async throws {
    let book = try WeftBook()
    defer { book.remove() }
    try book.write("01-a", "# T\n\n```swift\nprint(40 + 1)\n```\n")
    try Data("secret".utf8).write(to: book.root.appendingPathComponent("secret.txt"))
    let preview = try Preview(book)
    defer { preview.end() }
    #expect(try await preview.page("01-a.html", contains: "41"))

    // Names of other machines, and paths that lead out of the folder.
    #expect(try preview.get("/01-a.html", "-H", "Host: example.com").status == 403)
    #expect(try preview.get("/01-a.html", "-H", "Host: 127.0.0.1:1").status == 403)
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt"] {
      let answer = try preview.get(path, "--path-as-is")
      #expect(answer.status != 200, "\(path)")
      #expect(!answer.body.contains("secret"))
    }
    try FileManager.default.createSymbolicLink(
      at: book.root.appendingPathComponent("output/link.txt"),
      withDestinationURL: book.root.appendingPathComponent("secret.txt"))
    #expect(try preview.get("/link.txt").status == 404)
    #expect(try preview.get("/01-a.html", "-X", "POST").status == 405)

    // An edit is run, and whoever waits for a new version hears of it.
    let seen = try preview.version
    try book.write("01-a", "# T\n\n```swift\nprint(40 + 2)\n```\n")
    #expect(try await preview.page("01-a.html", contains: "42"))
    #expect(try preview.version > seen)

    // An error of the compiler is in the page.
    try book.write("01-a", "# T\n\n```swift\nprint(nowhere)\n```\n")
    #expect(try await preview.page("01-a.html", contains: "cannot find"))
  }

  @Test func aCellIsSeenWhileItRuns() async throws {
    let book = try WeftBook()
    defer { book.remove() }
    let gate = book.root.appendingPathComponent("gate")
    func chapter(_ last: String) -> String {
      """
      # T

      ```swift
      import Glibc
      let curve = Animator(legend: ["loss"])
      for epoch in 1...3 { curve.add(epoch, 1 / Double(epoch)) }
      print("ha" + "lf")
      while access("\(gate.path)", F_OK) != 0 { usleep(2000) }
      \(last)
      ```

      ```swift
      print("af" + "ter")
      ```
      """
    }
    try book.write("01-a", chapter("curve"))
    let preview = try Preview(book)
    defer { preview.end() }

    // The page is there before there is anything to show, and the cell before it ends.
    #expect(try await preview.page("01-a.html", contains: "Animator"))
    #expect(try preview.get("/01-a.html").body.contains("/_weft/preview.js"))
    func pieces() throws -> [String] { try preview.news("/01-a.html").cells.first?.pieces ?? [] }
    #expect(try await preview.waits { try pieces().count == 2 })
    let shown = try pieces()
    #expect(shown[0].contains(">half</pre>"))
    #expect(shown[1].hasPrefix("<figure>") && shown[1].contains("<svg"))
    let news = try preview.news("/01-a.html")
    #expect(news.run?.cell == "cell-1" && news.run?.position == 1 && news.run?.count == 2)
    #expect(news.cells.map(\.progress) == ["running"])
    #expect(try !preview.get("/01-a.html").body.contains(">half"))
    // Who knows all this waits; another page has nothing to do with it.
    let known = "since=\(news.version)&seen=\(news.revision)"
    #expect(try preview.get("/_weft/changes?page=/01-a.html&\(known)", "-m", "1").status == 0)
    #expect(try preview.news("/index.html").run == nil)

    FileManager.default.createFile(atPath: gate.path, contents: nil)
    #expect(try await preview.page("01-a.html", contains: ">after"))
    #expect(try await preview.waits { try preview.news("/01-a.html").run == nil })
    #expect(try preview.news("/01-a.html").cells.isEmpty)
    let page = try book.text("output/01-a.html")
    #expect(page.contains("<svg") && page.contains(">half") && !page.contains("_weft"))
    let record = try book.text("output/01-a.json")
    #expect(try book.run("render", "--no-cache", "--quiet").status == 0)
    #expect(try book.text("output/01-a.json") == record)
    #expect(try book.text("output/01-a.html") == page)

    // A failure takes away what was passing.
    try FileManager.default.removeItem(at: gate)
    try book.write("01-a", chapter("fatalError(\"no \" + \"more\")"))
    #expect(try await preview.waits { try pieces().count == 2 })
    FileManager.default.createFile(atPath: gate.path, contents: nil)
    #expect(try await preview.page("01-a.html", contains: "no more"))
    #expect(try !book.text("output/01-a.html").contains("<svg"))
    #expect(try await preview.waits { try preview.news("/01-a.html").run == nil })
  }

  @Test func anEditStopsWhatRunsForAnOlderText() async throws {
    let book = try WeftBook()
    defer { book.remove() }
    let preview = try Preview(book)
    defer { preview.end() }
    let started = book.root.appendingPathComponent("started")
    try book.write(
      "01-a",
      "# T\n\n```swift\nimport Foundation\n"
        + "try Data().write(to: URL(fileURLWithPath: \"\(started.path)\"))\n"
        + "Thread.sleep(forTimeInterval: 500)\n```\n")
    #expect(await preview.waits { FileManager.default.fileExists(atPath: started.path) })
    try book.write("01-a", "# T\n\n```swift\nprint(\"soon\" + \"er\")\n```\n")
    #expect(try await preview.page("01-a.html", contains: ">sooner"))
  }
}

/// A running `weft preview`.
struct Preview {
  private let process = Process()
  private let port = Int.random(in: 20_000..<60_000)

  init(_ book: WeftBook) throws {
    process.executableURL = WeftBook.program
    process.arguments = ["preview", "--port", "\(port)"]
    process.currentDirectoryURL = book.root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// Ends it as Ctrl-C does.
  func end() {
    process.interrupt()
    process.waitUntilExit()
  }

  /// What the server answers.
  func get(_ path: String, _ options: String...) throws -> (status: Int, body: String) {
    let curl = Process()
    curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    curl.arguments =
      ["curl", "-s", "-m", "5", "-w", "\n%{http_code}"] + options
      + ["http://127.0.0.1:\(port)\(path)"]
    let pipe = Pipe()
    curl.standardOutput = pipe
    try curl.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    curl.waitUntilExit()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
  }

  /// What a page is told.
  struct News: Decodable {
    struct Run: Decodable {
      var cell: String?
      var position: Int
      var count: Int
    }
    struct Cell: Decodable {
      var progress: String
      var pieces: [String]?
    }
    var version: Int
    var revision: Int
    var run: Run?
    var cells: [Cell]
  }

  /// What a page is told that knows nothing yet.
  func news(_ page: String) throws -> News {
    let answer = try get("/_weft/changes?page=\(page)&since=-1&seen=-1")
    return try JSONDecoder().decode(News.self, from: Data(answer.body.utf8))
  }

  /// The number that pages compare.
  var version: Int { get throws { try news("/").version } }

  /// Whether something comes true; gives up after a minute.
  func waits(_ condition: () throws -> Bool) async rethrows -> Bool {
    for _ in 0..<600 {
      if try condition() { return true }
      try? await Task.sleep(for: .milliseconds(100))
    }
    return false
  }

  /// Whether a page comes to hold a text.
  func page(_ name: String, contains text: String) async throws -> Bool {
    try await waits { try get("/" + name).body.contains(text) }
  }
}

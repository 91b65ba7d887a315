internal import FlyingFox
internal import Foundation
internal import Weaving

/// Serves the folder of pages to browsers on this machine, and to nobody else.
///
/// It listens on 127.0.0.1 only, answers only requests that name this machine as their host (so that
/// a page from elsewhere cannot reach it by a name of its own), and reads nothing outside its folder.
struct PreviewServer: Sendable {
  /// The folder of pages.
  let folder: URL
  /// What pages wait for.
  let state: PreviewState
  /// The script and the styles that pages get on top of their own.
  let assets: PreviewAssets
  /// The port.
  let port: UInt16

  /// Answers requests until the task is cancelled.
  func run() async throws {
    // FlyingFox's own loopback address is that of IPv6, which http://127.0.0.1 does not reach.
    // It is quiet: pages ask without end.
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled)
    await server.appendRoute("*") { request in await answer(request) }
    try await server.run()
  }

  private func answer(_ request: HTTPRequest) async -> HTTPResponse {
    guard request.method == .GET || request.method == .HEAD else {
      return plain(.methodNotAllowed, "only GET is answered")
    }
    guard isOwnHost(request.headers[.host]) else {
      return plain(.forbidden, "this server answers to localhost only")
    }
    if request.path.hasPrefix("/_weft/") { return await answerOwn(request) }
    guard let url = file(at: request.path), let data = try? Data(contentsOf: url) else {
      return plain(.notFound, "there is no such page")
    }
    var headers: HTTPHeaders = [
      .contentType: Self.type(of: url), HTTPHeader("Cache-Control"): "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
    ]
    var body = data
    if url.pathExtension == "html" { body = withScript(data) }
    headers[.contentLength] = nil
    return HTTPResponse(statusCode: .ok, headers: headers, body: body)
  }

  private func isOwnHost(_ host: String?) -> Bool {
    guard let host else { return false }
    let names: [String] = ["127.0.0.1", "localhost"]
    return names.contains { host == "\($0):\(port)" || (port == 80 && host == $0) }
  }

  /// The file for a path, or nil if it would lie outside the folder, links followed.
  private func file(at path: String) -> URL? {
    guard let decoded = path.removingPercentEncoding, !decoded.contains("\0") else { return nil }
    let root = folder.resolvingSymlinksInPath().path
    var url = folder.appendingPathComponent(decoded)
    if decoded.hasSuffix("/") || decoded.isEmpty {
      url = url.appendingPathComponent("index.html")
    }
    let resolved = url.standardizedFileURL.resolvingSymlinksInPath()
    guard resolved.path.hasPrefix(root + "/") else { return nil }
    return resolved
  }

  /// What pages ask the preview itself.
  private func answerOwn(_ request: HTTPRequest) async -> HTTPResponse {
    switch request.path {
    case "/_weft/changes":
      func number(_ name: String) -> Int {
        request.query.first { $0.name == name }.flatMap { Int($0.value) } ?? 0
      }
      let page = request.query.first { $0.name == "page" }?.value ?? ""
      let news = await state.news(
        of: Self.chapter(of: page), since: number("since"), seen: number("seen"))
      guard let body = try? JSONEncoder().encode(news) else { break }
      return own("application/json", body)
    case "/_weft/preview.js": return own("text/javascript; charset=utf-8", Data(assets.script.utf8))
    case "/_weft/preview.css": return own("text/css; charset=utf-8", Data(assets.styles.utf8))
    default: break
    }
    return plain(.notFound, "there is no such page")
  }

  /// The chapter whose page has an address.
  private static func chapter(of page: String) -> String {
    let path = page.removingPercentEncoding ?? page
    return String(path.drop { $0 == "/" }.dropLast(path.hasSuffix(".html") ? 5 : 0))
  }

  private func own(_ type: String, _ body: Data) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok,
      headers: [
        .contentType: type, HTTPHeader("Cache-Control"): "no-store",
        HTTPHeader("X-Content-Type-Options"): "nosniff",
      ], body: body)
  }

  /// A page with the script that keeps it up to date. It is no part of the file.
  private func withScript(_ page: Data) -> Data {
    guard let text = String(data: page, encoding: .utf8),
      let end = text.range(of: "</body>", options: .backwards)
    else { return page }
    let script = """
      <link rel="stylesheet" href="/_weft/preview.css">
      <script src="/_weft/preview.js" data-version="\(state.version)"></script>
      </body>
      """
    return Data(text.replacingCharacters(in: end, with: script).utf8)
  }

  private func plain(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: [
        .contentType: "text/plain; charset=utf-8", HTTPHeader("Cache-Control"): "no-store",
      ],
      body: Data(text.utf8))
  }

  private static func type(of url: URL) -> String {
    switch url.pathExtension {
    case "html": "text/html; charset=utf-8"
    case "css": "text/css; charset=utf-8"
    case "js": "text/javascript; charset=utf-8"
    case "json", "ipynb": "application/json"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "woff2": "font/woff2"
    default: "application/octet-stream"
    }
  }
}

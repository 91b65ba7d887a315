internal import FlyingFox
internal import Foundation

/// Serves the folder of pages to browsers on this machine, and to nobody else.
///
/// It listens on 127.0.0.1 only, answers only requests that name this machine as their host (so that
/// a page from elsewhere cannot reach it by a name of its own), and reads nothing outside its folder.
struct PreviewServer: Sendable {
  /// The folder of pages.
  let folder: URL
  /// What pages wait for.
  let state: PreviewState
  /// The port.
  let port: UInt16

  /// Answers requests until the task is cancelled.
  func run() async throws {
    // FlyingFox's own loopback address is that of IPv6, which http://127.0.0.1 does not reach.
    let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: port))
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
    if request.path == "/_weft/changes" {
      let seen = request.query.first { $0.name == "since" }.flatMap { Int($0.value) } ?? 0
      return plain(.ok, "\(await state.change(since: seen))")
    }
    guard let url = file(at: request.path), let data = try? Data(contentsOf: url) else {
      return plain(.notFound, "there is no such page")
    }
    var headers: HTTPHeaders = [
      .contentType: Self.type(of: url), HTTPHeader("Cache-Control"): "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
    ]
    var body = data
    if url.pathExtension == "html" { body = withReloading(data) }
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

  /// A page that loads itself again when the version changes, and stays where its reader was.
  private func withReloading(_ page: Data) -> Data {
    let script = """
      <script>
      (function () {
        var key = "weft-scroll:" + location.pathname, seen = \(state.version);
        var kept = sessionStorage.getItem(key);
        if (kept !== null) {
          sessionStorage.removeItem(key);
          addEventListener("load", function () { scrollTo(0, Number(kept)); });
        }
        function wait() {
          fetch("/_weft/changes?since=" + seen).then(function (r) { return r.text(); })
            .then(function (now) {
              if (Number(now) !== seen) {
                sessionStorage.setItem(key, String(scrollY));
                location.reload();
              } else { wait(); }
            }, function () { setTimeout(wait, 1000); });
        }
        wait();
      })();
      </script>
      </body>
      """
    guard let text = String(data: page, encoding: .utf8),
      let end = text.range(of: "</body>", options: .backwards)
    else { return page }
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

import Foundation
import Records
import Testing

/// What the two programs say to each other arrives as it was said.
struct ProtocolTests {
  private func sent<Message: Codable>(_ messages: [Message], cut: Int) throws -> [Message] {
    var bytes: [UInt8] = []
    for message in messages {
      bytes += Frame(type: Frame.json, payload: [UInt8](try JSONEncoder().encode(message))).bytes
    }
    var reader = FrameReader()
    var received: [Message] = []
    for start in stride(from: 0, to: bytes.count, by: cut) {
      reader.append(bytes[start..<min(start + cut, bytes.count)])
      while let frame = reader.next() {
        received.append(try JSONDecoder().decode(Message.self, from: Data(frame.payload)))
      }
    }
    return received
  }

  @Test(arguments: [1, 7, 4096]) func commands(cut: Int) throws {
    let commands: [HostCommand] = [
      .follow(interval: 0.125),
      .run(
        .init(
          run: 1, library: "/tmp/a b.so", entry: "main", dependencies: ["libz.so"],
          cells: [.init(number: 0, seed: .max, timeout: 1.5), .init(number: 1)])),
      .interrupt(run: 1, kind: .timeout, message: "ü"), .quit,
    ]
    #expect(try sent(commands, cut: cut) == commands)
  }

  @Test(arguments: [1, 7, 4096]) func events(cut: Int) throws {
    let line = LineMark(name: "loss", x: Samples([1, 2, 3]), y: Samples([0.5, .nan, 0.1]))
    let figure = FigureRecord(panels: [PanelRecord(marks: [.line(line)])])
    let events: [HostEvent] = [
      .ready, .began(cell: 3), .updated(slot: 7, output: .figure(figure)),
      .updated(slot: 7, output: nil), .displayed(.figure(figure)), .opened(path: "/a"),
      .ended(cell: 3, seconds: 0.25), .failed(.init(cell: nil, kind: .trap, message: "no")),
      .finished(run: 1), .refused(run: 2, message: ""),
    ]
    #expect(try sent(events, cut: cut) == events)
  }
}

internal import CHost
internal import Glibc

// What compiled cells call. The names start with an underscore because they are written by the
// renderer, never by people.

/// Announces that the code of a cell follows.
public func _weftBegin(_ cell: Int32) { Host.begin(cell) }

/// Announces that the code of a cell has come to its end.
public func _weftEnd(_ cell: Int32) { Host.end(cell) }

// Cells are linked with `--wrap` for these symbols, so that their calls arrive here.

/// An error reached the top level of a cell.
@_cdecl("__wrap_swift_errorInMain")
public func _weftErrorInMain(_ box: UnsafeRawPointer) {
  let error = unsafeBitCast(box, to: (any Error).self)
  let frames = Host.lastThrow()
  Host.fail(.thrown, describe(error), frames: frames)
}

/// A cell wants to end the process.
@_cdecl("__wrap_exit")
public func _weftExit(_ code: Int32) { Host.fail(.exit, "The cell called exit(\(code)).") }

/// A cell wants to end the process at once.
@_cdecl("__wrap__exit")
public func _weftExitNow(_ code: Int32) { Host.fail(.exit, "The cell called _exit(\(code)).") }

/// A cell wants to end the process quickly.
@_cdecl("__wrap_quick_exit")
public func _weftQuickExit(_ code: Int32) {
  Host.fail(.exit, "The cell called quick_exit(\(code)).")
}

/// An error as a line of text: its own description where it has one, else its type and value.
private func describe(_ error: any Error) -> String {
  let text = String(describing: error)
  let type = String(describing: Swift.type(of: error))
  let speaksForItself = (error as Any) is any CustomStringConvertible
  return speaksForItself || text.hasPrefix(type) ? text : "\(type).\(text)"
}

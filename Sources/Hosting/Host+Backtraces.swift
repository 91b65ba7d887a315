internal import CHost
internal import Glibc
internal import Records

extension Host {
  /// The return addresses of the calling thread, innermost first.
  static func backtrace() -> [UInt64] {
    var frames = [UInt64](repeating: 0, count: Int(WEFT_FRAMES))
    let count = weft_backtrace(&frames, Int32(frames.count))
    return Array(frames.prefix(Int(count)))
  }

  /// The return addresses of the last throw of the calling thread.
  static func lastThrow() -> [UInt64] {
    var frames = [UInt64](repeating: 0, count: Int(WEFT_FRAMES))
    let count = weft_last_throw(&frames, Int32(frames.count))
    return Array(frames.prefix(Int(count)))
  }

  static func addresses(of stop: weft_stop) -> [UInt64] {
    withUnsafeBytes(of: stop.frames) { bytes in
      Array(bytes.bindMemory(to: UInt64.self).prefix(Int(stop.frameCount)))
    }
  }

  static func frame(at address: UInt64) -> HostEvent.StackFrame? {
    var path: UnsafePointer<CChar>?
    var symbol: UnsafePointer<CChar>?
    var base: UInt64 = 0
    guard weft_library_at(address, &path, &base, &symbol) != 0, let path else { return nil }
    return HostEvent.StackFrame(
      library: String(cString: path), offset: address - base,
      symbol: symbol.map { String(cString: $0) })
  }

  /// What a signal means, in words.
  static func describe(_ stop: weft_stop, in frames: [HostEvent.StackFrame]) -> String {
    if stop.stackOverflow != 0 {
      return "The cell used up its stack: a recursion that does not end?"
    }
    if frames.prefix(6).contains(where: { $0.symbol?.hasPrefix("swift_slowAlloc") == true }) {
      return "There is no more memory."
    }
    switch stop.signal {
    case SIGILL, SIGTRAP: return "The Swift runtime stopped the cell."
    case SIGSEGV where stop.address < 4096:
      return "Invalid memory access: a null pointer was read or written."
    case SIGSEGV, SIGBUS: return "Invalid memory access."
    case SIGFPE: return "Arithmetic fault: an integer division by zero?"
    case SIGABRT: return "The cell called abort()."
    default: return "The cell was stopped by signal \(stop.signal)."
    }
  }
}

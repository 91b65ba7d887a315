internal import Foundation

/// The environment of a host: the renderer's own, with what must not differ between machines.
enum HostEnvironment {
  static func variables(for settings: ChapterRunner.Settings, toolchain: Toolchain)
    -> [String: String]
  {
    var variables = ProcessInfo.processInfo.environment
    variables["TZ"] = "UTC"
    variables["LC_ALL"] = "C.UTF-8"
    // The host has handlers of its own; the runtime's would start a debugger for every trap.
    variables["SWIFT_BACKTRACE"] = "enable=no"
    // OpenMP's workers wait for work by spinning, by default for 20 ms: on a busy machine (chapters
    // side by side) they hold the processor against the thread they wait for, and a kernel of 0.4 ms
    // was seen to take 20. Read once, when the library is loaded.
    variables["GOMP_SPINCOUNT"] = variables["GOMP_SPINCOUNT"] ?? "2000"
    // Preloaded, the engine's library sees which files cells read. The list is separated by blanks
    // and colons.
    if !toolchain.library.contains(where: { $0 == " " || $0 == ":" }) {
      variables["LD_PRELOAD"] = toolchain.library
    }
    if let threads = settings.threads {
      for name in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "WEFT_NUM_THREADS"] {
        variables[name] = "\(threads)"
      }
    }
    if let limit = settings.memoryLimit { variables["WEFT_MEMORY_LIMIT"] = "\(limit)" }
    return variables
  }
}

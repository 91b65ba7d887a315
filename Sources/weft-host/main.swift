// The cell host. It is thin because executables cannot link a dynamic product of their own package:
// everything it does is in the Lab library, which cells link against too.
//
//     weft-host <descriptor>

internal import Glibc

func say(_ message: String) {
  let bytes = Array("\(message)\n".utf8)
  _ = write(2, bytes, bytes.count)
}

func complain(_ message: String) -> Never {
  say("weft-host: \(message)")
  exit(71)
}

guard CommandLine.arguments.count == 2, let channel = Int32(CommandLine.arguments[1]) else {
  say("weft-host is started by weft to run the cells of a chapter.")
  exit(64)
}

var path = [CChar](repeating: 0, count: 4096)
let count = readlink("/proc/self/exe", &path, path.count - 1)
guard count > 0 else { complain("cannot find itself") }
let executable = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
let folder = executable[..<(executable.lastIndex(of: "/") ?? executable.endIndex)]

func load(_ library: String) -> UnsafeMutableRawPointer {
  guard let handle = dlopen(library, RTLD_NOW | RTLD_GLOBAL) else {
    complain(dlerror().map { String(cString: $0) } ?? "cannot load \(library)")
  }
  return handle
}

// Cells are linked without naming their libraries: what the compiler imports unasked must be here,
// and the ready-made specialisations that unoptimised code calls.
let unnamed = [
  "libswift_Concurrency.so", "libswift_StringProcessing.so", "libdispatch.so",
  "libswiftSwiftOnoneSupport.so",
]
for library in unnamed { _ = load(library) }
guard let entry = dlsym(load("\(folder)/libLab.so"), "weft_lab_main") else {
  complain("libLab.so has no entry point")
}
unsafeBitCast(entry, to: (@convention(c) (Int32) -> Void).self)(channel)

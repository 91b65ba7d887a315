// swift-tools-version: 6.1
import Foundation
import PackageDescription

// MARK: - The toolchain's own SwiftSyntax

/// The folder of the toolchain that holds SwiftSyntax as ready-made libraries.
///
/// Building swift-syntax from source takes minutes; the copy beside the compiler takes none. It is
/// found through the first `swiftc` on the search path.
let hostLibraries: String? = {
  let paths = (Context.environment["PATH"] ?? "").split(separator: ":")
  for path in paths {
    let compiler = URL(fileURLWithPath: "\(path)/swiftc")
    guard FileManager.default.isExecutableFile(atPath: compiler.path) else { continue }
    let folder = compiler.resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("lib/swift/host")
    let library = folder.appendingPathComponent("libSwiftParser.so").path
    return FileManager.default.fileExists(atPath: library) ? folder.path : nil
  }
  return nil
}()

let syntaxSwiftFlags: [SwiftSetting] =
  hostLibraries.map { [.unsafeFlags(["-I", $0])] } ?? []
let syntaxLinkerFlags: [LinkerSetting] =
  hostLibraries.map { folder in
    [
      .unsafeFlags(["-L", folder, "-Xlinker", "-rpath", "-Xlinker", folder]),
      .linkedLibrary("SwiftParser"), .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftIDEUtils"),
    ]
  } ?? []
let syntaxProducts: [Target.Dependency] =
  hostLibraries == nil
  ? [
    .product(name: "SwiftParser", package: "swift-syntax"),
    .product(name: "SwiftSyntax", package: "swift-syntax"),
    .product(name: "SwiftIDEUtils", package: "swift-syntax"),
  ] : []
let syntaxPackages: [Package.Dependency] =
  hostLibraries == nil
  ? [.package(url: "https://github.com/swiftlang/swift-syntax", from: "602.0.0")] : []

// MARK: - Settings

let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The engine's classes are final and belong to one thread; checking every access to their
/// properties at run time costs a seventh of a small operation.
let uncheckedAccess = SwiftSetting.unsafeFlags(
  ["-enforce-exclusivity=unchecked"], .when(configuration: .release))

/// A module of ours, in the folder of its name.
func room(
  _ name: String, _ dependencies: [Target.Dependency], syntax: Bool = false,
  resources: [Resource]? = nil, exclude: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies + (syntax ? syntaxProducts : []), exclude: exclude,
    resources: resources,
    swiftSettings: house + (["Tensors", "NN"].contains(name) ? [uncheckedAccess] : [])
      + (hostLibraries == nil ? [] : syntaxSwiftFlags),
    linkerSettings: syntax ? syntaxLinkerFlags : [])
}

/// The tests of a module, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil)
  -> Target
{
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, resources: resources,
    swiftSettings: house + syntaxSwiftFlags)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// Loops compiled for AVX-512 use its full width, not the half that Clang prefers by itself.
#if arch(x86_64)
let wideVectors = ["-mprefer-vector-width=512"]
#else
let wideVectors: [String] = []
#endif

// MARK: - The house, from the ground up

let package = Package(
  name: "weft",
  products: [
    .executable(name: "weft", targets: ["weft"]),
    .executable(name: "weft-host", targets: ["weft-host"]),
    .library(name: "Lab", type: .dynamic, targets: ["Lab"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
  ] + syntaxPackages,
  targets: [
    // The ground floor: what a cell can produce. Both sides meet here and nowhere else.
    room("Records", []),

    // System libraries: module maps, nothing else.
    .systemLibrary(name: "CCairo", pkgConfig: "pangocairo"),
    .systemLibrary(name: "CCMark", pkgConfig: "libcmark"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),

    // The engine side: lives in the cell host. OpenBLAS and oneDNN are called from CKernels alone,
    // so that no cell pays for reading their headers.
    .target(
      name: "CKernels",
      cSettings: [
        .unsafeFlags(["-O3", "-fno-math-errno"] + wideVectors)
      ],
      linkerSettings: [
        .linkedLibrary("openblas"), .linkedLibrary("dnnl"), .linkedLibrary("gomp"),
        .linkedLibrary("m"),
      ]),
    .target(name: "CHost"),
    room("Tensors", ["CKernels", "CZlib"], exclude: ["Documentation"]),
    room("NN", ["Tensors"]),
    room("Frames", ["Tensors"]),
    room("Plots", ["Records", "Tensors", "NN", "Frames"]),
    room(
      "Datasets", ["Tensors", "NN", "Frames", "CZlib"], resources: [.copy("Resources")]),
    room("Hosting", ["Records", "CHost"]),
    room("Lab", ["Records", "Tensors", "NN", "Frames", "Plots", "Datasets", "Hosting"]),
    .executableTarget(name: "weft-host", swiftSettings: house),
    .executableTarget(
      name: "weft-bench", dependencies: ["CKernels", "Tensors", "NN", "Datasets"],
      path: "Benchmarks/Engine",
      swiftSettings: house),

    // The report side: lives in the command line.
    room("Notebook", ["CCMark", "Yams"]),
    room("Figures", ["Records", "CCairo"]),
    room("Execution", ["Records"], syntax: true),
    room("Comparing", ["Records", "Figures"]),
    room(
      "Weaving",
      ["Records", "Notebook", "Figures", .product(name: "Mustache", package: "swift-mustache")],
      syntax: true, resources: [.copy("Theme")]),
    room("Building", ["Records", "Notebook", "Execution", "Weaving", "Comparing", "Figures"]),
    .executableTarget(
      name: "weft",
      dependencies: [
        "Records", "Notebook", "Execution", "Weaving", "Comparing", "Building", argumentParser,
        "FlyingFox",
      ], swiftSettings: house + syntaxSwiftFlags, linkerSettings: syntaxLinkerFlags),

    // Tests, a folder a module.
    tests("Records", ["Records"]),
    tests("CKernels", ["CKernels"]),
    tests("Tensors", ["Tensors"], resources: [.copy("Fixtures")]),
    tests("NN", ["NN", "Tensors", "Datasets"], resources: [.copy("Fixtures")]),
    tests("Frames", ["Frames", "Tensors"]),
    tests("Lab", ["Lab", "Records", "Plots", "Datasets", "NN", "Tensors"]),
    tests("Plots", ["Plots", "Records", "Tensors", "NN"]),
    tests("Datasets", ["Datasets", "NN", "Tensors", "Frames"], resources: [.copy("Fixtures")]),
    tests("Notebook", ["Notebook"]),
    tests("Figures", ["Figures", "Records"]),
    tests("Execution", ["Execution", "Records"]),
    tests("Comparing", ["Comparing", "Records"]),
    tests("Weaving", ["Weaving", "Notebook", "Records"], resources: [.copy("Fixtures")]),
    tests("Building", ["Building", "Notebook", "Records"]),
    tests("EndToEnd", ["Records"], resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu17
)

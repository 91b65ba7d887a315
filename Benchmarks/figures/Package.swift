// swift-tools-version: 6.1
import PackageDescription

// The figure modules alone, so that timing them needs no engine: `swift run -c release timing`.
let house: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
]
let package = Package(
  name: "figures-benchmark",
  targets: [
    .target(name: "Records", swiftSettings: house),
    .systemLibrary(name: "CCairo", pkgConfig: "pangocairo"),
    .target(name: "Figures", dependencies: ["Records", "CCairo"], swiftSettings: house),
    .target(name: "Plots", dependencies: ["Records"], swiftSettings: house),
    .executableTarget(
      name: "timing", dependencies: ["Records", "Figures", "Plots"], swiftSettings: house),
  ],
  swiftLanguageModes: [.v6]
)

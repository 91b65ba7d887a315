public import Tensors

/// Where tensors live and operations run. This engine computes on the processor.
///
/// The type is here so that programs can say where they want to run and get a clear answer:
///
/// ```swift
/// let device = tryGPU()      // the CPU: no accelerator is supported
/// net.to(device)
/// ```
public enum Device: Hashable, Sendable, CustomStringConvertible {
  /// The processor.
  case cpu
  /// A graphics processor by its number; this engine has none.
  case gpu(Int)

  /// How many graphics processors the engine can use: none.
  public static let gpuCount = 0

  /// Whether the engine can compute there.
  public var isAvailable: Bool { self == .cpu }

  /// `cpu`, `gpu:0`.
  public var description: String {
    switch self {
    case .cpu: "cpu"
    case .gpu(let number): "gpu:\(number)"
    }
  }

  func checkAvailable(_ operation: String) {
    if !isAvailable {
      fail(
        operation, "there is no device '\(self)'",
        rule: "this engine computes on the CPU; it has no graphics processors",
        hint: "use .cpu, or tryGPU(), which falls back to it")
    }
  }
}

/// The graphics processor of that number if there is one, else the CPU.
public func tryGPU(_ number: Int = 0) -> Device {
  number < Device.gpuCount ? .gpu(number) : .cpu
}

/// All graphics processors, or the CPU where there are none.
public func tryAllGPUs() -> [Device] {
  Device.gpuCount == 0 ? [.cpu] : (0..<Device.gpuCount).map { .gpu($0) }
}

extension Tensor {
  /// Where the tensor lives: on the CPU.
  public var device: Device { .cpu }

  /// The tensor on a device: itself, because it is already there.
  ///
  /// Stops for a device that does not exist.
  public func to(_ device: Device) -> Tensor {
    device.checkAvailable("to")
    return self
  }
}

extension Module {
  /// The module on a device: itself, because it is already there.
  ///
  /// Stops for a device that does not exist.
  @discardableResult
  public func to(_ device: Device) -> Self {
    device.checkAvailable("to")
    return self
  }
}

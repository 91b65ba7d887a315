/// The type of a tensor's elements.
///
/// The cases are in the order of promotion: two tensors with axes meet at the later of their types.
public enum DType: UInt8, Sendable, CaseIterable, CustomStringConvertible {
  /// Truth values, one byte each.
  case bool
  /// Unsigned 8-bit integers, as in image files; arithmetic wraps around.
  case uint8
  /// Signed 32-bit integers.
  case int32
  /// Signed 64-bit integers: what integer literals become.
  case int64
  /// Half precision: for storage and conversion; arithmetic goes through float32.
  case float16
  /// Single precision: what literals with a decimal point become.
  case float32
  /// Double precision.
  case float64

  /// The type floating-point results take when nothing else decides: float32.
  public static let defaultFloat = DType.float32

  /// The number of bytes of an element.
  public var byteCount: Int {
    switch self {
    case .bool, .uint8: 1
    case .float16: 2
    case .int32, .float32: 4
    case .int64, .float64: 8
    }
  }

  /// Whether elements are floating-point numbers; only these can require gradients.
  public var isFloatingPoint: Bool { rawValue >= DType.float16.rawValue }

  /// Whether elements are integers (bool excluded).
  public var isInteger: Bool { self == .uint8 || self == .int32 || self == .int64 }

  /// The name, as in `float32`.
  public var description: String {
    switch self {
    case .bool: "bool"
    case .uint8: "uint8"
    case .int32: "int32"
    case .int64: "int64"
    case .float16: "float16"
    case .float32: "float32"
    case .float64: "float64"
    }
  }
}

extension DType {
  /// The kinds of number among which promotion chooses first.
  package enum Category: Int, Comparable {
    case bool
    case integer
    case floatingPoint

    /// Whether one kind comes before another.
    package static func < (left: Category, right: Category) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// The kind of number.
  package var category: Category {
    self == .bool ? .bool : isFloatingPoint ? .floatingPoint : .integer
  }

  /// The type two tensors with axes meet at.
  ///
  /// The later one in the order bool, uint8, int32, int64, float16, float32, float64; PyTorch's
  /// table for these types.
  public static func promote(_ left: DType, _ right: DType) -> DType {
    left.rawValue >= right.rawValue ? left : right
  }

  /// This type joined with one of lower priority, which only counts if its category is higher.
  ///
  /// Tensors with axes have priority over tensors without, and those over Swift numbers; so
  /// `Tensor([1, 2]) + 0.5` is float32, and a float32 tensor stays one next to a float64 scalar.
  package func joined(lower: DType) -> DType {
    lower.category > category ? DType.promote(self, lower) : self
  }
}

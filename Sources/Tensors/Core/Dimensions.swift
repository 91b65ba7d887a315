/// Up to eight integers without a heap allocation: a shape, or the strides of one.
package struct Dimensions: Sendable {
  /// The greatest number of axes a tensor can have.
  package static let limit = 8

  private var values: (Int, Int, Int, Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0, 0, 0, 0)
  /// How many integers there are.
  package private(set) var count: Int = 0

  /// No integers: the shape of a scalar.
  package init() {}

  /// `count` times the same integer.
  package init(repeating value: Int, count: Int) {
    for _ in 0..<count { append(value) }
  }

  /// The integers of a list; more than eight are a failure.
  package init(_ list: [Int]) {
    for value in list { append(value) }
  }

  /// The integer at a position.
  package subscript(_ index: Int) -> Int {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return withUnsafeBytes(of: values) {
        $0.load(fromByteOffset: index &* MemoryLayout<Int>.stride, as: Int.self)
      }
    }
    @inline(__always) set {
      assert(index >= 0 && index < count)
      withUnsafeMutableBytes(of: &values) {
        $0.storeBytes(
          of: newValue, toByteOffset: index &* MemoryLayout<Int>.stride, as: Int.self)
      }
    }
  }

  /// Adds an integer at the end.
  package mutating func append(_ value: Int) {
    if count == Dimensions.limit {
      fail(
        "shape", "more than \(Dimensions.limit) axes",
        rule: "a tensor has at most \(Dimensions.limit) axes",
        hint: "merge axes with reshape")
    }
    count &+= 1
    self[count &- 1] = value
  }

  /// Puts an integer before position `index`.
  package mutating func insert(_ value: Int, at index: Int) {
    append(0)
    var position = count - 1
    while position > index {
      self[position] = self[position - 1]
      position -= 1
    }
    self[index] = value
  }

  /// Takes out the integer at a position.
  package mutating func remove(at index: Int) {
    var position = index
    while position < count - 1 {
      self[position] = self[position + 1]
      position += 1
    }
    self[count - 1] = 0
    count -= 1
  }

  /// Exchanges the integers at two positions.
  package mutating func swapAt(_ first: Int, _ second: Int) {
    let kept = self[first]
    self[first] = self[second]
    self[second] = kept
  }

  /// Hands the integers to C.
  @inline(__always)
  package func withPointer<Result>(_ body: (UnsafePointer<Int64>) -> Result) -> Result {
    withUnsafeBytes(of: values) { bytes in
      body(bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int64.self))
    }
  }

  /// The integers as a list.
  package var array: [Int] {
    var list: [Int] = []
    list.reserveCapacity(count)
    for index in 0..<count { list.append(self[index]) }
    return list
  }

  /// The product of all integers: the number of elements of a shape; 1 for a scalar.
  package var product: Int {
    var result = 1
    var index = 0
    while index < count {
      let (value, overflow) = result.multipliedReportingOverflow(by: self[index])
      if overflow {
        fail(
          "shape", "\(array) has too many elements",
          rule: "the number of elements must fit in 63 bits")
      }
      result = value
      index += 1
    }
    return result
  }

  /// The strides of a contiguous (row-major) tensor of this shape.
  package var contiguousStrides: Dimensions {
    var strides = self
    var step = 1
    var index = count - 1
    while index >= 0 {
      strides[index] = step
      step *= Swift.max(self[index], 1)
      index -= 1
    }
    return strides
  }
}

extension Dimensions: Equatable, CustomStringConvertible {
  /// Whether both hold the same integers.
  package static func == (left: Dimensions, right: Dimensions) -> Bool {
    guard left.count == right.count else { return false }
    var index = 0
    while index < left.count {
      if left[index] != right[index] { return false }
      index += 1
    }
    return true
  }

  /// The integers in brackets: `[2, 3]`.
  package var description: String { array.description }
}

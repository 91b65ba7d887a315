/// The fields of one column of a CSV file, on their way to values of one kind.
struct CSVColumn {
  let name: String
  let fields: [CSVScanner.Field]
  let missing: Set<ArraySlice<UInt8>>
  let scanner: CSVScanner

  /// The values, of the narrowest kind that holds all of them.
  func infer() throws(CSVError) -> Series.Storage {
    let present = fields.filter { !missing.contains($0.bytes) }
    let isComplete = present.count == fields.count
    if !present.isEmpty, isComplete, let storage = try? read(as: .int) { return storage }
    if let storage = try? read(as: .double) { return storage }
    if let storage = try? read(as: .bool) { return storage }
    return try read(as: .string)
  }

  /// The values as a kind; throws at the first field that is not one.
  func read(as kind: Series.Kind) throws(CSVError) -> Series.Storage {
    switch kind {
    case .int:
      return .int(
        try convert(as: kind) { bytes in wholeNumber(bytes) }.map { $0 ?? 0 })
    case .double:
      return .double(try convert(as: kind, number).map { $0 ?? .nan })
    case .bool:
      return .bool(
        try convert(as: kind) { bytes in
          switch String(decoding: bytes, as: UTF8.self) {
          case "True", "TRUE", "true": true
          case "False", "FALSE", "false": false
          default: nil
          }
        })
    case .string:
      var texts: [String?] = []
      texts.reserveCapacity(fields.count)
      for field in fields {
        guard !missing.contains(field.bytes) else {
          texts.append(nil)
          continue
        }
        guard let text = String(validating: field.bytes, as: UTF8.self) else {
          throw scanner.error(.notUTF8, at: field.place)
        }
        texts.append(text)
      }
      return .string(texts)
    }
  }

  private func convert<Value>(
    as kind: Series.Kind, _ parse: (ArraySlice<UInt8>) -> Value?
  ) throws(CSVError) -> [Value?] {
    var values: [Value?] = []
    values.reserveCapacity(fields.count)
    for field in fields {
      if kind != .int, missing.contains(field.bytes) {
        values.append(nil)
      } else if let value = parse(field.bytes) {
        values.append(value)
      } else {
        let text = String(decoding: field.bytes, as: UTF8.self)
        throw scanner.error(
          .notConvertible(value: text, column: name, kind: kind), at: field.place)
      }
    }
    return values
  }
}

/// The whole number that decimal digits with an optional sign stand for; blanks around are allowed.
private func wholeNumber(_ bytes: ArraySlice<UInt8>) -> Int? {
  var digits = trimmed(bytes)
  let isNegative = digits.first == UInt8(ascii: "-")
  if isNegative || digits.first == UInt8(ascii: "+") { digits = digits.dropFirst() }
  guard !digits.isEmpty else { return nil }
  var value = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
    let step = Int(digit - UInt8(ascii: "0"))
    let (sum, tooMany) = product.addingReportingOverflow(isNegative ? -step : step)
    if tooLarge || tooMany { return nil }
    value = sum
  }
  return value
}

/// The decimal number in a field, `inf` included; blanks around are allowed.
///
/// Hexadecimal numbers and `nan`, which `Double` would accept, stay text.
private func number(_ bytes: ArraySlice<UInt8>) -> Double? {
  let content = trimmed(bytes)
  let allowed = content.allSatisfy { byte in
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
  let text = String(decoding: content, as: UTF8.self)
  if allowed { return Double(text) }
  switch text {
  case "inf", "+inf": return .infinity
  case "-inf": return -.infinity
  default: return nil
  }
}

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
  let start = bytes.drop(while: isBlank)
  guard let last = start.lastIndex(where: { !isBlank($0) }) else { return [] }
  return start[...last]
}

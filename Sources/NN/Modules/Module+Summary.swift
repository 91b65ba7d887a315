public import Tensors

/// What each layer of a network does to the shape of an input, and what it costs.
public struct ModuleSummary: Equatable, Sendable, CustomStringConvertible {
  /// One layer.
  public struct Row: Equatable, Sendable {
    /// The path of the layer in the network.
    public var name: String
    /// The layer's type.
    public var type: String
    /// The shape of what came in.
    public var inputShape: [Int]
    /// The shape of what came out.
    public var outputShape: [Int]
    /// The numbers the layer learns itself; 0 where it shares those of an earlier row.
    public var parameters: Int
    /// The multiply-adds of this call.
    public var multiplyAdds: Int
  }

  /// The layers in the order in which they were called; one that is called twice is there twice.
  public var rows: [Row]
  /// The numbers the network learns.
  public var parameters: Int
  /// The numbers that are learned now, without frozen ones.
  public var trainableParameters: Int
  /// The multiply-adds of the whole call.
  public var multiplyAdds: Int

  /// The headings of `cells`.
  public static let headings = ["layer", "type", "output shape", "parameters", "multiply-adds"]

  /// The table as texts, row by row, for a notebook to draw.
  public var cells: [[String]] {
    rows.map { row in
      [
        row.name, row.type, "\(row.outputShape)", grouped(row.parameters),
        grouped(row.multiplyAdds),
      ]
    }
  }

  /// The table with its sums below.
  public var description: String {
    let table = [ModuleSummary.headings] + cells
    let widths = (0..<5).map { column in table.map { $0[column].count }.max() ?? 0 }
    func line(_ cells: [String]) -> String {
      zip(cells.indices, cells).map { column, text in
        let blanks = String(repeating: " ", count: widths[column] - text.count)
        return column < 3 ? text + blanks : blanks + text
      }.joined(separator: "  ")
    }
    let rule = String(repeating: "-", count: widths.reduce(0, +) + 8)
    let frozen = parameters - trainableParameters
    let sums = [
      "parameters: \(grouped(parameters))" + (frozen > 0 ? " (\(grouped(frozen)) frozen)" : ""),
      "multiply-adds: \(grouped(multiplyAdds))",
    ]
    return ([line(table[0]), rule] + table.dropFirst().map(line) + [rule] + sums)
      .joined(separator: "\n")
  }
}

extension Module {
  /// Runs the network once and tells for each layer its output's shape, parameters and multiply-adds.
  ///
  /// ```swift
  /// net.summary(input: [1, 1, 28, 28])
  /// ```
  ///
  /// Layers are modules without children. The run is unrecorded and in evaluation mode, so running
  /// statistics do not change; lazy layers get their parameters. Multiply-adds are those of linear
  /// and convolutional layers; shifts, activations, pooling and normalisation count as 0.
  ///
  /// - Parameters:
  ///   - shape: The input's shape; use a batch of 1 to get the cost of one example.
  ///   - dtype: The input's dtype.
  public func summary(input shape: [Int], dtype: DType = .float32) -> ModuleSummary {
    summary(of: Tensor.zeros(shape, dtype: dtype))
  }

  /// Runs the network once on an input; see `summary(input:dtype:)`.
  public func summary(of input: Tensor) -> ModuleSummary {
    var rows: [ModuleSummary.Row] = []
    var counted: Set<ObjectIdentifier> = []
    var handles: [ForwardHookHandle] = []
    for (name, module) in namedModules() where module.namedChildren().isEmpty {
      handles.append(
        module.registerForwardHook { layer, input, output in
          let fresh = layer.ownParameters().filter {
            counted.insert(ObjectIdentifier($0.parameter)).inserted
          }
          rows.append(
            ModuleSummary.Row(
              name: name, type: layer.typeName, inputShape: input.shape,
              outputShape: output.shape,
              parameters: fresh.reduce(0) { $0 + $1.parameter.numel },
              multiplyAdds: layer.multiplyAdds(
                inputShape: input.shape, outputShape: output.shape)))
          return nil
        })
    }
    evaluating { noGrad { _ = self(input) } }
    for handle in handles { handle.remove() }
    return ModuleSummary(
      rows: rows, parameters: parameterCount(),
      trainableParameters: parameterCount(trainableOnly: true),
      multiplyAdds: rows.reduce(0) { $0 + $1.multiplyAdds })
  }
}

/// A number with a comma before each group of three digits.
private func grouped(_ number: Int) -> String {
  var text = ""
  for (place, digit) in String(number).reversed().enumerated() {
    if place > 0 && place % 3 == 0 && digit != "-" { text = "," + text }
    text = String(digit) + text
  }
  return text
}

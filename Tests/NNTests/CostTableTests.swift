import NN
import Testing

/// Parameters and multiply-adds of every row of the course's cost table.
@Suite struct CostTableTests {
  struct Row: Sendable, CustomStringConvertible {
    let description: String
    let side: Int
    let parameters: Int
    /// Multiply-adds in millions, and how many digits after the point the table gives.
    let millions: Double
    let digits: Double
    let make: @Sendable () -> Module

    init(
      _ name: String, _ side: Int, _ parameters: Int, _ millions: Double, digits: Double,
      _ make: @escaping @Sendable () -> Module
    ) {
      description = name
      self.side = side
      self.parameters = parameters
      self.millions = millions
      self.digits = digits
      self.make = make
    }
  }

  static func quarter(_ blocks: [(Int, Int)]) -> [(Int, Int)] { blocks.map { ($0.0, $0.1 / 4) } }

  static let rows: [Row] = [
    Row("softmax", 28, 7_850, 0.008, digits: 3) { Networks.softmaxRegression() },
    Row("MLP", 28, 203_530, 0.203, digits: 3) { Networks.mlp() },
    Row("dropout MLP", 28, 269_322, 0.269, digits: 3) { Networks.dropoutMLP() },
    Row("LeNet", 28, 61_706, 0.417, digits: 3) { Networks.leNet() },
    Row("LeNet with batch norm", 28, 44_878, 0.282, digits: 3) { Networks.leNetWithBatchNorm() },
    Row("AlexNet", 224, 46_764_746, 938.1, digits: 1) { Networks.alexNet() },
    Row("VGG-11 / 4", 224, 43_093_322, 512.2, digits: 1) {
      Networks.vgg(quarter(Networks.vgg11), size: 224)
    },
    Row("VGG-11 / 4 at 96", 96, 22_121_802, 107.8, digits: 1) {
      Networks.vgg(quarter(Networks.vgg11), size: 96)
    },
    Row("VGG-11", 224, 128_806_154, 7547, digits: 0) { Networks.vgg(Networks.vgg11, size: 224) },
    Row("VGG-16", 224, 134_300_362, 15408, digits: 0) { Networks.vgg(Networks.vgg16, size: 224) },
    Row("VGG-19", 224, 139_610_058, 19570, digits: 0) { Networks.vgg(Networks.vgg19, size: 224) },
    Row("NiN", 224, 1_992_166, 762.3, digits: 1) { Networks.nin() },
    Row("GoogLeNet", 96, 5_977_530, 276.1, digits: 1) { Networks.googLeNet() },
    Row("ResNet-18", 96, 11_178_378, 318.7, digits: 1) { Networks.resNet([2, 2, 2, 2]) },
    Row("ResNet-34", 96, 21_290_250, 658.4, digits: 1) { Networks.resNet([3, 4, 6, 3]) },
    Row("DenseNet at 96", 96, 758_226, 129.1, digits: 1) { Networks.denseNet() },
    Row("DenseNet at 224", 224, 758_226, 702.7, digits: 1) { Networks.denseNet() },
  ]

  @Test(arguments: rows)
  func countsAreThoseOfTheTable(_ row: Row) {
    let net = row.make()
    #expect(net.parameterCount() == row.parameters)
    let summary = net.summary(input: [1, 1, row.side, row.side])
    #expect(summary.parameters == row.parameters)
    #expect(summary.rows.last?.outputShape == [1, 10])
    var unit = 1e6
    for _ in 0..<Int(row.digits) { unit /= 10 }
    let shown = (Double(summary.multiplyAdds) / unit).rounded()
    #expect(abs(shown - (row.millions * 1e6 / unit).rounded()) <= 1)
    #expect(summary.rows.reduce(0) { $0 + $1.parameters } == row.parameters)
  }
}

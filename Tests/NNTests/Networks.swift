import NN
import Tensors

/// The networks of the course's cost table, at the book's sizes.
enum Networks {
  /// The networks whose logits and gradients are compared with PyTorch's, by name.
  static func named(_ name: String) -> Module? {
    switch name {
    case "LeNet": leNet()
    case "GoogLeNet": googLeNet()
    case "ResNet-18": resNet([2, 2, 2, 2])
    case "DenseNet": denseNet()
    default: nil
    }
  }

  static func softmaxRegression() -> Module { Sequential(Flatten(), Linear(784, 10)) }

  static func mlp() -> Module {
    Sequential(Flatten(), Linear(784, 256), ReLU(), Linear(256, 10))
  }

  static func dropoutMLP() -> Module {
    Sequential(
      Flatten(), Linear(784, 256), ReLU(), Dropout(0.2), Linear(256, 256), ReLU(), Dropout(0.5),
      Linear(256, 10))
  }

  static func leNet() -> Sequential {
    Sequential(
      Conv2d(1, 6, kernelSize: 5, padding: 2), Sigmoid(), AvgPool2d(kernelSize: 2, stride: 2),
      Conv2d(6, 16, kernelSize: 5), Sigmoid(), AvgPool2d(kernelSize: 2, stride: 2), Flatten(),
      Linear(400, 120), Sigmoid(), Linear(120, 84), Sigmoid(), Linear(84, 10))
  }

  static func leNetWithBatchNorm() -> Module {
    Sequential(
      Conv2d(1, 6, kernelSize: 5), BatchNorm2d(6), Sigmoid(), AvgPool2d(kernelSize: 2, stride: 2),
      Conv2d(6, 16, kernelSize: 5), BatchNorm2d(16), Sigmoid(),
      AvgPool2d(kernelSize: 2, stride: 2), Flatten(), Linear(256, 120), BatchNorm1d(120),
      Sigmoid(), Linear(120, 84), BatchNorm1d(84), Sigmoid(), Linear(84, 10))
  }

  static func alexNet() -> Module {
    Sequential(
      Conv2d(1, 96, kernelSize: 11, stride: 4, padding: 1), ReLU(),
      MaxPool2d(kernelSize: 3, stride: 2), Conv2d(96, 256, kernelSize: 5, padding: 2), ReLU(),
      MaxPool2d(kernelSize: 3, stride: 2), Conv2d(256, 384, kernelSize: 3, padding: 1), ReLU(),
      Conv2d(384, 384, kernelSize: 3, padding: 1), ReLU(),
      Conv2d(384, 256, kernelSize: 3, padding: 1), ReLU(), MaxPool2d(kernelSize: 3, stride: 2),
      Flatten(), Linear(6400, 4096), ReLU(), Dropout(0.5), Linear(4096, 4096), ReLU(),
      Dropout(0.5), Linear(4096, 10))
  }

  static func vgg(_ blocks: [(Int, Int)], size: Int) -> Module {
    var layers: [Module] = []
    var channels = 1
    for (convolutions, outChannels) in blocks {
      var block: [Module] = []
      for _ in 0..<convolutions {
        block += [Conv2d(channels, outChannels, kernelSize: 3, padding: 1), ReLU()]
        channels = outChannels
      }
      layers.append(Sequential(block + [MaxPool2d(kernelSize: 2, stride: 2)]))
    }
    let side = size / 32
    return Sequential(
      layers + [
        Flatten(), Linear(channels * side * side, 4096), ReLU(), Dropout(0.5),
        Linear(4096, 4096), ReLU(), Dropout(0.5), Linear(4096, 10),
      ])
  }

  static let vgg11 = [(1, 64), (1, 128), (2, 256), (2, 512), (2, 512)]
  static let vgg16 = [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)]
  static let vgg19 = [(2, 64), (2, 128), (4, 256), (4, 512), (4, 512)]

  static func nin() -> Module {
    func block(_ inputs: Int, _ outputs: Int, _ size: Pair, _ stride: Pair, _ padding: Pair)
      -> Module
    {
      Sequential(
        Conv2d(inputs, outputs, kernelSize: size, stride: stride, padding: padding), ReLU(),
        Conv2d(outputs, outputs, kernelSize: 1), ReLU(),
        Conv2d(outputs, outputs, kernelSize: 1), ReLU())
    }
    return Sequential(
      block(1, 96, 11, 4, 0), MaxPool2d(kernelSize: 3, stride: 2), block(96, 256, 5, 1, 2),
      MaxPool2d(kernelSize: 3, stride: 2), block(256, 384, 3, 1, 1),
      MaxPool2d(kernelSize: 3, stride: 2), Dropout(0.5), block(384, 10, 3, 1, 1),
      AdaptiveAvgPool2d(1), Flatten())
  }

  static func googLeNet() -> Module {
    let first = Sequential(
      Conv2d(1, 64, kernelSize: 7, stride: 2, padding: 3), ReLU(),
      MaxPool2d(kernelSize: 3, stride: 2, padding: 1))
    let second = Sequential(
      Conv2d(64, 64, kernelSize: 1), ReLU(), Conv2d(64, 192, kernelSize: 3, padding: 1), ReLU(),
      MaxPool2d(kernelSize: 3, stride: 2, padding: 1))
    let third = Sequential(
      Inception(192, 64, (96, 128), (16, 32), 32), Inception(256, 128, (128, 192), (32, 96), 64),
      MaxPool2d(kernelSize: 3, stride: 2, padding: 1))
    let fourth = Sequential(
      Inception(480, 192, (96, 208), (16, 48), 64), Inception(512, 160, (112, 224), (24, 64), 64),
      Inception(512, 128, (128, 256), (24, 64), 64), Inception(512, 112, (144, 288), (32, 64), 64),
      Inception(528, 256, (160, 320), (32, 128), 128),
      MaxPool2d(kernelSize: 3, stride: 2, padding: 1))
    let fifth = Sequential(
      Inception(832, 256, (160, 320), (32, 128), 128),
      Inception(832, 384, (192, 384), (48, 128), 128), AdaptiveAvgPool2d(1), Flatten())
    return Sequential(first, second, third, fourth, fifth, Linear(1024, 10))
  }

  static func resNet(_ blocks: [Int]) -> Module {
    var layers: [Module] = [
      Sequential(
        Conv2d(1, 64, kernelSize: 7, stride: 2, padding: 3), BatchNorm2d(64), ReLU(),
        MaxPool2d(kernelSize: 3, stride: 2, padding: 1))
    ]
    var channels = 64
    for (stage, count) in blocks.enumerated() {
      let outputs = 64 << stage
      layers.append(
        Sequential(
          (0..<count).map { place -> Module in
            defer { channels = outputs }
            let isEntry = place == 0 && stage > 0
            return Residual(
              channels, outputs, useConv1x1: isEntry, stride: isEntry ? 2 : 1)
          }))
    }
    return Sequential(layers + [AdaptiveAvgPool2d(1), Flatten(), Linear(512, 10)])
  }

  static func denseNet() -> Module {
    var layers: [Module] = [
      Sequential(
        Conv2d(1, 64, kernelSize: 7, stride: 2, padding: 3), BatchNorm2d(64), ReLU(),
        MaxPool2d(kernelSize: 3, stride: 2, padding: 1))
    ]
    var channels = 64
    for stage in 0..<4 {
      layers.append(DenseBlock(4, channels, 32))
      channels += 4 * 32
      if stage < 3 {
        layers.append(
          Sequential(
            BatchNorm2d(channels), ReLU(), Conv2d(channels, channels / 2, kernelSize: 1),
            AvgPool2d(kernelSize: 2, stride: 2)))
        channels /= 2
      }
    }
    return Sequential(
      layers + [
        BatchNorm2d(channels), ReLU(), AdaptiveAvgPool2d(1), Flatten(), Linear(channels, 10),
      ])
  }
}

final class Inception: Module {
  let p1_1: Conv2d
  let p2_1: Conv2d
  let p2_2: Conv2d
  let p3_1: Conv2d
  let p3_2: Conv2d
  let p4_1 = MaxPool2d(kernelSize: 3, stride: 1, padding: 1)
  let p4_2: Conv2d

  init(_ inputs: Int, _ c1: Int, _ c2: (Int, Int), _ c3: (Int, Int), _ c4: Int) {
    p1_1 = Conv2d(inputs, c1, kernelSize: 1)
    p2_1 = Conv2d(inputs, c2.0, kernelSize: 1)
    p2_2 = Conv2d(c2.0, c2.1, kernelSize: 3, padding: 1)
    p3_1 = Conv2d(inputs, c3.0, kernelSize: 1)
    p3_2 = Conv2d(c3.0, c3.1, kernelSize: 5, padding: 2)
    p4_2 = Conv2d(inputs, c4, kernelSize: 1)
    super.init()
  }

  override func forward(_ x: Tensor) -> Tensor {
    let p1 = relu(p1_1(x))
    let p2 = relu(p2_2(relu(p2_1(x))))
    let p3 = relu(p3_2(relu(p3_1(x))))
    let p4 = relu(p4_2(p4_1(x)))
    return cat([p1, p2, p3, p4], axis: 1)
  }
}

final class Residual: Module {
  let conv1: Conv2d
  let conv2: Conv2d
  let conv3: Conv2d?
  let bn1: BatchNorm2d
  let bn2: BatchNorm2d

  init(_ inputs: Int, _ outputs: Int, useConv1x1: Bool = false, stride: Int = 1) {
    conv1 = Conv2d(inputs, outputs, kernelSize: 3, stride: Pair(stride), padding: 1)
    conv2 = Conv2d(outputs, outputs, kernelSize: 3, padding: 1)
    conv3 = useConv1x1 ? Conv2d(inputs, outputs, kernelSize: 1, stride: Pair(stride)) : nil
    bn1 = BatchNorm2d(outputs)
    bn2 = BatchNorm2d(outputs)
    super.init()
  }

  override func forward(_ x: Tensor) -> Tensor {
    let y = bn2(conv2(relu(bn1(conv1(x)))))
    return relu(y + (conv3?(x) ?? x))
  }
}

final class DenseBlock: Module {
  let net: [Sequential]

  init(_ convolutions: Int, _ inputs: Int, _ growth: Int) {
    net = (0..<convolutions).map { place in
      let channels = inputs + place * growth
      return Sequential(
        BatchNorm2d(channels), ReLU(), Conv2d(channels, growth, kernelSize: 3, padding: 1))
    }
    super.init()
  }

  override func forward(_ x: Tensor) -> Tensor {
    net.reduce(x) { cat([$0, $1($0)], axis: 1) }
  }
}

import Datasets
import Foundation
import Tensors
import Testing

@Suite struct TransformTests {
  /// Values printed by torch 2.15 for arange(12).reshape(1, 1, 3, 4):
  /// F.interpolate(mode="bilinear", antialias=True), which is what Pillow computes.
  @Test func resizingAgreesWithPyTorch() {
    let image = Tensor.arange(12, dtype: .float32).reshape([1, 1, 3, 4])
    expect(
      resizeBilinear(image, 2, 2),
      [2.2143, 3.7857, 7.2143, 8.7857])
    expect(
      resizeBilinear(image, 4, 5),
      [
        0.0, 0.7, 1.5, 2.3, 3.0, 2.5, 3.2, 4.0, 4.8, 5.5, 5.5, 6.2, 7.0, 7.8, 8.5, 8.0, 8.7, 9.5,
        10.3, 11.0,
      ])
    #expect(Resize(7)(image).shape == [1, 1, 7, 7])
    #expect(resizeBilinear(image, 3, 4).scalars(as: Float.self) == image.scalars(as: Float.self))
  }

  @Test func normalisingShiftsEachChannel() {
    let images = Tensor.ones(2, 2, 1, 1)
    let result = Normalize(mean: [0.5, 1], std: [0.5, 2])(images)
    #expect(result.scalars(as: Double.self) == [1, 0, 1, 0])
  }

  @Test func flipsAndCropsFollowTheirSeed() {
    let images = Tensor.arange(8, dtype: .float32).reshape([2, 1, 2, 2])
    #expect(
      RandomHorizontalFlip(p: 1)(images).scalars(as: Int.self) == [1, 0, 3, 2, 5, 4, 7, 6])
    #expect(RandomVerticalFlip(p: 1)(images).scalars(as: Int.self) == [2, 3, 0, 1, 6, 7, 4, 5])
    #expect(RandomHorizontalFlip(p: 0)(images).scalars(as: Int.self) == Array(0..<8))
    let many = Tensor.arange(64 * 16, dtype: .float32).reshape([64, 1, 4, 4])
    let crop = Compose([RandomCrop(4, padding: 1), RandomHorizontalFlip()])
    let first = crop(many, seed: 5).scalars(as: Float.self)
    #expect(first == crop(many, seed: 5).scalars(as: Float.self))
    #expect(first != crop(many, seed: 6).scalars(as: Float.self))
    #expect(
      CenterCrop(2)(many).narrow(axis: 0, start: 0, length: 1).scalars(as: Int.self)
        == [5, 6, 9, 10])
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: FashionMNIST.debianFolder)))
  func fashionBatchesAreImagesFromZeroToOne() throws {
    let (train, test) = try loadDataFashionMNIST(
      batchSize: 32, resize: 64, trainCount: 100, testCount: 50)
    #expect(train.count == 4)
    #expect(test.count == 2)
    let batch = try #require(train.first)
    #expect(batch.0.shape == [32, 1, 64, 64])
    #expect(batch.0.dtype == .float32)
    #expect(batch.1.dtype == .int64)
    let small = try FashionMNISTDataset(.train, count: 6)
    #expect(small.allLabels.scalars(as: Int.self) == [9, 0, 0, 3, 0, 2])
    let pixels = small.batch([0, 1]).0
    #expect(pixels.shape == [2, 1, 28, 28])
    #expect(pixels.max().item() == 1)
    #expect(pixels.min().item() == 0)
    #expect(
      abs(
        try FashionMNISTDataset(.test, count: 2000).batch(Array(0..<2000)).0.mean().item() - 0.286)
        < 0.01)
  }

  private func expect(_ result: Tensor, _ values: [Double]) {
    for (a, b) in zip(result.scalars(as: Double.self), values) { #expect(abs(a - b) < 1e-4) }
    #expect(result.numel == values.count)
  }
}

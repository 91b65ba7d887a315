import Foundation
import Tensors
import Testing

@Suite struct PrintingTests {
  private struct Texts: Decodable {
    struct Entry: Decodable {
      let x: PackedTensor
      let text: String
      let grad: Bool?
    }
    let texts: [Entry]
  }

  @Test func textsAreThoseOfPyTorch() throws {
    let file = try JSONDecoder().decode(Texts.self, from: FixtureFile.data("printing.json"))
    for entry in file.texts {
      let x = entry.x.tensor()
      if entry.grad == true { x.requiresGrad = true }
      #expect(x.description == entry.text)
    }
  }

  @Test func computedTensorsNameTheirOperation() {
    let x = Tensor([1.0, 2.0], requiresGrad: true)
    #expect((x * 2).description == "tensor([2., 4.], grad_fn=<MulBackward>)")
    #expect(x.sum().description == "tensor(3., grad_fn=<SumBackward>)")
  }

  @Test func viewsPrintTheirOwnElements() {
    let x = Tensor.arange(6).reshape(2, 3)
    #expect(x.T[1].description == "tensor([1, 4])")
  }
}

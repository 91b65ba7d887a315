/// Pixels of a picture: red, green, blue and alpha, not premultiplied, row by row from the top.
struct Raster {
  let width: Int
  let height: Int
  var pixels: [UInt8]
  /// Whether neighbouring pixels are blended when the picture is enlarged.
  var smooth = false

  init(width: Int, height: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A transparent picture.
  init(width: Int, height: Int) {
    self.init(width: width, height: height, pixels: Array(repeating: 0, count: width * height * 4))
  }

  mutating func set(row: Int, column: Int, _ color: RGB, alpha: UInt8 = 255) {
    let start = (row * width + column) * 4
    pixels[start] = color.red
    pixels[start + 1] = color.green
    pixels[start + 2] = color.blue
    pixels[start + 3] = alpha
  }
}

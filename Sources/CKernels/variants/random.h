// Philox blocks and normals. Nothing here may contract a * b + c: the same bits on every machine.
#pragma clang fp contract(off)

#define PHILOX_M0 0xD2511F53u
#define PHILOX_M1 0xCD9E8D57u
#define PHILOX_W0 0x9E3779B9u
#define PHILOX_W1 0xBB67AE85u

/// Blocks first_block, first_block + 1, ... of (seed, stream): key = seed, counter = (block, stream).
static void philox_blocks(uint64_t seed, uint64_t stream, uint64_t first_block, uint32_t *y,
                          int64_t blocks) {
  for (int64_t start = 0; start < blocks; start += 64) {
    int64_t count = blocks - start < 64 ? blocks - start : 64;
    uint32_t c0[64], c1[64], c2[64], c3[64];
    for (int i = 0; i < 64; i++) {
      uint64_t block = first_block + (uint64_t)start + (uint64_t)i;
      c0[i] = (uint32_t)block;
      c1[i] = (uint32_t)(block >> 32);
      c2[i] = (uint32_t)stream;
      c3[i] = (uint32_t)(stream >> 32);
    }
    uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
    for (int round = 0; round < 10; round++) {
      for (int i = 0; i < 64; i++) {
        uint64_t p0 = (uint64_t)PHILOX_M0 * c0[i], p1 = (uint64_t)PHILOX_M1 * c2[i];
        uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1[i] ^ k0;
        uint32_t n2 = (uint32_t)(p0 >> 32) ^ c3[i] ^ k1;
        c0[i] = n0;
        c1[i] = (uint32_t)p1;
        c2[i] = n2;
        c3[i] = (uint32_t)p0;
      }
      k0 += PHILOX_W0;
      k1 += PHILOX_W1;
    }
    for (int64_t i = 0; i < count; i++) {
      uint32_t *out = y + 4 * (start + i);
      out[0] = c0[i];
      out[1] = c1[i];
      out[2] = c2[i];
      out[3] = c3[i];
    }
  }
}

CK_INLINE double portable_log(double x) {
#pragma clang fp contract(off)
  uint64_t bits = bits_of_f64(x);
  uint64_t shifted = bits - 0x3fe6a09e667f3bcdull + (1023ull << 52);
  uint64_t biased = shifted >> 52;
  double m = f64_from_bits(bits - ((biased - 1023) << 52));
  double k = (f64_from_bits(bits_of_f64(ROUND_F64) + biased) - ROUND_F64) - 1023.0;
  double f = m - 1.0;
  double s = f / (2.0 + f);
  double z = s * s;
  double r = 2.0 / 21.0;
  r = r * z + 2.0 / 19.0;
  r = r * z + 2.0 / 17.0;
  r = r * z + 2.0 / 15.0;
  r = r * z + 2.0 / 13.0;
  r = r * z + 2.0 / 11.0;
  r = r * z + 2.0 / 9.0;
  r = r * z + 2.0 / 7.0;
  r = r * z + 2.0 / 5.0;
  r = r * z + 2.0 / 3.0;
  r = r * z;
  double h = 0.5 * f * f;
  return k * LN2_HIGH_F64 - ((h - (s * (h + r) + k * LN2_LOW_F64)) - f);
}

/// sin and cos of 2 pi u for 0 <= u < 1.
CK_INLINE void portable_sincospi2(double u, double *sine, double *cosine) {
#pragma clang fp contract(off)
  double rounded = u * 4.0 + ROUND_F64;
  double k = rounded - ROUND_F64;
  double r = (u - k * 0.25) * 6.283185307179586;
  double z = r * r;
  double p = 1.0 / 355687428096000.0;
  p = p * z - 1.0 / 1307674368000.0;
  p = p * z + 1.0 / 6227020800.0;
  p = p * z - 1.0 / 39916800.0;
  p = p * z + 1.0 / 362880.0;
  p = p * z - 1.0 / 5040.0;
  p = p * z + 1.0 / 120.0;
  p = p * z - 1.0 / 6.0;
  double s = r + r * (z * p);
  double q = 1.0 / 20922789888000.0;
  q = q * z - 1.0 / 87178291200.0;
  q = q * z + 1.0 / 479001600.0;
  q = q * z - 1.0 / 3628800.0;
  q = q * z + 1.0 / 40320.0;
  q = q * z - 1.0 / 720.0;
  q = q * z + 1.0 / 24.0;
  double h = 0.5 * z;
  double w = 1.0 - h;
  double c = w + (((1.0 - w) - h) + z * z * q);
  uint64_t quadrant = (uint64_t)integer_of_rounded(rounded);
  double a = quadrant & 1 ? c : s, b = quadrant & 1 ? s : c;
  *sine = f64_from_bits(bits_of_f64(a) ^ ((quadrant & 2) << 62));
  *cosine = f64_from_bits(bits_of_f64(b) ^ (((quadrant + 1) & 2) << 62));
}

/// Box-Muller: each block of four words gives the pair (2j, 2j + 1); n is even.
#define NORMALS(name, T)                                                                  \
  __attribute__((unused)) static void name(                                               \
      const uint32_t *bits, void *yv, double mean, double deviation,                      \
      int64_t n) {                                                                        \
    T *y = yv;                                                                            \
    CK_VECTOR for (int64_t j = 0; j < n / 2; j++) {                                       \
      uint64_t a = ((uint64_t)bits[4 * j] << 32 | bits[4 * j + 1]) >> 12;                 \
      uint64_t b = ((uint64_t)bits[4 * j + 2] << 32 | bits[4 * j + 3]) >> 12;             \
      /* 52 bits in the mantissa of 1...2: u in (0, 1], angle in [0, 1). */               \
      double u = 2.0 - f64_from_bits(a | 0x3ff0000000000000ull);                          \
      double angle = f64_from_bits(b | 0x3ff0000000000000ull) - 1.0;                      \
      double radius = __builtin_sqrt(-2.0 * portable_log(u)) * deviation;                 \
      double sine, cosine;                                                                \
      portable_sincospi2(angle, &sine, &cosine);                                          \
      y[2 * j] = (T)(mean + radius * cosine);                                             \
      y[2 * j + 1] = (T)(mean + radius * sine);                                           \
    }                                                                                     \
  }
NORMALS(normals_f32, float)
NORMALS(normals_f64, double)

// Elementary functions on float32, branch-free so that loops over them vectorise.
// Greatest errors are in ulp against exact values, measured over all floats of the stated range
// by Benchmarks/Kernels/accuracy.c. Coefficients: Benchmarks/Polynomials/fit.py.

#define ROUND_F32 12582912.0f  // 1.5 * 2^23: adding and subtracting it rounds to an integer
#define LN2_HIGH_F32 0.693359375f
#define LN2_LOW_F32 -2.12194440e-4f

CK_INLINE float f32_from_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}
CK_INLINE uint32_t bits_of_f32(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
CK_INLINE float copysign_f32(float magnitude, float sign) {
  return f32_from_bits((bits_of_f32(magnitude) & 0x7fffffffu) |
                       (bits_of_f32(sign) & 0x80000000u));
}
CK_INLINE float abs_f32(float x) { return f32_from_bits(bits_of_f32(x) & 0x7fffffffu); }
/// 2^n for n in -127...128 as bits; ends saturate to 0 and infinity.
CK_INLINE float pow2_f32(int32_t n) { return f32_from_bits((uint32_t)(n + 127) << 23); }

/// The integer that adding ROUND_F32 left in the low bits: a conversion would have to say what it
/// does out of range, and Clang then works element by element.
CK_INLINE int32_t integer_of_rounded_f32(float rounded) {
  return (int32_t)(bits_of_f32(rounded) - bits_of_f32(ROUND_F32));
}

/// e^x. Overflow gives infinity; below the least normal number the result is zero.
CK_INLINE float exp_f32(float x) {
  float rounded = x * 1.44269504f + ROUND_F32;
  float k = rounded - ROUND_F32;
  float r = x - k * LN2_HIGH_F32;
  r = r - k * LN2_LOW_F32;
  float q = 0.00138144661f;
  q = q * r + 0.00836878084f;
  q = q * r + 0.0416683927f;
  q = q * r + 0.166665196f;
  q = q * r + 0.49999994f;
  float p = 1.0f + (r + r * r * q);
  // The exponent is added as an integer; ROUND_F32 itself leaves none of its bits after the shift.
  float y = f32_from_bits(bits_of_f32(p) + (bits_of_f32(rounded) << 23));
  y = x > 88.722839f ? INFINITY : y;
  y = x < -87.336544f ? 0.0f : y;
  return x == x ? y : x;
}

/// e^x - 1, accurate near zero.
CK_INLINE float expm1_f32(float x) {
  x = x > 89.0f ? 89.0f : x;
  x = x < -18.0f ? -18.0f : x;
  float rounded = x * 1.44269504f + ROUND_F32;
  float k = rounded - ROUND_F32;
  float r = x - k * LN2_HIGH_F32;
  r = r - k * LN2_LOW_F32;
  float q = 0.000199140704f;
  q = q * r + 0.00139410677f;
  q = q * r + 0.00833327323f;
  q = q * r + 0.041666355f;
  q = q * r + 0.166666672f;
  q = q * r + 0.5f;
  float p = r + r * r * q;
  float half_scale = pow2_f32(integer_of_rounded_f32(rounded) - 1);  // half, so that k = 128 does not overflow early
  return 2.0f * (half_scale * p + (half_scale - 0.5f));
}

/// Natural logarithm.
CK_INLINE float log_f32(float x) {
  bool tiny = x < 1.17549435e-38f;
  float scaled = tiny ? x * 8388608.0f : x;
  int32_t bits = (int32_t)bits_of_f32(scaled);
  int32_t e = (bits - 0x3f3504f3) >> 23;
  float m = f32_from_bits((uint32_t)(bits - (int32_t)((uint32_t)e << 23)));
  float k = (float)(tiny ? e - 23 : e);
  float f = m - 1.0f;
  float s = f / (2.0f + f);
  float z = s * s;
  float r = 0.235805318f;
  r = r * z + 0.285374224f;
  r = r * z + 0.400003314f;
  r = r * z + 0.666666627f;
  r = r * z;
  float h = 0.5f * f * f;
  float y = k * LN2_HIGH_F32 - ((h - (s * (h + r) + k * LN2_LOW_F32)) - f);
  y = x == 0.0f ? -INFINITY : y;
  y = x < 0.0f ? NAN : y;
  return x < INFINITY ? y : (x > 0.0f ? x : (x == x ? NAN : x));
}

/// From e = e^2|x| - 1, which needs neither bound of `expm1_f32` nor its halved scale here.
CK_INLINE float tanh_f32(float x) {
  float a = abs_f32(x);
  a = a > 9.5f ? 9.5f : a;
  float rounded = a * 2.88539008f + ROUND_F32;
  float k = rounded - ROUND_F32;
  float r = 2.0f * a - k * LN2_HIGH_F32;
  r = r - k * LN2_LOW_F32;
  float q = 0.000199140704f;
  q = q * r + 0.00139410677f;
  q = q * r + 0.00833327323f;
  q = q * r + 0.041666355f;
  q = q * r + 0.166666672f;
  q = q * r + 0.5f;
  float p = r + r * r * q;
  float scale = pow2_f32(integer_of_rounded_f32(rounded));
  float e = scale * p + (scale - 1.0f);
  return copysign_f32(e / (e + 2.0f), x);
}

CK_INLINE float sigmoid_f32(float x) { return 1.0f / (1.0f + exp_f32(-x)); }

// Elementary functions on float64, branch-free. Series are truncated where the next term is below
// half an ulp on the reduced range; float32 versions of less common functions round these.

#define ROUND_F64 6755399441055744.0  // 1.5 * 2^52
#define LN2_HIGH_F64 6.93147180369123816490e-01  // 33 bits, so that k * LN2_HIGH is exact
#define LN2_LOW_F64 1.90821492927058770002e-10

CK_INLINE double f64_from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}
CK_INLINE uint64_t bits_of_f64(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
CK_INLINE double abs_f64(double x) { return f64_from_bits(bits_of_f64(x) & ~(1ull << 63)); }
CK_INLINE double copysign_f64(double magnitude, double sign) {
  return f64_from_bits((bits_of_f64(magnitude) & ~(1ull << 63)) |
                       (bits_of_f64(sign) & (1ull << 63)));
}
/// The integer that adding ROUND_F64 left in the low bits; no 64-bit conversion needed.
CK_INLINE int64_t integer_of_rounded(double rounded) {
  return (int64_t)(bits_of_f64(rounded) - bits_of_f64(ROUND_F64));
}
CK_INLINE double pow2_f64(int64_t n) { return f64_from_bits((uint64_t)(n + 1023) << 52); }

/// (e^r - 1 - r) / r^2 on |r| <= log(2) / 2.
CK_INLINE double exp_tail_f64(double r) {
  double q = 1.0 / 6227020800.0;
  q = q * r + 1.0 / 479001600.0;
  q = q * r + 1.0 / 39916800.0;
  q = q * r + 1.0 / 3628800.0;
  q = q * r + 1.0 / 362880.0;
  q = q * r + 1.0 / 40320.0;
  q = q * r + 1.0 / 5040.0;
  q = q * r + 1.0 / 720.0;
  q = q * r + 1.0 / 120.0;
  q = q * r + 1.0 / 24.0;
  q = q * r + 1.0 / 6.0;
  return q * r + 0.5;
}

CK_INLINE double exp_f64(double x) {
  x = x > 710.0 ? 710.0 : x;
  x = x < -746.0 ? -746.0 : x;
  double rounded = x * 1.4426950408889634 + ROUND_F64;
  double k = rounded - ROUND_F64;
  double r = x - k * LN2_HIGH_F64;
  r = r - k * LN2_LOW_F64;
  double p = r + r * r * exp_tail_f64(r);
  int64_t n = integer_of_rounded(rounded);
  int64_t h = (int64_t)((uint64_t)(n + 4096) >> 1) - 2048;  // n / 2 without a signed shift
  double scale = pow2_f64(h);
  return (scale + scale * p) * pow2_f64(n - h);
}

CK_INLINE double expm1_f64(double x) {
  x = x > 710.0 ? 710.0 : x;
  x = x < -40.0 ? -40.0 : x;
  double rounded = x * 1.4426950408889634 + ROUND_F64;
  double k = rounded - ROUND_F64;
  double r = x - k * LN2_HIGH_F64;
  r = r - k * LN2_LOW_F64;
  double p = r + r * r * exp_tail_f64(r);
  double half_scale = pow2_f64(integer_of_rounded(rounded) - 1);
  return 2.0 * (half_scale * p + (half_scale - 0.5));
}

/// k * log(2) + log(1 + f) for f in sqrt(1/2) - 1 ... sqrt(2) - 1.
CK_INLINE double log_reduced_f64(double k, double f) {
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

CK_INLINE double log_f64(double x) {
  bool tiny = x < 2.2250738585072014e-308;
  double scaled = tiny ? x * 18014398509481984.0 : x;
  uint64_t bits = bits_of_f64(scaled);
  uint64_t shifted = bits - 0x3fe6a09e667f3bcdull + (1023ull << 52);
  uint64_t biased = shifted >> 52;
  double m = f64_from_bits(bits - ((biased - 1023) << 52));
  double k = f64_from_bits(bits_of_f64(ROUND_F64) + biased) - ROUND_F64;
  k = k - (tiny ? 1077.0 : 1023.0);
  double y = log_reduced_f64(k, m - 1.0);
  y = x == 0.0 ? -INFINITY : y;
  y = x < 0.0 ? NAN : y;
  return x < INFINITY ? y : (x > 0.0 ? x : (x == x ? NAN : x));
}

CK_INLINE double tanh_f64(double x) {
  double a = abs_f64(x);
  a = a > 20.0 ? 20.0 : a;
  double e = expm1_f64(2.0 * a);
  return copysign_f64(e / (e + 2.0), x);
}
CK_INLINE double sigmoid_f64(double x) { return 1.0 / (1.0 + exp_f64(-x)); }

/// Below this the three-part pi / 2 reduces exactly enough; larger arguments go to libm.
#define TRIG_LIMIT 800000.0

/// Reduces x to r in -pi/4 ... pi/4 and returns the quadrant.
CK_INLINE int64_t reduce_trig(double x, double *r) {
  double rounded = x * 0.63661977236758134308 + ROUND_F64;
  double k = rounded - ROUND_F64;
  double y = x - k * 1.57079632673412561417e+00;
  y = y - k * 6.07710050630396597660e-11;
  *r = y - k * 2.02226624879595063154e-21;
  return integer_of_rounded(rounded);
}
CK_INLINE double sin_reduced(double r) {
  double z = r * r;
  double p = 1.0 / 355687428096000.0;
  p = p * z - 1.0 / 1307674368000.0;
  p = p * z + 1.0 / 6227020800.0;
  p = p * z - 1.0 / 39916800.0;
  p = p * z + 1.0 / 362880.0;
  p = p * z - 1.0 / 5040.0;
  p = p * z + 1.0 / 120.0;
  p = p * z - 1.0 / 6.0;
  return r + r * (z * p);
}
CK_INLINE double cos_reduced(double r) {
  double z = r * r;
  double p = 1.0 / 20922789888000.0;
  p = p * z - 1.0 / 87178291200.0;
  p = p * z + 1.0 / 479001600.0;
  p = p * z - 1.0 / 3628800.0;
  p = p * z + 1.0 / 40320.0;
  p = p * z - 1.0 / 720.0;
  p = p * z + 1.0 / 24.0;
  double h = 0.5 * z;
  double w = 1.0 - h;
  return w + (((1.0 - w) - h) + z * z * p);
}
CK_INLINE double sin_f64(double x) {
  double r;
  uint64_t quadrant = (uint64_t)reduce_trig(x, &r);
  double y = quadrant & 1 ? cos_reduced(r) : sin_reduced(r);
  return f64_from_bits(bits_of_f64(y) ^ ((quadrant & 2) << 62));
}
CK_INLINE double cos_f64(double x) {
  double r;
  uint64_t quadrant = (uint64_t)reduce_trig(x, &r) + 1;
  double y = quadrant & 1 ? cos_reduced(r) : sin_reduced(r);
  return f64_from_bits(bits_of_f64(y) ^ ((quadrant & 2) << 62));
}
CK_INLINE double tan_f64(double x) {
  double r;
  uint64_t quadrant = (uint64_t)reduce_trig(x, &r);
  double s = sin_reduced(r), c = cos_reduced(r);
  return quadrant & 1 ? -c / s : s / c;
}

// MARK: - Float32 results from float64 series

/// log(1 + x) to float32 accuracy.
CK_INLINE double log1p_for_f32(double x) {
  double y = log_f64(1.0 + x);
  return abs_f64(x) < 1e-5 ? x - 0.5 * x * x : y;
}
/// erf to float32 accuracy.
CK_INLINE double erf_for_f32(double x) {
  double a = abs_f64(x);
  double z = a * a;
  double p = 1.0601175105735091e-06;
  p = p * z - 1.3914060242719724e-05;
  p = p * z + 0.0001195733005883659;
  p = p * z - 0.00085427029831870499;
  p = p * z + 0.0052237865258515283;
  p = p * z - 0.026866134011846381;
  p = p * z + 0.11283791318324631;
  p = p * z - 0.37612638890098721;
  p = p * z + 1.1283791670947128;
  double small = a * p;
  double c = a > 4.1 ? 4.1 : a;
  double q = 7.8452233378351213e-07;
  q = q * c - 1.2452809408674468e-05;
  q = q * c + 6.4341625205845699e-05;
  q = q * c + 0.00010175967670957969;
  q = q * c - 0.0033602691089994713;
  q = q * c + 0.023836508487460297;
  q = q * c - 0.10696149759235536;
  q = q * c + 0.36580387586591218;
  q = q * c - 1.1292038540342413;
  q = q * c + 0.00012529346099612247;
  double large = 1.0 - exp_f64(q - c * c);
  large = a > 4.1 ? 1.0 : large;
  return copysign_f64(a < 1.0 ? small : (a == a ? large : a), x);
}
/// x^y to float32 accuracy, with the special values of C's pow.
CK_INLINE double pow_for_f32(double x, double y) {
  double a = abs_f64(x);
  double r = exp_f64(y * log_f64(a));
  double half = y * 0.5;
  double whole = (abs_f64(y) + 4503599627370496.0) - 4503599627370496.0;
  bool large = abs_f64(y) >= 4503599627370496.0;
  bool is_integer = large || whole == abs_f64(y);
  double half_whole = (abs_f64(half) + 4503599627370496.0) - 4503599627370496.0;
  bool is_odd = is_integer && !large && half_whole != abs_f64(half);
  r = a == 1.0 ? 1.0 : r;  // also for an infinite exponent
  r = x < 0.0 && is_odd ? -r : r;
  r = x < 0.0 && a < INFINITY && !is_integer ? NAN : r;
  r = x == 0.0 && is_odd ? copysign_f64(r, x) : r;
  r = x == -1.0 && abs_f64(y) == INFINITY ? 1.0 : r;
  r = y != y ? y : r;
  r = x == 1.0 ? 1.0 : r;
  return y == 0.0 ? 1.0 : r;
}

// Loops whose element function is scalar: the C library's, or one with too many cases to vectorise.
#include "libm_loops.h"

#include <math.h>
#include <stddef.h>

#define UNARY(name, T, expression)                        \
  static void name(const void *xv, void *yv, int64_t n) { \
    const T *x = xv;                                      \
    T *y = yv;                                            \
    for (int64_t i = 0; i < n; i++) {                     \
      const T v = x[i];                                   \
      y[i] = (T)(expression);                             \
    }                                                     \
  }
#define UNARY_BOTH(name, function)       \
  UNARY(name##_f32, float, function##f(v)) \
  UNARY(name##_f64, double, function(v))
UNARY_BOTH(asin, asin)
UNARY_BOTH(acos, acos)
UNARY_BOTH(atan, atan)
UNARY_BOTH(sinh, sinh)
UNARY_BOTH(cosh, cosh)
UNARY_BOTH(asinh, asinh)
UNARY_BOTH(acosh, acosh)
UNARY_BOTH(atanh, atanh)
UNARY_BOTH(erfc, erfc)
UNARY(exp2_f64, double, exp2(v))
UNARY(log2_f64, double, log2(v))
UNARY(log10_f64, double, log10(v))
UNARY(log1p_f64, double, log1p(v))
UNARY(erf_f64, double, erf(v))

static double softplus(double x) { return x > 20 ? x : log1p(exp(x)); }
UNARY(gelu_f64, double, 0.5 * v * (1 + erf(v * 0.70710678118654752)))
UNARY(softplus_f64, double, softplus(v))
UNARY(logsigmoid_f64, double, (v < 0 ? v : 0) - log1p(exp(-fabs(v))))
UNARY(mish_f64, double, v *tanh(softplus(v)))

static double log_gamma(double x) {
  int sign;
  return lgamma_r(x, &sign);
}
UNARY(lgamma_f32, float, log_gamma((double)v))
UNARY(lgamma_f64, double, log_gamma(v))

/// Recurrence up to x >= 10, then the asymptotic series; reflection below zero.
static double digamma(double x) {
  if (x == 0) return copysign(INFINITY, -x);
  double result = 0;
  if (x < 0) {
    if (x == floor(x)) return NAN;
    double whole;
    result = -M_PI / tan(M_PI * modf(x, &whole));
    x = 1 - x;
  }
  while (x < 10) {
    result -= 1 / x;
    x += 1;
  }
  if (x == INFINITY) return x;
  double z = 1 / (x * x);
  double series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 -
                  z * (1.0 / 132 - z * (691.0 / 32760 - z / 12))))));
  return result + log(x) - 0.5 / x - series;
}
UNARY(digamma_f32, float, digamma((double)v))
UNARY(digamma_f64, double, digamma(v))

/// Winitzki's approximation, then Newton steps on erf (on erfc in the tails).
static double erf_inverse(double x) {
  double a = fabs(x);
  if (!(a < 1)) return a == 1 ? copysign(INFINITY, x) : NAN;
  if (x == 0) return x;
  double tail = (1 - a) * (1 + a);
  double l = log(tail), t = 2 / (M_PI * 0.147) + l / 2;
  double y = sqrt(sqrt(t * t - l / 0.147) - t);
  for (int step = 0; step < 4; step++) {
    double error = a < 0.5 ? erf(y) - a : (1 - a) - erfc(y);
    double slope = M_2_SQRTPI * exp(-y * y);
    if (slope == 0) break;
    double u = error / slope;
    y -= u / (1 + y * u);  // Halley
  }
  return copysign(y, x);
}
UNARY(erfinv_f32, float, erf_inverse((double)v))
UNARY(erfinv_f64, double, erf_inverse(v))

#define PAIR(name) {name##_f32, name##_f64}
ck_loop_1 ck_libm_unary(ck_unary_op op, ck_dtype dtype) {
  static const ck_loop_1 table[CK_UNARY_COUNT][2] = {
      [CK_EXP2] = {NULL, exp2_f64},       [CK_LOG2] = {NULL, log2_f64},
      [CK_LOG10] = {NULL, log10_f64},     [CK_LOG1P] = {NULL, log1p_f64},
      [CK_ASIN] = PAIR(asin),             [CK_ACOS] = PAIR(acos),
      [CK_ATAN] = PAIR(atan),             [CK_SINH] = PAIR(sinh),
      [CK_COSH] = PAIR(cosh),             [CK_ASINH] = PAIR(asinh),
      [CK_ACOSH] = PAIR(acosh),           [CK_ATANH] = PAIR(atanh),
      [CK_GELU] = {NULL, gelu_f64},       [CK_SOFTPLUS] = {NULL, softplus_f64},
      [CK_LOGSIGMOID] = {NULL, logsigmoid_f64}, [CK_MISH] = {NULL, mish_f64},
      [CK_ERF] = {NULL, erf_f64},         [CK_ERFC] = PAIR(erfc),
      [CK_ERFINV] = PAIR(erfinv),         [CK_LGAMMA] = PAIR(lgamma),
      [CK_DIGAMMA] = PAIR(digamma),
  };
  if (!ck_is_float(dtype)) return NULL;
  return table[op][dtype == CK_F64];
}

// MARK: - Two operands

#define FORM(name, T, A, B, expression)                                   \
  static void name(const void *av, const void *bv, void *ov, int64_t n) { \
    const T *as = av, *bs = bv;                                           \
    T *out = ov;                                                          \
    const T a0 = as[0], b0 = bs[0];                                       \
    (void)a0, (void)b0;                                                   \
    for (int64_t i = 0; i < n; i++) {                                     \
      const T a = A, b = B;                                               \
      out[i] = (T)(expression);                                           \
    }                                                                     \
  }
#define BINARY(name, T, expression)                \
  FORM(name##_vv, T, as[i], bs[i], expression)     \
  FORM(name##_vs, T, as[i], b0, expression)        \
  FORM(name##_sv, T, a0, bs[i], expression)
#define ENTRY(name) {name##_vv, name##_vs, name##_sv}

/// Python's floor division for floats, as PyTorch computes it.
static double floor_divide(double a, double b) {
  if (b == 0) return a / b;
  double mod = fmod(a, b), quotient = (a - mod) / b;
  if (mod != 0 && (b < 0) != (mod < 0)) quotient -= 1;
  if (quotient == 0) return copysign(0, a / b);
  double whole = floor(quotient);
  return quotient - whole > 0.5 ? whole + 1 : whole;
}
static float floor_divide_f(float a, float b) {
  if (b == 0) return a / b;
  float mod = fmodf(a, b), quotient = (a - mod) / b;
  if (mod != 0 && (b < 0) != (mod < 0)) quotient -= 1;
  if (quotient == 0) return copysignf(0, a / b);
  float whole = floorf(quotient);
  return quotient - whole > 0.5f ? whole + 1 : whole;
}
static double remainder_of(double a, double b) {
  double mod = fmod(a, b);
  return mod != 0 && (b < 0) != (mod < 0) ? mod + b : mod;
}
static float remainder_of_f(float a, float b) {
  float mod = fmodf(a, b);
  return mod != 0 && (b < 0) != (mod < 0) ? mod + b : mod;
}
static double log_add_exp(double a, double b) {
  if (a == b && isinf(a)) return a;
  double top = a > b || isnan(a) ? a : b;
  return top + log1p(exp(-fabs(a - b)));
}
static double x_log_y(double x, double y) {
  return isnan(y) ? y : x == 0 ? 0 : x * log(y);
}

BINARY(pow_f64, double, pow(a, b))
BINARY(atan2_f32, float, atan2f(a, b))
BINARY(atan2_f64, double, atan2(a, b))
BINARY(hypot_f32, float, hypotf(a, b))
BINARY(hypot_f64, double, hypot(a, b))
BINARY(logaddexp_f32, float, log_add_exp((double)a, (double)b))
BINARY(logaddexp_f64, double, log_add_exp(a, b))
BINARY(xlogy_f32, float, x_log_y((double)a, (double)b))
BINARY(xlogy_f64, double, x_log_y(a, b))
BINARY(nextafter_f32, float, nextafterf(a, b))
BINARY(nextafter_f64, double, nextafter(a, b))
BINARY(floor_div_f32, float, floor_divide_f(a, b))
BINARY(floor_div_f64, double, floor_divide(a, b))
BINARY(trunc_div_f32, float, truncf(a / b))
BINARY(trunc_div_f64, double, trunc(a / b))
BINARY(remainder_f32, float, remainder_of_f(a, b))
BINARY(remainder_f64, double, remainder_of(a, b))
BINARY(fmod_f32, float, fmodf(a, b))
BINARY(fmod_f64, double, fmod(a, b))

// Division by zero gives 0, and the one quotient that overflows wraps.
#define INTEGER_DIVISION(S, T, U)                                                              \
  static T trunc_divide_##S(T a, T b) {                                                        \
    return b == 0 ? 0 : b == (T)-1 ? (T)(0 - (U)a) : (T)(a / b);                               \
  }                                                                                            \
  static T modulo_##S(T a, T b) { return b == 0 || b == (T)-1 ? 0 : (T)(a % b); }              \
  static T floor_divide_##S(T a, T b) {                                                        \
    T q = trunc_divide_##S(a, b);                                                              \
    return modulo_##S(a, b) != 0 && ((a < 0) != (b < 0)) ? (T)(q - 1) : q;                     \
  }                                                                                            \
  static T remainder_##S##_of(T a, T b) {                                                      \
    T r = modulo_##S(a, b);                                                                    \
    return r != 0 && ((r < 0) != (b < 0)) ? (T)(r + b) : r;                                    \
  }                                                                                            \
  static T power_##S(T base, T exponent) {                                                     \
    if (exponent < 0) return base == 1 ? 1 : base == (T)-1 ? (exponent & 1 ? (T)-1 : 1) : 0;   \
    U result = 1, factor = (U)base;                                                            \
    for (U e = (U)exponent; e; e >>= 1) {                                                      \
      if (e & 1) result *= factor;                                                             \
      factor *= factor;                                                                        \
    }                                                                                          \
    return (T)result;                                                                          \
  }                                                                                            \
  BINARY(pow_##S, T, power_##S(a, b))                                                          \
  BINARY(trunc_div_##S, T, trunc_divide_##S(a, b))                                             \
  BINARY(floor_div_##S, T, floor_divide_##S(a, b))                                             \
  BINARY(fmod_##S, T, modulo_##S(a, b))                                                        \
  BINARY(remainder_##S, T, remainder_##S##_of(a, b))
INTEGER_DIVISION(i32, int32_t, uint32_t)
INTEGER_DIVISION(i64, int64_t, uint64_t)
BINARY(trunc_div_u8, uint8_t, b ? a / b : 0)
BINARY(fmod_u8, uint8_t, b ? a % b : 0)
static uint8_t power_u8(uint8_t base, uint8_t exponent) {
  uint8_t result = 1;
  for (; exponent; exponent--) result = (uint8_t)(result * base);
  return result;
}
BINARY(pow_u8, uint8_t, power_u8(a, b))

// A shift by the width or more (or by a negative count) empties the number, as PyTorch defines it.
BINARY(shl_i32, int32_t, b < 0 || b > 31 ? 0 : (int32_t)((uint32_t)a << b))
BINARY(shl_i64, int64_t, b < 0 || b > 63 ? 0 : (int64_t)((uint64_t)a << b))
BINARY(shl_u8, uint8_t, b > 7 ? 0 : a << b)
BINARY(shr_i32, int32_t, b < 0 || b > 31 ? a >> 31 : a >> b)
BINARY(shr_i64, int64_t, b < 0 || b > 63 ? a >> 63 : a >> b)
BINARY(shr_u8, uint8_t, b > 7 ? 0 : a >> b)

#define FLOATS(name) [CK_F32] = ENTRY(name##_f32), [CK_F64] = ENTRY(name##_f64)
#define INTEGERS(name) [CK_I32] = ENTRY(name##_i32), [CK_I64] = ENTRY(name##_i64)
const ck_binary_loops *ck_libm_binary(ck_binary_op op, ck_dtype dtype) {
  static const ck_binary_loops table[CK_BINARY_COUNT][CK_DTYPES] = {
      [CK_ATAN2] = {FLOATS(atan2)},
      [CK_HYPOT] = {FLOATS(hypot)},
      [CK_LOGADDEXP] = {FLOATS(logaddexp)},
      [CK_XLOGY] = {FLOATS(xlogy)},
      [CK_NEXTAFTER] = {FLOATS(nextafter)},
      [CK_POW] = {[CK_F64] = ENTRY(pow_f64), INTEGERS(pow), [CK_U8] = ENTRY(pow_u8)},
      [CK_FLOOR_DIV] = {FLOATS(floor_div), INTEGERS(floor_div), [CK_U8] = ENTRY(trunc_div_u8)},
      [CK_TRUNC_DIV] = {FLOATS(trunc_div), INTEGERS(trunc_div), [CK_U8] = ENTRY(trunc_div_u8)},
      [CK_REMAINDER] = {FLOATS(remainder), INTEGERS(remainder), [CK_U8] = ENTRY(fmod_u8)},
      [CK_FMOD] = {FLOATS(fmod), INTEGERS(fmod), [CK_U8] = ENTRY(fmod_u8)},
      [CK_SHIFT_LEFT] = {INTEGERS(shl), [CK_U8] = ENTRY(shl_u8)},
      [CK_SHIFT_RIGHT] = {INTEGERS(shr), [CK_U8] = ENTRY(shr_u8)},
  };
  const ck_binary_loops *loops = &table[op][dtype];
  return loops->vv ? loops : NULL;
}

// MARK: - Gradients without a vector form

static void gelu_backward_f64(const void *gv, const void *xv, void *ov, int64_t n) {
  const double *g = gv, *x = xv;
  double *gx = ov;
  for (int64_t i = 0; i < n; i++) {
    double density = exp(-0.5 * x[i] * x[i]) * 0.3989422804014327;
    gx[i] = g[i] * (0.5 * (1 + erf(x[i] * 0.70710678118654752)) + x[i] * density);
  }
}
static void mish_backward_f64(const void *gv, const void *xv, void *ov, int64_t n) {
  const double *g = gv, *x = xv;
  double *gx = ov;
  for (int64_t i = 0; i < n; i++) {
    double t = tanh(softplus(x[i]));
    gx[i] = g[i] * (t + x[i] * (1 - t * t) / (1 + exp(-x[i])));
  }
}
ck_loop_2 ck_libm_backward(ck_backward_op op, ck_dtype dtype) {
  if (dtype != CK_F64) return NULL;
  return op == CK_GELU_BACKWARD ? gelu_backward_f64
         : op == CK_MISH_BACKWARD ? mish_backward_f64 : NULL;
}

// Elementwise loops over one operand.

#define UNARY(name, T, expression)                            \
  static void name(const void *xv, void *yv, int64_t n) {     \
    const T *x = xv;                                          \
    T *y = yv;                                                \
    CK_VECTOR for (int64_t i = 0; i < n; i++) {               \
      T v = x[i];                                             \
      y[i] = (T)(expression);                                 \
    }                                                         \
  }
/// Float32 loop whose arithmetic is float64.
#define UNARY_WIDE(name, expression)                          \
  static void name(const void *xv, void *yv, int64_t n) {     \
    const float *x = xv;                                      \
    float *y = yv;                                            \
    CK_VECTOR for (int64_t i = 0; i < n; i++) {               \
      double v = (double)x[i];                                \
      y[i] = (float)(expression);                             \
    }                                                         \
  }

#define UNARY_ARITHMETIC(S, T)                                \
  UNARY(neg_##S, T, -v)                                       \
  UNARY(square_##S, T, v *v)                                  \
  UNARY(sign_##S, T, (v > 0) - (v < 0))                       \
  UNARY(relu_##S, T, v < 0 ? 0 : v)
UNARY_ARITHMETIC(f32, float)
UNARY_ARITHMETIC(f64, double)
UNARY(abs_f32_loop, float, abs_f32(v))
UNARY(abs_f64_loop, double, abs_f64(v))
// Unsigned arithmetic wraps where signed arithmetic would be undefined.
UNARY(neg_i32, uint32_t, 0u - v)
UNARY(neg_i64, uint64_t, 0ull - v)
UNARY(neg_u8, uint8_t, 0 - v)
UNARY(square_i32, uint32_t, v *v)
UNARY(square_i64, uint64_t, v *v)
UNARY(square_u8, uint8_t, v *v)
UNARY(sign_i32, int32_t, (v > 0) - (v < 0))
UNARY(sign_i64, int64_t, (v > 0) - (v < 0))
UNARY(sign_u8, uint8_t, v > 0)
UNARY(relu_i32, int32_t, v < 0 ? 0 : v)
UNARY(relu_i64, int64_t, v < 0 ? 0 : v)
UNARY(same_u8, uint8_t, v)
UNARY(abs_i32, int32_t, v < 0 ? (int32_t)(0u - (uint32_t)v) : v)
UNARY(abs_i64, int64_t, v < 0 ? (int64_t)(0ull - (uint64_t)v) : v)
UNARY(bit_not_i32, int32_t, ~v)
UNARY(bit_not_i64, int64_t, ~v)
UNARY(bit_not_u8, uint8_t, ~v)
UNARY(not_bool, uint8_t, v ^ 1)

#define UNARY_FLOAT(S, T, SQRT, FLOOR, CEIL, RINT, TRUNC)     \
  UNARY(sqrt_##S, T, SQRT(v))                                 \
  UNARY(rsqrt_##S, T, 1 / SQRT(v))                            \
  UNARY(reciprocal_##S, T, 1 / v)                             \
  UNARY(floor_##S, T, FLOOR(v))                               \
  UNARY(ceil_##S, T, CEIL(v))                                 \
  UNARY(round_##S, T, RINT(v))                                \
  UNARY(trunc_##S, T, TRUNC(v))                               \
  UNARY(frac_##S, T, v - TRUNC(v))                            \
  UNARY(exp_##S##_loop, T, exp_##S(v))                        \
  UNARY(expm1_##S##_loop, T, expm1_##S(v))                    \
  UNARY(log_##S##_loop, T, log_##S(v))                        \
  UNARY(tanh_##S##_loop, T, tanh_##S(v))                      \
  UNARY(sigmoid_##S##_loop, T, sigmoid_##S(v))                \
  UNARY(silu_##S, T, v / (1 + exp_##S(-v)))                   \
  UNARY(gelu_tanh_##S, T,                                     \
        (T)0.5 * v * (1 + tanh_##S((T)0.7978845608028654 * (v + (T)0.044715 * v * v * v))))
UNARY_FLOAT(f32, float, __builtin_sqrtf, __builtin_floorf, __builtin_ceilf, __builtin_rintf,
            __builtin_truncf)
UNARY_FLOAT(f64, double, __builtin_sqrt, __builtin_floor, __builtin_ceil, __builtin_rint,
            __builtin_trunc)

UNARY_WIDE(exp2_f32, exp_f64(v * 0.69314718055994531))
UNARY_WIDE(log2_f32, log_f64(v) * 1.4426950408889634)
UNARY_WIDE(log10_f32, log_f64(v) * 0.43429448190325183)
UNARY_WIDE(log1p_f32, log1p_for_f32(v))
UNARY_WIDE(erf_f32, erf_for_f32(v))
UNARY_WIDE(gelu_f32, 0.5 * v * (1.0 + erf_for_f32(v * 0.70710678118654752)))
UNARY_WIDE(softplus_f32, v > 20.0 ? v : log1p_for_f32(exp_f64(v)))
UNARY_WIDE(logsigmoid_f32, (v < 0.0 ? v : 0.0) - log1p_for_f32(exp_f64(-abs_f64(v))))
UNARY_WIDE(mish_f32, v * tanh_f64(v > 20.0 ? v : log1p_for_f32(exp_f64(v))))

// Sine, cosine, tangent: vector loop in blocks, then libm for the arguments too large for it.
#define TRIG(name, T, FUNCTION, LIBM)                                         \
  static void name(const void *xv, void *yv, int64_t n) {                     \
    const T *x = xv;                                                          \
    T *y = yv;                                                                \
    for (int64_t start = 0; start < n; start += 512) {                        \
      int64_t count = n - start < 512 ? n - start : 512;                      \
      T block[512];                                                           \
      int outside = 0;                                                        \
      CK_VECTOR for (int64_t i = 0; i < count; i++) {                         \
        double v = (double)x[start + i];                                      \
        outside |= !(abs_f64(v) < TRIG_LIMIT);                                \
        block[i] = (T)FUNCTION(v);                                            \
      }                                                                       \
      if (outside)                                                            \
        for (int64_t i = 0; i < count; i++) {                                 \
          double v = (double)x[start + i];                                    \
          if (!(abs_f64(v) < TRIG_LIMIT)) block[i] = (T)LIBM(v);              \
        }                                                                     \
      memcpy(y + start, block, sizeof(T) * (size_t)count);                    \
    }                                                                         \
  }
TRIG(sin_f32_loop, float, sin_f64, sin)
TRIG(cos_f32_loop, float, cos_f64, cos)
TRIG(tan_f32_loop, float, tan_f64, tan)
TRIG(sin_f64_loop, double, sin_f64, sin)
TRIG(cos_f64_loop, double, cos_f64, cos)
TRIG(tan_f64_loop, double, tan_f64, tan)

// MARK: - Gradients of activations

#define BACKWARD(name, T, expression)                                                \
  static void name(const void *gv, const void *sv, void *xv, int64_t n) {            \
    const T *gs = gv, *ss = sv;                                                      \
    T *gx = xv;                                                                      \
    CK_VECTOR for (int64_t i = 0; i < n; i++) {                                      \
      T g = gs[i], s = ss[i];                                                        \
      gx[i] = (T)(expression);                                                       \
    }                                                                                \
  }
#define SIGMOID(S, v) (1 / (1 + exp_##S(-(v))))
CK_INLINE float gelu_slope_f32(float x) {
  double v = (double)x;
  double density = exp_f64(-0.5 * v * v) * 0.3989422804014327;
  return (float)(0.5 * (1.0 + erf_for_f32(v * 0.70710678118654752)) + v * density);
}
CK_INLINE double mish_slope(double v) {
  double softplus = v > 20.0 ? v : log1p_for_f32(exp_f64(v));
  double t = tanh_f64(softplus);
  return t + v * (1.0 - t * t) * sigmoid_f64(v);
}
#define GELU_INNER(T, s) ((T)0.7978845608028654 * ((s) + (T)0.044715 * (s) * (s) * (s)))
#define BACKWARDS(S, T)                                                              \
  BACKWARD(relu_backward_##S, T, s <= 0 ? 0 : g)                                      \
  BACKWARD(sigmoid_backward_##S, T, g * ((1 - s) * s))                               \
  BACKWARD(tanh_backward_##S, T, g * (1 - s * s))                                    \
  BACKWARD(sqrt_backward_##S, T, g / (2 * s))                                        \
  BACKWARD(rsqrt_backward_##S, T, (T)-0.5 * g * (s * s * s))                         \
  BACKWARD(reciprocal_backward_##S, T, -g * (s * s))                                 \
  BACKWARD(abs_backward_##S, T, s > 0 ? g : (s < 0 ? -g : 0 * g))                    \
  BACKWARD(silu_backward_##S, T, g *SIGMOID(S, s) * (1 + s * (1 - SIGMOID(S, s))))   \
  BACKWARD(softplus_backward_##S, T, s > 20 ? g : g * SIGMOID(S, s))                 \
  BACKWARD(logsigmoid_backward_##S, T, g *SIGMOID(S, -s))                            \
  BACKWARD(gelu_tanh_backward_##S, T,                                                \
           g * ((T)0.5 * (1 + tanh_##S(GELU_INNER(T, s))) +                          \
                (T)0.5 * s *                                                         \
                    (1 - tanh_##S(GELU_INNER(T, s)) * tanh_##S(GELU_INNER(T, s))) *  \
                    ((T)0.7978845608028654 * (1 + (T)0.134145 * s * s))))
BACKWARDS(f32, float)
BACKWARDS(f64, double)
BACKWARD(gelu_backward_f32, float, g *gelu_slope_f32(s))
BACKWARD(mish_backward_f32, float, (double)g *mish_slope((double)s))

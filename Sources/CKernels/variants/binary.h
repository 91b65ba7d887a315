// Elementwise loops over two and three operands.

#define BINARY_FORM(name, T, U, A, B, expression)                              \
  static void name(const void *av, const void *bv, void *ov, int64_t n) {      \
    const T *as = av, *bs = bv;                                                \
    U *out = ov;                                                               \
    const T a0 = as[0], b0 = bs[0];                                            \
    (void)a0, (void)b0;                                                        \
    CK_VECTOR for (int64_t i = 0; i < n; i++) {                                \
      T a = A, b = B;                                                          \
      out[i] = (U)(expression);                                                \
    }                                                                          \
  }
#define BINARY_TO(name, T, U, expression)                                      \
  BINARY_FORM(name##_vv, T, U, as[i], bs[i], expression)                       \
  BINARY_FORM(name##_vs, T, U, as[i], b0, expression)                          \
  BINARY_FORM(name##_sv, T, U, a0, bs[i], expression)
#define BINARY(name, T, expression) BINARY_TO(name, T, T, expression)
#define BINARY_ENTRY(name) {name##_vv, name##_vs, name##_sv}

BINARY(add_f32, float, a + b)
BINARY(add_f64, double, a + b)
BINARY(add_i32, uint32_t, a + b)
BINARY(add_i64, uint64_t, a + b)
BINARY(add_u8, uint8_t, a + b)
BINARY(sub_f32, float, a - b)
BINARY(sub_f64, double, a - b)
BINARY(sub_i32, uint32_t, a - b)
BINARY(sub_i64, uint64_t, a - b)
BINARY(sub_u8, uint8_t, a - b)
BINARY(mul_f32, float, a *b)
BINARY(mul_f64, double, a *b)
BINARY(mul_i32, uint32_t, a *b)
BINARY(mul_i64, uint64_t, a *b)
BINARY(mul_u8, uint8_t, a *b)
BINARY(div_f32, float, a / b)
BINARY(div_f64, double, a / b)
// NaN of either operand wins.
BINARY(max_f32, float, ((a > b) | (a != a)) ? a : b)
BINARY(max_f64, double, ((a > b) | (a != a)) ? a : b)
BINARY(min_f32, float, ((a < b) | (a != a)) ? a : b)
BINARY(min_f64, double, ((a < b) | (a != a)) ? a : b)
BINARY(fmax_f32, float, ((a > b) | (b != b)) ? a : b)
BINARY(fmax_f64, double, ((a > b) | (b != b)) ? a : b)
BINARY(fmin_f32, float, ((a < b) | (b != b)) ? a : b)
BINARY(fmin_f64, double, ((a < b) | (b != b)) ? a : b)
BINARY(max_i32, int32_t, a > b ? a : b)
BINARY(max_i64, int64_t, a > b ? a : b)
BINARY(max_u8, uint8_t, a > b ? a : b)
BINARY(min_i32, int32_t, a < b ? a : b)
BINARY(min_i64, int64_t, a < b ? a : b)
BINARY(min_u8, uint8_t, a < b ? a : b)
BINARY(copysign_f32, float, copysign_f32(a, b))
BINARY(copysign_f64, double, copysign_f64(a, b))
BINARY(pow_f32, float, pow_for_f32((double)a, (double)b))
BINARY(and_i32, int32_t, a &b)
BINARY(and_i64, int64_t, a &b)
BINARY(and_u8, uint8_t, a &b)
BINARY(or_i32, int32_t, a | b)
BINARY(or_i64, int64_t, a | b)
BINARY(or_u8, uint8_t, a | b)
BINARY(xor_i32, int32_t, a ^ b)
BINARY(xor_i64, int64_t, a ^ b)
BINARY(xor_u8, uint8_t, a ^ b)

#define COMPARES(S, T)                                     \
  BINARY_TO(eq_##S, T, uint8_t, a == b)                    \
  BINARY_TO(ne_##S, T, uint8_t, a != b)                    \
  BINARY_TO(lt_##S, T, uint8_t, a < b)                     \
  BINARY_TO(le_##S, T, uint8_t, a <= b)                    \
  BINARY_TO(gt_##S, T, uint8_t, a > b)                     \
  BINARY_TO(ge_##S, T, uint8_t, a >= b)                    \
  BINARY_TO(land_##S, T, uint8_t, (a != 0) & (b != 0))     \
  BINARY_TO(lor_##S, T, uint8_t, (a != 0) | (b != 0))      \
  BINARY_TO(lxor_##S, T, uint8_t, (a != 0) ^ (b != 0))
COMPARES(f32, float)
COMPARES(f64, double)
COMPARES(i32, int32_t)
COMPARES(i64, int64_t)
COMPARES(u8, uint8_t)

#define WHERE(name, T)                                                                       \
  static void name(const bool *cv, const void *av, const void *bv, void *ov, int64_t n) {    \
    const uint8_t *c = (const uint8_t *)cv;                                                  \
    const T *a = av, *b = bv;                                                                \
    T *out = ov;                                                                             \
    CK_VECTOR for (int64_t i = 0; i < n; i++) {                                              \
      T yes = a[i], no = b[i];                                                               \
      out[i] = c[i] ? yes : no;                                                              \
    }                                                                                        \
  }
WHERE(where_1, uint8_t)
WHERE(where_2, uint16_t)
WHERE(where_4, uint32_t)
WHERE(where_8, uint64_t)

#define CLAMP(name, T)                                                                \
  static void name(const void *xv, double low, double high, void *yv, int64_t n) {    \
    const T *x = xv;                                                                  \
    T *y = yv;                                                                        \
    T l = (T)low, h = (T)high;                                                        \
    CK_VECTOR for (int64_t i = 0; i < n; i++) {                                       \
      T v = x[i];                                                                     \
      v = v < l ? l : v;                                                              \
      y[i] = v > h ? h : v;                                                           \
    }                                                                                 \
  }
CLAMP(clamp_f32, float)
CLAMP(clamp_f64, double)
CLAMP(clamp_i32, int32_t)
CLAMP(clamp_i64, int64_t)
CLAMP(clamp_u8, uint8_t)

#define SCALED(S, T)                                                                          \
  static void affine_##S(const void *xv, double s, double t, void *yv, int64_t n) {           \
    const T *x = xv;                                                                          \
    T *y = yv;                                                                                \
    const T alpha = (T)s, beta = (T)t;                                                        \
    CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] = x[i] * alpha + beta;                     \
  }                                                                                           \
  static void lerp_##S(const void *av, const void *bv, double s, void *ov, int64_t n) {       \
    const T *a = av, *b = bv;                                                                 \
    T *out = ov;                                                                              \
    const T w = (T)s, r = (T)(1 - s);                                                         \
    if (s < 0.5) {                                                                            \
      CK_VECTOR for (int64_t i = 0; i < n; i++) out[i] = a[i] + w * (b[i] - a[i]);            \
    } else {                                                                                  \
      CK_VECTOR for (int64_t i = 0; i < n; i++) out[i] = b[i] - r * (b[i] - a[i]);            \
    }                                                                                         \
  }                                                                                           \
  static void addcmul_##S(const void *av, const void *bv, const void *cv, double s, void *ov, \
                          int64_t n) {                                                        \
    const T *a = av, *b = bv, *c = cv;                                                        \
    T *out = ov;                                                                              \
    const T w = (T)s;                                                                         \
    CK_VECTOR for (int64_t i = 0; i < n; i++) out[i] = a[i] + w * b[i] * c[i];                \
  }                                                                                           \
  static void addcdiv_##S(const void *av, const void *bv, const void *cv, double s, void *ov, \
                          int64_t n) {                                                        \
    const T *a = av, *b = bv, *c = cv;                                                        \
    T *out = ov;                                                                              \
    const T w = (T)s;                                                                         \
    CK_VECTOR for (int64_t i = 0; i < n; i++) out[i] = a[i] + w * b[i] / c[i];                \
  }
SCALED(f32, float)
SCALED(f64, double)

#define ADD_SCALED(S, T, SIGNED)                                                            \
  static void add_scaled_##S(const void *av, const void *bv, double s, void *ov,            \
                             int64_t n) {                                                   \
    const T *a = av, *b = bv;                                                               \
    T *out = ov;                                                                            \
    const T w = (T)(SIGNED)s;                                                               \
    if (s == 1) {                                                                           \
      CK_VECTOR for (int64_t i = 0; i < n; i++) out[i] = (T)(a[i] + b[i]);                  \
    } else {                                                                                \
      CK_VECTOR for (int64_t i = 0; i < n; i++) out[i] = (T)(a[i] + w * b[i]);              \
    }                                                                                       \
  }
ADD_SCALED(f32, float, float)
ADD_SCALED(f64, double, double)
ADD_SCALED(i32, uint32_t, int32_t)
ADD_SCALED(i64, uint64_t, int64_t)
ADD_SCALED(u8, uint8_t, int32_t)

// MARK: - Conversion

#define CONVERT(name, F, G, expression)                    \
  static void name(const void *xv, void *yv, int64_t n) {  \
    const F *x = xv;                                       \
    G *y = yv;                                             \
    CK_VECTOR for (int64_t i = 0; i < n; i++) {            \
      F v = x[i];                                          \
      y[i] = (G)(expression);                              \
    }                                                      \
  }
#define CONVERTS(S, F)                               \
  CONVERT(S##_to_bool, F, uint8_t, v != 0)           \
  CONVERT(S##_to_u8, F, uint8_t, (int64_t)v)         \
  CONVERT(S##_to_i32, F, int32_t, v)                 \
  CONVERT(S##_to_i64, F, int64_t, v)                 \
  CONVERT(S##_to_f16, F, _Float16, (float)v)         \
  CONVERT(S##_to_f32, F, float, v)                   \
  CONVERT(S##_to_f64, F, double, v)
CONVERTS(u8, uint8_t)
CONVERTS(i32, int32_t)
CONVERTS(i64, int64_t)
CONVERTS(f16, _Float16)
CONVERTS(f32, float)
CONVERTS(f64, double)
#define CONVERT_ROW(S)                                                                     \
  {S##_to_bool, S##_to_u8, S##_to_i32, S##_to_i64, S##_to_f16, S##_to_f32, S##_to_f64}

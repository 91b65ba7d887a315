// Folds of contiguous memory.
//
// The order of additions is fixed - 64 lanes over blocks of 4096 elements, then float64 - whatever
// the register width, so AVX2 and AVX-512 machines agree. A float32 lane adds sixteen sums of four
// before it is widened, which keeps the error of a sum of millions near one rounding.

typedef float v64f __attribute__((vector_size(256), aligned(4)));
typedef double v64d __attribute__((vector_size(512), aligned(8)));
typedef int32_t v64i __attribute__((vector_size(256)));
typedef int64_t v64l __attribute__((vector_size(512)));
#define LANES 64
#define BLOCK 4096

#define TERM_SUM(v) (v)
#define TERM_SQUARE(v) ((v) * (v))
#define FOLD_SUM(name, T, V, TERM, TAIL, PARAMETER, SETUP)                    \
  static void name(const void *xv, int64_t n PARAMETER, double *result) {     \
    const T *x = xv;                                                          \
    SETUP;                                                                    \
    double total = 0;                                                         \
    int64_t i = 0;                                                            \
    while (n - i >= LANES) {                                                  \
      int64_t end = n - i >= BLOCK ? i + BLOCK : i + (n - i) / LANES * LANES; \
      V lanes = {0};                                                          \
      for (; i + 4 * LANES <= end; i += 4 * LANES) {                          \
        V a = *(const V *)(x + i), b = *(const V *)(x + i + LANES);           \
        V c = *(const V *)(x + i + 2 * LANES);                                \
        V d = *(const V *)(x + i + 3 * LANES);                                \
        lanes += (TERM(a) + TERM(b)) + (TERM(c) + TERM(d));                   \
      }                                                                       \
      for (; i < end; i += LANES) {                                           \
        V v = *(const V *)(x + i);                                            \
        lanes += TERM(v);                                                     \
      }                                                                       \
      double sums[8] = {0};                                                   \
      for (int lane = 0; lane < LANES; lane += 8)                             \
        for (int k = 0; k < 8; k++) sums[k] += (double)lanes[lane + k];       \
      total += ((sums[0] + sums[1]) + (sums[2] + sums[3])) +                  \
               ((sums[4] + sums[5]) + (sums[6] + sums[7]));                   \
    }                                                                         \
    double sums[4] = {0};                                                     \
    for (; i + 4 <= n; i += 4)                                                \
      for (int k = 0; k < 4; k++) {                                           \
        T v = x[i + k];                                                       \
        sums[k] += (double)(TAIL(v));                                         \
      }                                                                       \
    for (; i < n; i++) {                                                      \
      T v = x[i];                                                             \
      total += (double)(TAIL(v));                                             \
    }                                                                         \
    *result = total + ((sums[0] + sums[1]) + (sums[2] + sums[3]));            \
  }
#define VECTOR_ABS_F32(v) ((v64f)((v64i)(v) & 0x7fffffff))
#define VECTOR_ABS_F64(v) ((v64d)((v64l)(v) & 0x7fffffffffffffffll))
#define TERM_DEVIATION(v) (((v) - center) * ((v) - center))
FOLD_SUM(sum_f32, float, v64f, TERM_SUM, TERM_SUM, , )
FOLD_SUM(sum_f64, double, v64d, TERM_SUM, TERM_SUM, , )
FOLD_SUM(sum_squares_f32, float, v64f, TERM_SQUARE, TERM_SQUARE, , )
FOLD_SUM(sum_squares_f64, double, v64d, TERM_SQUARE, TERM_SQUARE, , )
FOLD_SUM(sum_abs_f32, float, v64f, VECTOR_ABS_F32, abs_f32, , )
FOLD_SUM(sum_abs_f64, double, v64d, VECTOR_ABS_F64, abs_f64, , )
#define COMMA_MEAN , double mean
FOLD_SUM(sum_deviations_f32, float, v64f, TERM_DEVIATION, TERM_DEVIATION, COMMA_MEAN,
         const float center = (float)mean)
FOLD_SUM(sum_deviations_f64, double, v64d, TERM_DEVIATION, TERM_DEVIATION, COMMA_MEAN,
         const double center = mean)

#define DOT(name, T, V)                                                       \
  static void name(const void *av, const void *bv, int64_t n, double *result) { \
    const T *a = av, *b = bv;                                                 \
    double total = 0;                                                         \
    int64_t i = 0;                                                            \
    while (n - i >= LANES) {                                                  \
      int64_t end = n - i >= BLOCK ? i + BLOCK : i + (n - i) / LANES * LANES; \
      V lanes = {0};                                                          \
      for (; i < end; i += LANES) lanes += *(const V *)(a + i) * *(const V *)(b + i); \
      for (int lane = 0; lane < LANES; lane++) total += (double)lanes[lane];  \
    }                                                                         \
    for (; i < n; i++) total += (double)a[i] * (double)b[i];                  \
    *result = total;                                                          \
  }
DOT(dot_f32, float, v64f)
DOT(dot_f64, double, v64d)

#define FOLD_EXTREME(name, T, V, I, COMPARE)                                  \
  static void name(const void *xv, int64_t n, void *result) {                 \
    const T *x = xv;                                                          \
    T best = x[0];                                                            \
    int64_t i = 0;                                                            \
    if (n >= LANES) {                                                         \
      V lanes = *(const V *)x;                                                \
      for (i = LANES; i + LANES <= n; i += LANES) {                           \
        V v = *(const V *)(x + i);                                            \
        I take = (I)(v COMPARE lanes) | (I)(v != v);                          \
        lanes = (V)((take & (I)v) | (~take & (I)lanes));                      \
      }                                                                       \
      best = lanes[0];                                                        \
      for (int lane = 1; lane < LANES; lane++) {                              \
        T v = lanes[lane];                                                    \
        best = ((v COMPARE best) | (v != v)) ? v : best;                        \
      }                                                                       \
    }                                                                         \
    for (; i < n; i++) best = ((x[i] COMPARE best) | (x[i] != x[i])) ? x[i] : best; \
    *(T *)result = best;                                                      \
  }
FOLD_EXTREME(fold_max_f32, float, v64f, v64i, >)
FOLD_EXTREME(fold_min_f32, float, v64f, v64i, <)
FOLD_EXTREME(fold_max_f64, double, v64d, v64l, >)
FOLD_EXTREME(fold_min_f64, double, v64d, v64l, <)

// Column sums: float32 over at most 32 rows, then float64. `n` is at most 512.
#define SUM_COLUMNS(name, T)                                                                 \
  static void name(const void *xv, int64_t rows, int64_t stride, int64_t n, void *result) {  \
    double *total = result;                                                                  \
    for (int64_t first = 0; first < rows; first += 32) {                                     \
      int64_t last = rows - first < 32 ? rows : first + 32;                                  \
      T block[512];                                                                          \
      memset(block, 0, sizeof(T) * (size_t)n);                                               \
      int64_t r = first;                                                                     \
      for (; r + 4 <= last; r += 4) {                                                        \
        const T *x0 = (const T *)xv + r * stride, *x1 = x0 + stride, *x2 = x1 + stride,      \
                *x3 = x2 + stride;                                                           \
        CK_VECTOR for (int64_t i = 0; i < n; i++)                                            \
            block[i] += (x0[i] + x1[i]) + (x2[i] + x3[i]);                                   \
      }                                                                                      \
      for (; r < last; r++) {                                                                \
        const T *x = (const T *)xv + r * stride;                                             \
        CK_VECTOR for (int64_t i = 0; i < n; i++) block[i] += x[i];                          \
      }                                                                                      \
      CK_VECTOR for (int64_t i = 0; i < n; i++) total[i] += (double)block[i];                \
    }                                                                                        \
  }
SUM_COLUMNS(sum_columns_f32, float)
SUM_COLUMNS(sum_columns_f64, double)

// MARK: - Running sums, in float64

typedef float v8f __attribute__((vector_size(32), aligned(4)));
typedef double v8w __attribute__((vector_size(64), aligned(8)));
#define SHUFFLE(a, b, ...) __builtin_shufflevector(a, b, __VA_ARGS__)

// Always inlined: how a vector would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"
/// Running sums inside eight numbers: three shifted additions.
CK_INLINE v8w prefix_8(v8w v) {
  const v8w zero = {0};
  v += SHUFFLE(zero, v, 0, 8, 9, 10, 11, 12, 13, 14);
  v += SHUFFLE(zero, v, 0, 1, 8, 9, 10, 11, 12, 13);
  v += SHUFFLE(zero, v, 0, 1, 2, 3, 8, 9, 10, 11);
  return v;
}

#define RUNNING_SUM(S, T, V)                                                           \
  static void sum_exactly_##S(const void *xv, int64_t n, double *result) {             \
    const T *x = xv;                                                                   \
    v8w a = {0}, b = {0}, c = {0}, d = {0};                                            \
    int64_t i = 0;                                                                     \
    for (; i + 32 <= n; i += 32) {                                                     \
      a += __builtin_convertvector(*(const V *)(x + i), v8w);                          \
      b += __builtin_convertvector(*(const V *)(x + i + 8), v8w);                      \
      c += __builtin_convertvector(*(const V *)(x + i + 16), v8w);                     \
      d += __builtin_convertvector(*(const V *)(x + i + 24), v8w);                     \
    }                                                                                  \
    a = prefix_8((a + b) + (c + d));                                                   \
    double total = a[7];                                                               \
    for (; i < n; i++) total += (double)x[i];                                          \
    *result = total;                                                                   \
  }                                                                                    \
  /* Sixteen at a time: only one addition waits for the sixteen before. */             \
  static void running_sum_##S(const void *xv, double total, void *yv, int64_t n) {     \
    const T *x = xv;                                                                   \
    T *y = yv;                                                                         \
    int64_t i = 0;                                                                     \
    for (; i + 16 <= n; i += 16) {                                                     \
      v8w a = prefix_8(__builtin_convertvector(*(const V *)(x + i), v8w));             \
      v8w b = prefix_8(__builtin_convertvector(*(const V *)(x + i + 8), v8w));         \
      double half = total + a[7];                                                      \
      *(V *)(y + i) = __builtin_convertvector(a + total, V);                           \
      *(V *)(y + i + 8) = __builtin_convertvector(b + half, V);                        \
      total += a[7] + b[7];                                                            \
    }                                                                                  \
    for (; i < n; i++) {                                                               \
      total += (double)x[i];                                                           \
      y[i] = (T)total;                                                                 \
    }                                                                                  \
  }
RUNNING_SUM(f32, float, v8f)
RUNNING_SUM(f64, double, v8w)

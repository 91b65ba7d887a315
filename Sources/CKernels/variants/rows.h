// Rows of softmax, normalisation, and the fused optimiser steps.

#define ROWS(S, T)                                                                            \
  static double exp_shifted_##S(const void *xv, double shift, void *yv, int64_t n) {          \
    const T *x = xv;                                                                          \
    T *y = yv;                                                                                \
    const T s = (T)shift;                                                                     \
    CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] = exp_##S(x[i] - s);                       \
    double total;                                                                             \
    sum_##S(y, n, &total);                                                                    \
    return total;                                                                             \
  }                                                                                           \
  /* Sum of exponentials without storing them: a block at a time stays in the first cache. */ \
  static double sum_exp_shifted_##S(const T *x, T shift, int64_t n) {                         \
    T block[512];                                                                             \
    double total = 0;                                                                         \
    for (int64_t start = 0; start < n; start += 512) {                                        \
      int64_t count = n - start < 512 ? n - start : 512;                                      \
      total += exp_shifted_##S(x + start, (double)shift, block, count);                       \
    }                                                                                         \
    return total;                                                                             \
  }                                                                                           \
  static void softmax_row_##S(const void *xv, void *yv, int64_t n, bool logarithm) {          \
    const T *x = xv;                                                                          \
    T *y = yv;                                                                                \
    T top;                                                                                    \
    fold_max_##S(x, n, &top);                                                                 \
    if (logarithm) {                                                                          \
      const T rest = (T)(log(sum_exp_shifted_##S(x, top, n)));                                \
      CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] = (x[i] - top) - rest;                   \
    } else {                                                                                  \
      const T scale = (T)(1 / exp_shifted_##S(x, (double)top, y, n));                         \
      CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] *= scale;                                \
    }                                                                                         \
  }                                                                                           \
  static void softmax_row_backward_##S(const void *gv, const void *yv, void *xv, int64_t n,   \
                                       bool logarithm) {                                      \
    const T *g = gv, *y = yv;                                                                 \
    T *gx = xv;                                                                               \
    double total;                                                                             \
    if (logarithm) {                                                                          \
      sum_##S(g, n, &total);                                                                  \
      const T s = (T)total;                                                                   \
      CK_VECTOR for (int64_t i = 0; i < n; i++) gx[i] = g[i] - exp_##S(y[i]) * s;             \
    } else {                                                                                  \
      dot_##S(g, y, n, &total);                                                               \
      const T s = (T)total;                                                                   \
      CK_VECTOR for (int64_t i = 0; i < n; i++) gx[i] = (g[i] - s) * y[i];                    \
    }                                                                                         \
  }                                                                                           \
  static void normalize_row_##S(const void *xv, double mean, double rstd, const void *gv,     \
                                const void *bv, void *yv, int64_t n) {                        \
    const T *x = xv, *gamma = gv, *beta = bv;                                                 \
    T *y = yv;                                                                                \
    const T m = (T)mean, r = (T)rstd;                                                         \
    if (gamma && beta) {                                                                      \
      CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] = (x[i] - m) * r * gamma[i] + beta[i];   \
    } else if (gamma) {                                                                       \
      CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] = (x[i] - m) * r * gamma[i];             \
    } else if (beta) {                                                                        \
      CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] = (x[i] - m) * r + beta[i];              \
    } else {                                                                                  \
      CK_VECTOR for (int64_t i = 0; i < n; i++) y[i] = (x[i] - m) * r;                        \
    }                                                                                         \
  }                                                                                           \
  static void combine_##S(const void *gv, const void *xv, double a, double b, double c,       \
                          void *ov, int64_t n) {                                              \
    const T *g = gv, *x = xv;                                                                 \
    T *gx = ov;                                                                               \
    const T p = (T)a, q = (T)b, r = (T)c;                                                     \
    CK_VECTOR for (int64_t i = 0; i < n; i++) gx[i] = p * g[i] + (q * x[i] + r);              \
  }                                                                                           \
  static void sgd_##S(void *pv, const void *gv, void *vv, double lr, double momentum,         \
                      double dampening, double decay, bool nesterov, bool first, int64_t n) { \
    T *p = pv, *v = vv;                                                                       \
    const T *gs = gv;                                                                         \
    const T rate = (T)lr, mu = (T)momentum, keep = (T)(1 - dampening), wd = (T)decay;         \
    if (!v) {                                                                                 \
      CK_VECTOR for (int64_t i = 0; i < n; i++) p[i] -= rate * (gs[i] + wd * p[i]);           \
    } else if (first) {                                                                       \
      CK_VECTOR for (int64_t i = 0; i < n; i++) {                                             \
        T g = gs[i] + wd * p[i];                                                              \
        v[i] = g;                                                                             \
        p[i] -= rate * (nesterov ? g + mu * g : g);                                           \
      }                                                                                       \
    } else {                                                                                  \
      CK_VECTOR for (int64_t i = 0; i < n; i++) {                                             \
        T g = gs[i] + wd * p[i];                                                              \
        T velocity = mu * v[i] + keep * g;                                                    \
        v[i] = velocity;                                                                      \
        p[i] -= rate * (nesterov ? g + mu * velocity : velocity);                             \
      }                                                                                       \
    }                                                                                         \
  }                                                                                           \
  /* constants: 1 - beta1, beta2, 1 - beta2, lr / (1 - beta1^t), sqrt(1 - beta2^t), eps,      \
     coupled decay, 1 - lr * decoupled decay. */                                              \
  static void adam_##S(void *pv, const void *gv, void *mv, void *vv, void *xv,                \
                       const double *constants, int64_t n) {                                  \
    T *p = pv, *m = mv, *v = vv, *vmax = xv;                                                  \
    const T *gs = gv;                                                                         \
    const T b1 = (T)constants[0], beta2 = (T)constants[1], b2 = (T)constants[2];              \
    const T rate = (T)constants[3], root = (T)(1 / constants[4]), eps = (T)constants[5];      \
    const T wd = (T)constants[6], shrink = (T)constants[7];                                   \
    if (vmax) {                                                                               \
      CK_VECTOR for (int64_t i = 0; i < n; i++) {                                             \
        T g = gs[i] + wd * p[i];                                                              \
        m[i] += b1 * (g - m[i]);                                                              \
        T second = beta2 * v[i] + b2 * g * g;                                                 \
        v[i] = second;                                                                        \
        T top = vmax[i] > second ? vmax[i] : second;                                          \
        vmax[i] = top;                                                                        \
        p[i] = p[i] * shrink - rate * m[i] / (SQRT_##S(top) * root + eps);                    \
      }                                                                                       \
    } else {                                                                                  \
      CK_VECTOR for (int64_t i = 0; i < n; i++) {                                             \
        T g = gs[i] + wd * p[i];                                                              \
        T mean = m[i] + b1 * (g - m[i]);                                                      \
        T second = beta2 * v[i] + b2 * g * g;                                                 \
        m[i] = mean;                                                                          \
        v[i] = second;                                                                        \
        p[i] = p[i] * shrink - rate * mean / (SQRT_##S(second) * root + eps);                 \
      }                                                                                       \
    }                                                                                         \
  }
#define SQRT_f32 __builtin_sqrtf
#define SQRT_f64 __builtin_sqrt
ROWS(f32, float)
ROWS(f64, double)

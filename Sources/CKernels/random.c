// Draws from Philox. Every draw generates the words of its part of the sequence into a small
// buffer and converts them; parts begin on block borders, so threads never share one.
#include <math.h>
#include <string.h>

#include "internal.h"

#include "variants/math_f64.h"
#include "variants/random.h"

#pragma clang fp contract(off)

#define WORDS 2048  // words generated at a time

void ck_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t output[4]) {
  philox_blocks((uint64_t)key[1] << 32 | key[0], (uint64_t)counter[3] << 32 | counter[2],
                (uint64_t)counter[1] << 32 | counter[0], output, 1);
}

double ck_portable_log(double x) { return portable_log(x); }
void ck_portable_sincospi2(double u, double *sine, double *cosine) {
  portable_sincospi2(u, sine, cosine);
}
double ck_portable_exp(double x) {
  if (!(x < 709.782712893384)) return x > 0 ? INFINITY : x;
  if (x < -745.2) return 0;
  double k = (x * 1.4426950408889634 + ROUND_F64) - ROUND_F64;
  double r = x - k * LN2_HIGH_F64;
  r = r - k * LN2_LOW_F64;
  double q = 1.0 / 6227020800.0;
  static const double inverse_factorials[] = {479001600.0, 39916800.0, 3628800.0, 362880.0,
                                              40320.0,     5040.0,     720.0,     120.0,
                                              24.0,        6.0,        2.0};
  for (int i = 0; i < 11; i++) q = q * r + 1.0 / inverse_factorials[i];
  double p = r + r * r * q;
  return ldexp(1.0 + p, (int)k);
}

// MARK: - Words

typedef struct draw {
  uint64_t seed, stream, offset;
  void *y;
  ck_dtype dtype;
  double a, b;
  uint64_t low, span;
  int64_t words_per_element, n;
  void (*convert)(const struct draw *draw, const uint32_t *words, int64_t begin, int64_t count);
} draw;

/// Words [first, first + count) of the sequence; `buffer` has room for 8 more.
static const uint32_t *words_at(const draw *d, uint64_t first, int64_t count, uint32_t *buffer) {
  uint64_t block = first / 4;
  int64_t skip = (int64_t)(first % 4);
  ck_active()->philox(d->seed, d->stream, block, buffer, ck_ceil_div(skip + count, 4));
  return buffer + skip;
}

static void run_draw(void *context, int64_t begin, int64_t end) {
  const draw *d = context;
  uint32_t buffer[WORDS + 8];
  int64_t step = WORDS / d->words_per_element;
  for (int64_t i = begin; i < end; i += step) {
    int64_t count = ck_min_i64(step, end - i);
    uint64_t first = d->offset + (uint64_t)(i * d->words_per_element);
    d->convert(d, words_at(d, first, count * d->words_per_element, buffer), i, count);
  }
}

static bool run(draw d) {
  ck_parallel_units(d.n, 8192, 64, &d, run_draw);
  return true;
}

// MARK: - Conversions

CK_INLINE double unit_f64(uint32_t high, uint32_t low) {
  return (double)(((uint64_t)high << 32 | low) >> 11) * 0x1p-53;
}

static void to_bits(const draw *d, const uint32_t *w, int64_t begin, int64_t count) {
  memcpy((uint32_t *)d->y + begin, w, sizeof(uint32_t) * (size_t)count);
}
static void to_uniform_f32(const draw *d, const uint32_t *w, int64_t begin, int64_t count) {
  float *y = (float *)d->y + begin;
  const float low = (float)d->a, range = (float)(d->b - d->a), high = (float)d->b;
  for (int64_t i = 0; i < count; i++) {
    float v = low + range * ((float)(w[i] >> 8) * 0x1p-24f);
    y[i] = v < high || range <= 0 ? v : low;  // rounding may reach the open end
  }
}
static void to_uniform_f64(const draw *d, const uint32_t *w, int64_t begin, int64_t count) {
  double *y = (double *)d->y + begin;
  const double low = d->a, range = d->b - d->a;
  for (int64_t i = 0; i < count; i++) {
    double v = low + range * unit_f64(w[2 * i], w[2 * i + 1]);
    y[i] = v < d->b || range <= 0 ? v : low;
  }
}
static void to_normal(const draw *d, const uint32_t *w, int64_t begin, int64_t count) {
  char *y = (char *)d->y + begin * ck_size(d->dtype);
  const ck_kernels *k = ck_active();
  bool wide = d->dtype == CK_F64;
  if (count & ~1ll) k->normals[wide](w, y, d->a, d->b, count & ~1ll);
  if (count & 1) {  // the odd last element is the first of its pair
    double last[2];
    k->normals[wide](w + 2 * (count - 1), last, d->a, d->b, 2);
    memcpy(y + (count - 1) * ck_size(d->dtype), last, (size_t)ck_size(d->dtype));
  }
}
static void to_exponential(const draw *d, const uint32_t *w, int64_t begin, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    double v = -portable_log(1.0 - unit_f64(w[2 * i], w[2 * i + 1])) / d->a;
    if (d->dtype == CK_F64) ((double *)d->y)[begin + i] = v;
    else ((float *)d->y)[begin + i] = (float)v;
  }
}

#define STORE(expression)                                                    \
  switch (d->dtype) {                                                        \
    case CK_F32: ((float *)d->y)[begin + i] = (float)(expression); break;    \
    case CK_F64: ((double *)d->y)[begin + i] = (double)(expression); break;  \
    case CK_I32: ((int32_t *)d->y)[begin + i] = (int32_t)(expression); break; \
    case CK_I64: ((int64_t *)d->y)[begin + i] = (int64_t)(expression); break; \
    default: ((uint8_t *)d->y)[begin + i] = (uint8_t)(expression);           \
  }
static void to_bernoulli(const draw *d, const uint32_t *w, int64_t begin, int64_t count) {
  const uint64_t limit = d->low;
  for (int64_t i = 0; i < count; i++) {
    int yes = w[i] < limit;
    STORE(yes)
  }
}
/// Lemire's multiplication. Word pairs of the block are two attempts; later attempts, needed with
/// probability below span / 2^64 each, come from a stream of the element's own.
static uint64_t bounded(const draw *d, const uint32_t *w, uint64_t element, uint64_t span) {
  if (span == 0) return (uint64_t)w[0] << 32 | w[1];  // all 2^64 values
  uint64_t limit = (0 - span) % span;
  uint32_t extra[4];
  for (uint32_t attempt = 0;; attempt++) {
    const uint32_t *pair = w + 2 * (attempt & 1);
    if (attempt > 1) {
      uint32_t counter[4] = {(uint32_t)element, (uint32_t)(element >> 32), attempt,
                             ~(uint32_t)d->stream};
      uint32_t key[2] = {(uint32_t)d->seed, (uint32_t)(d->seed >> 32)};
      ck_philox(counter, key, extra);
      pair = extra;
    }
    unsigned __int128 product =
        (unsigned __int128)((uint64_t)pair[0] << 32 | pair[1]) * span;
    if ((uint64_t)product >= limit) return (uint64_t)(product >> 64);
  }
}
static void to_integers(const draw *d, const uint32_t *w, int64_t begin, int64_t count) {
  for (int64_t i = 0; i < count; i++) {
    uint64_t element = d->offset + 4 * (uint64_t)(begin + i);
    int64_t v = (int64_t)(d->low + bounded(d, w + 4 * i, element, d->span));
    STORE(v)
  }
}

// MARK: - Entry points

void ck_random_bits(uint64_t seed, uint64_t stream, uint64_t offset, uint32_t *y, int64_t n) {
  run((draw){seed, stream, offset, y, CK_I32, 0, 0, 0, 0, 1, n, to_bits});
}

bool ck_random_uniform(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                       double low, double high, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  bool wide = dtype == CK_F64;
  return run((draw){seed, stream, offset, y, dtype, low, high, 0, 0, wide ? 2 : 1, n,
                    wide ? to_uniform_f64 : to_uniform_f32});
}

bool ck_random_normal(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                      double mean, double standard_deviation, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  return run((draw){seed, stream, offset, y, dtype, mean, standard_deviation, 0, 0, 2, n,
                    to_normal});
}

bool ck_random_bernoulli(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                         double p, int64_t n) {
  if (dtype == CK_F16 || (uint32_t)dtype >= CK_DTYPES) return false;
  double scaled = p * 0x1p32;
  uint64_t limit = scaled <= 0 ? 0 : scaled >= 0x1p32 ? 1ull << 32 : (uint64_t)(scaled + 0.5);
  return run((draw){seed, stream, offset, y, dtype, 0, 0, limit, 0, 1, n, to_bernoulli});
}

bool ck_random_integers(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset, void *y,
                        int64_t low, int64_t high, int64_t n) {
  if (dtype == CK_F16 || (uint32_t)dtype >= CK_DTYPES || high <= low) return false;
  return run((draw){seed, stream, offset, y, dtype, 0, 0, (uint64_t)low,
                    (uint64_t)high - (uint64_t)low, 4, n, to_integers});
}

bool ck_random_exponential(ck_dtype dtype, uint64_t seed, uint64_t stream, uint64_t offset,
                           void *y, double rate, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  return run((draw){seed, stream, offset, y, dtype, rate, 0, 0, 0, 2, n, to_exponential});
}

void ck_random_permutation(uint64_t seed, uint64_t stream, uint64_t offset, int64_t *y,
                           int64_t n) {
  draw d = {.seed = seed, .stream = stream, .offset = offset};
  uint32_t buffer[WORDS + 8];
  for (int64_t i = 0; i < n; i++) y[i] = i;
  int64_t step = WORDS / 4;
  for (int64_t start = 0; start < n; start += step) {
    int64_t count = ck_min_i64(step, n - start);
    uint64_t first = offset + 4 * (uint64_t)start;
    const uint32_t *w = words_at(&d, first, 4 * count, buffer);
    for (int64_t k = 0; k < count; k++) {
      int64_t i = start + k;
      uint64_t j = bounded(&d, w + 4 * k, first + 4 * (uint64_t)k, (uint64_t)(n - i));
      int64_t swap = y[i];
      y[i] = y[i + (int64_t)j];
      y[i + (int64_t)j] = swap;
    }
  }
}

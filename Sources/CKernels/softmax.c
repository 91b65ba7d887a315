// Softmax and cross-entropy.
//
// Short rows (ten classes) would leave the vector unit idle, so a block of them is shifted by its
// maxima first, the exponentials run over the block as one vector, and the sums follow.
#include <math.h>
#include <string.h>

#include "internal.h"

#define SHORT 96     // rows up to here go in blocks
#define BLOCK 2048   // elements of a block

typedef struct softmax_job {
  ck_dtype dtype;
  const char *x, *g;
  char *y;
  int64_t n, inner;
  bool logarithm;
} softmax_job;

#define SHORT_ROWS(T, EXP)                                                                    \
  {                                                                                           \
    const T *x = (const T *)job->x + row * n;                                                 \
    T *y = (T *)job->y + row * n;                                                             \
    T shifted[BLOCK];                                                                         \
    T *work = job->logarithm ? shifted : y;                                                   \
    for (int64_t r = 0; r < rows; r++) {                                                      \
      const T *v = x + r * n;                                                                 \
      T top = v[0];                                                                           \
      for (int64_t i = 1; i < n; i++) top = v[i] > top || v[i] != v[i] ? v[i] : top;          \
      for (int64_t i = 0; i < n; i++) work[r * n + i] = v[i] - top;                           \
      if (job->logarithm)                                                                     \
        for (int64_t i = 0; i < n; i++) y[r * n + i] = v[i] - top;                            \
    }                                                                                         \
    EXP(work, work, rows *n);                                                                 \
    for (int64_t r = 0; r < rows; r++) {                                                      \
      T sum = 0;                                                                              \
      for (int64_t i = 0; i < n; i++) sum += work[r * n + i];                                 \
      if (job->logarithm) {                                                                   \
        const T rest = (T)log((double)sum);                                                   \
        for (int64_t i = 0; i < n; i++) y[r * n + i] -= rest;                                 \
      } else {                                                                                \
        const T scale = 1 / sum;                                                              \
        for (int64_t i = 0; i < n; i++) y[r * n + i] *= scale;                                \
      }                                                                                       \
    }                                                                                         \
  }

static void run_softmax_rows(void *context, int64_t begin, int64_t end) {
  const softmax_job *job = context;
  const ck_kernels *k = ck_active();
  int d = job->dtype == CK_F64;
  int64_t n = job->n, size = ck_size(job->dtype);
  if (n > SHORT) {
    for (int64_t row = begin; row < end; row++)
      k->softmax_row[d](job->x + row * n * size, job->y + row * n * size, n, job->logarithm);
    return;
  }
  ck_loop_1 exponential = k->unary[CK_EXP][job->dtype];
  int64_t block = BLOCK / n;
  for (int64_t row = begin; row < end; row += block) {
    int64_t rows = ck_min_i64(block, end - row);
    if (d) SHORT_ROWS(double, exponential)
    else SHORT_ROWS(float, exponential)
  }
}

// Columns: the same over a tile of columns, row by row.
#define COLUMNS(T)                                                                            \
  {                                                                                           \
    const T *x = (const T *)job->x + o * n * inner + c0;                                      \
    T *y = (T *)job->y + o * n * inner + c0;                                                  \
    T top[256], sum[256], rest[256];                                                          \
    memcpy(top, x, sizeof(T) * (size_t)columns);                                              \
    for (int64_t r = 1; r < n; r++)                                                           \
      for (int64_t c = 0; c < columns; c++) {                                                 \
        T v = x[r * inner + c];                                                               \
        top[c] = ((v > top[c]) | (v != v)) ? v : top[c];                                        \
      }                                                                                       \
    memset(sum, 0, sizeof sum);                                                               \
    for (int64_t r = 0; r < n; r++) {                                                         \
      T *out = y + r * inner;                                                                 \
      for (int64_t c = 0; c < columns; c++) rest[c] = x[r * inner + c] - top[c];              \
      if (job->logarithm) memcpy(out, rest, sizeof(T) * (size_t)columns);                     \
      exponential(rest, rest, columns);                                                       \
      for (int64_t c = 0; c < columns; c++) sum[c] += rest[c];                                \
      if (!job->logarithm) memcpy(out, rest, sizeof(T) * (size_t)columns);                    \
    }                                                                                         \
    for (int64_t c = 0; c < columns; c++)                                                     \
      rest[c] = job->logarithm ? (T)log((double)sum[c]) : 1 / sum[c];                         \
    for (int64_t r = 0; r < n; r++)                                                           \
      for (int64_t c = 0; c < columns; c++)                                                   \
        y[r * inner + c] = job->logarithm ? y[r * inner + c] - rest[c]                        \
                                          : y[r * inner + c] * rest[c];                       \
  }

static void run_softmax_columns(void *context, int64_t begin, int64_t end) {
  const softmax_job *job = context;
  ck_loop_1 exponential = ck_active()->unary[CK_EXP][job->dtype];
  int64_t n = job->n, inner = job->inner, chunks = ck_ceil_div(inner, 256);
  for (int64_t task = begin; task < end; task++) {
    int64_t o = task / chunks, c0 = task % chunks * 256;
    int64_t columns = ck_min_i64(256, inner - c0);
    if (job->dtype == CK_F64) COLUMNS(double)
    else COLUMNS(float)
  }
}

bool ck_softmax(ck_dtype dtype, const void *x, void *y, int64_t outer, int64_t n, int64_t inner,
                bool logarithm) {
  if (!ck_is_float(dtype)) return false;
  if (outer * n * inner == 0) return true;
  softmax_job job = {.dtype = dtype, .x = x, .y = y, .n = n, .inner = inner,
                     .logarithm = logarithm};
  if (inner == 1) {
    ck_parallel_for(outer, ck_max_i64(1, 16384 / n), &job, run_softmax_rows);
  } else {
    int64_t each = n * ck_min_i64(256, inner);
    ck_parallel_for(outer * ck_ceil_div(inner, 256), ck_max_i64(1, 16384 / each), &job,
                    run_softmax_columns);
  }
  return true;
}

// MARK: - Backward

static void run_backward_rows(void *context, int64_t begin, int64_t end) {
  const softmax_job *job = context;
  int64_t step = job->n * ck_size(job->dtype);
  for (int64_t row = begin; row < end; row++)
    ck_active()->softmax_row_backward[job->dtype == CK_F64](
        job->g + row * step, job->x + row * step, job->y + row * step, job->n, job->logarithm);
}

#define BACKWARD_COLUMNS(T, EXP)                                                              \
  {                                                                                           \
    int64_t at = o * n * inner + c0;                                                          \
    const T *g = (const T *)job->g + at, *y = (const T *)job->x + at;                         \
    T *gx = (T *)job->y + at;                                                                 \
    T sum[256] = {0};                                                                         \
    for (int64_t r = 0; r < n; r++)                                                           \
      for (int64_t c = 0; c < columns; c++) {                                                 \
        int64_t i = r * inner + c;                                                            \
        sum[c] += job->logarithm ? g[i] : g[i] * y[i];                                        \
      }                                                                                       \
    for (int64_t r = 0; r < n; r++)                                                           \
      for (int64_t c = 0; c < columns; c++) {                                                 \
        int64_t i = r * inner + c;                                                            \
        gx[i] = job->logarithm ? g[i] - EXP(y[i]) * sum[c] : (g[i] - sum[c]) * y[i];          \
      }                                                                                       \
  }
static void run_backward_columns(void *context, int64_t begin, int64_t end) {
  const softmax_job *job = context;
  int64_t n = job->n, inner = job->inner, chunks = ck_ceil_div(inner, 256);
  for (int64_t task = begin; task < end; task++) {
    int64_t o = task / chunks, c0 = task % chunks * 256;
    int64_t columns = ck_min_i64(256, inner - c0);
    if (job->dtype == CK_F64) BACKWARD_COLUMNS(double, exp)
    else BACKWARD_COLUMNS(float, expf)
  }
}

bool ck_softmax_backward(ck_dtype dtype, const void *g, const void *y, void *gx, int64_t outer,
                         int64_t n, int64_t inner, bool logarithm) {
  if (!ck_is_float(dtype)) return false;
  if (outer * n * inner == 0) return true;
  softmax_job job = {.dtype = dtype, .x = y, .g = g, .y = gx, .n = n, .inner = inner,
                     .logarithm = logarithm};
  if (inner == 1) {
    ck_parallel_for(outer, ck_max_i64(1, CK_GRAIN / n), &job, run_backward_rows);
  } else {
    int64_t each = n * ck_min_i64(256, inner);
    ck_parallel_for(outer * ck_ceil_div(inner, 256), ck_max_i64(1, CK_GRAIN / each), &job,
                    run_backward_columns);
  }
  return true;
}

// MARK: - Cross-entropy

typedef struct entropy_job {
  ck_dtype dtype;
  const char *x;
  const int64_t *targets;
  const void *weights;
  double smoothing;
  int64_t ignored, classes;
  char *losses, *gradient;
} entropy_job;

#define ENTROPY_ROWS(T)                                                                       \
  {                                                                                           \
    const T *x = (const T *)job->x + row * n;                                                 \
    const T *weights = job->weights;                                                          \
    T *out = job->gradient ? (T *)job->gradient + row * n : (T *)scratch;                     \
    T *losses = (T *)job->losses + row;                                                       \
    T tops[BLOCK];                                                                            \
    for (int64_t r = 0; r < rows; r++) {                                                      \
      const T *v = x + r * n;                                                                 \
      T top = v[0];                                                                           \
      for (int64_t i = 1; i < n; i++) top = v[i] > top || v[i] != v[i] ? v[i] : top;          \
      for (int64_t i = 0; i < n; i++) out[r * n + i] = v[i] - top;                            \
      tops[r] = top;                                                                          \
    }                                                                                         \
    exponential(out, out, rows *n);                                                           \
    for (int64_t r = 0; r < rows; r++) {                                                      \
      const int64_t target = job->targets[row + r];                                           \
      T *e = out + r * n;                                                                     \
      const T *v = x + r * n;                                                                 \
      if (target == job->ignored) {                                                           \
        losses[r] = 0;                                                                        \
        memset(e, 0, sizeof(T) * (size_t)n);                                                  \
        continue;                                                                             \
      }                                                                                       \
      T sum = 0;                                                                              \
      for (int64_t i = 0; i < n; i++) sum += e[i];                                            \
      const double logarithm = (double)tops[r] + log((double)sum);                            \
      const double w = weights ? (double)weights[target] : 1;                                 \
      double loss = (1 - eps) * w * (logarithm - (double)v[target]);                          \
      double share = (1 - eps) * w; /* weight of the softmax in the gradient */               \
      if (eps > 0)                                                                            \
        for (int64_t i = 0; i < n; i++) {                                                     \
          double part = eps / (double)n * (weights ? (double)weights[i] : 1);                 \
          loss += part * (logarithm - (double)v[i]);                                          \
          share += part;                                                                      \
        }                                                                                     \
      losses[r] = (T)loss;                                                                    \
      const T scale = (T)(share / (double)sum);                                               \
      for (int64_t i = 0; i < n; i++) e[i] *= scale;                                          \
      if (eps > 0)                                                                            \
        for (int64_t i = 0; i < n; i++)                                                       \
          e[i] -= (T)(eps / (double)n * (weights ? (double)weights[i] : 1));                  \
      e[target] -= (T)((1 - eps) * w);                                                        \
    }                                                                                         \
  }

static void run_entropy(void *context, int64_t begin, int64_t end) {
  const entropy_job *job = context;
  const int64_t n = job->classes;
  const double eps = job->smoothing;
  ck_loop_1 exponential = ck_active()->unary[CK_EXP][job->dtype];
  int64_t block = ck_max_i64(1, BLOCK / n);
  double few[BLOCK];
  size_t bytes = (size_t)(block * n * 8);
  void *scratch = job->gradient ? NULL : bytes <= sizeof few ? few : ck_alloc(bytes);
  for (int64_t row = begin; row < end; row += block) {
    int64_t rows = ck_min_i64(block, end - row);
    if (job->dtype == CK_F64) ENTROPY_ROWS(double)
    else ENTROPY_ROWS(float)
  }
  if (scratch && scratch != few) ck_free(scratch, bytes);
}

bool ck_cross_entropy(ck_dtype dtype, const void *x, const int64_t *targets, const void *weights,
                      double label_smoothing, int64_t ignore_index, void *losses, void *gradient,
                      double *total_weight, int64_t rows, int64_t classes) {
  if (!ck_is_float(dtype)) return false;
  double total = 0;
  for (int64_t r = 0; r < rows; r++) {
    int64_t target = targets[r];
    if (target == ignore_index) continue;
    if (target < 0 || target >= classes) return false;
    total += !weights ? 1 : dtype == CK_F64 ? ((const double *)weights)[target]
                                            : (double)((const float *)weights)[target];
  }
  if (total_weight) *total_weight = total;
  if (rows == 0) return true;
  entropy_job job = {dtype, x, targets, weights, label_smoothing, ignore_index, classes,
                     losses, gradient};
  ck_parallel_for(rows, ck_max_i64(1, 8192 / classes), &job, run_entropy);
  return true;
}

typedef struct scale_job {
  ck_dtype dtype;
  const char *g, *scale;
  char *out;
  int64_t step, columns;
} scale_job;
static void run_scale(void *context, int64_t begin, int64_t end) {
  const scale_job *job = context;
  int64_t size = ck_size(job->dtype), bytes = job->columns * size;
  ck_loop_2 multiply = ck_active()->binary[CK_MUL][job->dtype].vs;
  for (int64_t row = begin; row < end; row++)
    multiply(job->g + row * bytes, job->scale + row * job->step * size, job->out + row * bytes,
             job->columns);
}
bool ck_scale_rows(ck_dtype dtype, const void *gradient, const void *scale, int64_t scale_step,
                   void *out, int64_t rows, int64_t columns) {
  if (!ck_is_float(dtype)) return false;
  if (scale_step == 0) return ck_binary(CK_MUL, dtype, gradient, 1, scale, 0, out, rows * columns);
  scale_job job = {dtype, gradient, scale, out, scale_step, columns};
  ck_parallel_for(rows, ck_max_i64(1, CK_GRAIN / ck_max_i64(1, columns)), &job, run_scale);
  return true;
}

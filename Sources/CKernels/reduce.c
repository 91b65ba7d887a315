// Reductions of contiguous [outer, n, inner] boxes.
//
// Work is cut into pieces whose borders depend on the shape alone, and the pieces' results are
// combined in order, so that a sum does not depend on the number of threads.
#include "reduce.h"

#include <math.h>
#include <string.h>

#define PIECE 65536  // elements of a row, or of a group of rows, summed as one
#define CHUNK 512    // columns reduced together

// MARK: - Float sums along rows

typedef struct row_job {
  void (*fold)(const void *, int64_t, double *);
  void (*fold_deviations)(const void *, int64_t, double, double *);
  const double *centers;
  const char *x;
  double *partial;
  int64_t n, pieces, size;
} row_job;

static void run_rows(void *context, int64_t begin, int64_t end) {
  const row_job *job = context;
  for (int64_t task = begin; task < end; task++) {
    int64_t row = task / job->pieces, start = task % job->pieces * PIECE;
    int64_t count = ck_min_i64(PIECE, job->n - start);
    const char *x = job->x + (row * job->n + start) * job->size;
    if (job->fold) job->fold(x, count, &job->partial[task]);
    else job->fold_deviations(x, count, job->centers[row], &job->partial[task]);
  }
}

/// total[row] for every row, in double.
static bool fold_rows(row_job job, double *total, int64_t outer) {
  job.pieces = ck_max_i64(1, ck_ceil_div(job.n, PIECE));
  int64_t tasks = outer * job.pieces;
  job.partial = job.pieces == 1 ? total : ck_alloc((size_t)tasks * sizeof(double));
  if (!job.partial) return false;
  int64_t each = ck_min_i64(job.n, PIECE);
  ck_parallel_for(tasks, outer * job.n > CK_GRAIN ? ck_max_i64(1, CK_GRAIN / each) : tasks, &job,
                  run_rows);
  if (job.pieces == 1) return true;
  for (int64_t row = 0; row < outer; row++) {
    double sum = 0;
    for (int64_t piece = 0; piece < job.pieces; piece++)
      sum += job.partial[row * job.pieces + piece];
    total[row] = sum;
  }
  ck_free(job.partial, (size_t)tasks * sizeof(double));
  return true;
}

// MARK: - Float sums along columns

typedef struct column_job {
  ck_fold_columns fold;
  const char *x;
  double *partial;
  int64_t n, inner, rows, pieces, chunks, size;
} column_job;

static void run_columns(void *context, int64_t begin, int64_t end) {
  const column_job *job = context;
  for (int64_t task = begin; task < end; task++) {
    int64_t chunk = task % job->chunks, rest = task / job->chunks;
    int64_t piece = rest % job->pieces, o = rest / job->pieces;
    int64_t r0 = piece * job->rows, rows = ck_min_i64(job->rows, job->n - r0);
    int64_t c0 = chunk * CHUNK, columns = ck_min_i64(CHUNK, job->inner - c0);
    double *total = job->partial + (o * job->pieces + piece) * job->inner + c0;
    const char *x = job->x + ((o * job->n + r0) * job->inner + c0) * job->size;
    int64_t joined = job->inner <= 32 ? ck_min_i64(256 / job->inner, rows) : 1;
    memset(total, 0, sizeof(double) * (size_t)columns);
    if (joined <= 1) {
      job->fold(x, rows, job->inner, columns, total);
      continue;
    }
    // Narrow: read `joined` rows as one wide row, then add its parts.
    double wide[CHUNK] = {0};
    int64_t width = joined * columns, whole = rows / joined;
    job->fold(x, whole, width, width, wide);
    for (int64_t j = 0; j < joined; j++)
      for (int64_t c = 0; c < columns; c++) total[c] += wide[j * columns + c];
    job->fold(x + whole * width * job->size, rows - whole * joined, columns, columns, total);
  }
}

static bool fold_columns(column_job job, double *total, int64_t outer) {
  job.rows = job.inner >= 4096 ? job.n : ck_max_i64(64, PIECE / job.inner);
  job.pieces = ck_max_i64(1, ck_ceil_div(job.n, job.rows));
  job.chunks = ck_ceil_div(job.inner, CHUNK);
  int64_t cells = outer * job.pieces * job.inner;
  job.partial = job.pieces == 1 ? total : ck_alloc((size_t)cells * sizeof(double));
  if (!job.partial) return false;
  int64_t tasks = outer * job.pieces * job.chunks;
  int64_t each = ck_min_i64(job.rows, job.n) * ck_min_i64(CHUNK, job.inner);
  ck_parallel_for(tasks,
                  outer * job.n * job.inner > CK_GRAIN ? ck_max_i64(1, CK_GRAIN / each) : tasks,
                  &job, run_columns);
  if (job.pieces == 1) return true;
  for (int64_t o = 0; o < outer; o++) {
    const double *from = job.partial + o * job.pieces * job.inner;
    double *to = total + o * job.inner;
    memcpy(to, from, sizeof(double) * (size_t)job.inner);
    for (int64_t piece = 1; piece < job.pieces; piece++)
      for (int64_t c = 0; c < job.inner; c++) to[c] += from[piece * job.inner + c];
  }
  ck_free(job.partial, (size_t)cells * sizeof(double));
  return true;
}

// MARK: - Float sums

bool ck_sum_to_double(ck_reduce_op op, ck_dtype dtype, const void *x, double *total,
                      int64_t outer, int64_t n, int64_t inner) {
  const ck_kernels *k = ck_active();
  int d = dtype == CK_F64;
  if (inner == 1) {
    row_job job = {.x = x, .n = n, .size = ck_size(dtype)};
    job.fold = op == CK_SUM_SQUARES ? k->sum_squares[d] : op == CK_SUM_ABS ? k->sum_abs[d]
                                                                          : k->sum[d];
    return fold_rows(job, total, outer);
  }
  if (op == CK_SUM || op == CK_MEAN) {
    column_job job = {.fold = k->sum_columns[d], .x = x, .n = n, .inner = inner,
                      .size = ck_size(dtype)};
    return fold_columns(job, total, outer);
  }
  memset(total, 0, sizeof(double) * (size_t)(outer * inner));
  for (int64_t o = 0; o < outer; o++)
    for (int64_t r = 0; r < n; r++)
      for (int64_t c = 0; c < inner; c++) {
        int64_t at = (o * n + r) * inner + c;
        double v = d ? ((const double *)x)[at] : (double)((const float *)x)[at];
        total[o * inner + c] += op == CK_SUM_SQUARES ? v * v : fabs(v);
      }
  return true;
}

static bool float_sum(ck_reduce_op op, ck_dtype dtype, const void *x, void *y, int64_t outer,
                      int64_t n, int64_t inner) {
  int64_t cells = outer * inner;
  double few[64], scale = op == CK_MEAN ? (double)n : 1;
  double *total = dtype == CK_F64 ? y : cells <= 64 ? few : ck_alloc((size_t)cells * 8);
  if (!total || !ck_sum_to_double(op, dtype, x, total, outer, n, inner)) return false;
  if (dtype == CK_F64) {
    if (op == CK_MEAN)
      for (int64_t i = 0; i < cells; i++) total[i] /= scale;
    return true;
  }
  for (int64_t i = 0; i < cells; i++) ((float *)y)[i] = (float)(total[i] / scale);
  if (total != few) ck_free(total, (size_t)cells * 8);
  return true;
}

// MARK: - Counting, any, all, integer sums and products, logsumexp: one task per output chunk

typedef struct general_job {
  ck_reduce_op op;
  ck_dtype dtype;
  const char *x;
  char *y;
  int64_t n, inner;
} general_job;

#define FOR_COLUMN(T, body)                                                        \
  {                                                                                \
    const T *v = (const T *)job->x + o * job->n * job->inner + c;                  \
    for (int64_t r = 0; r < job->n; r++) {                                         \
      const T w = v[r * job->inner];                                               \
      body;                                                                        \
    }                                                                              \
    break;                                                                         \
  }
#define FOR_ANY_DTYPE(body)                       \
  switch (job->dtype) {                           \
    case CK_F32: FOR_COLUMN(float, body)          \
    case CK_F64: FOR_COLUMN(double, body)         \
    case CK_I32: FOR_COLUMN(int32_t, body)        \
    case CK_I64: FOR_COLUMN(int64_t, body)        \
    default: FOR_COLUMN(uint8_t, body)            \
  }

static double log_sum_exp_row(ck_dtype dtype, const void *x, int64_t n) {
  const ck_kernels *k = ck_active();
  int d = dtype == CK_F64;
  double top64;
  float top32;
  if (d) k->max[1](x, n, &top64);
  else {
    k->max[0](x, n, &top32);
    top64 = (double)top32;
  }
  if (!isfinite(top64)) return top64;
  double sum = 0, block[512];
  for (int64_t start = 0; start < n; start += 512)
    sum += k->exp_shifted[d]((const char *)x + start * ck_size(dtype), top64, block,
                             ck_min_i64(512, n - start));
  return top64 + log(sum);
}

static void run_general(void *context, int64_t begin, int64_t end) {
  const general_job *job = context;
  int64_t size = ck_size(job->dtype);
  for (int64_t task = begin; task < end; task++) {
    int64_t o = task / job->inner, c = task % job->inner;
    switch (job->op) {
      case CK_ANY: {
        bool any = false;
        FOR_ANY_DTYPE(any |= w != 0)
        ((bool *)job->y)[task] = any;
        break;
      }
      case CK_ALL: {
        bool all = true;
        FOR_ANY_DTYPE(all &= w != 0)
        ((bool *)job->y)[task] = all;
        break;
      }
      case CK_COUNT_NONZERO: {
        int64_t count = 0;
        FOR_ANY_DTYPE(count += w != 0)
        ((int64_t *)job->y)[task] = count;
        break;
      }
      case CK_SUM: {
        uint64_t sum = 0;
        FOR_ANY_DTYPE(sum += (uint64_t)(int64_t)w)
        ((uint64_t *)job->y)[task] = sum;
        break;
      }
      case CK_PROD: {
        double product = 1;
        uint64_t whole = 1;
        if (ck_is_float(job->dtype)) {
          FOR_ANY_DTYPE(product *= (double)w)
        } else {
          FOR_ANY_DTYPE(whole *= (uint64_t)(int64_t)w)
        }
        if (job->dtype == CK_F32) ((float *)job->y)[task] = (float)product;
        else if (job->dtype == CK_F64) ((double *)job->y)[task] = product;
        else ((uint64_t *)job->y)[task] = whole;
        break;
      }
      default: {  // CK_LOGSUMEXP
        double value = -INFINITY;
        if (job->n && job->inner == 1) {
          value = log_sum_exp_row(job->dtype, job->x + o * job->n * size, job->n);
        } else if (job->n) {
          double top = -INFINITY, sum = 0;
          FOR_ANY_DTYPE(top = (double)w > top || w != w ? (double)w : top)
          FOR_ANY_DTYPE(sum += exp((double)w - top))
          value = isfinite(top) ? top + log(sum) : top;
        }
        if (job->dtype == CK_F32) ((float *)job->y)[task] = (float)value;
        else ((double *)job->y)[task] = value;
      }
    }
  }
}

// MARK: - Entry point

bool ck_reduce(ck_reduce_op op, ck_dtype dtype, const void *x, void *y, int64_t outer, int64_t n,
               int64_t inner) {
  if ((uint32_t)op > CK_COUNT_NONZERO || (uint32_t)dtype >= CK_DTYPES || dtype == CK_F16)
    return false;
  int64_t cells = outer * inner;
  bool is_float = ck_is_float(dtype);
  switch (op) {
    case CK_MEAN:
    case CK_SUM_SQUARES:
    case CK_SUM_ABS:
      if (!is_float) return false;
      return cells == 0 || float_sum(op, dtype, x, y, outer, n, inner);
    case CK_SUM:
      if (is_float) return cells == 0 || float_sum(op, dtype, x, y, outer, n, inner);
      break;
    case CK_REDUCE_MAX:
    case CK_REDUCE_MIN:
      if (n == 0) return false;
      return cells == 0 || ck_extremes(dtype, op == CK_REDUCE_MAX, x, y, outer, n, inner);
    case CK_ARGMAX:
    case CK_ARGMIN:
      if (n == 0) return false;
      ck_extreme_positions(dtype, op == CK_ARGMAX, x, y, outer, n, inner);
      return true;
    case CK_LOGSUMEXP:
      if (!is_float) return false;
      break;
    default: break;
  }
  general_job job = {op, dtype, x, y, n, inner};
  ck_parallel_for(cells, cells * n > CK_GRAIN ? ck_max_i64(1, CK_GRAIN / ck_max_i64(1, n)) : cells,
                  &job, run_general);
  return true;
}

// MARK: - Variance and dot product

bool ck_var(ck_dtype dtype, const void *x, void *mean, void *var, int64_t outer, int64_t n,
            int64_t inner, double correction) {
  if (!ck_is_float(dtype)) return false;
  int64_t cells = outer * inner;
  if (cells == 0) return true;
  int d = dtype == CK_F64;
  double *sums = ck_alloc((size_t)cells * 16);
  if (!sums) return false;
  double *squares = sums + cells, count = (double)n;
  bool done = ck_sum_to_double(CK_SUM, dtype, x, sums, outer, n, inner);
  for (int64_t i = 0; i < cells; i++) sums[i] /= count;
  if (done && inner == 1) {
    row_job job = {.fold_deviations = ck_active()->sum_square_deviations[d], .centers = sums,
                   .x = x, .n = n, .size = ck_size(dtype)};
    done = fold_rows(job, squares, outer);
    // The float32 loop subtracts the rounded mean; take its share out again.
    if (!d)
      for (int64_t i = 0; i < cells; i++) {
        double shift = sums[i] - (double)(float)sums[i];
        squares[i] -= count * shift * shift;
      }
  } else if (done) {
    memset(squares, 0, sizeof(double) * (size_t)cells);
    for (int64_t o = 0; o < outer; o++)
      for (int64_t r = 0; r < n; r++)
        for (int64_t c = 0; c < inner; c++) {
          int64_t at = (o * n + r) * inner + c, cell = o * inner + c;
          double v = d ? ((const double *)x)[at] : (double)((const float *)x)[at];
          squares[cell] += (v - sums[cell]) * (v - sums[cell]);
        }
  }
  double divisor = count - correction > 0 ? count - correction : 0;
  for (int64_t i = 0; done && i < cells; i++) {
    double v = squares[i] < 0 ? 0 : squares[i] / divisor;
    if (d) ((double *)var)[i] = v;
    else ((float *)var)[i] = (float)v;
    if (mean && d) ((double *)mean)[i] = sums[i];
    else if (mean) ((float *)mean)[i] = (float)sums[i];
  }
  ck_free(sums, (size_t)cells * 16);
  return done;
}

typedef struct dot_job { ck_dtype dtype; const char *a, *b; double *partial; int64_t n; } dot_job;
static void run_dot(void *context, int64_t begin, int64_t end) {
  const dot_job *job = context;
  int64_t size = ck_size(job->dtype);
  for (int64_t p = begin; p < end; p++)
    ck_active()->dot[job->dtype == CK_F64](job->a + p * PIECE * size, job->b + p * PIECE * size,
                                           ck_min_i64(PIECE, job->n - p * PIECE),
                                           &job->partial[p]);
}

bool ck_dot(ck_dtype dtype, const void *a, const void *b, void *out, int64_t n) {
  if (dtype == CK_I32 || dtype == CK_I64) {
    uint64_t sum = 0;
    for (int64_t i = 0; i < n; i++)
      sum += dtype == CK_I32
                 ? (uint64_t)((int64_t)((const int32_t *)a)[i] * ((const int32_t *)b)[i])
                 : (uint64_t)((const int64_t *)a)[i] * (uint64_t)((const int64_t *)b)[i];
    *(uint64_t *)out = sum;
    return true;
  }
  if (!ck_is_float(dtype)) return false;
  int64_t pieces = ck_max_i64(1, ck_ceil_div(n, PIECE));
  double one, sum = 0, *partial = pieces == 1 ? &one : ck_alloc((size_t)pieces * 8);
  if (!partial) return false;
  dot_job job = {dtype, a, b, partial, n};
  ck_parallel_for(pieces, 1, &job, run_dot);
  for (int64_t p = 0; p < pieces; p++) sum += partial[p];
  if (pieces > 1) ck_free(partial, (size_t)pieces * 8);
  if (dtype == CK_F32) *(float *)out = (float)sum;
  else *(double *)out = sum;
  return true;
}

// Running sums, products and extremes over the middle of a contiguous [outer, n, inner] box.
//
// Long rows are cut into pieces of fixed length: each is scanned alone, then shifted by the total
// before it. The pieces do not depend on the number of threads.
#include <math.h>

#include "internal.h"

#define PIECE 16384

typedef struct scan_job {
  ck_scan_op op;
  ck_dtype dtype;
  const char *x;
  char *y;
  int64_t *indices;
  int64_t n, inner, pieces;
  double *totals;
} scan_job;

// Sums and products run in double (integers: 64 bits) and round as they are written.
#define RUNNING(T, OUT, ACC, start, step)                                      \
  {                                                                            \
    const T *x = (const T *)job->x + at;                                       \
    OUT *y = (OUT *)job->y + at;                                               \
    ACC total = start;                                                         \
    for (int64_t r = 0; r < n; r++) {                                          \
      const ACC v = (ACC)x[r * inner];                                         \
      total = total step v;                                                    \
      y[r * inner] = (OUT)total;                                               \
    }                                                                          \
    break;                                                                     \
  }
#define EXTREME(T, COMPARE)                                                    \
  {                                                                            \
    const T *x = (const T *)job->x + at;                                       \
    T *y = (T *)job->y + at;                                                   \
    T best = x[0];                                                             \
    int64_t where = 0;                                                         \
    for (int64_t r = 0; r < n; r++) {                                          \
      T v = x[r * inner];                                                      \
      if (best == best && (v COMPARE best || v != v)) best = v, where = r;     \
      y[r * inner] = best;                                                     \
      if (job->indices) job->indices[at + r * inner] = where;                  \
    }                                                                          \
    break;                                                                     \
  }
#define FOR_INTEGERS(start, step)                                              \
  case CK_I32: RUNNING(int32_t, int64_t, uint64_t, start, step)                \
  case CK_I64: RUNNING(int64_t, int64_t, uint64_t, start, step)                \
  default: RUNNING(uint8_t, int64_t, uint64_t, start, step)

static void scan_line(const scan_job *job, int64_t at, int64_t n, int64_t inner) {
  switch (job->op) {
    case CK_CUMSUM:
      switch (job->dtype) {
        case CK_F32: RUNNING(float, float, double, 0, +)
        case CK_F64: RUNNING(double, double, double, 0, +)
        FOR_INTEGERS(0, +)
      }
      break;
    case CK_CUMPROD:
      switch (job->dtype) {
        case CK_F32: RUNNING(float, float, double, 1, *)
        case CK_F64: RUNNING(double, double, double, 1, *)
        FOR_INTEGERS(1, *)
      }
      break;
    case CK_CUMMAX:
      switch (job->dtype) {
        case CK_F32: EXTREME(float, >=)
        case CK_F64: EXTREME(double, >=)
        case CK_I32: EXTREME(int32_t, >=)
        case CK_I64: EXTREME(int64_t, >=)
        default: EXTREME(uint8_t, >=)
      }
      break;
    case CK_CUMMIN:
      switch (job->dtype) {
        case CK_F32: EXTREME(float, <=)
        case CK_F64: EXTREME(double, <=)
        case CK_I32: EXTREME(int32_t, <=)
        case CK_I64: EXTREME(int64_t, <=)
        default: EXTREME(uint8_t, <=)
      }
      break;
  }
}

static void run_lines(void *context, int64_t begin, int64_t end) {
  const scan_job *job = context;
  for (int64_t line = begin; line < end; line++) {
    int64_t o = line / job->inner, c = line % job->inner;
    scan_line(job, o * job->n * job->inner + c, job->n, job->inner);
  }
}

// MARK: - Long float sums

static void run_totals(void *context, int64_t begin, int64_t end) {
  const scan_job *job = context;
  for (int64_t p = begin; p < end; p++)
    ck_active()->sum_exactly[job->dtype == CK_F64](
        job->x + p * PIECE * ck_size(job->dtype), ck_min_i64(PIECE, job->n - p * PIECE),
        &job->totals[p]);
}
static void run_pieces(void *context, int64_t begin, int64_t end) {
  const scan_job *job = context;
  int64_t bytes = PIECE * ck_size(job->dtype);
  for (int64_t p = begin; p < end; p++)
    ck_active()->running_sum[job->dtype == CK_F64](job->x + p * bytes, job->totals[p],
                                                   job->y + p * bytes,
                                                   ck_min_i64(PIECE, job->n - p * PIECE));
}

bool ck_scan(ck_scan_op op, ck_dtype dtype, const void *x, void *y, int64_t *indices,
             int64_t outer, int64_t n, int64_t inner) {
  if ((uint32_t)op > CK_CUMMIN || (uint32_t)dtype >= CK_DTYPES || dtype == CK_F16) return false;
  if (outer * n * inner == 0) return true;
  scan_job job = {op, dtype, x, y, indices, n, inner, ck_ceil_div(n, PIECE), NULL};
  if (op == CK_CUMSUM && inner == 1 && ck_is_float(dtype) && n > PIECE) {
    size_t bytes = (size_t)job.pieces * sizeof(double);
    if (!(job.totals = ck_alloc(bytes))) return false;
    for (int64_t o = 0; o < outer; o++) {
      job.x = (const char *)x + o * n * ck_size(dtype);
      job.y = (char *)y + o * n * ck_size(dtype);
      ck_parallel_for(job.pieces, 1, &job, run_totals);
      double total = 0;
      for (int64_t p = 0; p < job.pieces; p++) {
        double here = job.totals[p];
        job.totals[p] = total;
        total += here;
      }
      ck_parallel_for(job.pieces, 1, &job, run_pieces);
    }
    ck_free(job.totals, bytes);
    return true;
  }
  ck_parallel_for(outer * inner, ck_max_i64(1, CK_GRAIN / n), &job, run_lines);
  return true;
}

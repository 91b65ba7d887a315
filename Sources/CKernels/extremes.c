// Greatest and least elements and where they are, over n of contiguous [outer, n, inner] boxes.
#include <string.h>

#include "reduce.h"

#define PIECE 65536  // elements of a row looked at as one

// MARK: - Maximum and minimum

typedef struct extreme_job {
  ck_dtype dtype;
  bool greatest;
  const char *x;
  char *y;
  int64_t n, inner, chunks;
  int64_t *index;
} extreme_job;

#define EXTREME_ROW(T)                                                              \
  {                                                                                 \
    const T *v = x;                                                                 \
    T best = v[0];                                                                  \
    if (greatest)                                                                   \
      for (int64_t i = 1; i < n; i++) best = v[i] > best ? v[i] : best;             \
    else                                                                            \
      for (int64_t i = 1; i < n; i++) best = v[i] < best ? v[i] : best;             \
    *(T *)y = best;                                                                 \
    break;                                                                          \
  }
static void extreme_row(ck_dtype dtype, bool greatest, const void *x, int64_t n, void *y) {
  const ck_kernels *k = ck_active();
  switch (dtype) {
    case CK_F32: (greatest ? k->max : k->min)[0](x, n, y); break;
    case CK_F64: (greatest ? k->max : k->min)[1](x, n, y); break;
    case CK_I32: EXTREME_ROW(int32_t)
    case CK_I64: EXTREME_ROW(int64_t)
    default: EXTREME_ROW(uint8_t)
  }
}

static void run_extremes(void *context, int64_t begin, int64_t end) {
  const extreme_job *job = context;
  int64_t size = ck_size(job->dtype);
  ck_loop_2 pick = ck_active()->binary[job->greatest ? CK_MAX : CK_MIN][job->dtype].vv;
  for (int64_t task = begin; task < end; task++) {
    if (job->inner == 1) {
      extreme_row(job->dtype, job->greatest, job->x + task * job->n * size, job->n,
                  job->y + task * size);
      continue;
    }
    int64_t o = task / job->chunks, c0 = task % job->chunks * 2048;
    int64_t columns = ck_min_i64(2048, job->inner - c0);
    char *y = job->y + (o * job->inner + c0) * size;
    const char *x = job->x + (o * job->n * job->inner + c0) * size;
    memcpy(y, x, (size_t)(columns * size));
    for (int64_t r = 1; r < job->n; r++) pick(x + r * job->inner * size, y, y, columns);
  }
}

typedef struct piece_job {
  ck_dtype dtype;
  bool greatest;
  const char *x;
  char *partial;
  int64_t n;
} piece_job;
static void run_extreme_pieces(void *context, int64_t begin, int64_t end) {
  const piece_job *job = context;
  int64_t size = ck_size(job->dtype);
  for (int64_t p = begin; p < end; p++)
    extreme_row(job->dtype, job->greatest, job->x + p * PIECE * size,
                ck_min_i64(PIECE, job->n - p * PIECE), job->partial + p * size);
}

bool ck_extremes(ck_dtype dtype, bool greatest, const void *x, void *y, int64_t outer,
                     int64_t n, int64_t inner) {
  if (outer == 1 && inner == 1 && n > PIECE) {
    int64_t pieces = ck_ceil_div(n, PIECE);
    char *partial = ck_alloc((size_t)pieces * 8);
    if (!partial) return false;
    piece_job job = {dtype, greatest, x, partial, n};
    ck_parallel_for(pieces, 1, &job, run_extreme_pieces);
    extreme_row(dtype, greatest, partial, pieces, y);
    ck_free(partial, (size_t)pieces * 8);
    return true;
  }
  extreme_job job = {.dtype = dtype, .greatest = greatest, .x = x, .y = y, .n = n,
                     .inner = inner, .chunks = ck_ceil_div(inner, 2048)};
  int64_t tasks = outer * job.chunks;
  int64_t each = n * ck_min_i64(inner, 2048);
  ck_parallel_for(tasks, outer * n * inner > CK_GRAIN ? ck_max_i64(1, CK_GRAIN / each) : tasks,
                  &job, run_extremes);
  return true;
}

// MARK: - Positions of extremes

#define FIND(T)                                                                     \
  {                                                                                 \
    const T *v = x;                                                                 \
    T best;                                                                         \
    extreme_row(dtype, greatest, x, n, &best);                                      \
    int64_t at = 0;                                                                 \
    if (best != best)                                                               \
      while (v[at] == v[at]) at++;                                                  \
    else                                                                            \
      while (v[at] != best) at++;                                                   \
    return at;                                                                      \
  }
static int64_t find_extreme(ck_dtype dtype, bool greatest, const void *x, int64_t n) {
  switch (dtype) {
    case CK_F32: FIND(float)
    case CK_F64: FIND(double)
    case CK_I32: FIND(int32_t)
    case CK_I64: FIND(int64_t)
    default: FIND(uint8_t)
  }
}

#define SCAN_COLUMNS(T)                                                             \
  {                                                                                 \
    const T *v = (const T *)job->x + o * n * inner + c0;                            \
    T best[256];                                                                    \
    for (int64_t c = 0; c < columns; c++) best[c] = v[c], at[c] = 0;                \
    for (int64_t r = 1; r < n; r++)                                                 \
      for (int64_t c = 0; c < columns; c++) {                                       \
        T w = v[r * inner + c];                                                     \
        bool take = best[c] == best[c] &&                                           \
                    (w != w || (job->greatest ? w > best[c] : w < best[c]));        \
        best[c] = take ? w : best[c];                                               \
        at[c] = take ? r : at[c];                                                   \
      }                                                                             \
    break;                                                                          \
  }
static void run_positions(void *context, int64_t begin, int64_t end) {
  const extreme_job *job = context;
  int64_t size = ck_size(job->dtype), n = job->n, inner = job->inner;
  for (int64_t task = begin; task < end; task++) {
    if (inner == 1) {
      job->index[task] =
          find_extreme(job->dtype, job->greatest, job->x + task * n * size, n);
      continue;
    }
    int64_t o = task / job->chunks, c0 = task % job->chunks * 256;
    int64_t columns = ck_min_i64(256, inner - c0);
    int64_t *at = job->index + o * inner + c0;
    switch (job->dtype) {
      case CK_F32: SCAN_COLUMNS(float)
      case CK_F64: SCAN_COLUMNS(double)
      case CK_I32: SCAN_COLUMNS(int32_t)
      case CK_I64: SCAN_COLUMNS(int64_t)
      default: SCAN_COLUMNS(uint8_t)
    }
  }
}

void ck_extreme_positions(ck_dtype dtype, bool greatest, const void *x, int64_t *y, int64_t outer,
                          int64_t n, int64_t inner) {
  extreme_job job = {.dtype = dtype, .greatest = greatest, .x = x, .n = n, .inner = inner,
                     .chunks = ck_ceil_div(inner, 256), .index = y};
  int64_t tasks = inner == 1 ? outer : outer * job.chunks;
  int64_t each = n * ck_min_i64(inner, 256);
  ck_parallel_for(tasks, outer * n * inner > CK_GRAIN ? ck_max_i64(1, CK_GRAIN / each) : tasks,
                  &job, run_positions);
}

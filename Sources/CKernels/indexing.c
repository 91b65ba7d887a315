// Selecting, gathering and scattering by integer indices.
#include <string.h>

#include "internal.h"

int64_t ck_wrap_indices(const int64_t *indices, int64_t *wrapped, int64_t n, int64_t limit) {
  for (int64_t i = 0; i < n; i++) {
    int64_t v = indices[i];
    if (v < -limit || v >= limit) return i;
    wrapped[i] = v < 0 ? v + limit : v;
  }
  return -1;
}

typedef struct index_job {
  ck_dtype dtype;
  char *x;
  const char *source;
  const int64_t *index;
  int64_t n, inner, count;
  bool add;
} index_job;

static void run_select(void *context, int64_t begin, int64_t end) {
  const index_job *job = context;
  int64_t size = ck_size(job->dtype), bytes = job->inner * size;
  for (int64_t task = begin; task < end; task++) {
    int64_t o = task / job->count, k = task % job->count;
    const char *from = job->source + (o * job->n + job->index[k]) * bytes;
    char *to = job->x + task * bytes;
    if (bytes == 4) memcpy(to, from, 4);
    else if (bytes == 8) memcpy(to, from, 8);
    else memcpy(to, from, (size_t)bytes);
  }
}

bool ck_index_select(ck_dtype dtype, const void *x, const int64_t *index, void *out,
                     int64_t outer, int64_t n, int64_t inner, int64_t count) {
  if ((uint32_t)dtype >= CK_DTYPES) return false;
  index_job job = {dtype, out, x, index, n, inner, count, false};
  if (inner > 0)
    ck_parallel_for(outer * count, ck_max_i64(1, CK_GRAIN / inner), &job, run_select);
  return true;
}

// Duplicates must not race: threads share the outer dimension only.
static void run_index_write(void *context, int64_t begin, int64_t end) {
  const index_job *job = context;
  int64_t bytes = job->inner * ck_size(job->dtype);
  ck_loop_2 plus = ck_active()->binary[CK_ADD][job->dtype].vv;
  for (int64_t o = begin; o < end; o++)
    for (int64_t k = 0; k < job->count; k++) {
      const char *from = job->source + (o * job->count + k) * bytes;
      char *to = job->x + (o * job->n + job->index[k]) * bytes;
      if (job->add) plus(to, from, to, job->inner);
      else memcpy(to, from, (size_t)bytes);
    }
}

static bool index_write(index_job job, int64_t outer) {
  if ((uint32_t)job.dtype >= CK_DTYPES || (job.add && !ck_active()->binary[CK_ADD][job.dtype].vv))
    return false;
  int64_t each = ck_max_i64(1, job.count * job.inner);
  if (job.inner > 0)
    ck_parallel_for(outer, ck_max_i64(1, CK_GRAIN / each), &job, run_index_write);
  return true;
}

bool ck_index_add(ck_dtype dtype, void *x, const int64_t *index, const void *source,
                  int64_t outer, int64_t n, int64_t inner, int64_t count) {
  return index_write((index_job){dtype, x, source, index, n, inner, count, true}, outer);
}
bool ck_index_copy(ck_dtype dtype, void *x, const int64_t *index, const void *source,
                   int64_t outer, int64_t n, int64_t inner, int64_t count) {
  return index_write((index_job){dtype, x, source, index, n, inner, count, false}, outer);
}

// MARK: - Gather and scatter

#define EACH(T, statement)                                             \
  for (int64_t o = begin; o < end; o++)                                \
    for (int64_t k = 0; k < job->count; k++)                           \
      for (int64_t i = 0; i < job->inner; i++) {                       \
        int64_t at = (o * job->count + k) * job->inner + i;            \
        int64_t in_x = (o * job->n + job->index[at]) * job->inner + i; \
        statement;                                                     \
      }
#define GATHER(T) EACH(T, ((T *)job->x)[at] = ((const T *)job->source)[in_x])
#define SCATTER(T) EACH(T, ((T *)job->x)[in_x] = ((const T *)job->source)[at])
#define SCATTER_ADD(T) EACH(T, ((T *)job->x)[in_x] += ((const T *)job->source)[at])

static void run_gather(void *context, int64_t begin, int64_t end) {
  const index_job *job = context;
  switch (ck_size(job->dtype)) {
    case 1: GATHER(uint8_t) break;
    case 2: GATHER(uint16_t) break;
    case 4: GATHER(uint32_t) break;
    default: GATHER(uint64_t)
  }
}
static void run_scatter(void *context, int64_t begin, int64_t end) {
  const index_job *job = context;
  if (!job->add) {
    switch (ck_size(job->dtype)) {
      case 1: SCATTER(uint8_t) break;
      case 2: SCATTER(uint16_t) break;
      case 4: SCATTER(uint32_t) break;
      default: SCATTER(uint64_t)
    }
    return;
  }
  switch (job->dtype) {
    case CK_F32: SCATTER_ADD(float) break;
    case CK_F64: SCATTER_ADD(double) break;
    case CK_I32: SCATTER_ADD(uint32_t) break;
    case CK_I64: SCATTER_ADD(uint64_t) break;
    case CK_U8: SCATTER_ADD(uint8_t) break;
    default: break;
  }
}

bool ck_gather(ck_dtype dtype, const void *x, const int64_t *index, void *out, int64_t outer,
               int64_t n, int64_t inner, int64_t count) {
  if ((uint32_t)dtype >= CK_DTYPES) return false;
  index_job job = {dtype, out, x, index, n, inner, count, false};
  int64_t each = ck_max_i64(1, count * inner);
  ck_parallel_for(outer, ck_max_i64(1, CK_GRAIN / each), &job, run_gather);
  return true;
}
bool ck_scatter(ck_dtype dtype, void *x, const int64_t *index, const void *source, int64_t outer,
                int64_t n, int64_t inner, int64_t count, bool add) {
  if ((uint32_t)dtype >= CK_DTYPES || (add && (dtype == CK_BOOL || dtype == CK_F16))) return false;
  index_job job = {dtype, x, source, index, n, inner, count, add};
  int64_t each = ck_max_i64(1, count * inner);
  ck_parallel_for(outer, ck_max_i64(1, CK_GRAIN / each), &job, run_scatter);
  return true;
}

// MARK: - Masks and counts

int64_t ck_count_true(const bool *mask, int64_t n) {
  int64_t count = 0;
  ck_reduce(CK_COUNT_NONZERO, CK_BOOL, mask, &count, 1, n, 1);
  return count;
}

int64_t ck_nonzero(const bool *mask, int64_t n, int64_t *positions) {
  int64_t count = 0;
  for (int64_t i = 0; i < n;) {
    uint64_t eight = 1;
    if (i + 8 <= n) memcpy(&eight, mask + i, 8);
    if (eight == 0) {
      i += 8;
      continue;
    }
    int64_t end = ck_min_i64(i + 8, n);
    for (; i < end; i++)
      if (mask[i]) positions[count++] = i;
  }
  return count;
}

void ck_bincount(const int64_t *x, int64_t n, int64_t *counts, int64_t bins) {
  for (int64_t i = 0; i < n; i++)
    if (x[i] >= 0 && x[i] < bins) counts[x[i]]++;
}

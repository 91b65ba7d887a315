// Conversion between dtypes, fills and copies of contiguous memory.
#include "internal.h"

#include <string.h>

typedef struct convert_job {
  ck_loop_1 loop;
  const char *x;
  char *y;
  int64_t x_size, y_size;
} convert_job;

static void run_convert(void *context, int64_t begin, int64_t end) {
  const convert_job *job = context;
  const char *x = job->x + begin * job->x_size;
  char *y = job->y + begin * job->y_size;
  if (job->loop) job->loop(x, y, end - begin);
  else memcpy(y, x, (size_t)((end - begin) * job->y_size));
}

bool ck_convert(ck_dtype from, const void *x, ck_dtype to, void *y, int64_t n) {
  if ((uint32_t)from >= CK_DTYPES || (uint32_t)to >= CK_DTYPES) return false;
  if (from == to && x == y) return true;
  bool same = from == to || (from == CK_BOOL && to == CK_U8);
  convert_job job = {same ? NULL : ck_active()->convert[from][to], x, y, ck_size(from),
                     ck_size(to)};
  ck_parallel_units(n, CK_GRAIN, 64, &job, run_convert);
  return true;
}

void ck_copy(const void *source, void *destination, size_t bytes) {
  convert_job job = {NULL, source, destination, 1, 1};
  if (source == destination || !bytes) return;
  ck_parallel_units((int64_t)bytes, CK_GRAIN * 4, 4096, &job, run_convert);
}

// MARK: - Fill

typedef struct fill_job { char *y; int64_t size; uint64_t pattern; } fill_job;

static void run_fill(void *context, int64_t begin, int64_t end) {
  const fill_job *job = context;
  switch (job->size) {
    case 1: memset(job->y + begin, (int)(job->pattern & 0xff), (size_t)(end - begin)); break;
    case 2: {
      uint16_t *y = (uint16_t *)job->y, v = (uint16_t)job->pattern;
      for (int64_t i = begin; i < end; i++) y[i] = v;
      break;
    }
    case 4: {
      uint32_t *y = (uint32_t *)job->y, v = (uint32_t)job->pattern;
      for (int64_t i = begin; i < end; i++) y[i] = v;
      break;
    }
    default: {
      uint64_t *y = (uint64_t *)job->y, v = job->pattern;
      for (int64_t i = begin; i < end; i++) y[i] = v;
    }
  }
}

static bool fill(ck_dtype dtype, void *y, uint64_t pattern, int64_t n) {
  fill_job job = {y, ck_size(dtype), pattern};
  ck_parallel_units(n, CK_GRAIN * 2, 64, &job, run_fill);
  return true;
}

bool ck_fill(ck_dtype dtype, void *y, double value, int64_t n) {
  uint64_t pattern = 0;
  switch (dtype) {
    case CK_BOOL: pattern = value != 0; break;
    case CK_U8: pattern = (uint8_t)(int64_t)value; break;
    case CK_I32: pattern = (uint32_t)(int32_t)value; break;
    case CK_I64: pattern = (uint64_t)(int64_t)value; break;
    case CK_F16: {
      float wide = (float)value;
      ck_active()->convert[CK_F32][CK_F16](&wide, &pattern, 1);
      break;
    }
    case CK_F32: {
      float narrow = (float)value;
      memcpy(&pattern, &narrow, sizeof narrow);
      break;
    }
    case CK_F64: memcpy(&pattern, &value, sizeof value); break;
    default: return false;
  }
  return fill(dtype, y, pattern, n);
}

bool ck_fill_i64(ck_dtype dtype, void *y, int64_t value, int64_t n) {
  if ((uint32_t)dtype >= CK_DTYPES || dtype == CK_F16) return false;
  if (ck_is_float(dtype)) return ck_fill(dtype, y, (double)value, n);
  return fill(dtype, y, dtype == CK_BOOL ? value != 0 : (uint64_t)value, n);
}

// MARK: - Ranges

typedef struct arange_job { ck_dtype dtype; void *y; double start, step; } arange_job;

static void run_arange(void *context, int64_t begin, int64_t end) {
  const arange_job *job = context;
  const double start = job->start, step = job->step;
#define EACH(T, expression) \
  for (int64_t i = begin; i < end; i++) ((T *)job->y)[i] = (T)(expression)
  switch (job->dtype) {
    case CK_U8: EACH(uint8_t, (int64_t)start + i * (int64_t)step); break;
    case CK_I32: EACH(int32_t, (int64_t)start + i * (int64_t)step); break;
    case CK_I64: EACH(int64_t, (int64_t)start + i * (int64_t)step); break;
    case CK_F32: EACH(float, start + (double)i * step); break;
    case CK_F64: EACH(double, start + (double)i * step); break;
    default: break;
  }
#undef EACH
}

bool ck_arange(ck_dtype dtype, void *y, double start, double step, int64_t n) {
  if (dtype == CK_F16 || dtype == CK_BOOL || (uint32_t)dtype >= CK_DTYPES) return false;
  arange_job job = {dtype, y, start, step};
  ck_parallel_units(n, CK_GRAIN, 64, &job, run_arange);
  return true;
}

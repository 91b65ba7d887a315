// Pooling in plain layout, a plane at a time.
#include <math.h>
#include <string.h>

#include "internal.h"

typedef struct pool_job {
  const ck_pool_t *pool;
  ck_dtype dtype;
  const char *x;
  char *y;
  int64_t *indices;
  const int64_t *saved;
} pool_job;

/// The part of a window inside the plane, and the divisor of an average.
typedef struct window { int64_t y0, y1, x0, x1; double divisor; } window;

CK_INLINE window window_at(const ck_pool_t *p, int64_t oy, int64_t ox) {
  window w;
  int64_t y = oy * p->stride_h - p->pad_top, x = ox * p->stride_w - p->pad_left;
  // Padding counts up to the padded border, not beyond it (ceil mode).
  int64_t y_end = ck_min_i64(y + p->kernel_h, p->height + p->pad_top);
  int64_t x_end = ck_min_i64(x + p->kernel_w, p->width + p->pad_left);
  w.divisor = (double)((y_end - y) * (x_end - x));
  w.y0 = ck_max_i64(y, 0), w.x0 = ck_max_i64(x, 0);
  w.y1 = ck_min_i64(y + p->kernel_h, p->height), w.x1 = ck_min_i64(x + p->kernel_w, p->width);
  if (p->kind == CK_POOL_AVERAGE_EXCLUDE_PADDING)
    w.divisor = (double)((w.y1 - w.y0) * (w.x1 - w.x0));
  return w;
}

bool ck_pool_halves(const ck_pool_t *p) {
  return p->kind != CK_POOL_MAX && p->kernel_h == 2 && p->kernel_w == 2 && p->stride_h == 2 &&
         p->stride_w == 2 && p->pad_top == 0 && p->pad_left == 0 &&
         p->out_height * 2 <= p->height && p->out_width * 2 <= p->width;
}

static void halve_planes(void *context, int64_t begin, int64_t end) {
  const pool_job *job = context;
  const ck_pool_t *p = job->pool;
  int64_t size = ck_size(job->dtype), pitch = p->width * size;
  for (int64_t plane = begin; plane < end; plane++)
    for (int64_t row = 0; row < p->out_height; row++) {
      const char *x = job->x + (plane * p->height + 2 * row) * pitch;
      char *y = job->y + (plane * p->out_height + row) * p->out_width * size;
      ck_active()->halve_rows[job->dtype == CK_F64](x, x + pitch, y, p->out_width);
    }
}

static void spread_planes(void *context, int64_t begin, int64_t end) {
  const pool_job *job = context;
  const ck_pool_t *p = job->pool;
  int64_t size = ck_size(job->dtype), pitch = p->width * size;
  size_t filled = (size_t)(p->out_width * 2 * size), rest = (size_t)pitch - filled;
  for (int64_t plane = begin; plane < end; plane++) {
    char *plane_y = job->y + plane * p->height * pitch;
    for (int64_t row = 0; row < p->out_height; row++) {
      const char *g = job->x + (plane * p->out_height + row) * p->out_width * size;
      char *y = plane_y + 2 * row * pitch;
      ck_active()->spread_row[job->dtype == CK_F64](g, y, p->out_width);
      if (rest) memset(y + filled, 0, rest);
      memcpy(y + pitch, y, (size_t)pitch);
    }
    // A last row or column that no window covers.
    memset(plane_y + 2 * p->out_height * pitch, 0,
           (size_t)((p->height - 2 * p->out_height) * pitch));
  }
}

#define FORWARD(T)                                                                      \
  {                                                                                     \
    const T *x = (const T *)job->x + plane * p->height * p->width;                      \
    T *y = (T *)job->y + plane * area;                                                  \
    for (int64_t oy = 0; oy < p->out_height; oy++)                                      \
      for (int64_t ox = 0; ox < p->out_width; ox++) {                                   \
        window w = window_at(p, oy, ox);                                                \
        int64_t at = oy * p->out_width + ox;                                            \
        if (p->kind == CK_POOL_MAX) {                                                   \
          T best = -(T)INFINITY;                                                        \
          int64_t where = w.y0 * p->width + w.x0;                                       \
          for (int64_t i = w.y0; i < w.y1; i++)                                         \
            for (int64_t j = w.x0; j < w.x1; j++) {                                     \
              T v = x[i * p->width + j];                                                \
              if (v > best || v != v) best = v, where = i * p->width + j;               \
            }                                                                           \
          y[at] = best;                                                                 \
          if (job->indices) job->indices[plane * area + at] = where;                    \
        } else {                                                                        \
          T sum = 0;                                                                    \
          for (int64_t i = w.y0; i < w.y1; i++)                                         \
            for (int64_t j = w.x0; j < w.x1; j++) sum += x[i * p->width + j];           \
          y[at] = sum / (T)w.divisor;                                                   \
        }                                                                               \
      }                                                                                 \
  }

static void run_forward(void *context, int64_t begin, int64_t end) {
  const pool_job *job = context;
  const ck_pool_t *p = job->pool;
  int64_t area = p->out_height * p->out_width;
  for (int64_t plane = begin; plane < end; plane++) {
    if (job->dtype == CK_F64) FORWARD(double)
    else FORWARD(float)
  }
}

#define BACKWARD(T)                                                                     \
  {                                                                                     \
    const T *gy = (const T *)job->x + plane * area;                                     \
    T *gx = (T *)job->y + plane * p->height * p->width;                                 \
    memset(gx, 0, sizeof(T) * (size_t)(p->height * p->width));                          \
    for (int64_t oy = 0; oy < p->out_height; oy++)                                      \
      for (int64_t ox = 0; ox < p->out_width; ox++) {                                   \
        int64_t at = oy * p->out_width + ox;                                            \
        if (p->kind == CK_POOL_MAX) {                                                   \
          gx[job->saved[plane * area + at]] += gy[at];                                  \
          continue;                                                                     \
        }                                                                               \
        window w = window_at(p, oy, ox);                                                \
        T share = gy[at] / (T)w.divisor;                                                \
        for (int64_t i = w.y0; i < w.y1; i++)                                           \
          for (int64_t j = w.x0; j < w.x1; j++) gx[i * p->width + j] += share;          \
      }                                                                                 \
  }

static void run_backward(void *context, int64_t begin, int64_t end) {
  const pool_job *job = context;
  const ck_pool_t *p = job->pool;
  int64_t area = p->out_height * p->out_width;
  for (int64_t plane = begin; plane < end; plane++) {
    if (job->dtype == CK_F64) BACKWARD(double)
    else BACKWARD(float)
  }
}

static int64_t plane_grain(const ck_pool_t *p) {
  int64_t work = p->out_height * p->out_width * p->kernel_h * p->kernel_w;
  return ck_max_i64(1, CK_GRAIN / ck_max_i64(1, work));
}

bool ck_pool_forward(ck_dtype dtype, const ck_pool_t *pool, const void *x, void *y,
                     int64_t *indices) {
  if (!ck_is_float(dtype)) return false;
  pool_job job = {pool, dtype, x, y, indices, NULL};
  ck_parallel_for(pool->batch * pool->channels, plane_grain(pool), &job,
                  ck_pool_halves(pool) ? halve_planes : run_forward);
  return true;
}

bool ck_pool_backward(ck_dtype dtype, const ck_pool_t *pool, const void *gy,
                      const int64_t *indices, void *gx) {
  if (!ck_is_float(dtype) || (pool->kind == CK_POOL_MAX && !indices)) return false;
  pool_job job = {pool, dtype, gy, gx, NULL, indices};
  ck_parallel_for(pool->batch * pool->channels, plane_grain(pool), &job,
                  ck_pool_halves(pool) ? spread_planes : run_backward);
  return true;
}

// Layer and batch normalisation in plain layout, float32 and float64.
#include <math.h>
#include <string.h>

#include "internal.h"

typedef struct norm_job {
  ck_dtype dtype;
  const char *x, *g, *gamma, *beta, *mean, *rstd, *var;
  char *y, *mean_out, *rstd_out, *var_out;
  double *sum_g, *sum_gx;  // per channel: of g, of g * normalised x
  double eps;
  int64_t n, batch, channels;
} norm_job;

CK_INLINE double load(ck_dtype dtype, const void *x, int64_t i) {
  return dtype == CK_F64 ? ((const double *)x)[i] : (double)((const float *)x)[i];
}
CK_INLINE void store(ck_dtype dtype, void *x, int64_t i, double value) {
  if (!x) return;
  if (dtype == CK_F64) ((double *)x)[i] = value;
  else ((float *)x)[i] = (float)value;
}

// MARK: - Layer norm

static void run_layer_norm(void *context, int64_t begin, int64_t end) {
  const norm_job *job = context;
  const ck_kernels *k = ck_active();
  int d = job->dtype == CK_F64;
  int64_t bytes = job->n * ck_size(job->dtype);
  for (int64_t r = begin; r < end; r++) {
    const char *x = job->x + r * bytes;
    double mean, squares, n = (double)job->n;
    k->sum[d](x, job->n, &mean);
    mean /= n;
    k->sum_square_deviations[d](x, job->n, mean, &squares);
    double rstd = 1 / sqrt(squares / n + job->eps);
    k->normalize_row[d](x, mean, rstd, job->gamma, job->beta, job->y + r * bytes, job->n);
    store(job->dtype, job->mean_out, r, mean);
    store(job->dtype, job->rstd_out, r, rstd);
  }
}

bool ck_layer_norm(ck_dtype dtype, const void *x, const void *gamma, const void *beta, double eps,
                   void *y, void *mean, void *rstd, int64_t rows, int64_t n) {
  if (!ck_is_float(dtype) || n == 0) return ck_is_float(dtype);
  norm_job job = {.dtype = dtype, .x = x, .gamma = gamma, .beta = beta, .y = y, .mean_out = mean,
                  .rstd_out = rstd, .eps = eps, .n = n};
  ck_parallel_for(rows, ck_max_i64(1, CK_GRAIN / n), &job, run_layer_norm);
  return true;
}

// gx = rstd * (h - mean(h) - xhat * mean(h * xhat)) with h = g * gamma.
static void run_layer_norm_backward(void *context, int64_t begin, int64_t end) {
  const norm_job *job = context;
  int64_t n = job->n;
  for (int64_t r = begin; r < end; r++) {
    double mean = load(job->dtype, job->mean, r), rstd = load(job->dtype, job->rstd, r);
    double sum = 0, product = 0;
    for (int64_t i = 0; i < n; i++) {
      double h = load(job->dtype, job->g, r * n + i);
      if (job->gamma) h *= load(job->dtype, job->gamma, i);
      sum += h;
      product += h * (load(job->dtype, job->x, r * n + i) - mean);
    }
    sum /= (double)n;
    product *= rstd * rstd / (double)n;
    for (int64_t i = 0; i < n; i++) {
      double h = load(job->dtype, job->g, r * n + i);
      if (job->gamma) h *= load(job->dtype, job->gamma, i);
      double centred = load(job->dtype, job->x, r * n + i) - mean;
      store(job->dtype, job->y, r * n + i, rstd * (h - sum - centred * product));
    }
  }
}

bool ck_layer_norm_backward(ck_dtype dtype, const void *g, const void *x, const void *mean,
                            const void *rstd, const void *gamma, void *gx, void *ggamma,
                            void *gbeta, int64_t rows, int64_t n) {
  if (!ck_is_float(dtype) || n == 0) return ck_is_float(dtype);
  norm_job job = {.dtype = dtype, .x = x, .g = g, .gamma = gamma, .mean = mean, .rstd = rstd,
                  .y = gx, .n = n};
  if (gx) ck_parallel_for(rows, ck_max_i64(1, 8192 / n), &job, run_layer_norm_backward);
  if (gbeta && !ck_reduce(CK_SUM, dtype, g, gbeta, 1, rows, n)) return false;
  if (!ggamma) return true;
  double *total = ck_calloc((size_t)n * sizeof(double));
  if (!total) return false;
  for (int64_t r = 0; r < rows; r++) {
    double m = load(dtype, mean, r), s = load(dtype, rstd, r);
    for (int64_t i = 0; i < n; i++)
      total[i] += load(dtype, g, r * n + i) * (load(dtype, x, r * n + i) - m) * s;
  }
  for (int64_t i = 0; i < n; i++) store(dtype, ggamma, i, total[i]);
  ck_free(total, (size_t)n * sizeof(double));
  return true;
}

// MARK: - Batch norm over [batch, channels, spatial]

static void run_channel_statistics(void *context, int64_t begin, int64_t end) {
  const norm_job *job = context;
  const ck_kernels *k = ck_active();
  int d = job->dtype == CK_F64;
  int64_t size = ck_size(job->dtype), n = job->n;
  double count = (double)(job->batch * n);
  for (int64_t c = begin; c < end; c++) {
    double mean = 0, squares = 0, part;
    for (int64_t b = 0; b < job->batch; b++) {
      k->sum[d](job->x + (b * job->channels + c) * n * size, n, &part);
      mean += part;
    }
    mean /= count;
    for (int64_t b = 0; b < job->batch; b++) {
      k->sum_square_deviations[d](job->x + (b * job->channels + c) * n * size, n, mean, &part);
      squares += part;
    }
    store(job->dtype, job->mean_out, c, mean);
    store(job->dtype, job->var_out, c, squares / count);
    store(job->dtype, job->rstd_out, c, 1 / sqrt(squares / count + job->eps));
  }
}

static void run_batch_apply(void *context, int64_t begin, int64_t end) {
  const norm_job *job = context;
  int d = job->dtype == CK_F64;
  int64_t bytes = job->n * ck_size(job->dtype);
  for (int64_t plane = begin; plane < end; plane++) {
    int64_t c = plane % job->channels;
    double scale = load(job->dtype, job->rstd, c);
    if (job->gamma) scale *= load(job->dtype, job->gamma, c);
    double shift = job->beta ? load(job->dtype, job->beta, c) : 0;
    shift -= scale * load(job->dtype, job->mean, c);
    ck_active()->affine[d](job->x + plane * bytes, scale, shift, job->y + plane * bytes, job->n);
  }
}

/// [batch, channels]: rows are channels, so work along the batch row by row.
static void apply_rows(const norm_job *job) {
  for (int64_t b = 0; b < job->batch; b++)
    for (int64_t c = 0; c < job->channels; c++) {
      double scale = load(job->dtype, job->rstd, c);
      if (job->gamma) scale *= load(job->dtype, job->gamma, c);
      double shift = job->beta ? load(job->dtype, job->beta, c) : 0;
      int64_t i = b * job->channels + c;
      store(job->dtype, job->y, i,
            (load(job->dtype, job->x, i) - load(job->dtype, job->mean, c)) * scale + shift);
    }
}

static void batch_apply(norm_job *job) {
  if (job->n == 1) apply_rows(job);
  else
    ck_parallel_for(job->batch * job->channels, ck_max_i64(1, CK_GRAIN / job->n), job,
                    run_batch_apply);
}

bool ck_batch_norm(ck_dtype dtype, const void *x, const void *gamma, const void *beta, double eps,
                   void *y, void *mean, void *var, void *rstd, int64_t batch, int64_t channels,
                   int64_t spatial) {
  if (!ck_is_float(dtype)) return false;
  if (batch * channels * spatial == 0) return true;
  norm_job job = {.dtype = dtype, .x = x, .gamma = gamma, .beta = beta, .y = y, .eps = eps,
                  .mean = mean, .rstd = rstd, .mean_out = mean, .rstd_out = rstd,
                  .var_out = var, .n = spatial, .batch = batch, .channels = channels};
  if (spatial == 1) {
    // Columns: rstd holds the variance for a moment.
    if (!ck_var(dtype, x, mean, rstd, 1, batch, channels, 0)) return false;
    for (int64_t c = 0; c < channels; c++) {
      double v = load(dtype, rstd, c);
      store(dtype, var, c, v);
      store(dtype, rstd, c, 1 / sqrt(v + eps));
    }
  } else {
    ck_parallel_for(channels, ck_max_i64(1, CK_GRAIN / (batch * spatial)), &job,
                    run_channel_statistics);
  }
  batch_apply(&job);
  return true;
}

bool ck_batch_norm_inference(ck_dtype dtype, const void *x, const void *gamma, const void *beta,
                             const void *mean, const void *var, double eps, void *y,
                             int64_t batch, int64_t channels, int64_t spatial) {
  if (!ck_is_float(dtype)) return false;
  if (batch * channels * spatial == 0) return true;
  size_t bytes = (size_t)(channels * ck_size(dtype));
  char *rstd = ck_alloc(bytes);
  if (!rstd) return false;
  for (int64_t c = 0; c < channels; c++)
    store(dtype, rstd, c, 1 / sqrt(load(dtype, var, c) + eps));
  norm_job job = {.dtype = dtype, .x = x, .gamma = gamma, .beta = beta, .y = y, .mean = mean,
                  .rstd = rstd, .n = spatial, .batch = batch, .channels = channels};
  batch_apply(&job);
  ck_free(rstd, bytes);
  return true;
}

static void run_channel_gradients(void *context, int64_t begin, int64_t end) {
  const norm_job *job = context;
  const ck_kernels *k = ck_active();
  int d = job->dtype == CK_F64;
  int64_t size = ck_size(job->dtype), n = job->n;
  for (int64_t c = begin; c < end; c++) {
    double sum = 0, product = 0;
    double mean = load(job->dtype, job->mean, c), rstd = load(job->dtype, job->rstd, c);
    for (int64_t b = 0; b < job->batch; b++) {
      int64_t at = (b * job->channels + c) * n * size;
      double part_g, part_gx;
      k->sum[d](job->g + at, n, &part_g);
      k->dot[d](job->g + at, job->x + at, n, &part_gx);
      sum += part_g;
      product += part_gx - mean * part_g;
    }
    job->sum_g[c] = sum;
    job->sum_gx[c] = product * rstd;
  }
}

static void run_batch_backward(void *context, int64_t begin, int64_t end) {
  const norm_job *job = context;
  int d = job->dtype == CK_F64;
  int64_t bytes = job->n * ck_size(job->dtype);
  double count = (double)(job->batch * job->n);
  for (int64_t plane = begin; plane < end; plane++) {
    int64_t c = plane % job->channels;
    double mean = load(job->dtype, job->mean, c), rstd = load(job->dtype, job->rstd, c);
    double a = rstd * (job->gamma ? load(job->dtype, job->gamma, c) : 1);
    double b = -a * rstd * job->sum_gx[c] / count;
    double shift = -a * job->sum_g[c] / count - b * mean;
    ck_active()->combine[d](job->g + plane * bytes, job->x + plane * bytes, a, b, shift,
                            job->y + plane * bytes, job->n);
  }
}

bool ck_batch_norm_backward(ck_dtype dtype, const void *g, const void *x, const void *gamma,
                            const void *mean, const void *rstd, void *gx, void *ggamma,
                            void *gbeta, int64_t batch, int64_t channels, int64_t spatial) {
  if (!ck_is_float(dtype)) return false;
  if (batch * channels * spatial == 0) return true;
  size_t bytes = (size_t)channels * 2 * sizeof(double);
  double *sums = ck_calloc(bytes);
  if (!sums) return false;
  norm_job job = {.dtype = dtype, .x = x, .g = g, .gamma = gamma, .mean = mean, .rstd = rstd,
                  .y = gx, .sum_g = sums, .sum_gx = sums + channels, .n = spatial,
                  .batch = batch, .channels = channels};
  if (spatial == 1) {
    for (int64_t b = 0; b < batch; b++)
      for (int64_t c = 0; c < channels; c++) {
        double v = load(dtype, g, b * channels + c);
        job.sum_g[c] += v;
        job.sum_gx[c] += v * (load(dtype, x, b * channels + c) - load(dtype, mean, c)) *
                         load(dtype, rstd, c);
      }
  } else {
    ck_parallel_for(channels, ck_max_i64(1, CK_GRAIN / (batch * spatial)), &job,
                    run_channel_gradients);
  }
  for (int64_t c = 0; c < channels; c++) {
    store(dtype, ggamma, c, job.sum_gx[c]);
    store(dtype, gbeta, c, job.sum_g[c]);
  }
  if (gx)
    ck_parallel_for(batch * channels, ck_max_i64(1, CK_GRAIN / spatial), &job,
                    run_batch_backward);
  ck_free(sums, bytes);
  return true;
}

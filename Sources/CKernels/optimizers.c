// Fused optimiser steps: one pass reads the parameter, its gradient and state and writes them back.
#include <math.h>
#include <stddef.h>

#include "internal.h"

typedef struct step_job {
  ck_dtype dtype;
  char *p, *a, *b, *c;  // parameter and up to three states
  const char *g;
  double constants[8];
  bool nesterov, first;
} step_job;

#define AT(field) (job->field ? job->field + begin * size : NULL)

static void run_sgd(void *context, int64_t begin, int64_t end) {
  const step_job *job = context;
  const double *k = job->constants;
  int64_t size = ck_size(job->dtype);
  ck_active()->sgd[job->dtype == CK_F64](AT(p), AT(g), AT(a), k[0], k[1], k[2], k[3],
                                         job->nesterov, job->first, end - begin);
}
static void run_adam(void *context, int64_t begin, int64_t end) {
  const step_job *job = context;
  int64_t size = ck_size(job->dtype);
  ck_active()->adam[job->dtype == CK_F64](AT(p), AT(g), AT(a), AT(b), AT(c), job->constants,
                                          end - begin);
}

bool ck_sgd(ck_dtype dtype, void *p, const void *g, void *v, double lr, double momentum,
            double dampening, double weight_decay, bool nesterov, bool first, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  step_job job = {.dtype = dtype, .p = p, .g = g, .a = momentum == 0 ? NULL : v,
                  .constants = {lr, momentum, dampening, weight_decay},
                  .nesterov = nesterov, .first = first};
  ck_parallel_units(n, CK_GRAIN, 64, &job, run_sgd);
  return true;
}

bool ck_adam(ck_dtype dtype, void *p, const void *g, void *m, void *v, void *vmax, double lr,
             double beta1, double beta2, double eps, double weight_decay, bool decoupled,
             int64_t step, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  double correction1 = 1 - pow(beta1, (double)step), correction2 = 1 - pow(beta2, (double)step);
  step_job job = {.dtype = dtype, .p = p, .g = g, .a = m, .b = v, .c = vmax,
                  .constants = {1 - beta1, beta2, 1 - beta2, lr / correction1, sqrt(correction2),
                                eps, decoupled ? 0 : weight_decay,
                                decoupled ? 1 - lr * weight_decay : 1}};
  ck_parallel_units(n, CK_GRAIN / 2, 64, &job, run_adam);
  return true;
}

// MARK: - RMSprop, Adagrad, Adadelta

#define RULES(S, T, SQRT)                                                                   \
  static void rmsprop_##S(const step_job *job, int64_t begin, int64_t end) {                \
    T *p = (T *)job->p, *square = (T *)job->a, *mean = (T *)job->b, *buffer = (T *)job->c;  \
    const T *gs = (const T *)job->g;                                                        \
    const T lr = (T)job->constants[0], alpha = (T)job->constants[1];                        \
    const T rest = (T)(1 - job->constants[1]), eps = (T)job->constants[2];                  \
    const T decay = (T)job->constants[3], momentum = (T)job->constants[4];                  \
    CK_VECTOR for (int64_t i = begin; i < end; i++) {                                       \
      T g = gs[i] + decay * p[i];                                                           \
      square[i] = alpha * square[i] + rest * g * g;                                         \
      T spread = square[i];                                                                 \
      if (mean) {                                                                           \
        mean[i] += rest * (g - mean[i]);                                                    \
        spread -= mean[i] * mean[i];                                                        \
      }                                                                                     \
      T step = g / (SQRT(spread) + eps);                                                    \
      if (buffer) {                                                                         \
        buffer[i] = momentum * buffer[i] + step;                                            \
        step = buffer[i];                                                                   \
      }                                                                                     \
      p[i] -= lr * step;                                                                    \
    }                                                                                       \
  }                                                                                         \
  static void adagrad_##S(const step_job *job, int64_t begin, int64_t end) {                \
    T *p = (T *)job->p, *sum = (T *)job->a;                                                 \
    const T *gs = (const T *)job->g;                                                        \
    const T lr = (T)job->constants[0], eps = (T)job->constants[1];                          \
    const T decay = (T)job->constants[2];                                                   \
    CK_VECTOR for (int64_t i = begin; i < end; i++) {                                       \
      T g = gs[i] + decay * p[i];                                                           \
      T total = sum[i] + g * g;                                                             \
      sum[i] = total;                                                                       \
      p[i] -= lr * g / (SQRT(total) + eps);                                                 \
    }                                                                                       \
  }                                                                                         \
  static void adadelta_##S(const step_job *job, int64_t begin, int64_t end) {               \
    T *p = (T *)job->p, *square = (T *)job->a, *delta = (T *)job->b;                        \
    const T *gs = (const T *)job->g;                                                        \
    const T lr = (T)job->constants[0], rho = (T)job->constants[1];                          \
    const T rest = (T)(1 - job->constants[1]), eps = (T)job->constants[2];                  \
    const T decay = (T)job->constants[3];                                                   \
    CK_VECTOR for (int64_t i = begin; i < end; i++) {                                       \
      T g = gs[i] + decay * p[i];                                                           \
      T mean = rho * square[i] + rest * g * g;                                              \
      T step = SQRT(delta[i] + eps) / SQRT(mean + eps) * g;                                 \
      square[i] = mean;                                                                     \
      delta[i] = rho * delta[i] + rest * step * step;                                       \
      p[i] -= lr * step;                                                                    \
    }                                                                                       \
  }
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wpass-failed"
#endif
RULES(f32, float, __builtin_sqrtf)
RULES(f64, double, __builtin_sqrt)

#define RUN(name)                                                      \
  static void run_##name(void *context, int64_t begin, int64_t end) {  \
    const step_job *job = context;                                     \
    if (job->dtype == CK_F64) name##_f64(job, begin, end);             \
    else name##_f32(job, begin, end);                                  \
  }
RUN(rmsprop)
RUN(adagrad)
RUN(adadelta)

bool ck_rmsprop(ck_dtype dtype, void *p, const void *g, void *square, void *mean,
                void *momentum_buffer, double lr, double alpha, double eps, double weight_decay,
                double momentum, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  step_job job = {.dtype = dtype, .p = p, .g = g, .a = square, .b = mean,
                  .c = momentum == 0 ? NULL : momentum_buffer,
                  .constants = {lr, alpha, eps, weight_decay, momentum}};
  ck_parallel_units(n, CK_GRAIN / 2, 64, &job, run_rmsprop);
  return true;
}
bool ck_adagrad(ck_dtype dtype, void *p, const void *g, void *sum, double lr, double eps,
                double weight_decay, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  step_job job = {.dtype = dtype, .p = p, .g = g, .a = sum,
                  .constants = {lr, eps, weight_decay}};
  ck_parallel_units(n, CK_GRAIN / 2, 64, &job, run_adagrad);
  return true;
}
bool ck_adadelta(ck_dtype dtype, void *p, const void *g, void *square, void *delta, double lr,
                 double rho, double eps, double weight_decay, int64_t n) {
  if (!ck_is_float(dtype)) return false;
  step_job job = {.dtype = dtype, .p = p, .g = g, .a = square, .b = delta,
                  .constants = {lr, rho, eps, weight_decay}};
  ck_parallel_units(n, CK_GRAIN / 2, 64, &job, run_adadelta);
  return true;
}

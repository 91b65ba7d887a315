// Softmax, losses, normalisation, optimisers, convolution and pooling in plain layout.
#pragma once

#include "ck_core.h"

#ifdef __cplusplus
extern "C" {
#endif

// MARK: - Softmax, losses, normalisation (softmax.c, normalization.c): float32 and float64

/// Softmax (or its logarithm) over the middle of a contiguous [outer, n, inner] box.
bool ck_softmax(ck_dtype dtype, const void *x, void *y, int64_t outer, int64_t n, int64_t inner,
                bool logarithm);
/// gx from g and the output y of `ck_softmax` with the same arguments.
bool ck_softmax_backward(ck_dtype dtype, const void *g, const void *y, void *gx, int64_t outer,
                         int64_t n, int64_t inner, bool logarithm);
/// Cross-entropy of logits x [rows, classes] against class indices, forward and gradient in one
/// pass. losses[r] = weight(t) * (-(1 - eps) log p[t] - eps/classes * sum log p); rows whose target
/// is `ignore_index` get loss 0 and gradient 0. `gradient` (may be NULL) gets d losses[r] / d x
/// unscaled. `weights` may be NULL. `total_weight` (may be NULL) gets the sum of the weights of
/// the rows that count (without weights: their number). Returns false at a target out of range.
bool ck_cross_entropy(ck_dtype dtype, const void *x, const int64_t *targets, const void *weights,
                      double label_smoothing, int64_t ignore_index, void *losses, void *gradient,
                      double *total_weight, int64_t rows, int64_t classes);
/// out[r, :] = gradient[r, :] * scale[r * scale_step]; scale_step 0 or 1. In place allowed.
bool ck_scale_rows(ck_dtype dtype, const void *gradient, const void *scale, int64_t scale_step,
                   void *out, int64_t rows, int64_t columns);
/// Layer norm of each row of [rows, n]; gamma, beta [n] or NULL; mean, rstd [rows] are written.
bool ck_layer_norm(ck_dtype dtype, const void *x, const void *gamma, const void *beta, double eps,
                   void *y, void *mean, void *rstd, int64_t rows, int64_t n);
/// Gradients of layer norm; `ggamma`, `gbeta` may be NULL.
bool ck_layer_norm_backward(ck_dtype dtype, const void *g, const void *x, const void *mean,
                            const void *rstd, const void *gamma, void *gx, void *ggamma,
                            void *gbeta, int64_t rows, int64_t n);
/// Batch norm over contiguous [batch, channels, spatial]. Training: batch statistics go to
/// mean and rstd [channels] (biased variance), `var` (may be NULL) gets the biased variance.
/// gamma, beta may be NULL.
bool ck_batch_norm(ck_dtype dtype, const void *x, const void *gamma, const void *beta, double eps,
                   void *y, void *mean, void *var, void *rstd, int64_t batch, int64_t channels,
                   int64_t spatial);
/// Batch norm with given statistics.
bool ck_batch_norm_inference(ck_dtype dtype, const void *x, const void *gamma, const void *beta,
                             const void *mean, const void *var, double eps, void *y,
                             int64_t batch, int64_t channels, int64_t spatial);
/// Gradients of training-mode batch norm; `gx`, `ggamma`, `gbeta` may each be NULL.
bool ck_batch_norm_backward(ck_dtype dtype, const void *g, const void *x, const void *gamma,
                            const void *mean, const void *rstd, void *gx, void *ggamma,
                            void *gbeta, int64_t batch, int64_t channels, int64_t spatial);

// MARK: - Optimisers (optimizers.c): one fused pass over a parameter, float32 and float64

/// SGD: g += weight_decay * p; v = momentum * v + (1 - dampening) * g (v = g when `first`);
/// g = nesterov ? g + momentum * v : v; p -= lr * g. `v` may be NULL when momentum is 0.
bool ck_sgd(ck_dtype dtype, void *p, const void *g, void *v, double lr, double momentum,
            double dampening, double weight_decay, bool nesterov, bool first, int64_t n);
/// Adam, or AdamW when `decoupled`; step counts from 1; `vmax` (AMSGrad) may be NULL.
bool ck_adam(ck_dtype dtype, void *p, const void *g, void *m, void *v, void *vmax, double lr,
             double beta1, double beta2, double eps, double weight_decay, bool decoupled,
             int64_t step, int64_t n);
/// RMSprop; `mean` (centred) and `momentum_buffer` may be NULL.
bool ck_rmsprop(ck_dtype dtype, void *p, const void *g, void *square, void *mean,
                void *momentum_buffer, double lr, double alpha, double eps, double weight_decay,
                double momentum, int64_t n);
/// Adagrad; `lr` already divided by 1 + (step - 1) * lr_decay.
bool ck_adagrad(ck_dtype dtype, void *p, const void *g, void *sum, double lr, double eps,
                double weight_decay, int64_t n);
/// Adadelta.
bool ck_adadelta(ck_dtype dtype, void *p, const void *g, void *square, void *delta, double lr,
                 double rho, double eps, double weight_decay, int64_t n);

// MARK: - Convolution and pooling, plain layout (convolution.c): NCHW in, NCHW out
//
// Status: 0 success, else oneDNN's status. Float32 through oneDNN; float64 through im2col.

/// Sizes of a 2-D convolution. Weights are [out_channels, channels / groups, kernel_h, kernel_w].
typedef struct ck_conv_t {
  int64_t batch, channels, height, width;
  int64_t out_channels, kernel_h, kernel_w;
  int64_t stride_h, stride_w;
  int64_t pad_top, pad_left, pad_bottom, pad_right;
  int64_t dilation_h, dilation_w;  ///< 1 is dense
  int64_t groups;
} ck_conv_t;
/// Extents of the output.
int64_t ck_conv_out_height(const ck_conv_t *conv);
int64_t ck_conv_out_width(const ck_conv_t *conv);
/// y = x * w + bias (cross-correlation); `bias` may be NULL.
int32_t ck_conv_forward(ck_dtype dtype, const ck_conv_t *conv, const void *x, const void *w,
                        const void *bias, void *y);
/// gx from gy and w. Also the forward of a transposed convolution.
int32_t ck_conv_backward_data(ck_dtype dtype, const ck_conv_t *conv, const void *gy, const void *w,
                              void *gx);
/// gw and gbias (may be NULL) from x and gy.
int32_t ck_conv_backward_weights(ck_dtype dtype, const ck_conv_t *conv, const void *x,
                                 const void *gy, void *gw, void *gbias);
/// Columns [channels * kernel_h * kernel_w, out_h * out_w] of one image.
bool ck_im2col(ck_dtype dtype, const ck_conv_t *conv, const void *image, void *columns);
/// Adds the columns back into a zeroed image.
bool ck_col2im(ck_dtype dtype, const ck_conv_t *conv, const void *columns, void *image);

typedef enum ck_pool_kind : int32_t {
  CK_POOL_MAX, CK_POOL_AVERAGE_INCLUDE_PADDING, CK_POOL_AVERAGE_EXCLUDE_PADDING,
} ck_pool_kind;
/// Sizes of a 2-D pooling; `out_height`, `out_width` are the caller's (ceil mode is allowed).
typedef struct ck_pool_t {
  ck_pool_kind kind;
  int64_t batch, channels, height, width, out_height, out_width;
  int64_t kernel_h, kernel_w, stride_h, stride_w;
  int64_t pad_top, pad_left;
} ck_pool_t;
/// Forward; `indices` (I64 positions in the H x W plane, as PyTorch's return_indices) is written
/// for max pooling when not NULL.
bool ck_pool_forward(ck_dtype dtype, const ck_pool_t *pool, const void *x, void *y,
                     int64_t *indices);
/// gx from gy (and for max pooling the indices of the forward pass).
bool ck_pool_backward(ck_dtype dtype, const ck_pool_t *pool, const void *gy,
                      const int64_t *indices, void *gx);

#ifdef __cplusplus
}
#endif

// Tensors in oneDNN's own layouts.
#pragma once

#include "ck_elementwise.h"
#include "ck_layers.h"
#include "ck_matrices.h"

#ifdef __cplusplus
extern "C" {
#endif

// MARK: - Blocked layouts (blocked.c): oneDNN's own layouts, carried from layer to layer, float32

/// A 4-D float32 tensor in whatever layout oneDNN found best. Opaque; free with `ck_blocked_free`.
typedef struct ck_blocked ck_blocked;
/// Takes plain NCHW values (copied).
ck_blocked *ck_blocked_from_plain(const float *x, int64_t n, int64_t c, int64_t h, int64_t w);
/// Writes plain NCHW values.
int32_t ck_blocked_to_plain(const ck_blocked *x, float *y);
void ck_blocked_free(ck_blocked *x);
/// shape[0...3] = N, C, H, W.
void ck_blocked_shape(const ck_blocked *x, int64_t *shape);
size_t ck_blocked_bytes(const ck_blocked *x);
/// True when the memory is already plain NCHW (then `ck_blocked_data` may be read directly).
bool ck_blocked_is_plain(const ck_blocked *x);
const float *ck_blocked_data(const ck_blocked *x);

/// Convolution on blocked tensors; weights and bias plain. Each output is a new object.
int32_t ck_blocked_conv_forward(const ck_conv_t *conv, const ck_blocked *x, const float *w,
                                const float *bias, ck_activation activation, ck_blocked **y);
int32_t ck_blocked_conv_backward_data(const ck_conv_t *conv, const ck_blocked *gy, const float *w,
                                      ck_blocked **gx);
int32_t ck_blocked_conv_backward_weights(const ck_conv_t *conv, const ck_blocked *x,
                                         const ck_blocked *gy, float *gw, float *gbias);
/// Pooling; `workspace` (may be NULL for inference and averages) receives what max pooling's
/// backward needs.
int32_t ck_blocked_pool_forward(const ck_pool_t *pool, const ck_blocked *x, ck_blocked **y,
                                ck_blocked **workspace);
int32_t ck_blocked_pool_backward(const ck_pool_t *pool, const ck_blocked *gy,
                                 const ck_blocked *workspace, ck_blocked **gx);
/// Training batch norm (optionally with ReLU folded in): y, and mean and biased variance [C].
int32_t ck_blocked_batch_norm(const ck_blocked *x, const float *gamma, const float *beta,
                              float eps, float *mean, float *var, ck_blocked **y);
int32_t ck_blocked_batch_norm_inference(const ck_blocked *x, const float *gamma,
                                        const float *beta, const float *mean, const float *var,
                                        float eps, ck_blocked **y);
int32_t ck_blocked_batch_norm_backward(const ck_blocked *x, const ck_blocked *gy,
                                       const float *gamma, const float *mean, const float *var,
                                       float eps, float *ggamma, float *gbeta, ck_blocked **gx);
/// Elementwise on the blocked memory (the layouts are made equal when they differ).
int32_t ck_blocked_unary(ck_unary_op op, const ck_blocked *x, ck_blocked **y);
int32_t ck_blocked_binary(ck_binary_op op, const ck_blocked *a, const ck_blocked *b,
                          ck_blocked **y);
int32_t ck_blocked_backward(ck_backward_op op, const ck_blocked *g, const ck_blocked *saved,
                            ck_blocked **gx);
/// `count` tensors joined along channels, and `count` channels of x from `start` on. For layouts
/// in blocks of channels (one part at least) whose borders are borders of blocks.
int32_t ck_blocked_join(const ck_blocked *const *parts, int32_t count, ck_blocked **y);
int32_t ck_blocked_channels(const ck_blocked *x, int64_t start, int64_t count, ck_blocked **y);
/// x += y in place.
int32_t ck_blocked_accumulate(ck_blocked *x, const ck_blocked *y);

#ifdef __cplusplus
}
#endif

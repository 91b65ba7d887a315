// Tensors in oneDNN's layouts, and the operations that plain and blocked entry points share.
#pragma once

#include "dnn.h"

struct ck_blocked {
  dnnl_memory_desc_t layout;
  int64_t shape[4];
  void *data;
  size_t bytes;
};

/// A tensor somewhere in memory.
typedef struct ck_view { dnnl_memory_desc_t layout; const void *data; } ck_view;

dnnl_status_t ck_plain_layout(dnnl_memory_desc_t *layout, const int64_t shape[4]);
/// A new tensor; NULL without memory.
ck_blocked *ck_blocked_make(const dnnl_memory_desc_t *layout, const int64_t shape[4]);
/// `view` in the wanted layout: itself, or a copy that `*copy` (freed by the caller) holds.
dnnl_status_t ck_view_as(const ck_view *view, const dnnl_memory_desc_t *wanted, ck_view *result,
                         void **copy, size_t *bytes);

/// Each writes to `plain` when that is given, else makes `*result`.
dnnl_status_t ck_conv_forward_view(const ck_conv_t *conv, const ck_view *x, const float *w,
                                   const float *bias, ck_activation activation, float *plain,
                                   ck_blocked **result);
dnnl_status_t ck_conv_data_view(const ck_conv_t *conv, const ck_view *gy, const float *w,
                                float *plain, ck_blocked **result);
dnnl_status_t ck_conv_weights_view(const ck_conv_t *conv, const ck_view *x, const ck_view *gy,
                                   float *gw, float *gbias);

/// Our own kernels between few channels (conv_planes.c), plain layouts: whether they suit better
/// than oneDNN's, and the three sides.
bool ck_planes_suit_forward(const ck_conv_t *conv);
bool ck_planes_suit_data(const ck_conv_t *conv);
bool ck_planes_suit_weights(const ck_conv_t *conv);
dnnl_status_t ck_planes_forward(const ck_conv_t *conv, const float *x, const float *w,
                                const float *bias, float *y);
dnnl_status_t ck_planes_data(const ck_conv_t *conv, const float *gy, const float *w, float *gx);
dnnl_status_t ck_planes_weights(const ck_conv_t *conv, const float *x, const float *gy, float *gw,
                                float *gbias);

// Pooling and batch normalisation that keep the layout of the convolution before them.
#include "blocked.h"

#include <string.h>

// MARK: - Pooling

static dnnl_alg_kind_t algorithm(ck_pool_kind kind) {
  return kind == CK_POOL_MAX ? dnnl_pooling_max
         : kind == CK_POOL_AVERAGE_INCLUDE_PADDING ? dnnl_pooling_avg_include_padding
                                                   : dnnl_pooling_avg_exclude_padding;
}

typedef struct pool_layouts {
  dnnl_memory_desc_t any_y;
  dnnl_dims_t strides, kernel, before, after;
} pool_layouts;

static dnnl_status_t pool_layouts_of(const ck_pool_t *p, pool_layouts *l) {
  dnnl_dims_t y = {p->batch, p->channels, p->out_height, p->out_width};
  CK_TRY(dnnl_memory_desc_init_by_tag(&l->any_y, 4, y, dnnl_f32, dnnl_format_tag_any));
  l->strides[0] = p->stride_h, l->strides[1] = p->stride_w;
  l->kernel[0] = p->kernel_h, l->kernel[1] = p->kernel_w;
  l->before[0] = p->pad_top, l->before[1] = p->pad_left;
  l->after[0] = (p->out_height - 1) * p->stride_h + p->kernel_h - p->height - p->pad_top;
  l->after[1] = (p->out_width - 1) * p->stride_w + p->kernel_w - p->width - p->pad_left;
  return dnnl_success;
}

static void pool_key(int64_t key[CK_DNN_KEY], int64_t kind, const ck_pool_t *p, bool workspace,
                     int64_t hash) {
  const int64_t values[] = {kind, p->kind, p->batch, p->channels, p->height, p->width,
                            p->out_height, p->out_width, p->kernel_h, p->kernel_w, p->stride_h,
                            p->stride_w, p->pad_top, p->pad_left, workspace, hash};
  memset(key, 0, sizeof(int64_t) * CK_DNN_KEY);
  memcpy(key, values, sizeof values);
}

static dnnl_status_t pool_operation(const ck_pool_t *p, const pool_layouts *l,
                                    const dnnl_memory_desc_t *x, bool training,
                                    dnnl_pooling_desc_t *operation) {
  return dnnl_pooling_forward_desc_init(
      operation, training ? dnnl_forward_training : dnnl_forward_inference, algorithm(p->kind), x,
      &l->any_y, l->strides, l->kernel, l->before, l->after);
}

/// Means that plain layout suits best, forward or backward; NULL without memory.
static ck_blocked *pool_plain(const ck_pool_t *pool, bool forward, const ck_blocked *from) {
  const int64_t shape[4] = {pool->batch, pool->channels,
                            forward ? pool->out_height : pool->height,
                            forward ? pool->out_width : pool->width};
  dnnl_memory_desc_t layout;
  if (ck_plain_layout(&layout, shape) != dnnl_success) return NULL;
  ck_blocked *made = ck_blocked_make(&layout, shape);
  if (made && forward) ck_pool_forward(CK_F32, pool, from->data, made->data, NULL);
  if (made && !forward) ck_pool_backward(CK_F32, pool, from->data, NULL, made->data);
  return made;
}

int32_t ck_blocked_pool_forward(const ck_pool_t *pool, const ck_blocked *x, ck_blocked **y,
                                ck_blocked **workspace) {
  if (ck_pool_halves(pool) && ck_blocked_is_plain(x)) {
    *y = pool_plain(pool, true, x);
    return *y ? dnnl_success : dnnl_out_of_memory;
  }
  bool keeps = workspace && pool->kind == CK_POOL_MAX;
  int64_t key[CK_DNN_KEY];
  pool_key(key, KEY_POOL, pool, keeps, ck_layout_hash(&x->layout));
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry) {
    pool_layouts l;
    dnnl_pooling_desc_t operation;
    CK_TRY(pool_layouts_of(pool, &l));
    CK_TRY(pool_operation(pool, &l, &x->layout, keeps, &operation));
    CK_TRY(ck_dnn_make(key, &operation, NULL, NULL, &entry));
    CK_TRY(ck_dnn_add(entry, DNNL_ARG_SRC, dnnl_query_src_md, 0));
    CK_TRY(ck_dnn_add(entry, DNNL_ARG_DST, dnnl_query_dst_md, 0));
    if (keeps) CK_TRY(ck_dnn_add(entry, DNNL_ARG_WORKSPACE, dnnl_query_workspace_md, 0));
  }
  const int64_t shape[4] = {pool->batch, pool->channels, pool->out_height, pool->out_width};
  ck_blocked *out = ck_blocked_make(ck_dnn_layout(entry, 1), shape);
  ck_blocked *kept = keeps ? ck_blocked_make(ck_dnn_layout(entry, 2), shape) : NULL;
  dnnl_status_t status = dnnl_out_of_memory;
  if (out && (kept || !keeps))
    status = ck_dnn_run(entry, (const void *const[]){x->data, out->data,
                                                     keeps ? kept->data : NULL});
  if (status != dnnl_success) {
    ck_blocked_free(out);
    ck_blocked_free(kept);
    return status;
  }
  *y = out;
  if (workspace) *workspace = kept;
  return status;
}

int32_t ck_blocked_pool_backward(const ck_pool_t *pool, const ck_blocked *gy,
                                 const ck_blocked *workspace, ck_blocked **gx) {
  if (ck_pool_halves(pool) && ck_blocked_is_plain(gy)) {
    *gx = pool_plain(pool, false, gy);
    return *gx ? dnnl_success : dnnl_out_of_memory;
  }
  bool keeps = pool->kind == CK_POOL_MAX;
  if (keeps && !workspace) return dnnl_invalid_arguments;
  // The layout of gx is the one that the forward pass had: the same blocks, other extents. With a
  // workspace its layout tells; else that of gy.
  const dnnl_memory_desc_t *model = keeps ? &workspace->layout : &gy->layout;
  int64_t key[CK_DNN_KEY];
  pool_key(key, KEY_POOL_BACK, pool, keeps, ck_layout_hash(model));
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry) {
    pool_layouts l;
    dnnl_pooling_desc_t forward, operation;
    dnnl_memory_desc_t x;
    const dnnl_blocking_desc_t *b = &model->format_desc.blocking;
    dnnl_dims_t dims = {pool->batch, pool->channels, pool->height, pool->width};
    dnnl_format_tag_t tag = b->inner_nblks == 1 && b->inner_blks[0] == 16 ? dnnl_nChw16c
                            : b->inner_nblks == 1 && b->inner_blks[0] == 8 ? dnnl_nChw8c
                            : b->strides[1] == 1 && pool->channels > 1 ? dnnl_nhwc
                                                                       : dnnl_nchw;
    CK_TRY(dnnl_memory_desc_init_by_tag(&x, 4, dims, dnnl_f32, tag));
    CK_TRY(pool_layouts_of(pool, &l));
    CK_TRY(pool_operation(pool, &l, &x, true, &forward));
    dnnl_primitive_desc_t hint;
    CK_TRY(dnnl_primitive_desc_create(&hint, &forward, NULL, ck_dnn_engine(), NULL));
    dnnl_status_t status = dnnl_pooling_backward_desc_init(
        &operation, algorithm(pool->kind), &x,
        dnnl_primitive_desc_query_md(hint, dnnl_query_dst_md, 0), l.strides, l.kernel, l.before,
        l.after);
    if (status == dnnl_success) status = ck_dnn_make(key, &operation, NULL, hint, &entry);
    dnnl_primitive_desc_destroy(hint);
    CK_TRY(status);
    CK_TRY(ck_dnn_add(entry, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0));
    CK_TRY(ck_dnn_add(entry, DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, 0));
    if (keeps) CK_TRY(ck_dnn_add(entry, DNNL_ARG_WORKSPACE, dnnl_query_workspace_md, 0));
  }
  const int64_t shape[4] = {pool->batch, pool->channels, pool->height, pool->width};
  ck_view own = {gy->layout, gy->data}, g_view;
  void *copy = NULL;
  size_t bytes = 0;
  ck_blocked *out = ck_blocked_make(ck_dnn_layout(entry, 1), shape);
  if (!out) return dnnl_out_of_memory;
  dnnl_status_t status = ck_view_as(&own, ck_dnn_layout(entry, 0), &g_view, &copy, &bytes);
  if (status == dnnl_success)
    status = ck_dnn_run(entry, (const void *const[]){g_view.data, out->data,
                                                     keeps ? workspace->data : NULL});
  ck_free(copy, bytes);
  if (status == dnnl_success) *gx = out;
  else ck_blocked_free(out);
  return status;
}

// MARK: - Batch normalisation

/// gamma and beta as the one [2, channels] tensor that oneDNN takes; ones and zeros where missing.
static float *join(const float *gamma, const float *beta, int64_t channels) {
  float *joined = ck_alloc((size_t)channels * 2 * sizeof(float));
  if (!joined) return NULL;
  for (int64_t c = 0; c < channels; c++) {
    joined[c] = gamma ? gamma[c] : 1;
    joined[channels + c] = beta ? beta[c] : 0;
  }
  return joined;
}

static void norm_key(int64_t key[CK_DNN_KEY], int64_t kind, int64_t variant, const ck_blocked *x,
                     float eps) {
  memset(key, 0, sizeof(int64_t) * CK_DNN_KEY);
  const int64_t values[] = {kind, variant, x->shape[0], x->shape[1], x->shape[2], x->shape[3],
                            ck_layout_hash(&x->layout)};
  memcpy(key, values, sizeof values);
  memcpy(&key[9], &eps, sizeof eps);
}

static dnnl_status_t norm_entry(const int64_t *key, const ck_blocked *x, float eps, bool training,
                                ck_dnn_entry **entry) {
  dnnl_batch_normalization_desc_t operation;
  CK_TRY(dnnl_batch_normalization_forward_desc_init(
      &operation, training ? dnnl_forward_training : dnnl_forward_inference, &x->layout, eps,
      dnnl_use_scaleshift | (training ? 0u : dnnl_use_global_stats)));
  CK_TRY(ck_dnn_make(key, &operation, NULL, NULL, entry));
  dnnl_query_t statistics = training ? dnnl_query_dst_md : dnnl_query_src_md;
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_SRC, dnnl_query_src_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_DST, dnnl_query_dst_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_MEAN, statistics, 1));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_VARIANCE, statistics, 2));
  return ck_dnn_add(*entry, DNNL_ARG_SCALE_SHIFT, dnnl_query_weights_md, 0);
}

static dnnl_status_t norm_forward(const ck_blocked *x, const float *gamma, const float *beta,
                                  float eps, const float *mean, const float *var, bool training,
                                  ck_blocked **y) {
  int64_t key[CK_DNN_KEY];
  norm_key(key, KEY_NORM, training, x, eps);
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry) CK_TRY(norm_entry(key, x, eps, training, &entry));
  ck_blocked *out = ck_blocked_make(ck_dnn_layout(entry, 1), x->shape);
  float *scales = join(gamma, beta, x->shape[1]);
  dnnl_status_t status = dnnl_out_of_memory;
  if (out && scales)
    status = ck_dnn_run(entry, (const void *const[]){x->data, out->data, mean, var, scales});
  ck_free(scales, (size_t)x->shape[1] * 2 * sizeof(float));
  if (status == dnnl_success) *y = out;
  else ck_blocked_free(out);
  return status;
}

int32_t ck_blocked_batch_norm(const ck_blocked *x, const float *gamma, const float *beta,
                              float eps, float *mean, float *var, ck_blocked **y) {
  return norm_forward(x, gamma, beta, eps, mean, var, true, y);
}
int32_t ck_blocked_batch_norm_inference(const ck_blocked *x, const float *gamma,
                                        const float *beta, const float *mean, const float *var,
                                        float eps, ck_blocked **y) {
  return norm_forward(x, gamma, beta, eps, mean, var, false, y);
}

static dnnl_status_t norm_back_entry(const int64_t *key, const ck_blocked *x, float eps,
                                     ck_dnn_entry **entry) {
  dnnl_batch_normalization_desc_t forward, operation;
  CK_TRY(dnnl_batch_normalization_forward_desc_init(&forward, dnnl_forward_training, &x->layout,
                                                    eps, dnnl_use_scaleshift));
  dnnl_primitive_desc_t hint;
  CK_TRY(dnnl_primitive_desc_create(&hint, &forward, NULL, ck_dnn_engine(), NULL));
  dnnl_status_t status = dnnl_batch_normalization_backward_desc_init(
      &operation, dnnl_backward, &x->layout, &x->layout, eps, dnnl_use_scaleshift);
  if (status == dnnl_success) status = ck_dnn_make(key, &operation, NULL, hint, entry);
  dnnl_primitive_desc_destroy(hint);
  CK_TRY(status);
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_SRC, dnnl_query_src_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_MEAN, dnnl_query_src_md, 1));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_VARIANCE, dnnl_query_src_md, 2));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_SCALE_SHIFT, dnnl_query_weights_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, 0));
  return ck_dnn_add(*entry, DNNL_ARG_DIFF_SCALE_SHIFT, dnnl_query_diff_weights_md, 0);
}

int32_t ck_blocked_batch_norm_backward(const ck_blocked *x, const ck_blocked *gy,
                                       const float *gamma, const float *mean, const float *var,
                                       float eps, float *ggamma, float *gbeta, ck_blocked **gx) {
  int64_t key[CK_DNN_KEY], channels = x->shape[1];
  norm_key(key, KEY_NORM_BACK, 0, x, eps);
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry) CK_TRY(norm_back_entry(key, x, eps, &entry));
  ck_view own = {gy->layout, gy->data}, g_view;
  void *copy = NULL;
  size_t bytes = 0, scale_bytes = (size_t)channels * 2 * sizeof(float);
  ck_blocked *out = ck_blocked_make(ck_dnn_layout(entry, 5), x->shape);
  float *scales = join(gamma, NULL, channels), *gradients = join(NULL, NULL, channels);
  dnnl_status_t status = dnnl_out_of_memory;
  if (out && scales && gradients)
    status = ck_view_as(&own, ck_dnn_layout(entry, 1), &g_view, &copy, &bytes);
  if (status == dnnl_success)
    status = ck_dnn_run(entry, (const void *const[]){x->data, g_view.data, mean, var, scales,
                                                     out->data, gradients});
  if (status == dnnl_success) {
    if (ggamma) memcpy(ggamma, gradients, scale_bytes / 2);
    if (gbeta) memcpy(gbeta, gradients + channels, scale_bytes / 2);
    *gx = out;
  } else {
    ck_blocked_free(out);
  }
  ck_free(copy, bytes);
  ck_free(scales, scale_bytes);
  ck_free(gradients, scale_bytes);
  return status;
}

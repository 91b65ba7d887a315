// Convolution through oneDNN. Layouts are always oneDNN's choice (`any`): with fixed NCHW tags it
// falls back to im2col, two to ten times slower. Operands are reordered only where they differ.
#include "blocked.h"

static void sizes_of(const ck_conv_t *c, dnnl_dims_t x, dnnl_dims_t w, dnnl_dims_t y) {
  x[0] = c->batch, x[1] = c->channels, x[2] = c->height, x[3] = c->width;
  y[0] = c->batch, y[1] = c->out_channels;
  y[2] = ck_conv_out_height(c), y[3] = ck_conv_out_width(c);
  int d = 0;
  if (c->groups > 1) w[d++] = c->groups;
  w[d++] = c->out_channels / c->groups, w[d++] = c->channels / c->groups;
  w[d++] = c->kernel_h, w[d] = c->kernel_w;
}

static void make_key(int64_t key[CK_DNN_KEY], int64_t kind, const ck_conv_t *c, bool bias,
                     int64_t activation) {
  const int64_t values[] = {kind, bias, activation, c->batch, c->channels, c->height, c->width,
                            c->out_channels, c->kernel_h, c->kernel_w, c->stride_h, c->stride_w,
                            c->pad_top, c->pad_left, c->pad_bottom, c->pad_right, c->dilation_h,
                            c->dilation_w, c->groups};
  for (int i = 0; i < CK_DNN_KEY; i++)
    key[i] = i < (int)(sizeof values / sizeof *values) ? values[i] : 0;
}

typedef struct conv_layouts {
  dnnl_memory_desc_t x, w, plain_w, bias, y;
  dnnl_dims_t strides, dilations, before, after;
} conv_layouts;

static dnnl_status_t layouts_of(const ck_conv_t *c, conv_layouts *l) {
  dnnl_dims_t x, w, y, bias = {c->out_channels};
  sizes_of(c, x, w, y);
  int w_rank = c->groups > 1 ? 5 : 4;
  CK_TRY(dnnl_memory_desc_init_by_tag(&l->x, 4, x, dnnl_f32, dnnl_format_tag_any));
  CK_TRY(dnnl_memory_desc_init_by_tag(&l->y, 4, y, dnnl_f32, dnnl_format_tag_any));
  CK_TRY(dnnl_memory_desc_init_by_tag(&l->w, w_rank, w, dnnl_f32, dnnl_format_tag_any));
  CK_TRY(dnnl_memory_desc_init_by_tag(&l->plain_w, w_rank, w, dnnl_f32,
                                      w_rank == 5 ? dnnl_goihw : dnnl_oihw));
  CK_TRY(dnnl_memory_desc_init_by_tag(&l->bias, 1, bias, dnnl_f32, dnnl_x));
  l->strides[0] = c->stride_h, l->strides[1] = c->stride_w;
  l->dilations[0] = c->dilation_h - 1, l->dilations[1] = c->dilation_w - 1;
  l->before[0] = c->pad_top, l->before[1] = c->pad_left;
  l->after[0] = c->pad_bottom, l->after[1] = c->pad_right;
  return dnnl_success;
}

static dnnl_status_t forward_operation(const conv_layouts *l, bool bias,
                                       dnnl_convolution_desc_t *operation) {
  return dnnl_dilated_convolution_forward_desc_init(
      operation, dnnl_forward_training, dnnl_convolution_direct, &l->x, &l->w,
      bias ? &l->bias : NULL, &l->y, l->strides, l->dilations, l->before, l->after);
}

static dnnl_status_t forward_entry(const int64_t *key, const conv_layouts *l, bool bias,
                                   ck_activation activation, ck_dnn_entry **entry) {
  dnnl_convolution_desc_t operation;
  CK_TRY(forward_operation(l, bias, &operation));
  dnnl_primitive_attr_t attributes = NULL;
  dnnl_post_ops_t post = NULL;
  if (activation != CK_ACTIVATION_NONE) {
    dnnl_alg_kind_t kind = activation == CK_ACTIVATION_RELU ? dnnl_eltwise_relu
                           : activation == CK_ACTIVATION_SIGMOID ? dnnl_eltwise_logistic
                                                                 : dnnl_eltwise_tanh;
    CK_TRY(dnnl_primitive_attr_create(&attributes));
    dnnl_post_ops_create(&post);
    dnnl_post_ops_append_eltwise(post, 1, kind, 0, 0);
    dnnl_primitive_attr_set_post_ops(attributes, post);
  }
  dnnl_status_t status = ck_dnn_make(key, &operation, attributes, NULL, entry);
  if (post) dnnl_post_ops_destroy(post);
  if (attributes) dnnl_primitive_attr_destroy(attributes);
  CK_TRY(status);
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_SRC, dnnl_query_src_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_WEIGHTS, dnnl_query_weights_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_DST, dnnl_query_dst_md, 0));
  return bias ? ck_dnn_add(*entry, DNNL_ARG_BIAS, dnnl_query_weights_md, 1) : dnnl_success;
}

/// A backward entry; its layouts must agree with the forward pass, which it gets as a hint.
static dnnl_status_t backward_entry(const int64_t *key, const conv_layouts *l, bool weights,
                                    bool bias, ck_dnn_entry **entry) {
  dnnl_convolution_desc_t forward, operation;
  CK_TRY(forward_operation(l, bias, &forward));
  dnnl_primitive_desc_t hint;
  CK_TRY(dnnl_primitive_desc_create(&hint, &forward, NULL, ck_dnn_engine(), NULL));
  dnnl_status_t status =
      weights ? dnnl_dilated_convolution_backward_weights_desc_init(
                    &operation, dnnl_convolution_direct, &l->x, &l->w, bias ? &l->bias : NULL,
                    &l->y, l->strides, l->dilations, l->before, l->after)
              : dnnl_dilated_convolution_backward_data_desc_init(
                    &operation, dnnl_convolution_direct, &l->x, &l->w, &l->y, l->strides,
                    l->dilations, l->before, l->after);
  if (status == dnnl_success) status = ck_dnn_make(key, &operation, NULL, hint, entry);
  dnnl_primitive_desc_destroy(hint);
  CK_TRY(status);
  if (weights) {
    CK_TRY(ck_dnn_add(*entry, DNNL_ARG_SRC, dnnl_query_src_md, 0));
    CK_TRY(ck_dnn_add(*entry, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0));
    CK_TRY(ck_dnn_add(*entry, DNNL_ARG_DIFF_WEIGHTS, dnnl_query_diff_weights_md, 0));
    return bias ? ck_dnn_add(*entry, DNNL_ARG_DIFF_BIAS, dnnl_query_diff_weights_md, 1)
                : dnnl_success;
  }
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_DIFF_DST, dnnl_query_diff_dst_md, 0));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_WEIGHTS, dnnl_query_weights_md, 0));
  return ck_dnn_add(*entry, DNNL_ARG_DIFF_SRC, dnnl_query_diff_src_md, 0);
}

/// Where a result goes: the caller's plain memory when the layout is plain already, else a new
/// tensor, which is reordered into the plain memory afterwards.
static dnnl_status_t place_result(const dnnl_memory_desc_t *layout, const int64_t shape[4],
                                  float *plain, ck_blocked **made, void **target) {
  dnnl_memory_desc_t plain_layout;
  CK_TRY(ck_plain_layout(&plain_layout, shape));
  *made = NULL;
  if (plain && dnnl_memory_desc_equal(&plain_layout, layout)) {
    *target = plain;
    return dnnl_success;
  }
  *made = ck_blocked_make(layout, shape);
  if (!*made) return dnnl_out_of_memory;
  *target = (*made)->data;
  return dnnl_success;
}
static dnnl_status_t hand_over(dnnl_status_t status, ck_blocked *made, float *plain,
                               ck_blocked **result) {
  if (status == dnnl_success && plain && made) status = ck_blocked_to_plain(made, plain);
  if (status == dnnl_success && !plain) {
    *result = made;
    return status;
  }
  ck_blocked_free(made);
  return status;
}

/// Puts the channels of x and y last, in place of oneDNN's choice.
static dnnl_status_t channels_last(conv_layouts *l) {
  CK_TRY(dnnl_memory_desc_init_by_tag(&l->x, 4, l->x.dims, dnnl_f32, dnnl_nhwc));
  return dnnl_memory_desc_init_by_tag(&l->y, 4, l->y.dims, dnnl_f32, dnnl_nhwc);
}

/// `view` in plain layout: itself, or a copy that `*copy` holds.
static dnnl_status_t plain_view(const ck_view *view, ck_view *plain, void **copy, size_t *bytes) {
  dnnl_memory_desc_t layout;
  CK_TRY(ck_plain_layout(&layout, view->layout.dims));
  return ck_view_as(view, &layout, plain, copy, bytes);
}

/// A convolution plane by plane from one operand: forward, or backward in the data.
static dnnl_status_t by_planes(const ck_conv_t *conv, bool forward, const ck_view *from,
                               const float *w, const float *bias, const int64_t shape[4],
                               float *plain, ck_blocked **result) {
  ck_view view;
  void *copy = NULL, *target = NULL;
  size_t bytes = 0;
  ck_blocked *made = NULL;
  dnnl_memory_desc_t layout;
  CK_TRY(ck_plain_layout(&layout, shape));
  dnnl_status_t status = plain_view(from, &view, &copy, &bytes);
  if (status == dnnl_success) status = place_result(&layout, shape, plain, &made, &target);
  if (status == dnnl_success)
    status = forward ? ck_planes_forward(conv, view.data, w, bias, target)
                     : ck_planes_data(conv, view.data, w, target);
  ck_free(copy, bytes);
  return hand_over(status, made, plain, result);
}

dnnl_status_t ck_conv_forward_view(const ck_conv_t *conv, const ck_view *x, const float *w,
                                   const float *bias, ck_activation activation, float *plain,
                                   ck_blocked **result) {
  const int64_t shape[4] = {conv->batch, conv->out_channels, ck_conv_out_height(conv),
                            ck_conv_out_width(conv)};
  if (activation == CK_ACTIVATION_NONE && ck_planes_suit_forward(conv))
    return by_planes(conv, true, x, w, bias, shape, plain, result);
  int64_t key[CK_DNN_KEY];
  conv_layouts l;
  CK_TRY(layouts_of(conv, &l));
  make_key(key, KEY_CONV_FORWARD, conv, bias != NULL, activation);
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry) CK_TRY(forward_entry(key, &l, bias != NULL, activation, &entry));
  ck_view x_view, w_view, plain_w = {l.plain_w, w};
  void *x_copy = NULL, *w_copy = NULL, *target = NULL;
  size_t x_bytes = 0, w_bytes = 0;
  ck_blocked *made = NULL;
  dnnl_status_t status = ck_view_as(x, ck_dnn_layout(entry, 0), &x_view, &x_copy, &x_bytes);
  if (status == dnnl_success)
    status = ck_view_as(&plain_w, ck_dnn_layout(entry, 1), &w_view, &w_copy, &w_bytes);
  if (status == dnnl_success)
    status = place_result(ck_dnn_layout(entry, 2), shape, plain, &made, &target);
  if (status == dnnl_success)
    status = ck_dnn_run(entry, (const void *const[]){x_view.data, w_view.data, target, bias});
  ck_free(x_copy, x_bytes);
  ck_free(w_copy, w_bytes);
  return hand_over(status, made, plain, result);
}

dnnl_status_t ck_conv_data_view(const ck_conv_t *conv, const ck_view *gy, const float *w,
                                float *plain, ck_blocked **result) {
  const int64_t shape[4] = {conv->batch, conv->channels, conv->height, conv->width};
  if (ck_planes_suit_data(conv))
    return by_planes(conv, false, gy, w, NULL, shape, plain, result);
  int64_t key[CK_DNN_KEY];
  conv_layouts l;
  CK_TRY(layouts_of(conv, &l));
  make_key(key, KEY_CONV_DATA, conv, false, 0);
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry) CK_TRY(backward_entry(key, &l, false, false, &entry));
  ck_view g_view, w_view, plain_w = {l.plain_w, w};
  void *g_copy = NULL, *w_copy = NULL, *target = NULL;
  size_t g_bytes = 0, w_bytes = 0;
  ck_blocked *made = NULL;
  dnnl_status_t status = ck_view_as(gy, ck_dnn_layout(entry, 0), &g_view, &g_copy, &g_bytes);
  if (status == dnnl_success)
    status = ck_view_as(&plain_w, ck_dnn_layout(entry, 1), &w_view, &w_copy, &w_bytes);
  if (status == dnnl_success)
    status = place_result(ck_dnn_layout(entry, 2), shape, plain, &made, &target);
  if (status == dnnl_success)
    status = ck_dnn_run(entry, (const void *const[]){g_view.data, w_view.data, target});
  ck_free(g_copy, g_bytes);
  ck_free(w_copy, w_bytes);
  return hand_over(status, made, plain, result);
}

dnnl_status_t ck_conv_weights_view(const ck_conv_t *conv, const ck_view *x, const ck_view *gy,
                                   float *gw, float *gbias) {
  ck_view x_view, g_view;
  void *x_copy = NULL, *g_copy = NULL, *scratch = NULL;
  size_t x_bytes = 0, g_bytes = 0, w_bytes = 0;
  if (ck_planes_suit_weights(conv)) {
    dnnl_status_t status = plain_view(x, &x_view, &x_copy, &x_bytes);
    if (status == dnnl_success) status = plain_view(gy, &g_view, &g_copy, &g_bytes);
    if (status == dnnl_success)
      status = ck_planes_weights(conv, x_view.data, g_view.data, gw, gbias);
    ck_free(x_copy, x_bytes);
    ck_free(g_copy, g_bytes);
    return status;
  }
  int64_t key[CK_DNN_KEY];
  conv_layouts l;
  CK_TRY(layouts_of(conv, &l));
  make_key(key, KEY_CONV_WEIGHTS, conv, gbias != NULL, 0);
  ck_dnn_entry *entry = ck_dnn_find(key);
  // Blocks half full of padding make this the slowest side; with channels last nothing is padded.
  bool is_ragged = conv->groups == 1 && conv->channels % 16 && conv->channels > 3;
  if (!entry && is_ragged) {
    conv_layouts last = l;
    CK_TRY(channels_last(&last));
    if (backward_entry(key, &last, true, gbias != NULL, &entry) != dnnl_success) entry = NULL;
  }
  if (!entry) CK_TRY(backward_entry(key, &l, true, gbias != NULL, &entry));
  const dnnl_memory_desc_t *w_layout = ck_dnn_layout(entry, 2);
  bool direct = dnnl_memory_desc_equal(w_layout, &l.plain_w);
  dnnl_status_t status = ck_view_as(x, ck_dnn_layout(entry, 0), &x_view, &x_copy, &x_bytes);
  if (status == dnnl_success)
    status = ck_view_as(gy, ck_dnn_layout(entry, 1), &g_view, &g_copy, &g_bytes);
  if (status == dnnl_success && !direct) {
    w_bytes = dnnl_memory_desc_get_size(w_layout);
    scratch = ck_alloc(w_bytes);
    if (!scratch) status = dnnl_out_of_memory;
  }
  if (status == dnnl_success)
    status = ck_dnn_run(entry, (const void *const[]){x_view.data, g_view.data,
                                                     direct ? gw : scratch, gbias});
  if (status == dnnl_success && !direct)
    status = ck_dnn_reorder(w_layout, scratch, &l.plain_w, gw);
  ck_free(scratch, w_bytes);
  ck_free(x_copy, x_bytes);
  ck_free(g_copy, g_bytes);
  return status;
}

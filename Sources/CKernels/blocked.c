// The opaque tensors: making them, reading them, and elementwise work on their memory.
#include "blocked.h"

#include <stdlib.h>
#include <string.h>

#include "elementwise.h"

dnnl_status_t ck_plain_layout(dnnl_memory_desc_t *layout, const int64_t shape[4]) {
  dnnl_dims_t dims = {shape[0], shape[1], shape[2], shape[3]};
  return dnnl_memory_desc_init_by_tag(layout, 4, dims, dnnl_f32, dnnl_nchw);
}

ck_blocked *ck_blocked_make(const dnnl_memory_desc_t *layout, const int64_t shape[4]) {
  ck_blocked *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  made->layout = *layout;
  memcpy(made->shape, shape, sizeof made->shape);
  made->bytes = dnnl_memory_desc_get_size(layout);
  made->data = ck_alloc(made->bytes);
  if (made->data) return made;
  free(made);
  return NULL;
}

dnnl_status_t ck_view_as(const ck_view *view, const dnnl_memory_desc_t *wanted, ck_view *result,
                         void **copy, size_t *bytes) {
  *result = *view;
  *copy = NULL;
  if (dnnl_memory_desc_equal(&view->layout, wanted)) return dnnl_success;
  *bytes = dnnl_memory_desc_get_size(wanted);
  *copy = ck_alloc(*bytes);
  if (!*copy) return dnnl_out_of_memory;
  result->layout = *wanted;
  result->data = *copy;
  return ck_dnn_reorder(&view->layout, view->data, wanted, *copy);
}

// MARK: - In and out

ck_blocked *ck_blocked_from_plain(const float *x, int64_t n, int64_t c, int64_t h, int64_t w) {
  const int64_t shape[4] = {n, c, h, w};
  dnnl_memory_desc_t layout;
  if (ck_plain_layout(&layout, shape) != dnnl_success) return NULL;
  ck_blocked *made = ck_blocked_make(&layout, shape);
  if (made) ck_copy(x, made->data, made->bytes);
  return made;
}

int32_t ck_blocked_to_plain(const ck_blocked *x, float *y) {
  dnnl_memory_desc_t layout;
  CK_TRY(ck_plain_layout(&layout, x->shape));
  return ck_dnn_reorder(&x->layout, x->data, &layout, y);
}

void ck_blocked_free(ck_blocked *x) {
  if (!x) return;
  ck_free(x->data, x->bytes);
  free(x);
}
void ck_blocked_shape(const ck_blocked *x, int64_t *shape) {
  memcpy(shape, x->shape, sizeof x->shape);
}
size_t ck_blocked_bytes(const ck_blocked *x) { return x->bytes; }
bool ck_blocked_is_plain(const ck_blocked *x) {
  dnnl_memory_desc_t layout;
  return ck_plain_layout(&layout, x->shape) == dnnl_success &&
         dnnl_memory_desc_equal(&layout, &x->layout);
}
const float *ck_blocked_data(const ck_blocked *x) { return x->data; }

// MARK: - Convolution

static ck_view view_of(const ck_blocked *x) { return (ck_view){x->layout, x->data}; }

int32_t ck_blocked_conv_forward(const ck_conv_t *conv, const ck_blocked *x, const float *w,
                                const float *bias, ck_activation activation, ck_blocked **y) {
  ck_view view = view_of(x);
  return ck_conv_forward_view(conv, &view, w, bias, activation, NULL, y);
}
int32_t ck_blocked_conv_backward_data(const ck_conv_t *conv, const ck_blocked *gy, const float *w,
                                      ck_blocked **gx) {
  ck_view view = view_of(gy);
  return ck_conv_data_view(conv, &view, w, NULL, gx);
}
int32_t ck_blocked_conv_backward_weights(const ck_conv_t *conv, const ck_blocked *x,
                                         const ck_blocked *gy, float *gw, float *gbias) {
  ck_view x_view = view_of(x), g_view = view_of(gy);
  return ck_conv_weights_view(conv, &x_view, &g_view, gw, gbias);
}

// MARK: - Elementwise

/// Channels are padded to whole blocks, and oneDNN relies on zeros there.
static bool is_padded(const ck_blocked *x) { return x->layout.padded_dims[1] != x->shape[1]; }

/// The cells of some images, whose lanes behind the last channel become zero.
static void run_clear(void *context, int64_t begin, int64_t end) {
  const ck_blocked *x = context;
  const dnnl_blocking_desc_t *b = &x->layout.format_desc.blocking;
  int64_t block = b->inner_blks[0], blocks = x->layout.padded_dims[1] / block;
  for (int64_t n = begin; n < end; n++)
    for (int64_t c = x->shape[1] / block; c < blocks; c++) {
      int64_t lane = x->shape[1] - c * block;
      for (int64_t h = 0; h < x->shape[2]; h++) {
        float *row = (float *)x->data + n * b->strides[0] + c * b->strides[1] + h * b->strides[2];
        // Writing whole blocks of a known size is several times faster than a memset for each.
        if (block == 16 && b->strides[3] == 16)
          for (int64_t w = 0; w < x->shape[3]; w++)
            for (int i = 0; i < 16; i++) row[w * 16 + i] = i < lane ? row[w * 16 + i] : 0;
        else
          for (int64_t w = 0; w < x->shape[3]; w++)
            for (int64_t i = lane < 0 ? 0 : lane; i < block; i++) row[w * b->strides[3] + i] = 0;
      }
    }
}

/// Restores the zeros; `at_zero` is what the operation gave for padding, so often nothing is to do.
static bool clear_padding(ck_blocked *x, float at_zero) {
  const dnnl_blocking_desc_t *b = &x->layout.format_desc.blocking;
  if (!is_padded(x) || at_zero == 0) return true;
  if (b->inner_nblks != 1 || b->inner_idxs[0] != 1) return false;
  int64_t image = (int64_t)(x->bytes / 4) / (x->shape[0] > 0 ? x->shape[0] : 1);
  ck_parallel_for(x->shape[0], CK_GRAIN / (image + 1) + 1, x, run_clear);
  return true;
}

static ck_blocked *like(const ck_blocked *x) { return ck_blocked_make(&x->layout, x->shape); }

/// `x` in the layout of `model`, as a view and perhaps a copy.
static dnnl_status_t aligned(const ck_blocked *x, const ck_blocked *model, ck_view *view,
                             void **copy, size_t *bytes) {
  ck_view own = view_of(x);
  return ck_view_as(&own, &model->layout, view, copy, bytes);
}

int32_t ck_blocked_unary(ck_unary_op op, const ck_blocked *x, ck_blocked **y) {
  ck_blocked *made = like(x);
  if (!made) return dnnl_out_of_memory;
  float zero = 0, at_zero = 0;
  bool done = ck_unary(op, CK_F32, x->data, made->data, (int64_t)(x->bytes / 4)) &&
              ck_unary(op, CK_F32, &zero, &at_zero, 1);
  if (!done || !clear_padding(made, at_zero)) {
    ck_blocked_free(made);
    return dnnl_unimplemented;
  }
  *y = made;
  return dnnl_success;
}

int32_t ck_blocked_binary(ck_binary_op op, const ck_blocked *a, const ck_blocked *b,
                          ck_blocked **y) {
  // What comes next is served better by the layout that is not the plain one.
  const ck_blocked *model = ck_blocked_is_plain(a) ? b : a;
  ck_view left, right;
  void *left_copy, *right_copy = NULL;
  size_t left_bytes = 0, right_bytes = 0;
  CK_TRY(aligned(a, model, &left, &left_copy, &left_bytes));
  dnnl_status_t status = aligned(b, model, &right, &right_copy, &right_bytes);
  ck_blocked *made = status == dnnl_success ? like(model) : NULL;
  if (status == dnnl_success && !made) status = dnnl_out_of_memory;
  float zero = 0, at_zero = 0;
  if (made && !(ck_binary(op, CK_F32, left.data, 1, right.data, 1, made->data,
                          (int64_t)(made->bytes / 4)) &&
                ck_binary(op, CK_F32, &zero, 1, &zero, 1, &at_zero, 1) &&
                clear_padding(made, at_zero)))
    status = dnnl_unimplemented;
  ck_free(left_copy, left_bytes);
  ck_free(right_copy, right_bytes);
  if (status == dnnl_success) *y = made;
  else ck_blocked_free(made);
  return status;
}

int32_t ck_blocked_backward(ck_backward_op op, const ck_blocked *g, const ck_blocked *saved,
                            ck_blocked **gx) {
  ck_view gradient;
  void *copy;
  size_t bytes;
  CK_TRY(aligned(g, saved, &gradient, &copy, &bytes));
  ck_blocked *made = like(saved);
  float zero = 0, at_zero = 0;
  bool done = made && ck_backward(op, CK_F32, gradient.data, saved->data, made->data,
                                  (int64_t)(saved->bytes / 4)) &&
              ck_backward(op, CK_F32, &zero, &zero, &at_zero, 1) && clear_padding(made, at_zero);
  ck_free(copy, bytes);
  if (!done) {
    ck_blocked_free(made);
    return made ? dnnl_unimplemented : dnnl_out_of_memory;
  }
  *gx = made;
  return dnnl_success;
}

int32_t ck_blocked_accumulate(ck_blocked *x, const ck_blocked *y) {
  ck_view right;
  void *copy;
  size_t bytes;
  CK_TRY(aligned(y, x, &right, &copy, &bytes));
  ck_axpy(CK_F32, 1, right.data, x->data, (int64_t)(x->bytes / 4));
  ck_free(copy, bytes);
  return dnnl_success;
}

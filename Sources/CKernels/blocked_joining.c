// Joining along channels and taking channels out, in blocks: both copy whole runs of memory.
#include "blocked.h"

/// The channels in a block when blocks of channels are the layout's only blocks, else 0.
static int64_t channel_block(const dnnl_memory_desc_t *layout) {
  const dnnl_blocking_desc_t *b = &layout->format_desc.blocking;
  bool is_simple = b->inner_nblks == 1 && b->inner_idxs[0] == 1 &&
                   (b->inner_blks[0] == 8 || b->inner_blks[0] == 16);
  return is_simple ? b->inner_blks[0] : 0;
}

static dnnl_status_t layout_in_blocks(dnnl_memory_desc_t *layout, const int64_t shape[4],
                                      int64_t block) {
  dnnl_dims_t dims = {shape[0], shape[1], shape[2], shape[3]};
  return dnnl_memory_desc_init_by_tag(layout, 4, dims, dnnl_f32,
                                      block == 16 ? dnnl_nChw16c : dnnl_nChw8c);
}

typedef struct runs {
  const float *from;
  float *to;
  int64_t length, from_step, to_step;  // of each image, in floats
} runs;

static void copy_runs(void *context, int64_t begin, int64_t end) {
  const runs *r = context;
  for (int64_t n = begin; n < end; n++)
    ck_copy(r->from + n * r->from_step, r->to + n * r->to_step,
            (size_t)r->length * sizeof(float));
}

/// Copies one run an image.
static void copy_images(int64_t images, runs *job) {
  ck_parallel_for(images, CK_GRAIN / (job->length + 1) + 1, job, copy_runs);
}

int32_t ck_blocked_join(const ck_blocked *const *parts, int32_t count, ck_blocked **y) {
  int64_t block = 0, shape[4];
  ck_blocked_shape(parts[0], shape);
  shape[1] = 0;
  for (int32_t i = 0; i < count; i++) {
    if (!block) block = channel_block(&parts[i]->layout);
    shape[1] += parts[i]->shape[1];
  }
  if (!block) return dnnl_unimplemented;
  for (int32_t i = 0; i < count; i++)
    if (parts[i]->shape[1] % block) return dnnl_unimplemented;
  dnnl_memory_desc_t layout;
  CK_TRY(layout_in_blocks(&layout, shape, block));
  ck_blocked *made = ck_blocked_make(&layout, shape);
  if (!made) return dnnl_out_of_memory;
  int64_t area = shape[2] * shape[3], start = 0;
  dnnl_status_t status = dnnl_success;
  for (int32_t i = 0; i < count && status == dnnl_success; i++) {
    const ck_blocked *part = parts[i];
    ck_view own = {part->layout, part->data}, view;
    dnnl_memory_desc_t wanted;
    void *copy = NULL;
    size_t bytes = 0;
    int64_t length = part->shape[1] * area;
    status = layout_in_blocks(&wanted, part->shape, block);
    if (status == dnnl_success) status = ck_view_as(&own, &wanted, &view, &copy, &bytes);
    if (status == dnnl_success)
      copy_images(shape[0], &(runs){view.data, (float *)made->data + start, length, length,
                                    shape[1] * area});
    ck_free(copy, bytes);
    start += length;
  }
  if (status == dnnl_success) *y = made;
  else ck_blocked_free(made);
  return status;
}

int32_t ck_blocked_channels(const ck_blocked *x, int64_t start, int64_t count, ck_blocked **y) {
  int64_t block = channel_block(&x->layout), area = x->shape[2] * x->shape[3];
  if (!block || start % block || count % block) return dnnl_unimplemented;
  const int64_t shape[4] = {x->shape[0], count, x->shape[2], x->shape[3]};
  dnnl_memory_desc_t layout;
  CK_TRY(layout_in_blocks(&layout, shape, block));
  ck_blocked *made = ck_blocked_make(&layout, shape);
  if (!made) return dnnl_out_of_memory;
  int64_t padded = x->layout.padded_dims[1];
  copy_images(shape[0], &(runs){(const float *)x->data + start * area, made->data, count * area,
                                padded * area, count * area});
  *y = made;
  return dnnl_success;
}

// oneDNN behind a cache: one entry a shape holds the primitive, its memory objects and arguments.
#pragma once

#include <dnnl.h>

#include "internal.h"

#define CK_DNN_KEY 24
#define CK_DNN_ARGS 8

/// A primitive ready to run. Buffers are set per call, in the order the arguments were added.
typedef struct ck_dnn_entry {
  int64_t key[CK_DNN_KEY];
  dnnl_primitive_desc_t description;
  dnnl_primitive_t primitive;
  dnnl_exec_arg_t arguments[CK_DNN_ARGS];
  int count;
  uint64_t used;
  struct ck_dnn_entry *next;
} ck_dnn_entry;

/// What an entry computes: the first number of its key.
enum { KEY_MATMUL = 1, KEY_CONV_FORWARD, KEY_CONV_DATA, KEY_CONV_WEIGHTS, KEY_POOL, KEY_POOL_BACK,
       KEY_NORM, KEY_NORM_BACK, KEY_REORDER };

dnnl_engine_t ck_dnn_engine(void);
/// The stream of this thread.
dnnl_stream_t ck_dnn_stream(void);

/// The entry of the key on this thread, or NULL. Keys are zero-padded.
ck_dnn_entry *ck_dnn_find(const int64_t key[CK_DNN_KEY]);
/// Makes an entry from an operation description; takes over nothing but the new objects.
/// `hint` is the forward description for backward ones, `attributes` may be NULL.
dnnl_status_t ck_dnn_make(const int64_t key[CK_DNN_KEY], const_dnnl_op_desc_t operation,
                          const_dnnl_primitive_attr_t attributes,
                          const_dnnl_primitive_desc_t hint, ck_dnn_entry **entry);
/// Adds an argument with the layout the primitive asks for (`query`, `index`).
dnnl_status_t ck_dnn_add(ck_dnn_entry *entry, int argument, dnnl_query_t query, int index);
/// Layout of an argument.
const dnnl_memory_desc_t *ck_dnn_layout(const ck_dnn_entry *entry, int index);
/// Runs with the given buffers, in the order of the arguments.
dnnl_status_t ck_dnn_run(ck_dnn_entry *entry, const void *const *buffers);
/// A number that tells layouts apart.
int64_t ck_layout_hash(const dnnl_memory_desc_t *layout);
/// Copies between layouts.
dnnl_status_t ck_dnn_reorder(const dnnl_memory_desc_t *from, const void *x,
                             const dnnl_memory_desc_t *to, void *y);

#define CK_TRY(call)                              \
  do {                                            \
    dnnl_status_t status_ = (call);               \
    if (status_ != dnnl_success) return status_;  \
  } while (0)

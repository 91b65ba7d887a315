// Cells run on threads that come and go, and neither streams nor memory objects may be shared, so
// each thread has its own entries. Primitives themselves come from oneDNN's process-wide cache:
// a new thread pays a few microseconds a shape, not a compilation.
#include "dnn.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 256
#define LIMIT 2048  // entries a thread keeps

typedef struct thread_state {
  dnnl_stream_t stream;
  ck_dnn_entry *buckets[BUCKETS];
  int count;
  uint64_t clock;
} thread_state;

static dnnl_engine_t engine;
static pthread_key_t state_key;
static pthread_once_t start_once = PTHREAD_ONCE_INIT;
static _Thread_local thread_state *state;

static void free_entry(ck_dnn_entry *entry) {
  for (int i = 0; i < entry->count; i++) dnnl_memory_destroy(entry->arguments[i].memory);
  if (entry->primitive) dnnl_primitive_destroy(entry->primitive);
  if (entry->description) dnnl_primitive_desc_destroy(entry->description);
  free(entry);
}

static void end_thread(void *pointer) {
  thread_state *ended = pointer;
  for (int b = 0; b < BUCKETS; b++)
    for (ck_dnn_entry *entry = ended->buckets[b]; entry;) {
      ck_dnn_entry *next = entry->next;
      free_entry(entry);
      entry = next;
    }
  dnnl_stream_destroy(ended->stream);
  free(ended);
  state = NULL;
}

static void start(void) {
  dnnl_engine_create(&engine, dnnl_cpu, 0);
  pthread_key_create(&state_key, end_thread);
}

static thread_state *current(void) {
  if (state) return state;
  pthread_once(&start_once, start);
  thread_state *made = calloc(1, sizeof *made);
  if (!made) return NULL;
  if (dnnl_stream_create(&made->stream, engine, dnnl_stream_default_flags) != dnnl_success) {
    free(made);
    return NULL;
  }
  pthread_setspecific(state_key, made);
  state = made;
  return made;
}

dnnl_engine_t ck_dnn_engine(void) {
  pthread_once(&start_once, start);
  return engine;
}
dnnl_stream_t ck_dnn_stream(void) {
  thread_state *own = current();
  return own ? own->stream : NULL;
}

static unsigned bucket_of(const int64_t *key) {
  uint64_t hash = 0xcbf29ce484222325ull;
  for (int i = 0; i < CK_DNN_KEY; i++) hash = (hash ^ (uint64_t)key[i]) * 0x9E3779B97F4A7C15ull;
  return (unsigned)(hash >> 56) % BUCKETS;
}

ck_dnn_entry *ck_dnn_find(const int64_t key[CK_DNN_KEY]) {
  thread_state *own = current();
  if (!own) return NULL;
  for (ck_dnn_entry *entry = own->buckets[bucket_of(key)]; entry; entry = entry->next)
    if (!memcmp(entry->key, key, sizeof entry->key)) {
      entry->used = ++own->clock;
      return entry;
    }
  return NULL;
}

static void drop_oldest(thread_state *own) {
  ck_dnn_entry **oldest = NULL;
  for (int b = 0; b < BUCKETS; b++)
    for (ck_dnn_entry **link = &own->buckets[b]; *link; link = &(*link)->next)
      if (!oldest || (*link)->used < (*oldest)->used) oldest = link;
  if (!oldest) return;
  ck_dnn_entry *entry = *oldest;
  *oldest = entry->next;
  own->count--;
  free_entry(entry);
}

/// Keeps the primitive of a description, which it takes over.
static dnnl_status_t keep(const int64_t key[CK_DNN_KEY], dnnl_primitive_desc_t description,
                          ck_dnn_entry **entry) {
  thread_state *own = current();
  ck_dnn_entry *made = own ? calloc(1, sizeof *made) : NULL;
  if (!made) {
    dnnl_primitive_desc_destroy(description);
    return dnnl_out_of_memory;
  }
  memcpy(made->key, key, sizeof made->key);
  made->description = description;
  dnnl_status_t status = dnnl_primitive_create(&made->primitive, description);
  if (status != dnnl_success) {
    free_entry(made);
    return status;
  }
  if (own->count >= LIMIT) drop_oldest(own);
  unsigned bucket = bucket_of(key);
  made->next = own->buckets[bucket];
  made->used = ++own->clock;
  own->buckets[bucket] = made;
  own->count++;
  *entry = made;
  return dnnl_success;
}

dnnl_status_t ck_dnn_make(const int64_t key[CK_DNN_KEY], const_dnnl_op_desc_t operation,
                          const_dnnl_primitive_attr_t attributes,
                          const_dnnl_primitive_desc_t hint, ck_dnn_entry **entry) {
  *entry = NULL;
  ck_thread_begin();  // oneDNN asks this thread's OpenMP for the number of threads
  dnnl_primitive_desc_t description;
  CK_TRY(dnnl_primitive_desc_create(&description, operation, attributes, ck_dnn_engine(), hint));
  return keep(key, description, entry);
}

dnnl_status_t ck_dnn_add(ck_dnn_entry *entry, int argument, dnnl_query_t query, int index) {
  const dnnl_memory_desc_t *layout =
      dnnl_primitive_desc_query_md(entry->description, query, index);
  if (!layout || entry->count >= CK_DNN_ARGS) return dnnl_invalid_arguments;
  dnnl_memory_t memory;
  CK_TRY(dnnl_memory_create(&memory, layout, engine, DNNL_MEMORY_NONE));
  entry->arguments[entry->count++] = (dnnl_exec_arg_t){argument, memory};
  return dnnl_success;
}

const dnnl_memory_desc_t *ck_dnn_layout(const ck_dnn_entry *entry, int index) {
  const dnnl_memory_desc_t *layout = NULL;
  dnnl_memory_get_memory_desc(entry->arguments[index].memory, &layout);
  return layout;
}

dnnl_status_t ck_dnn_run(ck_dnn_entry *entry, const void *const *buffers) {
  for (int i = 0; i < entry->count; i++)
    CK_TRY(dnnl_memory_set_data_handle(entry->arguments[i].memory, (void *)buffers[i]));
  ck_thread_begin();
  return dnnl_primitive_execute(entry->primitive, ck_dnn_stream(), entry->count,
                                entry->arguments);
}

int64_t ck_layout_hash(const dnnl_memory_desc_t *layout) {
  uint64_t hash = 0xcbf29ce484222325ull;
#define MIX(value) hash = (hash ^ (uint64_t)(value)) * 0x100000001b3ull
  const dnnl_blocking_desc_t *blocking = &layout->format_desc.blocking;
  for (int d = 0; d < layout->ndims; d++) {
    MIX(layout->dims[d]);
    MIX(layout->padded_dims[d]);
    MIX(blocking->strides[d]);
  }
  for (int i = 0; i < blocking->inner_nblks; i++) {
    MIX(blocking->inner_blks[i]);
    MIX(blocking->inner_idxs[i]);
  }
#undef MIX
  return (int64_t)hash;
}

static dnnl_status_t reorder_entry(const int64_t *key, const dnnl_memory_desc_t *from,
                                   const dnnl_memory_desc_t *to, ck_dnn_entry **entry) {
  ck_thread_begin();
  dnnl_primitive_desc_t description;
  CK_TRY(dnnl_reorder_primitive_desc_create(&description, from, ck_dnn_engine(), to,
                                            ck_dnn_engine(), NULL));
  CK_TRY(keep(key, description, entry));
  CK_TRY(ck_dnn_add(*entry, DNNL_ARG_FROM, dnnl_query_src_md, 0));
  return ck_dnn_add(*entry, DNNL_ARG_TO, dnnl_query_dst_md, 0);
}

dnnl_status_t ck_dnn_reorder(const dnnl_memory_desc_t *from, const void *x,
                             const dnnl_memory_desc_t *to, void *y) {
  if (dnnl_memory_desc_equal(from, to)) {
    ck_copy(x, y, dnnl_memory_desc_get_size(from));
    return dnnl_success;
  }
  const int64_t key[CK_DNN_KEY] = {KEY_REORDER, ck_layout_hash(from), ck_layout_hash(to)};
  ck_dnn_entry *entry = ck_dnn_find(key);
  if (!entry) CK_TRY(reorder_entry(key, from, to, &entry));
  return ck_dnn_run(entry, (const void *const[]){x, y});
}

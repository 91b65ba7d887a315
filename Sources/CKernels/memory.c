// Two caches: per-thread free lists for small blocks, mapped blocks kept process-wide for large ones.
//
// Measured reason: glibc gives freed megabytes back to the kernel, and touching them again costs a
// page fault per 4 KB - four times the price of a whole training step's arithmetic. Large blocks
// are mapped with huge pages and reused by size class (an eighth of a power of two: at most 12.5%
// unused). A thread that was stopped for good inside the lock does not stop the others: they wait
// a bounded time and then map and unmap directly.
#define _GNU_SOURCE
#include "internal.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define ALIGNMENT 64
#define SMALL_LIMIT ((size_t)256 << 10)  // above: the mapped cache
#define SMALL_CLASSES 64
#define SMALL_BYTES_PER_CLASS ((size_t)512 << 10)
#define LARGE_SLOTS 512
#define HUGE_PAGE ((size_t)2 << 20)

// MARK: - Size classes

/// Rounds up to a multiple of 64 below 512, then to an eighth of the power of two below.
static size_t round_up(size_t bytes) {
  if (bytes <= 512) return bytes <= 64 ? 64 : (bytes + 63) & ~(size_t)63;
  int top = 63 - __builtin_clzll(bytes - 1);
  size_t step = (size_t)1 << (top - 3);
  return (bytes + step - 1) & ~(step - 1);
}

/// Index of a rounded small size: 1...8 are the multiples of 64, then eight per power of two.
static int small_class(size_t rounded) {
  if (rounded <= 512) return (int)(rounded >> 6) - 1;
  int top = 63 - __builtin_clzll(rounded - 1);
  int eighth = (int)((rounded - 1) >> (top - 3)) & 7;
  return 8 + (top - 9) * 8 + eighth;
}
_Static_assert(8 + (17 - 9) * 8 + 7 < SMALL_CLASSES + 16, "classes cover the small sizes");

// MARK: - Statistics

static atomic_llong live_bytes, peak_bytes, allocations, frees, cached_bytes;

static void count_block(long long bytes) {
  long long live = atomic_fetch_add_explicit(&live_bytes, bytes, memory_order_relaxed) + bytes;
  atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed);
  long long peak = atomic_load_explicit(&peak_bytes, memory_order_relaxed);
  while (live > peak && !atomic_compare_exchange_weak_explicit(
                            &peak_bytes, &peak, live, memory_order_relaxed, memory_order_relaxed)) {
  }
}

// MARK: - Small blocks

typedef struct free_block { struct free_block *next; } free_block;
typedef struct small_cache {
  free_block *first[SMALL_CLASSES + 16];
  uint32_t count[SMALL_CLASSES + 16];
} small_cache;

static pthread_key_t cache_key;
static pthread_once_t cache_once = PTHREAD_ONCE_INIT;
static _Thread_local small_cache *thread_cache;
static _Thread_local bool thread_ended;

static void empty_cache(small_cache *cache) {
  for (int class = 0; class < SMALL_CLASSES + 16; class++) {
    for (free_block *block = cache->first[class]; block;) {
      free_block *next = block->next;
      free(block);
      block = next;
    }
    cache->first[class] = NULL;
    cache->count[class] = 0;
  }
}

static void end_cache(void *cache) {
  thread_cache = NULL;
  thread_ended = true;  // later frees of this thread go straight to free()
  empty_cache(cache);
  free(cache);
}

static void make_key(void) { pthread_key_create(&cache_key, end_cache); }

static __attribute__((noinline)) small_cache *start_cache(void) {
  if (thread_ended) return NULL;
  pthread_once(&cache_once, make_key);
  small_cache *cache = calloc(1, sizeof *cache);
  if (!cache) return NULL;
  pthread_setspecific(cache_key, cache);
  thread_cache = cache;
  return cache;
}

static inline small_cache *current_cache(void) {
  small_cache *cache = thread_cache;
  return cache ? cache : start_cache();
}

// MARK: - Large blocks

typedef struct large_block { void *address; size_t bytes; uint64_t age; } large_block;
static large_block large[LARGE_SLOTS];
static int large_count;
static uint64_t large_clock;
static atomic_flag large_lock = ATOMIC_FLAG_INIT;
static atomic_llong cache_limit = -1;

static bool lock_large(void) {
  for (int attempt = 0; attempt < 2000; attempt++) {
    if (!atomic_flag_test_and_set_explicit(&large_lock, memory_order_acquire)) return true;
    if (attempt > 64) sched_yield();
  }
  return false;
}
static void unlock_large(void) { atomic_flag_clear_explicit(&large_lock, memory_order_release); }

static long long limit_of_cache(void) {
  long long limit = atomic_load_explicit(&cache_limit, memory_order_relaxed);
  if (limit >= 0) return limit;
  limit = (long long)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE) / 8;
  atomic_store_explicit(&cache_limit, limit, memory_order_relaxed);
  return limit;
}

static void *map_block(size_t bytes) {
  if (bytes < HUGE_PAGE) {
    void *block = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return block == MAP_FAILED ? NULL : block;
  }
  // Start on a huge page: map one more and cut both ends.
  size_t mapped = bytes + HUGE_PAGE;
  char *base = mmap(NULL, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (base == MAP_FAILED) return NULL;
  char *block = (char *)(((uintptr_t)base + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
  if (block > base) munmap(base, (size_t)(block - base));
  char *end = base + mapped;
  if (end > block + bytes) munmap(block + bytes, (size_t)(end - (block + bytes)));
  madvise(block, bytes, MADV_HUGEPAGE);
  return block;
}

/// Large sizes in whole pages.
static size_t round_large(size_t bytes) { return (round_up(bytes) + 4095) & ~(size_t)4095; }

static void *large_alloc(size_t rounded) {
  void *block = NULL;
  if (lock_large()) {
    // Newest first: its pages are the likeliest to be in cache.
    for (int slot = large_count - 1; slot >= 0; slot--) {
      if (large[slot].bytes != rounded) continue;
      block = large[slot].address;
      for (int next = slot; next + 1 < large_count; next++) large[next] = large[next + 1];
      large_count--;
      atomic_fetch_sub_explicit(&cached_bytes, (long long)rounded, memory_order_relaxed);
      break;
    }
    unlock_large();
  }
  if (block) return block;
  block = map_block(rounded);
  if (!block) {
    ck_memory_trim();
    block = map_block(rounded);
  }
  return block;
}

static void large_free(void *block, size_t rounded) {
  large_block evicted[LARGE_SLOTS];
  int evictions = 0;
  if ((long long)rounded > limit_of_cache() || !lock_large()) {
    munmap(block, rounded);
    return;
  }
  long long held = atomic_fetch_add_explicit(&cached_bytes, (long long)rounded,
                                             memory_order_relaxed) + (long long)rounded;
  // The list is in order of age: the oldest leave first.
  int drop = 0;
  while (drop < large_count &&
         (held > limit_of_cache() || large_count - drop >= LARGE_SLOTS)) {
    held -= (long long)large[drop].bytes;
    evicted[evictions++] = large[drop++];
  }
  if (drop) {
    memmove(large, large + drop, sizeof(large_block) * (size_t)(large_count - drop));
    large_count -= drop;
  }
  large[large_count++] = (large_block){block, rounded, large_clock++};
  atomic_store_explicit(&cached_bytes, held, memory_order_relaxed);
  unlock_large();
  for (int index = 0; index < evictions; index++)
    munmap(evicted[index].address, evicted[index].bytes);
}

// MARK: - Entry points

void *ck_alloc(size_t bytes) {
  if (bytes <= SMALL_LIMIT) {
    size_t rounded = round_up(bytes);
    int class = small_class(rounded);
    small_cache *cache = current_cache();
    free_block *block = cache ? cache->first[class] : NULL;
    if (block) {
      cache->first[class] = block->next;
      cache->count[class]--;
    } else {
      block = aligned_alloc(ALIGNMENT, rounded);
      if (!block) return NULL;
    }
    count_block((long long)rounded);
    return block;
  }
  if (bytes > (size_t)1 << 46) return NULL;
  size_t rounded = round_large(bytes);
  void *block = large_alloc(rounded);
  if (!block) return NULL;
  count_block((long long)rounded);
  return block;
}

void *ck_calloc(size_t bytes) {
  void *block = ck_alloc(bytes);
  if (block) ck_fill(CK_U8, block, 0, (int64_t)bytes);
  return block;
}

void ck_free(void *block, size_t bytes) {
  if (!block) return;
  atomic_fetch_add_explicit(&frees, 1, memory_order_relaxed);
  if (bytes <= SMALL_LIMIT) {
    size_t rounded = round_up(bytes);
    int class = small_class(rounded);
    atomic_fetch_sub_explicit(&live_bytes, (long long)rounded, memory_order_relaxed);
    small_cache *cache = current_cache();
    size_t allowed = SMALL_BYTES_PER_CLASS / rounded;
    if (!cache || cache->count[class] >= allowed) {
      free(block);
      return;
    }
    free_block *entry = block;
    entry->next = cache->first[class];
    cache->first[class] = entry;
    cache->count[class]++;
    return;
  }
  size_t rounded = round_large(bytes);
  atomic_fetch_sub_explicit(&live_bytes, (long long)rounded, memory_order_relaxed);
  large_free(block, rounded);
}

ck_memory_stats_t ck_memory_stats(void) {
  long long made = allocations;
  return (ck_memory_stats_t){live_bytes, peak_bytes, made - frees, made, cached_bytes};
}

void ck_memory_reset_peak(void) { atomic_store(&peak_bytes, atomic_load(&live_bytes)); }

void ck_memory_set_cache_limit(int64_t bytes) {
  atomic_store(&cache_limit, bytes < 0 ? 0 : bytes);
  ck_memory_trim();
}

void ck_memory_trim(void) {
  if (thread_cache) empty_cache(thread_cache);
  if (!lock_large()) return;
  for (int slot = 0; slot < large_count; slot++) munmap(large[slot].address, large[slot].bytes);
  large_count = 0;
  atomic_store(&cached_bytes, 0);
  unlock_large();
}

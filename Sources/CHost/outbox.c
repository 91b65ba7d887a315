#define _GNU_SOURCE
#include "internal.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HIGH_WATER = 8 << 20, HEADER = 5 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static pthread_cond_t emptied = PTHREAD_COND_INITIALIZER;
static __thread int holds;

static char *pending;
static size_t pendingCount, pendingCapacity;
static size_t lastFrame;
static int lastType;
static size_t sending;
static int channel = -1;

void weft_outbox_lock(void) {
  weft_enter();
  pthread_mutex_lock(&lock);
  holds = 1;
}

void weft_outbox_unlock(void) {
  holds = 0;
  pthread_mutex_unlock(&lock);
  weft_leave();
}

void weft_outbox_abandon(void) {
  if (!holds) return;
  holds = 0;
  pthread_mutex_unlock(&lock);
}

size_t weft_outbox_backlog(void) {
  weft_outbox_lock();
  size_t count = pendingCount + sending;
  weft_outbox_unlock();
  return count;
}

static void putLength(char *at, uint32_t length) {
  for (int i = 0; i < 4; i++) at[i] = (char)(length >> (8 * i));
}

static void reserve(size_t count) {
  if (pendingCount + count <= pendingCapacity) return;
  size_t capacity = pendingCapacity ? pendingCapacity : 1 << 16;
  while (capacity < pendingCount + count) capacity *= 2;
  char *grown = realloc(pending, capacity);
  if (!grown) {
    // Nothing can be said any more; what is pending still goes out.
    pendingCount = 0;
    lastType = 0;
    return;
  }
  pending = grown;
  pendingCapacity = capacity;
}

void weft_outbox_add(uint8_t type, const void *bytes, size_t count) {
  // A slow reader slows the cell down; it does not fill the memory.
  while (pendingCount > HIGH_WATER && channel >= 0) pthread_cond_wait(&emptied, &lock);
  if (lastType == type && (type == 'O' || type == 'E')) {
    size_t old = pendingCount - lastFrame - HEADER;
    reserve(count);
    if (pendingCount + count > pendingCapacity) return;
    memcpy(pending + pendingCount, bytes, count);
    pendingCount += count;
    putLength(pending + lastFrame, (uint32_t)(old + count));
  } else {
    reserve(count + HEADER);
    if (pendingCount + count + HEADER > pendingCapacity) return;
    memcpy(pending + pendingCount + HEADER, bytes, count);
    lastFrame = pendingCount;
    lastType = type;
    putLength(pending + lastFrame, (uint32_t)count);
    pending[lastFrame + 4] = (char)type;
    pendingCount += count + HEADER;
  }
  pthread_cond_signal(&filled);
}

void weft_outbox_append(uint8_t type, const void *bytes, size_t count) {
  weft_outbox_lock();
  weft_streams_drain();
  weft_outbox_add(type, bytes, count);
  weft_outbox_unlock();
}

void weft_outbox_flush(void) {
  weft_outbox_lock();
  while ((pendingCount > 0 || sending) && channel >= 0) pthread_cond_wait(&emptied, &lock);
  weft_outbox_unlock();
}

static void *sender(void *unused) {
  (void)unused;
  for (;;) {
    pthread_mutex_lock(&lock);
    while (pendingCount == 0) pthread_cond_wait(&filled, &lock);
    char *batch = pending;
    size_t count = pendingCount;
    pending = NULL;
    pendingCount = pendingCapacity = 0;
    lastType = 0;
    sending = count;
    pthread_cond_broadcast(&emptied);
    pthread_mutex_unlock(&lock);

    size_t sent = 0;
    while (sent < count) {
      ssize_t n = write(channel, batch + sent, count - sent);
      if (n < 0 && errno == EINTR) continue;
      // Nobody listens any more: the renderer is gone, so this process has no purpose.
      if (n < 0) weft_end_session();
      sent += (size_t)n;
    }
    free(batch);

    pthread_mutex_lock(&lock);
    sending = 0;
    pthread_cond_broadcast(&emptied);
    pthread_mutex_unlock(&lock);
  }
  return NULL;
}

void weft_outbox_start(int fd) {
  channel = fd;
  pthread_t thread;
  pthread_create(&thread, NULL, sender, NULL);
  pthread_detach(thread);
}

#define _GNU_SOURCE
#include "internal.h"
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

// The reading ends of the pipes under descriptors 1 and 2, for code that writes past `stdout`.
static int rawOutput = -1, rawError = -1;

static void drain(int fd, uint8_t type) {
  char buffer[1 << 14];
  if (fd < 0) return;
  for (;;) {
    ssize_t n = read(fd, buffer, sizeof buffer);
    if (n <= 0) return;
    weft_outbox_add(type, buffer, (size_t)n);
    if ((size_t)n < sizeof buffer) return;
  }
}

void weft_streams_drain(void) {
  drain(rawOutput, 'O');
  drain(rawError, 'E');
}

static void *pump(void *unused) {
  (void)unused;
  struct pollfd fds[2] = {{rawOutput, POLLIN, 0}, {rawError, POLLIN, 0}};
  for (;;) {
    if (poll(fds, 2, -1) < 0) continue;
    if ((fds[0].revents | fds[1].revents) & POLLIN) {
      weft_outbox_lock();
      weft_streams_drain();
      weft_outbox_unlock();
    } else if (fds[0].revents && fds[1].revents) {
      return NULL;
    }
  }
}

static ssize_t writeCookie(void *cookie, const char *bytes, size_t count) {
  weft_outbox_append((uint8_t)(uintptr_t)cookie, bytes, count);
  return (ssize_t)count;
}

static FILE *openStream(uint8_t type) {
  cookie_io_functions_t functions = {.write = writeCookie};
  FILE *stream = fopencookie((void *)(uintptr_t)type, "w", functions);
  // Unbuffered: nothing is lost when a thread stops, and both streams keep one order.
  if (stream) setvbuf(stream, NULL, _IONBF, 0);
  return stream;
}

void weft_streams_renew(void) {
  FILE *output = openStream('O');
  FILE *error = openStream('E');
  if (output) stdout = output;
  if (error) stderr = error;
}

int weft_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int weft_streams_install(void) {
  int output[2], error[2];
  if (pipe2(output, O_CLOEXEC) != 0 || pipe2(error, O_CLOEXEC) != 0) return -1;
  if (dup2(output[1], 1) < 0 || dup2(error[1], 2) < 0) return -1;
  close(output[1]);
  close(error[1]);
  fcntl(output[0], F_SETFL, O_NONBLOCK);
  fcntl(error[0], F_SETFL, O_NONBLOCK);
  fcntl(1, F_SETPIPE_SZ, 1 << 20);
  fcntl(2, F_SETPIPE_SZ, 1 << 20);
  rawOutput = output[0];
  rawError = error[0];
  weft_streams_renew();
  pthread_t thread;
  if (pthread_create(&thread, NULL, pump, NULL) != 0) return -1;
  pthread_detach(thread);
  return 0;
}

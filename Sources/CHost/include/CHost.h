#pragma once
// What the cell host cannot do in Swift: signal handlers, C streams with functions behind them, and
// threads that are stopped for ever in the middle of what they do.

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: - Outbox: everything the host says, in one order

/// Starts the thread that sends frames to `fd`.
void weft_outbox_start(int fd);
/// Appends a frame: 4 bytes length (little endian), 1 byte type, payload. What was written straight
/// to descriptors 1 and 2 until now goes before it. Frames of type 'O' and 'E' may be merged.
void weft_outbox_append(uint8_t type, const void *bytes, size_t count);
/// How many bytes wait to be sent or are being sent: more than a little when the reader is slow.
size_t weft_outbox_backlog(void);
/// Waits until all frames are on their way.
void weft_outbox_flush(void);

// MARK: - Streams

/// A pipe that no child inherits: `ends[0]` to read, `ends[1]` to write. Returns 0 if it worked.
int weft_pipe(int ends[2]);
/// Puts pipes under descriptors 1 and 2 and own streams under `stdout` and `stderr`.
int weft_streams_install(void);
/// Gives `stdout` and `stderr` new streams: a parked thread may hold the locks of the old ones.
void weft_streams_renew(void);

// MARK: - Cell threads

enum { WEFT_FRAMES = 48 };

/// What a signal handler has to say. Fits into one atomic write to a pipe.
typedef struct {
  /// The run whose thread it was; 0 for a thread that belongs to no run.
  int32_t run;
  /// The signal, or 0 when the thread was parked because the host asked for it.
  int32_t signal;
  int32_t code;
  int32_t stackOverflow;
  uint64_t address;
  int32_t frameCount;
  uint64_t frames[WEFT_FRAMES];
} weft_stop;

/// Installs the handlers; stops are written to `eventPipe`.
void weft_signals_install(int eventPipe);
/// Starts a thread with a stack of `stackSize` bytes and an alternate stack for signals. Returns 0,
/// or an error number.
int weft_thread_start(int32_t run, size_t stackSize, void (*body)(void *), void *context);
/// Asks the thread of a run to park. Unless `force` is set it parks only where it cannot hold a lock
/// of the C library or of a numeric library; ask again until its stop has arrived.
void weft_thread_interrupt(int32_t run, int force);
/// The run that the calling thread belongs to, or 0.
int32_t weft_thread_run(void);
/// Stops the calling thread for ever.
void weft_park(void) __attribute__((noreturn));
/// Says that the library that holds `address` is a cell's, where parking is safe.
void weft_add_cell_library(const void *address);
/// Between these two the calling thread is not parked: it holds a lock of the host.
void weft_enter(void);
void weft_leave(void);

// MARK: - Files

/// Calls `noted` for every file that is opened by its path from now on, on the thread that opens it.
/// Only where this library was preloaded.
void weft_watch_files(void (*noted)(const char *path, int isWritten));

// MARK: - The end

/// Kills what cells have started and left running, and ends this process.
void weft_end_session(void) __attribute__((noreturn));

// MARK: - Backtraces

/// The return addresses of the calling thread, innermost first, along frame pointers.
int32_t weft_backtrace(uint64_t *frames, int32_t limit);
/// Starts to remember, for each thread, where the last Swift error was thrown.
void weft_watch_throws(void);
/// The return addresses of the last throw of the calling thread.
int32_t weft_last_throw(uint64_t *frames, int32_t limit);
/// The library that holds an address: its path and the address it was loaded at. Returns 0 if none.
int weft_library_at(uint64_t address, const char **path, uint64_t *base, const char **symbol);

#ifdef __cplusplus
}
#endif

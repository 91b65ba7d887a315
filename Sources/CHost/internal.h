#pragma once
#include "CHost.h"

// Gives back the lock of the outbox if the calling thread holds it (it faulted inside).
void weft_outbox_abandon(void);
// Appends what waits in the pipes under descriptors 1 and 2. The outbox must be locked.
void weft_streams_drain(void);
// Appends to the outbox, which must be locked.
void weft_outbox_add(uint8_t type, const void *bytes, size_t count);
void weft_outbox_lock(void);
void weft_outbox_unlock(void);

/**
 * May a call be tried again, and when: the one answer, shared by every client of a region. Nothing here knows a platform.
 */
package io.twinlake.clients.retry;

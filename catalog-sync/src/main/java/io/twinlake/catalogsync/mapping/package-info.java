/**
 * What a source's object is to be at the replica: locations, principals and texts in the replica's terms.
 * What cannot be said in those terms is refused with a reason.
 */
package io.twinlake.catalogsync.mapping;

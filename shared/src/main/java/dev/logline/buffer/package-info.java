/**
 * Where records wait between the thread that logged them and the shipper: a row of segments ({@code
 * SegmentBuffer}), on the heap or in the files of a spool, and what happens when it is full.
 */
package dev.logline.buffer;

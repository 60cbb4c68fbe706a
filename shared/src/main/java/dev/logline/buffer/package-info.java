/** Where records wait between the thread that logged them and the shipper. */
package dev.logline.buffer;

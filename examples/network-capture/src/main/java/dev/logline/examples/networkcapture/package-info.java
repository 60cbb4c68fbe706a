/** A shop of two servers and a client, whose headers and bodies are captured on their spans. */
package dev.logline.examples.networkcapture;

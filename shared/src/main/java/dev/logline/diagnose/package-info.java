/** What we tell people: the status port, the counting of losses, the feedback guard. */
package dev.logline.diagnose;

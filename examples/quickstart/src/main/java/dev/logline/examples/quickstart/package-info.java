/**
 * The quickstart: {@link dev.logline.examples.quickstart.Shop} is a program that logs, {@link
 * dev.logline.examples.quickstart.Quickstart} starts it and checks what arrives.
 */
package dev.logline.examples.quickstart;

/**
 * The receiver with a web page: {@link dev.logline.examples.viewer.Viewer} serves both, {@link
 * dev.logline.examples.viewer.Main} runs it alone.
 */
package dev.logline.examples.viewer;

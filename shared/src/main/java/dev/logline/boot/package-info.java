/** One telemetry per process: presets, the SDK's boot, adoption of one that is already there. */
package dev.logline.boot;

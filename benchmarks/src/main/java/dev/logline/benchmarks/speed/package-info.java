/** What log calls and their delivery cost, measured for Logline and its peers in turn. */
package dev.logline.benchmarks.speed;

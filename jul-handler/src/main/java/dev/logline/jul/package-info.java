/** The handler for java.util.logging: {@code handlers = dev.logline.jul.OtlpHandler}. */
package dev.logline.jul;

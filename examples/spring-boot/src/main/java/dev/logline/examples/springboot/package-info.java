/**
 * Logging in Spring Boot: one element in logback-spring.xml or log4j2-spring.xml, nothing in the
 * code.
 */
package dev.logline.examples.springboot;

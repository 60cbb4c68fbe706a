/** Logging in Spring Boot: one element in logback-spring.xml, nothing in the code. */
package dev.logline.examples.springboot;

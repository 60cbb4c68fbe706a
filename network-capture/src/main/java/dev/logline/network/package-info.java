/**
 * Headers and bodies of HTTP requests and their answers, on the spans that others make of them: of
 * the JDK's server and client, and of servlets. Nothing is captured unless that is switched on.
 */
package dev.logline.network;
